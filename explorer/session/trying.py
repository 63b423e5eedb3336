"""How is an answer tried? From the state in which it was asked, as one step that undo takes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError
from explorer.session.commands import SetHolds, StartAgain
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.pathway.definition import Holds
    from explorer.session.snapshot import DocumentState


def back_to(asked: DocumentState, state: DocumentState) -> DocumentState:
    """Return ``asked`` drawn, with schedules and story, as ``state`` is now: these are no part of the question.

    Raises:
        CommandRefusedError: another pathway is open by now.
    """
    if state.base is not asked.base:
        raise CommandRefusedError("This answer is about another pathway than the one that is open.")
    return replace(asked, layout=state.layout, origin=state.origin, schedules=state.schedules, story=state.story)


@dataclass(frozen=True)
class TryHolds:
    """Add holds to those of the state in which was asked: history matters, so a second try does not follow the first.

    Attributes:
        asked: the state in which the question was asked.
        added: the holds to add.
        who: these in the user's words.
    """

    asked: DocumentState
    added: Holds
    who: str

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Try {self.who}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: another pathway is open by now.
        """
        holds = tuple({**self.asked.holds, **self.added}.items())
        return SetHolds(holds, self.label(state))(back_to(self.asked, state))


@dataclass(frozen=True)
class TryPulse:
    """Hold something until all has settled and let it go again, or start again; then what was held in the question.

    Attributes:
        asked: the state in which the question was asked.
        switched: what is held for a while; nothing where only started again.
        who: this in the user's words.
        is_begun_anew: whether it begins at the start instead of the state in which was asked.
    """

    asked: DocumentState
    switched: Holds
    who: str
    is_begun_anew: bool = False

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Try {self.who}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: another pathway is open by now.
        """
        following = back_to(self.asked, state)
        if self.is_begun_anew:
            following = StartAgain()(following)
        if self.switched:
            meanwhile = {**self.asked.holds, **self.switched}
            following = SetHolds(tuple(meanwhile.items()), self.label(state))(following)
        if self.switched or self.asked.holds:
            following = SetHolds(tuple(self.asked.holds.items()), "Let go again")(following)
        return following
