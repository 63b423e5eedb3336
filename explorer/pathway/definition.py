"""What is a pathway? Everything that a pathway file says, typed and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from explorer.logic.network import Network
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.logic.rule import Rule
    from explorer.logic.state import State

Holds: TypeAlias = Mapping[str, bool]
"""Node ids and the value to which each is held."""
Point: TypeAlias = tuple[float, float]
"""x to the right and y downward, in diagram units (1 unit is 1 pixel at 100 %)."""
EMPTY: Mapping[str, bool] = MappingProxyType({})


class NodeKind(Enum):
    """What a node stands for; decides its shape."""

    CONDITION = "condition"
    DRUG = "drug"
    PROTEIN = "protein"
    COMPLEX = "complex"
    PROCESS = "process"
    PHENOTYPE = "phenotype"
    CELLS = "cells"
    OUTCOME = "outcome"


class CompartmentKind(Enum):
    """What a compartment is; decides how it is drawn."""

    CELL = "cell"
    SPACE = "space"
    CONTEXT = "context"  # a place that is not drawn, for example the clinic


class Effect(Enum):
    """The sign of an arrow."""

    ACTIVATES = "activates"
    INHIBITS = "inhibits"


class Confidence(Enum):
    """How well an arrow is known."""

    ESTABLISHED = "established"
    REPORTED = "reported"
    HYPOTHESISED = "hypothesised"
    NOT_STATED = "not stated"  # what a file says by saying nothing; no word of the file format

    @property
    def words(self) -> str:
        """What is said of an arrow: ``reported``, or ``confidence not stated``."""
        return "confidence not stated" if self is Confidence.NOT_STATED else self.value


class Basis(Enum):
    """Where an expectation comes from."""

    NEWS = "news"
    PAPER = "paper"
    INFERENCE = "inference"
    PREDICTION = "prediction"


class ReferenceKind(Enum):
    """What kind of source a reference is."""

    PAPER = "paper"
    NEWS = "news"
    DATABASE = "database"
    TEXTBOOK = "textbook"
    MODELLING = "modelling"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source. Empty strings and None where nothing is known."""

    id: str
    title: str
    kind: ReferenceKind = ReferenceKind.PAPER
    authors: str = ""
    source: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """An entry in a public database: ``prefix:accession``, for example ``hgnc:6526``."""

    curie: str
    label: str = ""
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Compartment:
    """A cell or a space in which nodes lie."""

    id: str
    label: str
    kind: CompartmentKind = CompartmentKind.SPACE
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """What is drawn and has a state.

    Attributes:
        label: the full name.
        short: the name on the diagram; the label where the file gives none.
        rule: None for an input, which keeps its start value unless it is held.
        why: why the rule is as it is.
        wanted: for an outcome, the value that is good for the patient.
        form: modified, active, pool ... in words.
        mark: a short sign of a modification, as in SBGN: ``P``, ``Ac``.
        evidence, against: reference ids for the node, and such as contradict it.
    """

    id: str
    label: str
    kind: NodeKind = NodeKind.PROTEIN
    short: str = ""
    compartment: str | None = None
    rule: Rule | None = None
    rule_text: str = ""
    why: str = ""
    start: bool = False
    wanted: bool | None = None
    status: str = ""
    description: str = ""
    form: str = ""
    mark: str = ""
    synonyms: tuple[str, ...] = ()
    xrefs: tuple[CrossReference, ...] = ()
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    note: str = ""

    @property
    def caption(self) -> str:
        """The words on the diagram."""
        return self.short or self.label

    @property
    def is_input(self) -> bool:
        """Whether the node has no rule."""
        return self.rule is None


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow and what is known about it."""

    source: str
    target: str
    effect: Effect
    mechanism: str = ""
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    confidence: Confidence = Confidence.NOT_STATED
    note: str = ""

    @property
    def id(self) -> str:
        """The arrow's id: ``source -> target``."""
        return f"{self.source} -> {self.target}"


@dataclass(frozen=True, slots=True)
class Phase:
    """A set of holds kept until the system rests."""

    hold: Holds = field(default_factory=lambda: EMPTY)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A sequence of phases with expectations about its end."""

    id: str
    title: str
    phases: tuple[Phase, ...]
    expect: Holds
    basis: Basis
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """Alternative rules that a reader can switch on, with the arrows that come with them."""

    id: str
    title: str
    rules: Mapping[str, tuple[str, Rule]]
    description: str = ""
    effect: str = ""
    confidence: Confidence = Confidence.HYPOTHESISED
    evidence: tuple[str, ...] = ()
    edges: tuple[Edge, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of patient or tumour, by its markers; therapies are tried on each.

    Attributes:
        hold: the conditions and markers that stay, whatever is given.
        earlier: what was held once until all was at rest, and is over: the history.
    """

    id: str
    title: str
    hold: Holds
    basis: Basis = Basis.INFERENCE
    earlier: Holds = field(default_factory=lambda: EMPTY)
    reason: str = ""
    evidence: tuple[str, ...] = ()


