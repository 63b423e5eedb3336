"""How does a pathway become a file? In the order and style of the shipped pathways, reading back equal."""

from __future__ import annotations

from dataclasses import MISSING, fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from explorer.io.yaml_text import Bare, Value, block_text, needs_block, scalar, wrapped
from explorer.pathway.definition import (
    Annotation,
    Compartment,
    CrossReference,
    Edge,
    Node,
    Note,
    Profile,
    Reference,
    Scenario,
    StoryStep,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.pathway.definition import Holds, Layout, Pathway

_KEYS = {"within": "in", "compartment": "in", "source": "from", "target": "to", "curie": "id", "begin": "from"}
"""Attributes whose key in the file is another word; ``source`` of a reference keeps its own."""


class _Flow:
    """Marks a value that is written in flow style."""

    def __init__(self, value: Value) -> None:
        self.value = value


def write_pathway(pathway: Pathway) -> str:
    """Return ``pathway`` as the text of a file; reading it gives an equal pathway."""
    head: dict[str, Any] = {"format": Bare("pathway/1"), "id": pathway.id, "title": pathway.title}
    head |= {key: text for key in ("summary", "scope") if (text := getattr(pathway, key))}
    sections: dict[str, Any] = {
        "references": {id_: _record(part) for id_, part in pathway.references.items()},
        "compartments": {id_: _compact(_record(part)) for id_, part in pathway.compartments.items()},
        "nodes": {id_: _node(node) for id_, node in pathway.nodes.items()},
        "edges": [_compact(_edge(edge)) for edge in pathway.edges],
        "scenarios": [_scenario(scenario) for scenario in pathway.scenarios],
        "variants": [_variant(variant) for variant in pathway.variants],
        "notes": [_record(note) for note in pathway.notes],
        "annotations": [_record(annotation) for annotation in pathway.annotations],
        "priorities": [_Flow(list(group)) for group in pathway.priorities],
        "profiles": [_profile(profile) for profile in pathway.profiles],
        "story": [_story_step(step) for step in pathway.story],
        "layout": _layout(pathway.layout),
    }
    lines = _mapping(head, 0)
    for name, section in sections.items():
        if section:
            lines += ["", *_entry(name, section, 0)]
    return "\n".join([*lines, ""])


def node_values(node: Node) -> dict[str, Value]:
    """Return a node's keys and values as its file gives them, defaults left out."""
    return {key: part.value if isinstance(part, _Flow) else part for key, part in _node(node).items()}


def edge_values(edge: Edge) -> dict[str, Value]:
    """Return an arrow's keys and values as its file gives them, defaults left out."""
    return {key: part.value if isinstance(part, _Flow) else part for key, part in _edge(edge).items()}


def _record(
    part: Node
    | Edge
    | Reference
    | Compartment
    | CrossReference
    | Scenario
    | Variant
    | Profile
    | StoryStep
    | Note
    | Annotation,
) -> dict[str, Any]:
    """Return the plain attributes of ``part`` that differ from their defaults, by the keys of the file."""
    found: dict[str, Any] = {}
    for attribute in fields(part):
        value = getattr(part, attribute.name)
        if attribute.default is not MISSING and value == attribute.default:
            continue
        key = attribute.name if isinstance(part, Reference) else _KEYS.get(attribute.name, attribute.name)
        found[key] = _plain(value)
    if isinstance(part, Node | Reference | Compartment):
        del found["id"]
    if isinstance(part, Node | Compartment) and part.label == part.id:
        del found["label"]
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401  (attributes of many types)
    if isinstance(value, Enum):
        return Bare(value.value)
    if isinstance(value, tuple):
        return _Flow([_cross_reference(item) if isinstance(item, CrossReference) else item for item in value])
    return value


def _cross_reference(reference: CrossReference) -> Value:
    if not reference.label and reference.checked:
        return reference.curie
    return _record(reference)


def _node(node: Node) -> dict[str, Any]:
    found = _record(node)
    found.pop("rule", None)
    text = found.pop("rule_text", None)
    order = ("label", "short", "kind", "in")
    head = {key: found.pop(key) for key in order if key in found}
    if node.rule is not None:
        head["rule"] = text or ""
    return head | found


def _edge(edge: Edge) -> dict[str, Any]:
    found = _record(edge)
    order = ("from", "to", "effect", "mechanism", "evidence", "against", "confidence", "note")
    return {key: found[key] for key in order if key in found}


def _compact(values: Mapping[str, Any]) -> _Flow:
    return _Flow({key: part.value if isinstance(part, _Flow) else part for key, part in values.items()})


def _scenario(scenario: Scenario) -> dict[str, Any]:
    found = _record(scenario)
    phases: list[Value] = []
    for phase in scenario.phases:
        part: dict[str, Value] = {"hold": _holds(phase.hold)}
        if phase.title:
            part["title"] = phase.title
        phases.append(part)
    found["phases"] = [_Flow(phase) for phase in phases]
    found["expect"] = _Flow(_holds(scenario.expect))
    return found


def _holds(holds: Holds) -> dict[str, Value]:
    return dict(holds)


def _variant(variant: Variant) -> dict[str, Any]:
    found = _record(variant)
    found["rules"] = {id_: text for id_, (text, _) in variant.rules.items()}
    found["edges"] = [_compact(_edge(edge)) for edge in variant.edges]
    order = ("id", "title", "description", "effect", "rules", "edges", "without", "confidence", "evidence")
    return {key: found[key] for key in order if found.get(key)}


def _profile(profile: Profile) -> dict[str, Any]:
    found = _record(profile) | {"basis": Bare(profile.basis.value), "hold": _Flow(_holds(profile.hold))}
    if profile.earlier:
        found["earlier"] = _Flow(_holds(profile.earlier))
    else:
        del found["earlier"]
    order = ("id", "title", "earlier", "hold", "basis", "reason", "evidence")
    return {key: found[key] for key in order if key in found}


def story_step_values(step: StoryStep) -> dict[str, Value]:
    """Return a story step's keys and values as its file gives them, defaults left out."""
    return {key: part.value if isinstance(part, _Flow) else part for key, part in _story_step(step).items()}


def story_lines(steps: Iterable[StoryStep], *, indent: int) -> list[str]:
    """Return ``steps`` as the lines of a list whose dashes stand behind ``indent`` blanks."""
    return _items([_story_step(step) for step in steps], indent)


def _story_step(step: StoryStep) -> dict[str, Any]:
    found = _record(step)
    if step.hold:
        found["hold"] = _Flow(_holds(step.hold))
    else:
        found.pop("hold", None)
    return found


def _layout(layout: Layout) -> dict[str, Any]:
    found: dict[str, Any] = {
        "nodes": {id_: _Flow(list(place)) for id_, place in layout.nodes.items()},
        "compartments": {id_: _Flow(list(area)) for id_, area in layout.compartments.items()},
        "edges": {id_: _Flow([list(point) for point in route]) for id_, route in layout.edges.items()},
    }
    return {key: part for key, part in found.items() if part}


def _mapping(values: Mapping[str, Any], indent: int) -> list[str]:
    return [line for key, value in values.items() for line in _entry(key, value, indent)]


def _entry(key: str, value: Any, indent: int) -> list[str]:  # noqa: ANN401  (a tree of Value and _Flow)
    prefix = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, _Flow):
        return wrapped(prefix, value.value, indent=indent + 2)
    if isinstance(value, dict):
        return [prefix, *_mapping(value, indent + 2)] if value else [f"{prefix} {{}}"]
    if isinstance(value, list):
        return [prefix, *_items(value, indent + 2)]
    written = f"{prefix} {scalar(value)}"
    if needs_block(written, value):
        folded = block_text(value, indent=indent + 2)
        if folded is not None:
            return [f"{prefix} {folded[0]}", *folded[1:]]
    return [written]


def _items(values: Iterable[Any], indent: int) -> list[str]:
    lines: list[str] = []
    for value in values:
        dash = f"{' ' * indent}- "
        if isinstance(value, _Flow):
            lines += wrapped(dash, value.value, indent=indent + 3)
        else:
            body = _mapping(value, indent + 2)
            lines += [dash + body[0][indent + 2 :], *body[1:]]
    return lines
