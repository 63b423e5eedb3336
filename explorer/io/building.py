"""How do typed values become a pathway? One function a part; what is missing or broken gets its neutral value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.pathway.definition import (
    Annotation,
    Basis,
    Beginning,
    Compartment,
    CompartmentKind,
    Confidence,
    CrossReference,
    Edge,
    Effect,
    Layout,
    Node,
    NodeKind,
    Note,
    Pathway,
    Phase,
    Profile,
    Reference,
    ReferenceKind,
    Scenario,
    StoryStep,
    Unrevealed,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explorer.logic.rule import Rule

    ReadRule = Callable[[tuple[str | int, ...], str], Rule | None]
    """From the place and the text of a rule to the rule, or None where it cannot be read."""

Values = dict[str, Any]


def build_pathway(values: Values, read_rule: ReadRule) -> Pathway:
    """Return the pathway that ``values``, typed by the schema, describe; unknown ids are kept as they are."""
    return Pathway(
        id=values.get("id", ""),
        title=values.get("title", ""),
        nodes={id_: _node(id_, node, read_rule) for id_, node in values.get("nodes", {}).items()},
        summary=values.get("summary", ""),
        scope=values.get("scope", ""),
        references={id_: _reference(id_, part) for id_, part in values.get("references", {}).items()},
        compartments={id_: _compartment(id_, part) for id_, part in values.get("compartments", {}).items()},
        edges=tuple(_edge(edge) for edge in values.get("edges", ())),
        scenarios=tuple(_scenario(scenario) for scenario in values.get("scenarios", ())),
        variants=tuple(_variant(variant, at, read_rule) for at, variant in enumerate(values.get("variants", ()))),
        notes=tuple(_note(note) for note in values.get("notes", ())),
        annotations=tuple(_annotation(annotation) for annotation in values.get("annotations", ())),
        priorities=tuple(tuple(group) for group in values.get("priorities", ())),
        layout=_layout(values.get("layout", {})),
        profiles=tuple(_profile(profile) for profile in values.get("profiles", ())),
        story=story_of(values),
    )


def story_of(values: Values) -> tuple[StoryStep, ...]:
    """Return the story of a file whose ``values`` were typed by the schema."""
    return tuple(_story_step(step) for step in values.get("story", ()))


def _reference(id_: str, values: Values) -> Reference:
    return Reference(
        id=id_,
        title=values.get("title", ""),
        kind=ReferenceKind(values.get("kind", "paper")),
        authors=values.get("authors", ""),
        source=values.get("source", ""),
        year=values.get("year"),
        doi=values.get("doi", ""),
        pmid=values.get("pmid", ""),
        pmcid=values.get("pmcid", ""),
        note=values.get("note", ""),
    )


def _compartment(id_: str, values: Values) -> Compartment:
    return Compartment(
        id=id_,
        label=values.get("label") or id_,
        kind=CompartmentKind(values.get("kind", "space")),
        within=values.get("in") or None,
    )


def _node(id_: str, values: Values, read_rule: ReadRule) -> Node:
    text = values.get("rule")
    return Node(
        id=id_,
        label=values.get("label") or id_,
        kind=NodeKind(values.get("kind", "protein")),
        short=values.get("short", ""),
        compartment=values.get("in") or None,
        rule=None if text is None else read_rule(("nodes", id_, "rule"), text),
        rule_text=text or "",
        why=values.get("why", ""),
        start=values.get("start", False),
        wanted=values.get("wanted"),
        status=values.get("status", ""),
        description=values.get("description", ""),
        form=values.get("form", ""),
        mark=values.get("mark", ""),
        synonyms=tuple(values.get("synonyms", ())),
        xrefs=_cross_references(values),
        evidence=_evidence(values),
        against=tuple(values.get("against", ())),
        note=values.get("note", ""),
    )


def _cross_references(values: Values) -> tuple[CrossReference, ...]:
    return tuple(
        CrossReference(part)
        if isinstance(part, str)
        else CrossReference(part.get("id", ""), part.get("label", ""), part.get("checked", True))
        for part in values.get("xrefs", ())
    )


def _evidence(values: Values) -> tuple[str, ...]:
    return tuple(values.get("evidence", ()))


def _edge(values: Values) -> Edge:
    return Edge(
        source=values.get("from", ""),
        target=values.get("to", ""),
        effect=Effect(values.get("effect", "activates")),
        mechanism=values.get("mechanism", ""),
        evidence=_evidence(values),
        against=tuple(values.get("against", ())),
        confidence=Confidence(values.get("confidence", Confidence.NOT_STATED.value)),
        note=values.get("note", ""),
    )


def _scenario(values: Values) -> Scenario:
    return Scenario(
        id=values.get("id", ""),
        title=values.get("title", ""),
        phases=tuple(Phase(part.get("hold", {}), part.get("title", "")) for part in values.get("phases", ())),
        expect=values.get("expect", {}),
        basis=Basis(values.get("basis", "prediction")),
        reason=values.get("reason", ""),
        evidence=_evidence(values),
    )


def _variant(values: Values, at: int, read_rule: ReadRule) -> Variant:
    rules: dict[str, tuple[str, Rule]] = {}
    for node, text in values.get("rules", {}).items():
        rule = read_rule(("variants", at, "rules", node), text)
        if rule is not None:
            rules[node] = (text, rule)
    return Variant(
        id=values.get("id", ""),
        title=values.get("title", ""),
        rules=rules,
        description=values.get("description", ""),
        effect=values.get("effect", ""),
        confidence=Confidence(values.get("confidence", "hypothesised")),
        evidence=_evidence(values),
        edges=tuple(_edge(edge) for edge in values.get("edges", ())),
        without=tuple(values.get("without", ())),
    )


def _profile(values: Values) -> Profile:
    return Profile(
        id=values.get("id", ""),
        title=values.get("title", ""),
        hold=values.get("hold", {}),
        basis=Basis(values.get("basis", "inference")),
        earlier=values.get("earlier", {}),
        reason=values.get("reason", ""),
        evidence=_evidence(values),
    )


def _story_step(values: Values) -> StoryStep:
    region: list[float] = values.get("region") or []
    return StoryStep(
        title=values.get("title", ""),
        text=values.get("text", ""),
        begin=Beginning(values.get("from", "here")),
        hold=values.get("hold", {}),
        variants=tuple(values.get("variants", ())),
        show=tuple(values.get("show", ())),
        rest=Unrevealed(values.get("rest", "fade")),
        camera=tuple(values.get("camera", ())),
        region=(region[0], region[1], region[2], region[3]) if len(region) == 4 else None,
        highlight=tuple(values.get("highlight", ())),
        basis=Basis(values["basis"]) if values.get("basis") else None,
        evidence=_evidence(values),
        notes=values.get("notes", ""),
    )


def _note(values: Values) -> Note:
    return Note(
        text=values.get("text", ""),
        about=tuple(values.get("about", ())),
        evidence=_evidence(values),
        conflict=values.get("conflict", False),
    )


def _annotation(values: Values) -> Annotation:
    return Annotation(
        label=values.get("label", ""),
        text=values.get("text", ""),
        about=tuple(values.get("about", ())),
        xrefs=_cross_references(values),
        evidence=_evidence(values),
    )


def _layout(values: Values) -> Layout:
    areas: Mapping[str, list[float]] = values.get("compartments", {})
    return Layout(
        nodes={node: tuple(place) for node, place in values.get("nodes", {}).items() if place},
        compartments={id_: (area[0], area[1], area[2], area[3]) for id_, area in areas.items() if len(area) == 4},
        edges={
            arrow: tuple((point[0], point[1]) for point in route if len(point) == 2)
            for arrow, route in values.get("edges", {}).items()
        },
    )
