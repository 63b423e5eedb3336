"""What does a result hang on? Which arrows, which "and" or "or", which variant, if otherwise, would overturn it?"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property, partial
from typing import TYPE_CHECKING

from explorer.logic.rule import to_text
from explorer.logic.rule_changes import swaps, without
from explorer.pathway.reduced import DOUBT, with_rule, without_arrows
from explorer.session.repeating import Seen, end_of, repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.logic.rule import Rule
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
        make: returns the pathway with the change; not kept, for there may be thousands of changes.
        confidence: how well known is what is changed; None for the logic, which is a modelling choice.
        edge: the arrow that is taken away.
        rule: the rule that the change gives to ``edge``'s target, or to the node ``id``; None for a variant.
    """

    kind: ChangeKind
    id: str
    words: str
    make: Callable[[], Pathway] = field(repr=False, compare=False)
    confidence: Confidence | None = None
    edge: Edge | None = None
    rule: Rule | None = None

    @property
    def pathway(self) -> Pathway:
        """The pathway with the change."""
        return self.make()

    @property
    def node(self) -> str:
        """The node whose rule changes; empty for a variant, which may change several."""
        if self.kind is ChangeKind.VARIANT:
            return ""
        return self.edge.target if self.edge is not None else self.id


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of a change.

    Attributes:
        reached: the goal's nodes with their values at the end; a node that keeps changing is left out.
        is_met: whether the goal was reached.
        overturned: the nodes of the goal that end otherwise than without the change.
        is_cut_off: whether the last run neither rested nor was seen to cycle, so that more steps might say otherwise.
    """

    change: Change
    reached: Holds
    is_met: bool
    overturned: tuple[str, ...]
    is_cut_off: bool = False


@dataclass(frozen=True)
class HangsOn:
    """The answer.

    Attributes:
        reached: as in ``Effect``, without any change.
        is_met: whether the goal is reached as things are. Where it is not, ``overturning`` are the changes that
            would make it so.
        effects: every change that was tried, those that overturn the result first, arrows and variants before the
            logic, the least known first.
        total: how many changes there are; more than ``effects`` while they are being tried.
        is_cut_off: as in ``Effect``, without any change.
    """

    goal: Holds
    reached: Holds
    is_met: bool
    effects: tuple[Effect, ...]
    total: int
    is_cut_off: bool = False

    @cached_property
    def overturning(self) -> tuple[Effect, ...]:
        """The changes that overturn the result."""
        return tuple(effect for effect in self.effects if effect.is_met != self.is_met)

    @cached_property
    def load_bearing(self) -> frozenset[str]:
        """The ids of the arrows that the result hangs on, to be drawn so."""
        return frozenset(effect.change.id for effect in self.overturning if effect.change.kind is ChangeKind.ARROW)

    @property
    def is_complete(self) -> bool:
        """Whether every change was tried."""
        return len(self.effects) == self.total

    @property
    def cut_off(self) -> int:
        """The number of changes under which the run neither rested nor was seen to cycle."""
        return sum(effect.is_cut_off for effect in self.effects)


def hangs_on(state: DocumentState, goal: Holds) -> HangsOn:
    """Run everything since the start anew under each change, and compare how the nodes of ``goal`` end.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    *_, answer = growing(state, goal)
    return answer


def growing(
    state: DocumentState, goal: Holds, *, cancelled: Callable[[], bool] = lambda: False, every: float = 0.15
) -> Iterator[HangsOn]:
    """Yield the answer as it grows, about once in ``every`` seconds; the last is complete, unless cancelled.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    first = end_of(repeated(state, state.pathway), state.pathway, goal)
    total = number_of_changes(state)
    effects: list[Effect] = []

    def so_far() -> HangsOn:
        ranked = sorted(effects, key=lambda effect: _rank(effect, is_met=first.is_met))
        return HangsOn(goal, first.reached, first.is_met, tuple(ranked), total, first.is_cut_off)

    told = time.monotonic()
    for effect in tried(state, goal):
        if cancelled():
            return
        effects.append(effect)
        if time.monotonic() - told > every:
            yield so_far()
            told = time.monotonic()
    yield so_far()


def tried(state: DocumentState, goal: Holds) -> Iterator[Effect]:
    """Yield the effect of each change, one by one.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    runs = repeated(state, state.pathway)
    before = end_of(runs, state.pathway, goal)
    seen = Seen(state.pathway, runs)
    for change in changes(state):
        end = before
        if change.rule is None:
            pathway = change.pathway
            end = end_of(repeated(state, pathway), pathway, goal)
        elif seen.may_matter(change.node, change.rule):
            network = state.pathway.network.with_rule(change.node, change.rule)
            end = end_of(repeated(state, state.pathway, network), state.pathway, goal)
        overturned = tuple(node for node in goal if end.reached.get(node) != before.reached.get(node))
        yield Effect(change, end.reached, end.is_met, overturned, end.is_cut_off)


