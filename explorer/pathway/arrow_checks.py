"""Do the arrows say what the rules do? Signs, arrows without a rule, regulators without an arrow."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from explorer.errors import Severity
from explorer.logic.influence import Influence, influences
from explorer.logic.rule import Variable, variables
from explorer.pathway.definition import Effect, NodeKind
from explorer.pathway.finding import Finding
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from explorer.logic.rule import Rule
    from explorer.pathway.definition import Edge, Pathway, Variant
    from explorer.pathway.finding import Place

_CONTRARY = {Effect.ACTIVATES: Influence.INHIBITS, Effect.INHIBITS: Influence.ACTIVATES}


def check_arrows(pathway: Pathway, *, unread: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what arrows and rules contradict each other in, first the pathway's own, then each variant's."""
    check = _ArrowChecks(pathway, frozenset(unread))
    check.own()
    for at, variant in enumerate(pathway.variants):
        check.variant(variant, at)
    check.loose_nodes()
    return tuple(check.findings)


@dataclass
class _ArrowChecks:
    pathway: Pathway
    unread: frozenset[str]
    findings: list[Finding] = field(default_factory=list)

    def _find(self, severity: Severity, where: Place, text: str, hint: str = "", *, on_key: bool = False) -> None:
        self.findings.append(Finding(severity, where, text, hint, on_key=on_key))

    def _warning(self, where: Place, text: str, hint: str) -> None:
        self._find(Severity.WARNING, where, text, hint)

    def own(self) -> None:
        """Compare the pathway's arrows with its rules."""
        nodes = self.pathway.nodes
        signs = {id_: influences(node.rule) for id_, node in nodes.items() if node.rule is not None}
        for at, edge in enumerate(self.pathway.edges):
            if edge.target in nodes and edge.source in nodes and edge.target not in self.unread:
                self._arrow(edge, signs.get(edge.target), ("edges", at))
        arrows = {(edge.source, edge.target) for edge in self.pathway.edges}
        for id_, found in signs.items():
            if nodes[id_].rule != Variable(id_):  # such a node keeps its value, like an input; no arrow is needed
                self._regulators(id_, found, arrows, ("nodes", id_, "rule"))
            if nodes[id_].kind is NodeKind.OUTCOME and id_ in found:
                self._warning(
                    ("nodes", id_, "rule"),
                    f"the outcome '{id_}' regulates itself",
                    "An outcome is a read-out; let another node remember.",
                )

    def _arrow(self, edge: Edge, signs: Mapping[str, Influence] | None, where: Place) -> None:
        if signs is None or edge.source not in signs:
            why = "has no rule" if signs is None else f"does not name '{edge.source}' in its rule"
            self._warning(
                (*where, "from"),
                f"no rule uses the arrow {edge.id}: '{edge.target}' {why}",
                "Change the rule, or remove it.",
            )
        elif signs[edge.source] is _CONTRARY[edge.effect]:
            self._find(
                Severity.ERROR,
                (*where, "effect"),
                f"the arrow says '{edge.source}' {edge.effect.value} '{edge.target}', but by the rule of"
                f" '{edge.target}' it {signs[edge.source].value}",
                f"Write 'effect: {signs[edge.source].value}', or change the rule.",
            )

    def _regulators(
        self, node: str, signs: Mapping[str, Influence], arrows: Collection[tuple[str, str]], where: Place
    ) -> None:
        for name, sign in signs.items():
            if sign is Influence.NONE:
                self._warning(
                    where,
                    f"'{name}' stands in the rule of '{node}' but never changes its value",
                    "Remove it from the rule.",
                )
            if (name, node) not in arrows:
                effect = "inhibits" if sign is Influence.INHIBITS else "activates"
                self._warning(
                    where,
                    f"'{name}' regulates '{node}', but there is no arrow for it",
                    f"Add the arrow 'from: {name}, to: {node}, effect: {effect}'.",
                )

    def variant(self, variant: Variant, at: int) -> None:
        """Compare a variant's arrows, and those that it leaves in place, with its rules."""
        nodes = self.pathway.nodes
        rules: dict[str, Rule] = {id_: node.rule for id_, node in nodes.items() if node.rule is not None}
        rules.update({id_: rule for id_, (_, rule) in variant.rules.items() if id_ in nodes})
        for number, edge in enumerate(variant.edges):
            if edge.source in nodes and edge.target in nodes and edge.target not in self.unread:
                rule = rules.get(edge.target)
                signs = None if rule is None else influences(rule)
                self._arrow(edge, signs, ("variants", at, "edges", number))
        removed = {*variant.without, *(edge.id for edge in variant.edges)}
        kept = [edge for edge in self.pathway.edges if edge.id not in removed]
        arrows = {(edge.source, edge.target) for edge in (*kept, *variant.edges)}
        for id_ in variant.rules:
            if id_ not in nodes or id_ in self.unread:
                continue
            where: Place = ("variants", at, "rules", id_)
            signs = influences(rules[id_])
            self._regulators(id_, signs, arrows, where)
            for edge in kept:
                if edge.target == id_:
                    self._left_in_place(edge, signs, variant, where)

    def _left_in_place(self, edge: Edge, signs: Mapping[str, Influence], variant: Variant, where: Place) -> None:
        if edge.source not in signs:
            self._warning(
                where,
                f"variant '{variant.id}' no longer uses the arrow {edge.id}",
                f"Add 'without: [\"{edge.id}\"]' to the variant.",
            )
        elif signs[edge.source] is _CONTRARY[edge.effect]:
            self._find(
                Severity.ERROR,
                where,
                f"by this rule '{edge.source}' {signs[edge.source].value} '{edge.target}', but the arrow"
                f" {edge.id} says {edge.effect.value}",
                "Give the variant an arrow of its own for it, or change the rule.",
            )

    def loose_nodes(self) -> None:
        """Find nodes that nothing touches."""
        touched = {end for edge in self._all_arrows() for end in (edge.source, edge.target)}
        for id_, node in self.pathway.nodes.items():
            if node.rule is not None:
                names = variables(node.rule)
                touched.update((id_, *names) if names else ())
        touched.update(
            name for variant in self.pathway.variants for _, rule in variant.rules.values() for name in variables(rule)
        )
        for id_ in self.pathway.nodes:
            if id_ not in touched and id_ not in self.unread:
                self._find(
                    Severity.WARNING,
                    ("nodes", id_),
                    f"'{id_}' has no arrow and no rule uses it",
                    "Join it to the pathway, or make it an annotation.",
                    on_key=True,
                )

    def _all_arrows(self) -> tuple[Edge, ...]:
        return (*self.pathway.edges, *(edge for variant in self.pathway.variants for edge in variant.edges))
