"""How do moved nodes get into a pathway file? Into its layout section, everything else byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.io.text_edit import REMOVED, edit_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.io.text_edit import Change
    from explorer.io.yaml_text import Value
    from explorer.pathway.definition import Layout, Point


def with_positions(text: str, before: Layout, after: Layout) -> str:
    """Return the file's ``text`` with the places and routes of ``after`` where they differ from ``before``.

    Routes that ``after`` lacks are taken out: they led elsewhere, and are found anew when the file is opened.

    Raises:
        EditRefusedError: that cannot be done without changing something else.
        FileRefusedError: ``text`` is not YAML.
    """
    changes: list[Change] = []
    for id_, place in after.nodes.items():
        if _numbers(place) != _numbers(before.nodes.get(id_, ())):
            changes.append((("layout", "nodes", id_), _numbers(place)))
    for id_, area in after.compartments.items():
        if _numbers(area) != _numbers(before.compartments.get(id_, ())):
            changes.append((("layout", "compartments", id_), _numbers(area)))
    for id_, route in after.edges.items():
        if _points(route) != _points(before.edges.get(id_, ())):
            changes.append((("layout", "edges", id_), _points(route)))
    changes += [(("layout", "edges", id_), REMOVED) for id_ in before.edges if id_ not in after.edges]
    return edit_all(text, changes) if changes else text


def _numbers(values: Iterable[float]) -> list[Value]:
    """Return ``values`` as they are written: to a tenth of a unit, whole ones without a point."""
    return [int(value) if float(value).is_integer() else value for value in (round(value, 1) for value in values)]


def _points(route: Iterable[Point]) -> list[Value]:
    return [_numbers(point) for point in route]
