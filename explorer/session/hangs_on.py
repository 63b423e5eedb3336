"""What does a result hang on? Which arrows, which "and" or "or", which variant, if otherwise, would overturn it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from explorer.errors import UnknownNodeError
from explorer.logic.network import nearest
from explorer.logic.rule import to_text
from explorer.logic.rule_changes import swaps
from explorer.logic.simulation import StopReason
from explorer.pathway.reduced import DOUBT, only_known, with_rule, without_arrows
from explorer.pathway.run import run_phase
from explorer.session.snapshot import Run, make_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.pathway.definition import Confidence, Edge, Holds, Pathway
    from explorer.session.snapshot import DocumentState


class ChangeKind(Enum):
    """What is changed."""

    ARROW = "arrow"
    LOGIC = "logic"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which the pathway might be otherwise.

    Attributes:
        id: the arrow's id, the node whose rule changes, or the variant's id.
        words: what is changed, and which rule follows.
        pathway: the pathway with the change.
        confidence: how well known is what is changed; None for the logic, which is a modelling choice.
        edge: the arrow that is taken away.
    """

    kind: ChangeKind
    id: str
    words: str
    pathway: Pathway
    confidence: Confidence | None = None
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of a change.

    Attributes:
        reached: the goal's nodes with their values at the end; a node that keeps changing is left out.
        is_met: whether the goal was reached.
        overturned: the nodes of the goal that end otherwise than without the change.
    """

    change: Change
    reached: Holds
    is_met: bool
    overturned: tuple[str, ...]


@dataclass(frozen=True)
class HangsOn:
    """The answer.

    Attributes:
        reached: as in ``Effect``, without any change.
        is_met: whether the goal is reached as things are. Where it is not, ``overturning`` are the changes that
            would make it so.
        effects: every change that was tried, those that overturn the result first, arrows and variants before the
            logic, the least known first.
    """

    goal: Holds
    reached: Holds
    is_met: bool
    effects: tuple[Effect, ...]

    @cached_property
    def overturning(self) -> tuple[Effect, ...]:
        """The changes that overturn the result."""
        return tuple(effect for effect in self.effects if effect.is_met != self.is_met)

    @cached_property
    def load_bearing(self) -> frozenset[str]:
        """The ids of the arrows that the result hangs on, to be drawn so."""
        return frozenset(effect.change.id for effect in self.overturning if effect.change.kind is ChangeKind.ARROW)


def hangs_on(state: DocumentState, goal: Holds) -> HangsOn:
    """Run everything since the start anew under each change, and compare how the nodes of ``goal`` end.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    reached, is_met = outcome(state, state.pathway, goal)
    effects = sorted(tried(state, goal), key=lambda effect: _rank(effect, is_met=is_met))
    return HangsOn(goal, reached, is_met, tuple(effects))


def tried(state: DocumentState, goal: Holds) -> Iterator[Effect]:
    """Yield the effect of each change, so that a long list can be shown as it grows, and stopped.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    before, _ = outcome(state, state.pathway, goal)
    for change in changes(state):
        reached, is_met = outcome(state, change.pathway, goal)
        overturned = tuple(node for node in goal if reached.get(node) != before.get(node))
        yield Effect(change, reached, is_met, overturned)


def changes(state: DocumentState) -> Iterator[Change]:
    """Yield every change: each arrow taken away, each "and" and "or" swapped, each variant switched."""
    pathway = state.pathway
    for edge in pathway.edges:
        target = pathway.nodes.get(edge.target)
        if target is not None and target.rule is not None:
            without = without_arrows(pathway, {edge.id})
            words = f"without {edge.id}, so that {edge.target} has the rule: {without.nodes[edge.target].rule_text}"
            yield Change(ChangeKind.ARROW, edge.id, words, without, edge.confidence, edge)
    for node in pathway.nodes.values():
        for rule in swaps(node.rule) if node.rule is not None else ():
            words = f"{node.id} with the rule: {to_text(rule)}"
            yield Change(ChangeKind.LOGIC, node.id, words, with_rule(pathway, node.id, rule))
    for variant in state.base.variants:
        word = "without" if variant.id in state.variants else "with"
        words = f"{word} the variant {variant.id}: {variant.title}"
        switched = state.base.with_variants(state.variants ^ {variant.id})
        yield Change(ChangeKind.VARIANT, variant.id, words, switched, variant.confidence)


def outcome(state: DocumentState, pathway: Pathway, goal: Holds) -> tuple[Holds, bool]:
    """Return how the nodes of ``goal`` end when ``state`` is run anew on ``pathway``, and whether all end as wished.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    for node in goal:
        if node not in pathway.network.index:
            raise UnknownNodeError(node, hint=nearest(node, pathway.nodes))
    last = repeated(state, pathway)[-1].trajectory
    round_ = last.states[-last.period :] if last.end is StopReason.CYCLE and last.period else last.states[-1:]
    reached: dict[str, bool] = {}
    for node in goal:
        values = {bool(bits[pathway.network.index[node]]) for bits in round_}
        if len(values) == 1:
            reached[node] = values.pop()
    return reached, all(reached.get(node) == value for node, value in goal.items())


def repeated(state: DocumentState, pathway: Pathway) -> tuple[Run, ...]:
    """Return the runs of ``state`` made anew on ``pathway``, each from where the one before it ended.

    A nudge is repeated as a plain run of its holds; a random order begins with the document's seed.
    """
    present = pathway.start
    runs: list[Run] = []
    for run in state.runs:
        scheme = make_scheme(run.scheme, pathway, seed=state.seed)
        trajectory = run_phase(pathway, present, run.holds, scheme=scheme)
        runs.append(replace(run, trajectory=trajectory))
        present = trajectory.last
    return tuple(runs)


def filtered(state: DocumentState, least: Confidence) -> DocumentState:
    """Return ``state`` with only the arrows known at least as well as ``least``, and every run made anew.

    Variants that are on are kept as part of the pathway; they can no longer be switched off one by one.
    """
    pathway = only_known(state.pathway, least)
    return replace(state, base=pathway, variants=frozenset(), runs=repeated(state, pathway))


def _rank(effect: Effect, *, is_met: bool) -> tuple[bool, int, int]:
    confidence = effect.change.confidence
    # The logic of a rule is always a choice of whoever wrote the model: named after what somebody has seen.
    doubt = -1 if confidence is None else DOUBT[confidence]
    return effect.is_met == is_met, -doubt, list(ChangeKind).index(effect.change.kind)