class Beginning(Enum):
    """Where a story step begins."""

    HERE = "here"
    START = "start"


class Unrevealed(Enum):
    """What becomes of what a story step does not reveal."""

    FADE = "fade"
    HIDE = "hide"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step of a talk.

    Attributes:
        begin: whether its run goes on from the step before, or from the start state at rest.
        hold: everything that is held during the step.
        variants: ids of the variants that are switched on.
        show: ids of the nodes and compartments that are revealed; empty: everything.
        rest: what becomes of the others.
        camera: ids of what to look at; empty: what is revealed.
        region: (left, top, width, height) to look at instead, in diagram units.
        highlight: ids of nodes and arrows that stand out.
        basis: where it comes from what the step says; None where it only describes.
        notes: for the speaker alone.
    """

    title: str
    text: str = ""
    begin: Beginning = Beginning.HERE
    hold: Holds = field(default_factory=lambda: EMPTY)
    variants: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    rest: Unrevealed = Unrevealed.FADE
    camera: tuple[str, ...] = ()
    region: tuple[float, float, float, float] | None = None
    highlight: tuple[str, ...] = ()
    basis: Basis | None = None
    evidence: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt or remark; ``about`` names node or arrow ids, empty for the pathway as a whole."""

    text: str
    about: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something known that has no rule, shown with the nodes or arrows in ``about``."""

    label: str
    text: str
    about: tuple[str, ...] = ()
    xrefs: tuple[CrossReference, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are drawn, as far as the author said. All in diagram units.

    Attributes:
        nodes: centre of each placed node, and optionally its width and height: (x, y) or (x, y, w, h).
        compartments: (left, top, width, height).
        edges: by arrow id the route from border to border, ends included.
    """

    nodes: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    compartments: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)
    edges: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pathway:
    """A pathway as its file describes it. Mappings keep the order of the file."""

    id: str
    title: str
    nodes: Mapping[str, Node]
    summary: str = ""
    scope: str = ""
    references: Mapping[str, Reference] = field(default_factory=dict)
    compartments: Mapping[str, Compartment] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    variants: tuple[Variant, ...] = ()
    notes: tuple[Note, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    priorities: tuple[tuple[str, ...], ...] = ()
    layout: Layout = field(default_factory=Layout)
    profiles: tuple[Profile, ...] = ()
    story: tuple[StoryStep, ...] = ()

    @cached_property
    def network(self) -> Network:
        """The Boolean network of the rules."""
        return Network(self.nodes, {id_: node.rule for id_, node in self.nodes.items() if node.rule is not None})

    @cached_property
    def start(self) -> State:
        """The start state as the file gives it, holds not applied, not run."""
        return tuple(int(node.start) for node in self.nodes.values())

    @cached_property
    def edge_by_id(self) -> Mapping[str, Edge]:
        """The arrows by their ids."""
        return {edge.id: edge for edge in self.edges}

    @cached_property
    def arrows_at(self) -> Mapping[str, list[Edge]]:
        """The arrows that leave or reach a node, by its id; nodes without any are left out."""
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
            if edge.target != edge.source:
                found.setdefault(edge.target, []).append(edge)
        return found

    @cached_property
    def outcomes(self) -> tuple[Node, ...]:
        """The outcome nodes, in file order."""
        return tuple(node for node in self.nodes.values() if node.kind is NodeKind.OUTCOME)

    def with_variants(self, active: frozenset[str]) -> Pathway:
        """Return the pathway with the rules and arrows of the ``active`` variants (ids) in place."""
        pathway = self
        for variant in self.variants:
            if variant.id in active:
                pathway = pathway._with(variant)
        return pathway

    def _with(self, variant: Variant) -> Pathway:
        nodes = dict(self.nodes)
        for id_, (text, rule) in variant.rules.items():
            nodes[id_] = replace(nodes[id_], rule=rule, rule_text=text)
        replaced = {edge.id for edge in variant.edges} | set(variant.without)
        edges = (*(edge for edge in self.edges if edge.id not in replaced), *variant.edges)
        return replace(self, nodes=nodes, edges=edges)
