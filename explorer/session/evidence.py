"""Which arrows are in use? A choice for the whole document: an arrow that is left out acts nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError
from explorer.logic.network import nearest
from explorer.pathway.definition import Confidence
from explorer.pathway.reduced import is_below
from explorer.session.snapshot import DocumentState, run_again
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Edge

USED: Mapping[Confidence | None, str] = {
    None: "every arrow of the file",
    Confidence.REPORTED: "no hypothesised arrow",
    Confidence.ESTABLISHED: "established arrows only",
}
"""Which arrows are in use, by the least confidence asked for."""


@dataclass(frozen=True, slots=True)
class UseOnlyKnown:
    """Leave out the arrows that are known less well than ``least``, and no other; run everything anew.

    None uses every arrow of the file again.
    """

    least: Confidence | None

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Use {USED[self.least]}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: it is so already.
        """
        if self.least is state.least and not state.left_out:
            raise CommandRefusedError(f"Already in use: {USED[self.least]}.")
        chosen = replace(state, least=self.least, left_out=frozenset())
        return replace(run_again(chosen), scenario=state.scenario)


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave one arrow out, besides those that are left out already, and run everything anew."""

    arrow: str

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        edge = _every(state).get(self.arrow)
        if edge is None:
            return f"Leave out {self.arrow}"
        nodes = state.base.nodes
        return f"Leave out the arrow {nodes[edge.source].caption} \N{RIGHTWARDS ARROW} {nodes[edge.target].caption}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: there is no such arrow, or it is left out already.
        """
        if self.arrow not in state.pathway.edge_by_id:
            hint = nearest(self.arrow, state.pathway.edge_by_id)
            raise CommandRefusedError(f"There is no arrow '{self.arrow}' in use. {hint}".strip())
        chosen = replace(state, left_out=state.left_out | {self.arrow})
        return replace(run_again(chosen), scenario=state.scenario)


def left_out(state: DocumentState) -> tuple[Edge, ...]:
    """Return the arrows that are left out of the pathway with its present variants."""
    used = state.pathway.edge_by_id
    return tuple(edge for id_, edge in _every(state).items() if id_ not in used)


def count_below(state: DocumentState, least: Confidence) -> int:
    """Return how many arrows are known less well than ``least``, those left out now included."""
    return sum(is_below(edge.confidence, least) for edge in _every(state).values())


def in_use(state: DocumentState) -> str:
    """Return which arrows are in use where some are left out, in one sentence; else an empty string."""
    number = len(left_out(state))
    if not number and state.least is None:
        return ""
    others = f"{number} arrow{'' if number == 1 else 's'} left out of the diagram and of the rules."
    if state.least is None:
        return others
    words = USED[state.least]
    return f"{words[0].upper()}{words[1:]}: {others}"


def _every(state: DocumentState) -> Mapping[str, Edge]:
    return replace(state, least=None, left_out=frozenset()).pathway.edge_by_id
