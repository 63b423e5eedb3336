"""Which state does a story show at each step? Run once from the start state on; any step can then be shown at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from explorer.errors import CommandRefusedError
from explorer.pathway.definition import Beginning, Unrevealed
from explorer.pathway.story import holds_of
from explorer.session.last_few import LastFew
from explorer.session.snapshot import DocumentState, opened, phase_run, start_run
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway, StoryStep


def story_states(
    pathway: Pathway, *, scheme: str = "synchronous", steps: tuple[StoryStep, ...] | None = None
) -> tuple[DocumentState, ...]:
    """Return the state in which each step of the story of ``pathway`` ends; its last run is what the step plays.

    ``steps`` are told instead of those of the pathway.

    A step whose holds and variants are those of the step before, and which goes on from there, runs nothing: its
    state is the same object. The runs of a state are those since the last step that began anew.
    """
    told = pathway.story if steps is None else steps
    played = tuple(_played(step) for step in told)

    def run() -> tuple[DocumentState, ...]:
        # One state leads to the next, beginning with the one in which the pathway opens.
        return tuple(accumulate(told, after_step, initial=opened(pathway, scheme=scheme)))[1:]

    return _last_stories.get(run, pathway, equal=(scheme, played))


_last_stories: LastFew[tuple[DocumentState, ...]] = LastFew()
"""Every step that is shown asks again."""


def _played(step: StoryStep) -> tuple[object, ...]:
    """Return what of ``step`` its run depends on; the title names the run."""
    shown = step.show if step.rest is Unrevealed.OUT else ()
    return step.title, step.begin, tuple(step.hold.items()), step.variants, shown


def after_step(state: DocumentState, step: StoryStep) -> DocumentState:
    """Return the state in which ``step`` ends that is shown after ``state``."""
    variants = frozenset(step.variants)
    changed = variants != state.variants
    state = replace(state, variants=variants) if changed else state
    if step.begin is Beginning.START:
        start = start_run(state.pathway, state.scheme, seed=state.seed)
        state = replace(state, runs=(start,), holds=MappingProxyType({}))
    holds = {
        node: value
        for node, value in holds_of(state.pathway, step, state.present).items()
        if not (state.pathway.nodes[node].is_input and state.pathway.nodes[node].start == value)
    }
    if holds == dict(state.holds) and not changed:
        return state
    kept = MappingProxyType(holds)
    return replace(state, holds=kept, runs=(*state.runs, phase_run(state, kept, step.title)))


@dataclass(frozen=True, slots=True)
class ShowStoryStep:
    """Bring the document to where a step of the story ends, whatever was done since.

    Attributes:
        at: the step, counted from 0.
    """

    at: int
    merging: ClassVar[str] = "a step of the story is shown"
    """Looking at one step after the other is one step back."""
    shows_last_run: ClassVar[bool] = True
    """What led to the step was the business of those before it."""

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Story step {self.at + 1}: {self._step(state).title}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: the story has no such step.
        """
        self._step(state)
        shown = story_states(state.base, scheme=state.scheme, steps=state.steps)[self.at]
        return replace(
            state,
            runs=shown.runs,
            holds=shown.holds,
            variants=shown.variants,
            scenario="",
            least=None,
            left_out=frozenset(),
        )

    def _step(self, state: DocumentState) -> StoryStep:
        story = state.steps
        if not 0 <= self.at < len(story):
            raise CommandRefusedError(f"The story of {state.base.title} has {len(story)} steps, not {self.at + 1}.")
        return story[self.at]
