"""Where is a talk? At a step of the story, or on an excursion from it; the next step resumes the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.session.document import Document
from explorer.session.signal import Signal
from explorer.session.story import ShowStoryStep, story_states

if TYPE_CHECKING:
    from explorer.pathway.definition import Layout, Pathway, StoryStep


class Talk:
    """A story on stage. Mutable; it has a document of its own, so that leaving it leaves everything as it was.

    ``moved`` follows every change of the step, after the document's own ``changed``.
    """

    def __init__(self, pathway: Pathway, *, layout: Layout | None = None) -> None:
        """Begin before the first step of the story of ``pathway``, drawn as it says or as ``layout`` does.

        Raises:
            ValueError: there is no story.
        """
        if not pathway.story:
            raise ValueError(pathway.title)
        self.document = Document(pathway, layout=layout)
        self.at = -1
        self.moved: Signal[[int]] = Signal()

    @property
    def steps(self) -> tuple[StoryStep, ...]:
        """The steps of the story."""
        return self.document.state.base.story

    @property
    def step(self) -> StoryStep:
        """The step that is shown; the first before the talk has begun."""
        return self.steps[max(self.at, 0)]

    @property
    def is_excursion(self) -> bool:
        """Whether something was done since the step was shown that the story does not do."""
        if self.at < 0:
            return False
        state = self.document.state
        shown = story_states(state.base, scheme=state.scheme)[self.at]
        return (state.runs, state.holds, state.variants) != (shown.runs, shown.holds, shown.variants)

    @property
    def before(self) -> int:
        """Where back leads: from an excursion to the step itself, otherwise to the step before; -1 for nowhere."""
        return self.at if self.is_excursion else self.at - 1

    def go(self, at: int) -> bool:
        """Show step ``at``, counted from 0; returns whether there is one."""
        if not 0 <= at < len(self.steps):
            return False
        self.at = at
        self.document.run(ShowStoryStep(at))
        self.moved.emit(at)
        return True

    def next(self) -> bool:
        """Show the next step; returns whether there was one."""
        return self.go(self.at + 1)

    def back(self) -> bool:
        """Show the step ``before``; returns whether there was one."""
        return self.go(self.before)

    def again(self) -> bool:
        """Show the present step once more, as the story has it."""
        return self.go(self.at)
