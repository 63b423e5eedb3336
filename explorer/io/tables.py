"""How do results leave as tables? As CSV (RFC 4180, UTF-8) that a spreadsheet takes for text, and runs as JSON."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explorer.logic.attractors import Attractor
    from explorer.logic.network import Network
    from explorer.logic.simulation import Trajectory
    from explorer.pathway.definition import Holds

Field = str | int | None
"""What stands in one place of a table; None is written as nothing."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def csv_text(rows: Iterable[Sequence[Field]]) -> str:
    r"""Return ``rows`` as CSV with lines that end in ``\r\n``. Texts that a spreadsheet would compute are guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guarded(field) if isinstance(field, str) else field for field in row])
    return text.getvalue()


def guarded(text: str) -> str:
    """Return ``text`` with an apostrophe in front where a spreadsheet would take it for a formula.

    So it is where it begins with ``= + - @``, a tab or the end of a line (CWE-1236). What has an apostrophe before such
    a sign gets another one, so that one can always be taken off again.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def trajectory_rows(network: Network, phases: Iterable[Trajectory]) -> Iterator[Sequence[Field]]:
    """Yield a head, then a row for each step: number of the phase (from 1), step (from 0), each node as 0 or 1."""
    yield ("phase", "step", *network.nodes)
    for number, trajectory in enumerate(phases, start=1):
        for step, state in enumerate(trajectory.states):
            yield (number, step, *state)


def runs_as_json(network: Network, runs: Iterable[tuple[Holds, Trajectory]]) -> dict[str, Any]:
    """Return phases, each with what was held, under the keys of the command-line contract (see ``simulate``).

    Raises:
        ValueError: there is no phase.
    """
    phases = tuple(runs)
    if not phases:
        raise ValueError("nothing was run")
    return {
        "nodes": list(network.nodes),
        "phases": [
            {
                "hold": dict(hold),
                "trajectory": [list(state) for state in trajectory.states],
                "end": trajectory.end.value,
                "period": trajectory.period,
            }
            for hold, trajectory in phases
        ],
        "final": network.named(phases[-1][1].last),
    }


def attractor_rows(network: Network, found: Iterable[Attractor]) -> Iterator[Sequence[Field]]:
    """Yield a head, then a row for each attractor: its kind, its states, each node as 0, 1, or ``varies``."""
    yield ("attractor", "kind", "size", *network.nodes)
    for number, one in enumerate(found, start=1):
        on, varying = frozenset(one.on), frozenset(one.varying)
        values: list[Field] = ["varies" if node in varying else int(node in on) for node in network.nodes]
        yield (number, one.kind.value, one.size, *values)
