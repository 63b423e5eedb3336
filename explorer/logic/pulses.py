"""Would it come into an attractor if something were switched for a while and let go again? Exact.

While it lasts the network goes to the attractors that lie ahead then; it is let go in any state of any of these, and
what lies ahead from there decides. A switch that is let go earlier, on the way, may lead elsewhere: this is not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from explorer.errors import NotFinishedError
from explorer.logic.attractors import kept_values
from explorer.logic.budget import Budget
from explorer.logic.reachability import find_reachable
from explorer.logic.ways import unstable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.logic.attractors import Attractor, AttractorList
    from explorer.logic.network import Network
    from explorer.logic.state import State
    from explorer.logic.ways import Aim

MOST_STATES = 500
"""States of an attractor that keeps turning in each of which it is looked what letting go leads to."""
_PART, _LEAST_SECONDS = 8, 1.0  # a single search may take this part of the time that is left, and this at least


Known: TypeAlias = "dict[tuple[State, frozenset[tuple[str, bool]]], AttractorList]"
"""What lies ahead of a state under holds, as far as it is known for certain: the same whatever is aimed at."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What is switched for a while, and leads there.

    Attributes:
        switched: the nodes and the values at which they are held meanwhile.
        in_every_order: whether no order of updates leads elsewhere, neither meanwhile nor afterwards; None where only
            some order is known to lead there.
        looks_so_held: whether already while it lasts every order of updates leads to what is the attractor but for the
            switched nodes themselves, so that nothing but these changes when it is held on; None where not known.
    """

    switched: Mapping[str, bool]
    in_every_order: bool | None
    looks_so_held: bool | None


class PulseSearch:
    """Tries pulses from one state towards one attractor."""

    def __init__(
        self, network: Network, state: State, holds: Mapping[str, bool], aim: Aim, known: Known | None = None
    ) -> None:
        """Prepare.

        Args:
            network: the rules.
            state: where it begins; inputs that are not held stay as here.
            holds: what is held before and afterwards.
            aim: the attractor, one under ``holds``.
            known: what other searches in this network have found out; what this one does is added.

        Raises:
            UnknownNodeError: a hold names a node that the network does not have.
        """
        self._network, self._holds, self._aim = network, dict(holds), aim
        self._start = network.state(holds, otherwise=state)
        self._known: Known = {} if known is None else known

    def try_out(self, switched: Mapping[str, bool], budget: Budget) -> Pulse | None:
        """Return whether ``switched`` leads there, as a pulse; None where it does not, in no order.

        Raises:
            UnknownNodeError: it names a node that the network does not have.
            NotFinishedError: cancelled, or not settled in time.
        """
        meanwhile = {**self._holds, **switched}
        ends = self._reachable(self._start, meanwhile, budget)
        leads, strays, is_sure = False, False, ends.exact
        held = self._looks_so(ends, switched)
        for end in ends.found:
            states, are_all = _states_of(self._network, end, meanwhile, budget)
            is_sure = is_sure and are_all
            for state in states:
                budget.check()
                found = self._reachable(self._let_go(state, switched), self._holds, budget)
                met = [self._aim.is_met_by(one) for one in found.found]
                leads = leads or True in met
                strays = strays or False in met
                is_sure = is_sure and found.exact and None not in met
                if leads and strays:
                    return Pulse(dict(switched), False, held)
        if not leads and not is_sure:
            raise NotFinishedError("not settled in time")
        return Pulse(dict(switched), True if is_sure else None, held) if leads else None

    def _looks_so(self, ends: AttractorList, switched: Mapping[str, bool]) -> bool | None:
        """Return whether all ``ends`` have the attractor's size and, but for what is switched, its kept values."""
        nodes = [at for at, node in enumerate(self._network.nodes) if node not in switched]
        for end in ends.found:
            values = kept_values(self._network, end)
            if end.size != self._aim.size or any(values[at] != self._aim.values[at] for at in nodes):
                return False
        return True if ends.exact else None

    def _let_go(self, state: State, switched: Mapping[str, bool]) -> State:
        """Return ``state`` with the inputs as they were, and the present holds in place."""
        network = self._network
        before = {node: bool(self._start[network.index[node]]) for node in switched if node not in network.rules}
        return network.state({**before, **self._holds}, otherwise=state)

    def _reachable(self, state: State, holds: Mapping[str, bool], budget: Budget) -> AttractorList:
        key = state, frozenset(holds.items())
        found = self._known.get(key)
        if found is None:
            part = Budget(max(_LEAST_SECONDS, budget.left / _PART), budget.cancelled)
            found = find_reachable(self._network, state, holds, budget=part)
            budget.check()
            if found.exact:
                self._known[key] = found
        return found


def _states_of(network: Network, end: Attractor, holds: Mapping[str, bool], budget: Budget) -> tuple[list[State], bool]:
    """Return the states of an attractor under ``holds``, and whether these are all."""
    if end.size > MOST_STATES:
        return [end.state], False
    held = network.positions(holds)
    return list(_following(network, end.state, held, budget)), True


def _following(network: Network, state: State, held: Mapping[int, int], budget: Budget) -> Iterator[State]:
    seen, waiting = {state}, [state]
    while waiting:
        budget.check()
        now = waiting.pop()
        yield now
        for at in unstable(network, held, now):
            following = (*now[:at], 1 - now[at], *now[at + 1 :])
            if following not in seen:
                seen.add(following)
                waiting.append(following)
