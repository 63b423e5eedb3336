"""What can be compared? The start, what was before the last step, the present, pinned states, ends of scenarios."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.session.commands import PlayScenario
from explorer.session.difference import of_documents, turning_in
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.session.difference import Difference
    from explorer.session.snapshot import DocumentState


class Origin(Enum):
    """Where one of the two compared states comes from."""

    START = "start"
    BEFORE = "before"
    PRESENT = "present"
    PINNED = "pinned"
    SCENARIO = "scenario"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two; ``id`` is that of the scenario, or the name of the pin."""

    origin: Origin
    id: str = ""


START, BEFORE, PRESENT = Side(Origin.START), Side(Origin.BEFORE), Side(Origin.PRESENT)


@dataclass(frozen=True)
class Pin:
    """A state that is kept to be compared with later ones."""

    name: str
    state: DocumentState


@dataclass(frozen=True)
class Compared:
    """Two states and what differs between them."""

    before: DocumentState
    after: DocumentState
    difference: Difference

    @property
    def turning_before(self) -> frozenset[str]:
        """The nodes that keep changing in the first state."""
        return turning_in(self.before.pathway.network, self.before.runs[-1].trajectory)

    @property
    def turning_after(self) -> frozenset[str]:
        """The nodes that keep changing in the second state."""
        return turning_in(self.after.pathway.network, self.after.runs[-1].trajectory)

    @property
    def cut_off(self) -> int:
        """How many of the two states are where a run was given up that neither rested nor was seen to cycle."""
        return sum(one.runs[-1].trajectory.end is StopReason.LIMIT for one in (self.before, self.after))


def sides(state: DocumentState, pins: Sequence[Pin] = ()) -> tuple[Side, ...]:
    """Return what can be compared in ``state``, in the order in which it is offered."""
    fixed = (START, BEFORE, PRESENT) if len(state.runs) > 1 else (START, PRESENT)
    pinned = tuple(Side(Origin.PINNED, pin.name) for pin in pins if pin.state.base is state.base)
    return (*fixed, *pinned, *(Side(Origin.SCENARIO, scenario.id) for scenario in state.pathway.scenarios))


def state_of(side: Side, state: DocumentState, pins: Sequence[Pin] = ()) -> DocumentState:
    """Return the document state that ``side`` means while ``state`` is the present one.

    Raises:
        CommandRefusedError: there is no such scenario.
        KeyError: there is no such pin.
    """
    if side.origin is Origin.START:
        return _cut(state, 1)
    if side.origin is Origin.BEFORE:
        return _cut(state, max(1, len(state.runs) - 1))
    if side.origin is Origin.PINNED:
        return {pin.name: pin.state for pin in pins}[side.id]
    if side.origin is Origin.SCENARIO:
        return PlayScenario(side.id)(state)
    return state


def compare(before: DocumentState, after: DocumentState) -> Compared:
    """Return what differs between two states of one pathway; variants and arrows in use may differ.

    Raises:
        ValueError: they have different nodes.
    """
    return Compared(before, after, of_documents(before, after))


def words_of(side: Side, state: DocumentState) -> str:
    """Return what ``side`` is, in the user's words."""
    if side.origin is Origin.BEFORE:
        return f"Before: {state.runs[-1].label}"
    if side.origin is Origin.SCENARIO:
        titles = {scenario.id: scenario.title for scenario in state.pathway.scenarios}
        return f"Scenario: {titles.get(side.id, side.id)}"
    if side.origin is Origin.PINNED:
        return f"Pinned: {side.id}"
    return "Start state, at rest" if side.origin is Origin.START else "Present state"


def pin_name(state: DocumentState, pins: Sequence[Pin] = ()) -> str:
    """Return a name for the present state of ``state`` that no pin has: what was done last."""
    name = state.runs[-1].label
    taken = {pin.name for pin in pins}
    number = 2
    while name in taken:
        name = f"{state.runs[-1].label} ({number})"
        number += 1
    return name


def _cut(state: DocumentState, runs: int) -> DocumentState:
    """Return ``state`` as it was after its first ``runs`` runs."""
    if runs == len(state.runs):
        return state
    kept = state.runs[:runs]
    return replace(state, runs=kept, holds=kept[-1].holds, scenario="")
