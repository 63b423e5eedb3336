"""How well must an arrow be known to be used? A choice for the whole document: what is left out acts nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError
from explorer.pathway.definition import Confidence
from explorer.pathway.reduced import is_below
from explorer.session.snapshot import DocumentState, run_again
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

USED: Mapping[Confidence | None, str] = {
    None: "every arrow of the file",
    Confidence.REPORTED: "no hypothesised arrow",
    Confidence.ESTABLISHED: "established arrows only",
}
"""Which arrows are in use, by the least confidence asked for."""


@dataclass(frozen=True, slots=True)
class UseOnlyKnown:
    """Leave out the arrows that are known less well than ``least``, and run everything since the start again.

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
        if self.least is state.least:
            raise CommandRefusedError(f"Already in use: {USED[self.least]}.")
        return replace(run_again(replace(state, least=self.least)), scenario=state.scenario)


def left_out(state: DocumentState) -> int:
    """Return how many arrows are left out of the pathway with its present variants."""
    return 0 if state.least is None else count_below(state, state.least)


def count_below(state: DocumentState, least: Confidence) -> int:
    """Return how many arrows are known less well than ``least``, those left out now included."""
    edges = replace(state, least=None).pathway.edges
    return sum(is_below(edge.confidence, least) for edge in edges)
