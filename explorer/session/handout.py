"""What must a handout know to answer by itself? Rules, arrows, scenarios and the story, as values for JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from explorer.io.rule_tree import as_tree
from explorer.logic.budget import Budget
from explorer.logic.simulation import DEFAULT_LIMIT
from explorer.pathway.citing import short_name
from explorer.pathway.definition import Basis, NodeKind, Unrevealed
from explorer.pathway.story import frame_of, revealed, staging_of
from explorer.session.badge import badges
from explorer.session.commands import PlayScenario
from explorer.session.snapshot import MOST_STEPS, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from explorer.logic.rule import Rule
    from explorer.pathway.definition import Edge, Holds, Node, Pathway, StoryStep, Variant
    from explorer.pathway.diagram import Diagram

BASIS: Mapping[Basis, str] = {
    Basis.NEWS: "A news report says so.",
    Basis.PAPER: "An abstract that was read says so.",
    Basis.INFERENCE: "A short step from what a report says.",
    Basis.PREDICTION: "Only the rules say so; nobody has shown it.",
}
"""What each basis of a result means."""


def with_every_arrow(pathway: Pathway) -> Pathway:
    """Return ``pathway`` with the arrows that its variants add, so that one diagram has a way for each."""
    known = {edge.id: edge for edge in pathway.edges}
    added: dict[str, Edge] = {}
    for variant in pathway.variants:
        added |= {edge.id: edge for edge in variant.edges if edge.id not in known}
    return replace(pathway, edges=(*pathway.edges, *added.values())) if added else pathway


def keyed_arrows(pathway: Pathway) -> Iterator[tuple[str, str, Edge]]:
    """Yield a key, the variant's id (empty for the file's own) and the arrow, for every arrow that may be drawn."""
    pairs = [("", edge) for edge in pathway.edges]
    pairs += [(variant.id, edge) for variant in pathway.variants for edge in variant.edges]
    for number, (variant_id, edge) in enumerate(pairs):
        yield f"e{number}", variant_id, edge


def anchors(pathway: Pathway) -> dict[str, str]:
    """Return for each reference the name by which the page can be led to it."""
    return {id_: f"source-{number}" for number, id_ in enumerate(pathway.references, start=1)}


def other_orders(pathway: Pathway, cancelled: Callable[[], bool] = lambda: False) -> dict[str, str]:
    """Return for each scenario, by its id, how far its outcomes hold in other orders of updates, in a sentence.

    ``cancelled`` is asked often; what is found after it said so is of no use.
    """
    limit, start, found = Budget(_CHECK_SECONDS, cancelled), opened(pathway), {}
    for scenario in pathway.scenarios if pathway.outcomes else ():
        if not limit.left or cancelled():
            found[scenario.id] = "Not checked in other update orders."
            continue
        budget = Budget(min(limit.left, _ONE_CHECK_SECONDS), cancelled)
        *_, told = badges(PlayScenario(scenario.id)(start), budget=budget)
        captions: dict[str, list[str]] = {}
        for id_, badge in told.items():
            captions.setdefault(badge.words, []).append(pathway.nodes[id_].caption)
        every = len(captions) == 1 and len(told) > 1
        lines = (f"{'Every outcome' if every else ', '.join(names)}: {words}." for words, names in captions.items())
        found[scenario.id] = " ".join(lines)
    return found


_CHECK_SECONDS, _ONE_CHECK_SECONDS = 8.0, 2.0
"""How long other orders are looked at for all scenarios, and for one; exact answers take milliseconds where they are
found at all (53 scenarios of the shipped pathways: 0.1 s)."""


def facts(pathway: Pathway, diagram: Diagram, orders: Mapping[str, str]) -> dict[str, Any]:
    """Return everything that the page's script reads.

    Args:
        pathway: without variants.
        diagram: has a way for every arrow, of variants too.
        orders: what is said of each scenario about other orders of updates.
    """
    bounds = diagram.bounds
    index = pathway.network.index
    named = anchors(pathway)
    return {
        "id": pathway.id,
        "bounds": [bounds.left, bounds.top, bounds.width, bounds.height],
        "limits": {"start": DEFAULT_LIMIT, "flip": MOST_STEPS, "scenario": DEFAULT_LIMIT},
        "basis": {basis.value: words for basis, words in BASIS.items()},
        "nodes": [_node(node, diagram) for node in pathway.nodes.values()],
        "edges": [_arrow(key, variant, edge, index) for key, variant, edge in keyed_arrows(pathway)],
        "variants": [_variant(variant) for variant in pathway.variants],
        "references": [
            {"id": id_, "anchor": named[id_], "short": short_name(known)} for id_, known in pathway.references.items()
        ],
        "scenarios": [
            {
                "id": scenario.id,
                "title": scenario.title,
                "phases": [{"title": phase.title, "hold": _pairs(phase.hold)} for phase in scenario.phases],
                "expect": _pairs(scenario.expect),
                "basis": scenario.basis.value,
                "reason": scenario.reason,
                "evidence": list(scenario.evidence),
                "orders": orders.get(scenario.id, ""),
            }
            for scenario in pathway.scenarios
        ],
        "story": [_step(pathway.with_variants(frozenset(step.variants)), diagram, step) for step in pathway.story],
    }


def kind_words(node: Node) -> str:
    """Return what a node is, in a word or two."""
    if node.kind is NodeKind.OUTCOME and node.wanted is not None:
        return f"outcome, wanted {'ON' if node.wanted else 'OFF'}"
    return node.kind.value


def _node(node: Node, diagram: Diagram) -> dict[str, Any]:
    box = diagram.nodes[node.id]
    return {
        "id": node.id,
        "caption": node.caption,
        "label": node.label,
        "kind": node.kind.value,
        "kindWords": kind_words(node),
        "start": int(node.start),
        "wanted": node.wanted,
        "rule": _tree(node.rule),
        "ruleText": node.rule_text,
        "why": node.why,
        "description": node.description,
        "form": node.form,
        "status": node.status,
        "evidence": list(node.evidence),
        "against": list(node.against),
        "box": [box.left, box.top, box.width, box.height],
    }


def _tree(rule: Rule | None) -> Any:  # noqa: ANN401  (lists within lists)
    return None if rule is None else as_tree(rule)


def _arrow(key: str, variant: str, edge: Edge, index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "key": key,
        "id": edge.id,
        "variant": variant,
        "source": index[edge.source],
        "target": index[edge.target],
        "effect": edge.effect.value,
        "mechanism": edge.mechanism,
        "confidence": edge.confidence.words,
        "evidence": list(edge.evidence),
        "against": list(edge.against),
    }


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "id": variant.id,
        "title": variant.title,
        "rules": [[node, as_tree(rule)] for node, (_, rule) in variant.rules.items()],
        "texts": {node: text for node, (text, _) in variant.rules.items()},
        "gone": [*(edge.id for edge in variant.edges), *variant.without],
    }


def _step(pathway: Pathway, diagram: Diagram, step: StoryStep) -> dict[str, Any]:
    staging, frame = staging_of(pathway, step), frame_of(diagram, pathway, step)
    shown = revealed(pathway, step)
    out: list[str] = []
    if step.rest is Unrevealed.OUT and shown is not None:
        out = [id_ for id_, node in pathway.nodes.items() if id_ not in shown and not node.is_input]
    return {
        "title": step.title,
        "text": step.text,
        "begin": step.begin.value,
        "hold": _pairs(step.hold),
        "out": out,
        "variants": list(step.variants),
        "basis": step.basis.value if step.basis else "",
        "evidence": list(step.evidence),
        "frame": [frame.left, frame.top, frame.width, frame.height],
        "hidden": sorted(staging.hidden),
        "faded": sorted(staging.faded),
        "marked": sorted(staging.highlighted),
        "hiddenCells": sorted(staging.hidden_compartments),
        "fadedCells": sorted(staging.faded_compartments),
    }


def _pairs(holds: Holds) -> list[list[object]]:
    return [[node, value] for node, value in holds.items()]
