"""Where do many runs in random order end? Thousands of asynchronous runs at once, a bit-plane lane a run.

Every lane draws, tick after tick and independently of all other lanes, a number that stands for one of the nodes that
can move at all, or for none, each number being equally likely; the node drawn follows its rule. This has the same
chances as ``updater.Asynchronous``, which draws evenly among the unstable nodes: a tick that draws none or a stable
node changes nothing, and given that a tick does change something, each of the u unstable nodes has had the same
chance, so it is each of them with chance 1/u. Leaving out the ticks that change nothing turns one process into the
other (the uniformised and the embedded jump chain of one Markov process: Norris, Markov Chains, 1997, 2.6-2.8).
Where a run ends does not depend on the ticks in which it waits. A node that no order ever moves (``never_moving``)
is never unstable, so leaving it out of the draw changes no chance either.

Lanes are independent, so the number that ends in one way is binomial; its interval is Wilson's (J Am Stat Assoc
1927;22:209), which is sound for shares near 0 and 1 too.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.logic.budget import Budget
from explorer.logic.compiler import StepFunction, compile_step
from explorer.logic.percolation import never_moving
from explorer.logic.rule import Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explorer.logic.network import Network
    from explorer.logic.state import State

DEFAULT_RUNS = 10_000
TICKS_A_NODE = 100
"""Draws a run, for each node that can move, after which a run that still moves is counted as not at rest."""
_LOOKS = 32  # ticks between two looks at whether all runs rest


@dataclass(frozen=True, slots=True)
class Share:
    """A share of runs.

    Attributes:
        count, runs: how many of how many.
        low, high: Wilson interval of the chance, 95 % unless asked otherwise.
    """

    count: int
    runs: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0 to 1."""
        return self.count / self.runs


@dataclass(frozen=True, slots=True)
class Ensemble:
    """How many random-order runs ended.

    Attributes:
        ends: by state of rest, how many runs ended in it; most frequent first.
        turning: for each state in which runs were when they were stopped without being at rest, how many.
        runs: all runs.
        ticks: draws a run had at most.
    """

    network: Network
    ends: Mapping[State, int]
    turning: Mapping[State, int]
    runs: int
    ticks: int

    @property
    def not_at_rest(self) -> int:
        """Runs that still moved when they were stopped."""
        return sum(self.turning.values())

    def share(self, node: str, *, value: bool) -> Share:
        """Return in which share of all runs ``node`` rests at ``value``; a run that still moves does not count."""
        at = self.network.index[node]
        return wilson(sum(count for state, count in self.ends.items() if state[at] == value), self.runs)


def wilson(count: int, runs: int, *, z: float = 1.959964) -> Share:
    """Return the share ``count`` / ``runs`` with Wilson's interval; ``z`` 1.96 is 95 %, 3.29 is 99.9 %."""
    centre = (count + z * z / 2) / (runs + z * z)
    half = z / (runs + z * z) * math.sqrt(count * (runs - count) / runs + z * z / 4)
    return Share(count, runs, max(0.0, centre - half), min(1.0, centre + half))


def run_ensemble(
    network: Network,
    state: State,
    holds: Mapping[str, bool] | None = None,
    *,
    runs: int = DEFAULT_RUNS,
    seed: int = 0,
    ticks: int | None = None,
    budget: Budget | None = None,
) -> Ensemble:
    """Run ``runs`` random orders (seeded) from ``state`` under ``holds``, each to rest or for ``ticks`` draws.

    Without ``ticks`` it is ``TICKS_A_NODE`` draws for each node that can move.

    Raises:
        UnknownNodeError: a hold names a node that the network does not have.
        NotFinishedError: the budget is spent.
    """
    budget = budget or Budget()
    budget.check()
    held = network.positions(holds or {})
    start = tuple(held.get(at, bit) for at, bit in enumerate(state))
    still = never_moving(network, start, held)
    moving = tuple(at for at in range(len(start)) if at not in still)
    mask = (1 << runs) - 1
    planes = [mask if bit else 0 for bit in start]
    targets = _targets(network, moving)
    limit = TICKS_A_NODE * len(moving) if ticks is None else ticks
    draw = random.Random(seed).getrandbits  # noqa: S311  (a repeatable order, not a secret)
    done, restless = 0, _restless(targets, planes, moving, mask)
    while restless and done < limit:
        budget.check()
        for _ in range(min(_LOOKS, limit - done)):
            following = targets(planes, mask)
            for at, drawn, target in zip(moving, _drawn(len(moving), mask, draw, runs), following, strict=False):
                planes[at] ^= drawn & (planes[at] ^ target)
        done += _LOOKS
        restless = _restless(targets, planes, moving, mask)
    resting = _grouped(start, planes, moving, mask & ~restless)
    return Ensemble(network, resting, _grouped(start, planes, moving, restless), runs, min(done, limit))


def _targets(network: Network, moving: tuple[int, ...]) -> StepFunction:
    """Return the rules of the nodes that move, compiled together: as many planes, in their order."""
    rules = [network.rules.get(network.nodes[at], Variable(network.nodes[at])) for at in moving]
    return compile_step(rules, network.index)


def _restless(targets: StepFunction, planes: list[int], moving: tuple[int, ...], mask: int) -> int:
    restless = 0
    for at, target in zip(moving, targets(planes, mask), strict=True):
        restless |= planes[at] ^ target
    return restless


def _drawn(count: int, mask: int, draw: Callable[[int], int], runs: int) -> list[int]:
    """Return ``count`` planes or more, disjoint: lane by lane which number was drawn, each equally likely."""
    drawn = [mask]
    while len(drawn) < count:
        bits = draw(runs)
        drawn = [part for plane in drawn for part in (plane & bits, plane & ~bits)]
    return drawn


def _grouped(start: State, planes: list[int], moving: tuple[int, ...], lanes: int) -> dict[State, int]:
    """Return by state how many of ``lanes`` are in it, most frequent first."""
    groups: list[tuple[int, dict[int, int]]] = [(lanes, {})] if lanes else []
    for at in moving:
        split = []
        for members, values in groups:
            on = members & planes[at]
            if on:
                split.append((on, values | {at: 1}))
            if on != members:
                split.append((members ^ on, values | {at: 0}))
        groups = split
    found = {
        tuple(values.get(at, bit) for at, bit in enumerate(start)): members.bit_count() for members, values in groups
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
