"""What is the state of a document? One frozen value; undo puts an earlier one back."""

from __future__ import annotations

from dataclasses import field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.logic.updater import Asynchronous, Priority, Sequential, Synchronous, UpdateScheme
from explorer.pathway.definition import EMPTY, Holds, NodeKind, Pathway
from explorer.pathway.run import run_phase, settled_start
from explorer.session.last_few import LastFew
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.logic.simulation import Trajectory
    from explorer.logic.state import State
    from explorer.pathway.definition import Confidence, Layout, Point, StoryStep
    from explorer.session.schedule import Bar


MOST_STEPS = 1_000
"""Steps after which the window gives a run up that neither rests nor is seen to cycle."""


@dataclass(frozen=True, slots=True)
class Run:
    """One phase as it was run: what was held, and what followed.

    Attributes:
        label: what the user did, for example ``Switch Anti-LCN2 antibody ON``.
        holds: the nodes pinned during the run, inputs away from their start value included.
        scheme: the name of the update scheme.
        scenario: the scenario that this run is a phase of, or an empty string.
        nudged: what was set once before the first step and then left to its rule.
        turning: nodes known to keep changing where the run ended, whether or not the run shows it.
    """

    label: str
    holds: Holds
    trajectory: Trajectory
    scheme: str = "synchronous"
    scenario: str = ""
    nudged: Holds = field(default_factory=lambda: EMPTY)
    turning: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DocumentState:
    """Everything about an open pathway that undo can bring back.

    Attributes:
        base: the pathway as its file says it, without variants.
        variants: ids of the variants that are switched on.
        scheme: name of the update scheme for the next runs.
        seed: order of the next asynchronous run.
        holds: what is held now; an input stands here only where it is away from its start value.
        runs: the runs since the last start; the first brings the start state to rest. Never empty.
        scenario: id of the scenario that was played last and not touched since, or an empty string.
        layout: where everything is drawn since nodes were moved or arranged; None: as the pathway says.
        least: arrows that are known less well are left out, with their part in the rules; None: none is.
        left_out: ids of further arrows that are left out, to see what becomes of it.
        schedules: bars of therapies and conditions over steps, one schedule or two to compare; not part of the runs.
        origin: the layout before nodes were moved, while arrows still need their way; see ``session.tidying``.
        story: the steps of the story since it was edited; None: as the pathway has them.
    """

    base: Pathway
    runs: tuple[Run, ...]
    variants: frozenset[str] = frozenset()
    scheme: str = "synchronous"
    seed: int = 0
    holds: Holds = field(default_factory=lambda: EMPTY)
    scenario: str = ""
    layout: Layout | None = None
    least: Confidence | None = None
    left_out: frozenset[str] = frozenset()
    schedules: tuple[tuple[Bar, ...], ...] = ()
    origin: Layout | None = None
    story: tuple[StoryStep, ...] | None = None

    @cached_property
    def pathway(self) -> Pathway:
        """The pathway with the switched-on variants in place, and without the arrows that are left out.

        The same object as long as those stay.
        """
        return self.pathway_with(self.variants)

    def pathway_with(self, variants: frozenset[str]) -> Pathway:
        """Return the pathway as it would be with ``variants`` (ids) switched on and all others off."""
        pathway = _with_variants(self.base, variants) if variants else self.base
        return _without(pathway, self.least, self.left_out) if self.least or self.left_out else pathway

    @property
    def drawn(self) -> Pathway:
        """The pathway with everything where it is drawn; the same object as long as it is drawn alike."""
        return self.pathway if self.layout is None else _drawn(self.pathway, self.layout)

    @property
    def steps(self) -> tuple[StoryStep, ...]:
        """The steps of the story as they stand."""
        return self.base.story if self.story is None else self.story

    @property
    def told(self) -> Pathway:
        """The pathway without variants, with its story as it stands; the same object as long as that stays."""
        return self.base if self.story is None else _told(self.base, self.story)

    @property
    def places(self) -> Mapping[str, Point]:
        """The middles of the nodes that stand elsewhere than the pathway says, in diagram units."""
        if self.layout is None:
            return {}
        given = self.base.layout.nodes
        return {id_: (at[0], at[1]) for id_, at in self.layout.nodes.items() if at[:2] != given.get(id_, ())[:2]}

    @property
    def present(self) -> State:
        """The state in which the last run ended."""
        return self.runs[-1].trajectory.last

    @property
    def before(self) -> State:
        """The state before the last run: where the run before it ended, or the start."""
        return self.runs[-2].trajectory.last if len(self.runs) > 1 else self.runs[0].trajectory.last

    def value(self, node: str) -> bool:
        """Return the present value of ``node``."""
        return bool(self.present[self.pathway.network.index[node]])