def changes(state: DocumentState) -> Iterator[Change]:
    """Yield every change: each arrow taken away, each "and" and "or" swapped, each variant switched."""
    pathway = state.pathway
    for edge in _removable(pathway):
        node = pathway.nodes[edge.target]
        assert node.rule is not None
        rule = without(node.rule, {edge.source})
        words = f"without {edge.id}, so that {edge.target} has the rule: {to_text(rule)}"
        make = partial(without_arrows, pathway, {edge.id})
        yield Change(ChangeKind.ARROW, edge.id, words, make, edge.confidence, edge, rule)
    for node in pathway.nodes.values():
        for rule in swaps(node.rule) if node.rule is not None else ():
            words = f"{node.id} with the rule: {to_text(rule)}"
            yield Change(ChangeKind.LOGIC, node.id, words, partial(with_rule, pathway, node.id, rule), rule=rule)
    for variant in state.base.variants:
        word = "without" if variant.id in state.variants else "with"
        words = f"{word} the variant {variant.id}: {variant.title}"
        make = partial(state.pathway_with, state.variants ^ {variant.id})
        yield Change(ChangeKind.VARIANT, variant.id, words, make, variant.confidence)


def number_of_changes(state: DocumentState) -> int:
    """Return how many changes there are to try."""
    swapped = sum(1 for node in state.pathway.nodes.values() if node.rule is not None for _ in swaps(node.rule))
    return sum(1 for _ in _removable(state.pathway)) + swapped + len(state.base.variants)


def _removable(pathway: Pathway) -> Iterator[Edge]:
    for edge in pathway.edges:
        target = pathway.nodes.get(edge.target)
        if target is not None and target.rule is not None:
            yield edge


def outcome(state: DocumentState, pathway: Pathway, goal: Holds) -> tuple[Holds, bool]:
    """Return how the nodes of ``goal`` end when ``state`` is run anew on ``pathway``, and whether all end as wished.

    Raises:
        UnknownNodeError: the goal names a node that the pathway does not have.
    """
    end = end_of(repeated(state, pathway), pathway, goal)
    return end.reached, end.is_met


def filtered(state: DocumentState, least: Confidence) -> DocumentState:
    """Return ``state`` with only the arrows known at least as well as ``least``, and every run made anew."""
    chosen = replace(state, least=least)
    return replace(chosen, runs=repeated(chosen, chosen.pathway))


def is_exact(state: DocumentState, answer: HangsOn) -> bool:
    """Return whether every change was tried, each run came to its end, and none took one random order only."""
    sampled = any(run.scheme == "asynchronous" for run in state.runs)
    return answer.is_complete and not sampled and not answer.cut_off and not answer.is_cut_off


def how_sure(state: DocumentState, answer: HangsOn) -> str:
    """Return in a sentence whether the runs behind ``answer`` are exact, one sample, or cut off."""
    if not answer.is_complete:
        return "Not finished: there may be more."
    schemes = dict.fromkeys(run.scheme for run in state.runs)
    if "asynchronous" in schemes:
        sure = "Sampled: each change was run in one random order only; another order may say otherwise."
    else:
        sure = f"Exact for the {' and '.join(schemes)} order: each change was run anew from the start."
    cut = answer.cut_off + answer.is_cut_off
    return f"{sure} {cut:,} run{'' if cut == 1 else 's'} cut off before resting." if cut else sure


def _rank(effect: Effect, *, is_met: bool) -> tuple[bool, int, int]:
    confidence = effect.change.confidence
    # The logic of a rule is always a choice of whoever wrote the model: named after what somebody has seen.
    doubt = -1 if confidence is None else DOUBT[confidence]
    return effect.is_met == is_met, -doubt, list(ChangeKind).index(effect.change.kind)
