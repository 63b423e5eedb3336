"""What is recorded as a step of a story? The present state and what is seen, so that the stage shows the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.pathway.definition import Beginning, StoryStep, Unrevealed
from explorer.pathway.story import revealed
from explorer.session.snapshot import opened
from explorer.session.story import after_step, story_states
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.logic.state import State
    from explorer.session.snapshot import DocumentState
    from explorer.session.story_editing import Steps

Region = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of the diagram as a step is recorded.

    Attributes:
        region: what the camera shows, in diagram units; None for the whole diagram.
        show: the nodes that are to be seen, by id; empty for all.
        highlight: ids of nodes and arrows that are selected.
        is_where_it_was: whether the camera stands where the step that is updated has it already.
    """

    region: Region | None = None
    show: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    is_where_it_was: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """A step made of the present state.

    Attributes:
        step: what is to be put into the story.
        differing: nodes that the step shows at another value than they have now, when the story is told.
        reason: why that is so, in a sentence; empty where it shows the same.
        way: steps that lead to the present state where ``step`` alone does not, the last being the step itself;
            empty where it does, or where none are known to.
    """

    step: StoryStep
    differing: tuple[str, ...] = ()
    reason: str = ""
    way: Steps = ()


def recorded(state: DocumentState, at: int, seen: Seen) -> Recording:
    """Return the present state and what is ``seen`` as a step to stand at ``at`` (from 0) in the story.

    It goes on from the step before, or begins anew where only that leads to the present state.
    """
    earlier = _earlier(state, at)
    hold, show, rest = dict(state.holds), seen.show, Unrevealed.HIDE if seen.show else Unrevealed.FADE
    kept_out = None if seen.show else _kept_out(state)
    if kept_out is not None:
        hold, show, rest = _without_others(state, kept_out), kept_out.show, Unrevealed.OUT
    step = StoryStep(
        title=state.runs[-1].label if len(state.runs) > 1 else "The start",
        hold=hold,
        variants=tuple(one.id for one in state.base.variants if one.id in state.variants),
        show=show,
        rest=rest,
        region=seen.region,
        highlight=seen.highlight,
    )
    return _reaching(state, earlier, step)


def updated(state: DocumentState, at: int, seen: Seen) -> Recording:
    """Return step ``at`` (from 0) of the story with what is held now and the present camera; its words stay.

    What is revealed and what stands out changes only where something of the kind is to be seen.
    """
    old = state.steps[at]
    made = recorded(state, at, seen).step
    keeps_out = old.rest is Unrevealed.OUT and old.show and not seen.show
    hold = _without_others(state, old) if keeps_out else dict(state.holds)
    step = StoryStep(
        title=old.title,
        text=old.text,
        notes=old.notes,
        basis=old.basis,
        evidence=old.evidence,
        hold=hold,
        variants=made.variants,
        show=seen.show or old.show,
        rest=made.rest if seen.show else old.rest,
        region=old.region if seen.is_where_it_was else seen.region,
        camera=old.camera if seen.is_where_it_was else (),
        highlight=seen.highlight or old.highlight,
    )
    return _reaching(state, _earlier(state, at), step)


def _kept_out(state: DocumentState) -> StoryStep | None:
    """Return the step that is shown now, if it keeps what it does not reveal out of the run."""
    for step in state.steps:
        if step.rest is Unrevealed.OUT and step.show and state.runs[-1].label == step.title:
            shown = revealed(state.base, step) or frozenset()
            others = {id_ for id_, node in state.base.nodes.items() if id_ not in shown and not node.is_input}
            if others <= state.holds.keys():
                return step
    return None


def _without_others(state: DocumentState, step: StoryStep) -> dict[str, bool]:
    """Return what is held, without what is held only because ``step`` keeps it out of the run: the step says so."""
    shown = revealed(state.base, step) or frozenset()
    nodes = state.base.nodes
    return {id_: on for id_, on in state.holds.items() if id_ in shown or id_ in step.hold or nodes[id_].is_input}


def _earlier(state: DocumentState, at: int) -> DocumentState:
    """Return the state in which the story is before step ``at``."""
    return story_states(state.base, steps=state.steps)[at - 1] if at > 0 else opened(state.base)


def _reaching(state: DocumentState, earlier: DocumentState, step: StoryStep) -> Recording:
    tried: list[tuple[tuple[str, ...], StoryStep]] = []
    for begin in (Beginning.HERE, Beginning.START):
        made = replace(step, begin=begin)
        differing = _differing(after_step(earlier, made), state)
        if not differing:
            return Recording(made)
        tried.append((differing, made))
    differing, made = min(tried, key=lambda one: len(one[0]))
    return Recording(made, differing, _reason(state), _way(state, earlier, step))


def _way(state: DocumentState, earlier: DocumentState, step: StoryStep) -> Steps:
    """Return a step for each phase since the start, if they lead to the present state."""
    steps: list[StoryStep] = []
    for run in state.runs[1:]:
        if not steps or dict(run.holds) != dict(steps[-1].hold):
            steps.append(StoryStep(run.label, hold=dict(run.holds), variants=step.variants))
    if len(steps) < 2 or dict(steps[-1].hold) != dict(step.hold):
        return ()
    steps[0] = replace(steps[0], begin=Beginning.START)
    steps[-1] = step
    reached = earlier
    for one in steps:
        reached = after_step(reached, one)
    return () if _differing(reached, state) else tuple(steps)


def _differing(reached: DocumentState, state: DocumentState) -> tuple[str, ...]:
    """Return the nodes at which two states differ; of a cycle any of its states will do."""
    ends, wanted = _ends(reached), _ends(state)
    if ends & wanted:
        return ()
    one, other = reached.present, state.present
    nodes = state.pathway.network.nodes
    return tuple(node for node, now, then in zip(nodes, one, other, strict=True) if now != then)


def _ends(state: DocumentState) -> frozenset[State]:
    trajectory = state.runs[-1].trajectory
    if trajectory.end is StopReason.CYCLE and trajectory.period:
        return frozenset(trajectory.states[-trajectory.period :])
    return frozenset((trajectory.last,))


def _reason(state: DocumentState) -> str:
    if any(run.nudged for run in state.runs):
        return "A nudge, or a jump into an attractor, led here: a story only holds and releases."
    if state.least is not None or state.left_out:
        return "Arrows are left out at present: a story runs with every arrow of the file."
    if state.scheme != "synchronous":
        return f"The present update order is {state.scheme}: on stage all nodes are updated at once."
    return "How it came to this matters: the same holds, set at once, lead elsewhere."


def ends_otherwise(before: DocumentState, after: DocumentState) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the steps of ``after`` that stood in ``before``, too, and show other outcomes now: (number, outcomes)."""
    if before.base is not after.base or before.steps is after.steps:
        return ()
    old = dict(zip(map(id, before.steps), story_states(before.base, steps=before.steps), strict=True))
    new = story_states(after.base, steps=after.steps)
    outcomes = [node.id for node in after.base.outcomes]
    found: list[tuple[int, tuple[str, ...]]] = []
    for at, (step, state) in enumerate(zip(after.steps, new, strict=True)):
        known = old.get(id(step))
        if known is None:
            continue
        changed = tuple(node for node in outcomes if known.value(node) != state.value(node))
        if changed:
            found.append((at, changed))
    return tuple(found)