_last_variants: LastFew[Pathway] = LastFew()
_last_without: LastFew[Pathway] = LastFew()
_last_drawn: LastFew[Pathway] = LastFew()
"""Every step of a run asks again, and a scene redraws what is another object."""
_last_told: LastFew[Pathway] = LastFew()


def _with_variants(base: Pathway, variants: frozenset[str]) -> Pathway:
    return _last_variants.get(lambda: base.with_variants(variants), base, equal=(variants,))


def _without(pathway: Pathway, least: Confidence | None, left_out: frozenset[str]) -> Pathway:
    def reduced() -> Pathway:
        from explorer.pathway.reduced import without_doubtful  # noqa: PLC0415  (few documents leave anything out)

        return without_doubtful(pathway, least, left_out)

    return _last_without.get(reduced, pathway, least, equal=(left_out,))


def _drawn(pathway: Pathway, layout: Layout) -> Pathway:
    return _last_drawn.get(lambda: replace(pathway, layout=layout), pathway, layout)


def _told(base: Pathway, story: tuple[StoryStep, ...]) -> Pathway:
    return _last_told.get(lambda: replace(base, story=story), base, story)


def make_scheme(name: str, pathway: Pathway, *, seed: int = 0) -> UpdateScheme:
    """Return the update scheme called ``name`` as it applies to ``pathway``.

    The priority classes are the file's; where it gives none, molecules come first, then cells and phenotypes, then
    outcomes. The sequential order is the order of the file.
    """
    if name == "asynchronous":
        return Asynchronous(seed)
    if name == "sequential":
        return Sequential()
    if name == "priority":
        return Priority(pathway.priorities or _classes_by_kind(pathway))
    return Synchronous()


def _classes_by_kind(pathway: Pathway) -> tuple[tuple[str, ...], ...]:
    slow = {NodeKind.CELLS, NodeKind.PHENOTYPE}
    nodes = pathway.nodes.values()
    return (
        tuple(node.id for node in nodes if node.kind not in slow and node.kind is not NodeKind.OUTCOME),
        tuple(node.id for node in nodes if node.kind in slow),
        tuple(node.id for node in nodes if node.kind is NodeKind.OUTCOME),
    )


def opened(pathway: Pathway, *, scheme: str = "synchronous") -> DocumentState:
    """Return the state of a document just opened: the start state, run to rest without holds."""
    return DocumentState(base=pathway, runs=(start_run(pathway, scheme),), scheme=scheme)


def start_run(pathway: Pathway, scheme: str, *, seed: int = 0) -> Run:
    """Return the run that brings the pathway's start state to rest."""
    made = make_scheme(scheme, pathway, seed=seed)
    return Run("Start", EMPTY, settled_start(pathway, scheme=made), scheme)


def phase_run(state: DocumentState, holds: Holds, label: str, *, scenario: str = "", nudged: Holds = EMPTY) -> Run:
    """Return the run that follows from the present state of ``state`` under ``holds``, ``nudged`` nodes set first."""
    made = make_scheme(state.scheme, state.pathway, seed=state.seed)
    start = state.pathway.network.state(nudged, otherwise=state.present)
    trajectory = run_phase(state.pathway, start, holds, scheme=made, limit=MOST_STEPS)
    return Run(label, holds, trajectory, state.scheme, scenario, nudged)


def run_again(state: DocumentState) -> DocumentState:
    """Return ``state`` with every run since the start repeated under its present scheme and variants."""
    again = replace(state, runs=(start_run(state.pathway, state.scheme, seed=state.seed),))
    for run in state.runs[1:]:
        repeated = phase_run(again, run.holds, run.label, scenario=run.scenario, nudged=run.nudged)
        again = replace(again, runs=(*again.runs, repeated))
    return again


def carried_over(state: DocumentState, pathway: Pathway) -> DocumentState:
    """Return ``state`` on a newer version of its pathway: the same runs, holds and variants as far as they exist.

    A scenario that reads differently now is no longer the one that was played, and is forgotten as such. The story is
    that of the newer version.
    """

    def known(holds: Holds) -> Holds:
        return MappingProxyType({node: value for node, value in holds.items() if node in pathway.nodes})

    kept = state.scenario in {now.id for now in pathway.scenarios if now in state.base.scenarios}
    return run_again(
        replace(
            state,
            base=pathway,
            runs=tuple(replace(run, holds=known(run.holds), nudged=known(run.nudged)) for run in state.runs),
            variants=state.variants & {variant.id for variant in pathway.variants},
            holds=known(state.holds),
            scenario=state.scenario if kept else "",
            schedules=tuple(tuple(bar for bar in bars if bar.node in pathway.nodes) for bars in state.schedules),
            origin=None,
            story=None,
        )
    )
