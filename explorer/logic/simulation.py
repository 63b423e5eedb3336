"""What follows from a state? A simulation is an iterable of states that knows why it stopped."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from explorer.logic.updater import Synchronous, UpdateScheme
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.logic.network import Network
    from explorer.logic.state import State

DEFAULT_LIMIT = 10_000
"""Steps after which a run that neither rests nor is seen to cycle is stopped."""


class StopReason(Enum):
    """Why a run ended."""

    FIXED_POINT = "fixed_point"
    CYCLE = "cycle"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The states of one run.

    Attributes:
        states: begins with the state before the first step, holds already applied; ends with the fixed point, or
            with the state that closes the cycle, or with the state at the limit.
        end: why it ended.
        period: steps of the cycle; 1 for a fixed point; None at the limit.
    """

    states: tuple[State, ...]
    end: StopReason
    period: int | None

    @property
    def last(self) -> State:
        """The state in which the run ended."""
        return self.states[-1]


class Simulation:
    """Iterate to get the states of a run, the start first; then ``end`` and ``period`` are known.

    Each iteration starts the run anew.
    """

    def __init__(
        self,
        network: Network,
        start: State,
        *,
        holds: Mapping[str, bool] | None = None,
        scheme: UpdateScheme | None = None,
        limit: int = DEFAULT_LIMIT,
    ) -> None:
        """Prepare a run.

        Args:
            network: what to run.
            start: the state before the first step; holds are applied to it.
            holds: nodes pinned to a value against their rules.
            scheme: the update scheme; synchronous by default.
            limit: the most steps to take.

        Raises:
            UnknownNodeError: a hold names a node that the network does not have.
        """
        self._network = network
        self._held = network.positions(holds or {})
        bits = list(start)
        for at, bit in self._held.items():
            bits[at] = bit
        self._start: State = tuple(bits)
        self._scheme: UpdateScheme = scheme if scheme is not None else Synchronous()
        self._limit = limit
        self.end: StopReason | None = None
        self.period: int | None = None

    def __iter__(self) -> Iterator[State]:
        """Yield the states."""
        self.end = self.period = None
        successor = self._scheme.successor(self._network, self._held)
        state = self._start
        seen = {state: 0} if self._scheme.deterministic else None
        yield state
        for step in range(1, self._limit + 1):
            following = successor(state)
            if following == state:
                self.end, self.period = StopReason.FIXED_POINT, 1
                return
            state = following
            yield state
            if seen is not None:
                if state in seen:
                    self.end, self.period = StopReason.CYCLE, step - seen[state]
                    return
                seen[state] = step
        # One look further, so that a run of exactly `limit` steps into a fixed point is not called unfinished.
        if successor(state) == state:
            self.end, self.period = StopReason.FIXED_POINT, 1
        else:
            self.end = StopReason.LIMIT

    def trajectory(self) -> Trajectory:
        """Run to the end and return all states."""
        states = tuple(self)
        assert self.end is not None
        return Trajectory(states, self.end, self.period)
