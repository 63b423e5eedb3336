"""How is a story changed? Steps recorded from the present state, moved, reworded and removed; undo takes each back."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from explorer.errors import CommandRefusedError
from explorer.pathway.definition import StoryStep
from explorer.pathway.story import strangers
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.session.snapshot import DocumentState

Steps: TypeAlias = tuple[StoryStep, ...]

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "text": "text",
        "notes": "notes",
        "basis": "basis",
        "evidence": "sources",
        "begin": "beginning",
        "hold": "holds",
        "variants": "variants",
        "show": "what is revealed",
        "rest": "the others",
        "camera": "camera",
        "region": "camera",
        "highlight": "what stands out",
    }
)
"""The parts of a step that can be edited, and what they are called."""


def edited(state: DocumentState, steps: Steps) -> DocumentState:
    """Return ``state`` with the story ``steps``.

    Raises:
        CommandRefusedError: a step has no title, or names what the pathway does not have.
    """
    known = state.steps
    for at, step in enumerate(steps):
        if any(step is one for one in known):
            continue
        if not step.title:
            raise CommandRefusedError(f"Step {at + 1} of the story needs a title.")
        unknown = strangers(state.base, step)
        if unknown:
            raise CommandRefusedError(f"Step {at + 1} of the story names '{unknown[0]}', which the pathway lacks.")
    return replace(state, story=None if steps == state.base.story else steps)


def _step(state: DocumentState, at: int) -> StoryStep:
    if not 0 <= at < len(state.steps):
        raise CommandRefusedError(f"The story has {len(state.steps)} steps, not {at + 1}.")
    return state.steps[at]


def _named(state: DocumentState, at: int) -> str:
    return f"story step {at + 1}: {_step(state, at).title}"


class StoryEdit:
    """A command that only changes the story: quick, whatever the size of the pathway."""

    __slots__ = ()
    is_quick: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class InsertSteps(StoryEdit):
    """Put new steps before step ``at`` (counted from 0; the number of steps: at the end)."""

    at: int
    steps: Steps
    verb: str = "Record"

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        if len(self.steps) == 1:
            return f"{self.verb} story step {self.at + 1}: {self.steps[0].title}"
        return f"{self.verb} {len(self.steps)} story steps"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: there is no such place.
        """
        if not 0 <= self.at <= len(state.steps):
            raise CommandRefusedError(f"The story has {len(state.steps)} steps: there is no place {self.at + 1}.")
        return edited(state, (*state.steps[: self.at], *self.steps, *state.steps[self.at :]))


@dataclass(frozen=True, slots=True)
class MoveStep(StoryEdit):
    """Take step ``at`` out and put it where it becomes step ``to``, both counted from 0."""

    at: int
    to: int

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Move {_named(state, self.at)}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: there is no such step or place.
        """
        step = _step(state, self.at)
        _step(state, self.to)
        others = (*state.steps[: self.at], *state.steps[self.at + 1 :])
        return edited(state, (*others[: self.to], step, *others[self.to :]))


@dataclass(frozen=True, slots=True)
class RemoveStep(StoryEdit):
    """Take step ``at`` (counted from 0) out of the story."""

    at: int

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Delete {_named(state, self.at)}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: there is no such step.
        """
        _step(state, self.at)
        return edited(state, (*state.steps[: self.at], *state.steps[self.at + 1 :]))


@dataclass(frozen=True, slots=True)
class DuplicateStep(StoryEdit):
    """Put a copy of step ``at`` (counted from 0) right behind it."""

    at: int

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Duplicate {_named(state, self.at)}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: there is no such step.
        """
        step = _step(state, self.at)
        return edited(state, (*state.steps[: self.at + 1], step, *state.steps[self.at + 1 :]))


@dataclass(frozen=True, slots=True)
class EditStep(StoryEdit):
    """Give parts of step ``at`` (counted from 0) other values.

    Attributes:
        changes: (attribute of ``StoryStep``, value).
        merging: edits of one name that follow each other are one step back: typing in one field.
        verb: what is done, if not just an edit of the parts.
    """

    at: int
    changes: tuple[tuple[str, object], ...]
    merging: str = ""
    verb: str = ""

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        if self.verb:
            return f"{self.verb} {_named(state, self.at)}"
        parts = dict.fromkeys(FIELDS[name] for name, _ in self.changes)
        return f"Edit story step {self.at + 1}: {', '.join(parts)}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: there is no such step, its title would be empty, or it would name what is not there.
        """
        step = replace(_step(state, self.at), **dict(self.changes))  # type: ignore[arg-type]
        return edited(state, (*state.steps[: self.at], step, *state.steps[self.at + 1 :]))


@dataclass(frozen=True, slots=True)
class ReplaceStory(StoryEdit):
    """Put other steps in the place of all."""

    steps: Steps
    text: str

    def label(self, state: DocumentState) -> str:  # noqa: ARG002
        """Return what is done."""
        return self.text

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        return edited(state, self.steps)
