"""Does a pathway fit together? Ids, arrows against rules, places: what no schema can see.

Findings name their place by the keys of the pathway format, for example ``("nodes", "ATF4", "in")``.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from explorer.errors import Severity
from explorer.logic.network import nearest
from explorer.pathway.arrow_checks import check_arrows
from explorer.pathway.definition import NodeKind
from explorer.pathway.finding import Finding
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from explorer.pathway.definition import Annotation, Edge, Note, Pathway
    from explorer.pathway.finding import Place


def check_pathway(pathway: Pathway, *, unread: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return everything that does not fit together.

    Args:
        pathway: what to check; ids that nothing has, and empty ids, may occur anywhere but in rules.
        unread: nodes whose rules could not be read; their arrows are not compared with rules.
    """
    check = _Checks(pathway)
    check.all_ids()
    check.repetitions()
    check.compartments()
    check.places()
    check.sense()
    return (*check.findings, *check_arrows(pathway, unread=unread))


@dataclass
class _Checks:
    """The findings of one pathway as they are collected."""

    pathway: Pathway
    findings: list[Finding] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)

    def _error(self, where: Place, text: str, hint: str = "", *, on_key: bool = False) -> None:
        self.findings.append(Finding(Severity.ERROR, where, text, hint, on_key=on_key))

    def _warning(self, where: Place, text: str, hint: str = "", *, on_key: bool = True) -> None:
        self.findings.append(Finding(Severity.WARNING, where, text, hint, on_key=on_key))

    def _known(self, kind: str, name: str, known: Collection[str], where: Place, *, on_key: bool = False) -> None:
        if name and name not in known:
            self._error(where, f"there is no {kind} '{name}'", nearest(name, known), on_key=on_key)

    def _keys(self, kind: str, names: Iterable[str], known: Collection[str], where: Place) -> None:
        for name in names:
            self._known(kind, name, known, (*where, name), on_key=True)

    def _items(self, kind: str, names: Sequence[str], known: Collection[str], where: Place) -> None:
        for at, name in enumerate(names):
            self._known(kind, name, known, (*where, at))

    def _cite(self, names: Sequence[str], where: Place) -> None:
        self.cited.update(names)
        self._items("reference", names, self.pathway.references, where)

    def all_ids(self) -> None:
        """Every id that is named exists; every reference is named."""
        self._node_ids()
        for at, edge in enumerate(self.pathway.edges):
            self._edge_ids(edge, ("edges", at))
        self._scenario_ids()
        self._profile_ids()
        self._story_ids()
        self._variant_ids()
        self._remark_ids()
        self._layout_ids()
        for id_ in self.pathway.references:
            if id_ not in self.cited:
                self._warning(("references", id_), f"the reference '{id_}' is never used", "Cite it, or remove it.")

    def _node_ids(self) -> None:
        pathway = self.pathway
        for id_, compartment in pathway.compartments.items():
            self._known("compartment", compartment.within or "", pathway.compartments, ("compartments", id_, "in"))
        for id_, node in pathway.nodes.items():
            self._known("compartment", node.compartment or "", pathway.compartments, ("nodes", id_, "in"))
            self._cite(node.evidence, ("nodes", id_, "evidence"))
            self._cite(node.against, ("nodes", id_, "against"))
        for at, group in enumerate(pathway.priorities):
            self._items("node", group, pathway.nodes, ("priorities", at))

    def _edge_ids(self, edge: Edge, where: Place) -> None:
        self._known("node", edge.source, self.pathway.nodes, (*where, "from"))
        self._known("node", edge.target, self.pathway.nodes, (*where, "to"))
        self._cite(edge.evidence, (*where, "evidence"))
        self._cite(edge.against, (*where, "against"))

    def _scenario_ids(self) -> None:
        nodes = self.pathway.nodes
        for at, scenario in enumerate(self.pathway.scenarios):
            where: Place = ("scenarios", at)
            for number, phase in enumerate(scenario.phases):
                self._keys("node", phase.hold, nodes, (*where, "phases", number, "hold"))
            self._keys("node", scenario.expect, nodes, (*where, "expect"))
            self._cite(scenario.evidence, (*where, "evidence"))

    def _profile_ids(self) -> None:
        for at, profile in enumerate(self.pathway.profiles):
            where: Place = ("profiles", at)
            self._keys("node", profile.earlier, self.pathway.nodes, (*where, "earlier"))
            self._keys("node", profile.hold, self.pathway.nodes, (*where, "hold"))
            self._cite(profile.evidence, (*where, "evidence"))

    def _story_ids(self) -> None:
        pathway = self.pathway
        places = {**pathway.nodes, **pathway.compartments}
        subjects = {**pathway.nodes, **pathway.edge_by_id, **dict.fromkeys(self._variant_arrows())}
        variants = {variant.id for variant in pathway.variants}
        for at, step in enumerate(pathway.story):
            where: Place = ("story", at)
            self._keys("node", step.hold, pathway.nodes, (*where, "hold"))
            self._items("variant", step.variants, variants, (*where, "variants"))
            self._items("node or compartment", step.show, places, (*where, "show"))
            self._items("node or compartment", step.camera, places, (*where, "camera"))
            self._items("node or arrow", step.highlight, subjects, (*where, "highlight"))
            self._cite(step.evidence, (*where, "evidence"))
            if step.region is not None and step.camera:
                self._warning((*where, "region"), "'camera' has no effect beside 'region'", "Remove one of the two.")

    def _variant_ids(self) -> None:
        for at, variant in enumerate(self.pathway.variants):
            where: Place = ("variants", at)
            self._keys("node", variant.rules, self.pathway.nodes, (*where, "rules"))
            for number, edge in enumerate(variant.edges):
                self._edge_ids(edge, (*where, "edges", number))
            self._items("arrow", variant.without, self.pathway.edge_by_id, (*where, "without"))
            self._cite(variant.evidence, (*where, "evidence"))

    def _remark_ids(self) -> None:
        pathway = self.pathway
        subjects = {**pathway.nodes, **pathway.edge_by_id, **dict.fromkeys(self._variant_arrows())}
        sections: tuple[tuple[str, tuple[Note | Annotation, ...]], ...] = (
            ("notes", pathway.notes),
            ("annotations", pathway.annotations),
        )
        for section, remarks in sections:
            for at, remark in enumerate(remarks):
                for number, name in enumerate(remark.about):
                    kind = "arrow" if " -> " in name else "node or arrow"
                    self._known(kind, name, subjects, (section, at, "about", number))
                self._cite(remark.evidence, (section, at, "evidence"))

    def _variant_arrows(self) -> Iterable[str]:
        return (edge.id for variant in self.pathway.variants for edge in variant.edges)

    def _layout_ids(self) -> None:
        pathway, layout = self.pathway, self.pathway.layout
        arrows = {*pathway.edge_by_id, *self._variant_arrows()}
        self._keys("node", layout.nodes, pathway.nodes, ("layout", "nodes"))
        self._keys("compartment", layout.compartments, pathway.compartments, ("layout", "compartments"))
        self._keys("arrow", layout.edges, arrows, ("layout", "edges"))

    def repetitions(self) -> None:
        """Nothing is given twice that may be given once."""
        pathway = self.pathway
        self._twice("arrow", [edge.id for edge in pathway.edges], ("edges",), "from")
        self._twice("scenario", [scenario.id for scenario in pathway.scenarios], ("scenarios",), "id")
        self._twice("profile", [profile.id for profile in pathway.profiles], ("profiles",), "id")
        self._twice("variant", [variant.id for variant in pathway.variants], ("variants",), "id")
        for at, variant in enumerate(pathway.variants):
            self._twice("arrow", [edge.id for edge in variant.edges], ("variants", at, "edges"), "from")
        seen: set[str] = set()
        for at, group in enumerate(pathway.priorities):
            for number, node in enumerate(group):
                if node in seen:
                    self._warning(
                        ("priorities", at, number), f"'{node}' is in more than one place here", "Only the first counts."
                    )
                seen.add(node)

    def _twice(self, kind: str, ids: Sequence[str], where: Place, key: str) -> None:
        first: dict[str, int] = {}
        for at, id_ in enumerate(ids):
            if id_.strip(" ->") and first.setdefault(id_, at) != at:
                self._error(
                    (*where, at, key),
                    f"the {kind} '{id_}' is given twice, first as number {first[id_] + 1} of this list",
                    "Join the two." if kind == "arrow" else "Give it another id.",
                )

    def compartments(self) -> None:
        """No compartment lies in itself."""
        compartments = self.pathway.compartments
        reported: set[str] = set()
        for id_ in compartments:
            chain = [id_]
            while (outer := compartments[chain[-1]].within) in compartments and outer not in chain:
                assert outer is not None
                chain.append(outer)
            if outer == id_ and id_ not in reported:
                reported.update(chain)
                words = " in ".join([*chain, id_]) if len(chain) > 1 else f"{id_} in itself"
                self._error(("compartments", id_, "in"), f"compartments lie in each other: {words}", "Remove one 'in'.")

    def places(self) -> None:
        """Every node has a place: a compartment if there are any, a position if any node has one."""
        pathway = self.pathway
        for id_, node in pathway.nodes.items():
            if pathway.compartments and node.compartment is None:
                self._warning(("nodes", id_), f"'{id_}' lies in no compartment", "Add 'in: ...'.")
            if pathway.layout.nodes and id_ not in pathway.layout.nodes:
                self._warning(
                    ("nodes", id_),
                    f"'{id_}' has no position although other nodes have",
                    f"Add it under layout, nodes; until then it is placed automatically. Write '{id_}: [x, y]'.",
                )

    def sense(self) -> None:
        """What is written has an effect."""
        for id_, node in self.pathway.nodes.items():
            if node.wanted is not None and node.kind is not NodeKind.OUTCOME:
                self._warning(
                    ("nodes", id_, "wanted"),
                    f"'wanted' has a meaning for outcomes only, and '{id_}' is a {node.kind.value}",
                    "Remove it, or write 'kind: outcome'.",
                )
