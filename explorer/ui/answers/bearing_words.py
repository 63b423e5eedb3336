"""What does a result hang on, in words? Titles and details of each change, and how sure the list is; free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.definition import Effect as Sign
from explorer.pathway.rule_words import rule_in_words
from explorer.session.difference import turning_in
from explorer.session.hangs_on import ChangeKind, how_sure
from explorer.ui.panels.words import counted, on_off, published
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Edge, Holds, Pathway
    from explorer.session.hangs_on import Effect, HangsOn
    from explorer.session.snapshot import DocumentState

KINDS = {ChangeKind.ARROW: "Arrow", ChangeKind.LOGIC: "Rule", ChangeKind.VARIANT: "Variant"}


@dataclass(frozen=True)
class Bearings:
    """What is drawn on the diagram: the numbers of the list by arrow and by node, and the nodes asked about."""

    arrows: Mapping[str, int]
    rules: Mapping[str, tuple[int, ...]]
    asked: tuple[str, ...]


def bearings(answer: HangsOn) -> Bearings:
    """Return the overturning changes of ``answer`` with their numbers in the list, from 1."""
    arrows: dict[str, int] = {}
    rules: dict[str, tuple[int, ...]] = {}
    for number, effect in enumerate(answer.overturning, start=1):
        if effect.change.kind is ChangeKind.ARROW:
            arrows[effect.change.id] = number
        elif effect.change.kind is ChangeKind.LOGIC:
            rules[effect.change.id] = (*rules.get(effect.change.id, ()), number)
    return Bearings(arrows, rules, tuple(answer.goal))


def result_of(state: DocumentState, nodes: tuple[str, ...]) -> dict[str, bool]:
    """Return how ``nodes`` stand; one that keeps changing is asked for at its wanted value, or ON."""
    turning = turning_in(state.pathway.network, state.runs[-1].trajectory)
    found: dict[str, bool] = {}
    for id_ in nodes:
        wanted = state.pathway.nodes[id_].wanted
        found[id_] = (True if wanted is None else wanted) if id_ in turning else state.value(id_)
    return found


def in_words(pathway: Pathway, values: Holds) -> str:
    """Return values by the names on the diagram: ``Tumour control OFF, Durable response OFF``."""
    return ", ".join(f"{pathway.nodes[id_].caption} {on_off(value)}" for id_, value in values.items())


def arrow_words(pathway: Pathway, edge: Edge) -> str:
    """Return an arrow with its sign: ``ATF4 → Lipocalin 2``."""
    sign = "→" if edge.effect is Sign.ACTIVATES else "⊣"
    return f"{pathway.nodes[edge.source].caption} {sign} {pathway.nodes[edge.target].caption}"


def title(pathway: Pathway, effect: Effect) -> str:
    """Return what is changed."""
    change = effect.change
    if change.edge is not None:
        return f"Without {arrow_words(pathway, change.edge)}"
    if change.kind is ChangeKind.LOGIC:
        return f"{pathway.nodes[change.id].caption}: another and/or"
    return f"{change.words.partition(' ')[0].capitalize()} {_variant_title(change.words)}"


def _variant_title(words: str) -> str:
    return words.partition(": ")[2]


def becomes(pathway: Pathway, effect: Effect, goal: Holds) -> str:
    """Return how the nodes of ``goal`` end under the change, those that end otherwise only."""
    told = [
        f"{pathway.nodes[node].caption} {on_off(effect.reached[node]) if node in effect.reached else 'keeps changing'}"
        for node in goal
        if node in effect.overturned or effect.reached.get(node) != goal[node]
    ]
    return ", ".join(told) or in_words(pathway, effect.reached)


def known_how(pathway: Pathway, effect: Effect) -> str:
    """Return confidence and sources of what is changed: ``reported · Nature 2026``."""
    change = effect.change
    if change.confidence is None:
        return "a modelling choice"
    evidence = change.edge.evidence if change.edge is not None else ()
    sources = [pathway.references.get(id_) for id_ in evidence]
    told = [published(one) or one.title for one in sources if one is not None]
    against = ("contradicted",) if change.edge is not None and change.edge.against else ()
    return " · ".join((change.confidence.words, *dict.fromkeys(told), *against))


def full_words(pathway: Pathway, effect: Effect, goal: Holds) -> str:
    """Return everything about a change, for a tooltip."""
    change = effect.change
    lines = [title(pathway, effect), f"Then: {becomes(pathway, effect, goal)}"]
    if change.node and change.rule is not None:
        node = change.pathway.nodes[change.node]
        lines.append(f"{node.caption} would have the rule: {rule_in_words(pathway, node)}")
    if change.edge is not None and change.edge.mechanism:
        lines.append(change.edge.mechanism)
    lines.append(known_how(pathway, effect))
    lines.extend("This run was cut off before it came to rest." for _ in range(effect.is_cut_off))
    return "\n".join(lines)


def verdict(state: DocumentState, answer: HangsOn) -> str:
    """Return what came of it, and how sure that is."""
    found, pathway = len(answer.overturning), state.pathway
    asked = in_words(pathway, answer.goal)
    of = f"of {counted(answer.total, 'change')}"
    if not answer.is_complete:
        of = f"of the {len(answer.effects):,} changes tried so far ({answer.total:,} in all)"
    if answer.is_met:
        told = "overturns it" if found == 1 else "overturn it"
        said = f"{asked}. {found or 'None'} {of} {told}."
    else:
        reached = in_words(pathway, answer.reached) or "with values that keep changing"
        said = f"It does not end with {asked}, but: {reached}. {found or 'None'} {of} would make it so."
    return f"{said} {how_sure(state, answer)}"
