"""How does the diagram get into an attractor, or to where a case ends? Each as one step that undo takes back."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason, Trajectory
from explorer.session.commands import SetHolds, StartAgain
from explorer.session.snapshot import phase_run
from explorer.session.trying import back_to
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.pathway.definition import Holds, Profile
    from explorer.session.attractor_survey import End
    from explorer.session.snapshot import DocumentState


@dataclass(frozen=True)
class EnterEnd:
    """Set every node as an attractor has it; what varies in it is marked.

    Attributes:
        asked: the state in which was asked; the attractor is one under its holds.
        end: where to.
        who: the attractor in the user's words.
    """

    asked: DocumentState
    end: End
    who: str

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Go to {self.who}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: another pathway is open by now.
        """
        asked = back_to(self.asked, state)
        network = asked.pathway.network
        given = {*network.inputs, *asked.holds}
        values = {node: bool(self.end.state[at]) for node, at in network.index.items() if node not in given}
        run = phase_run(asked, asked.holds, self.label(state), nudged=MappingProxyType(values))
        varying = frozenset(node for node, at in network.index.items() if self.end.values[at] is None)
        if run.trajectory.last != self.end.state:
            # Updated all at once, nodes may leave the attractor: then it is shown standing in one of its states.
            run = replace(run, trajectory=Trajectory((self.end.state,), StopReason.LIMIT, None))
        return replace(asked, runs=(*asked.runs, replace(run, turning=varying)), scenario="")


@dataclass(frozen=True)
class EnterCase:
    """Start again and run what a profile's history, its markers and a therapy hold, one after the other."""

    profile: Profile
    therapy: Holds
    who: str

    def label(self, state: DocumentState) -> str:  # noqa: ARG002
        """Return what is done."""
        return f"Show {self.who}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            UnknownNodeError: the profile or the therapy names a node that the pathway does not have.
        """
        title = self.profile.title
        following = StartAgain()(state)
        if self.profile.earlier:
            following = _held(following, self.profile.earlier, f"{title}: earlier")
        following = _held(following, self.profile.hold, title)
        if self.therapy:
            following = _held(following, {**self.profile.hold, **self.therapy}, self.label(state))
        return following


def _held(state: DocumentState, holds: Holds, text: str) -> DocumentState:
    return SetHolds(tuple(holds.items()), text)(state)
