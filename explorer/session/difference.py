"""What differs between before and after? Nodes gained, lost, unchanged and turning, with their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason

if TYPE_CHECKING:
    from explorer.logic.network import Network
    from explorer.logic.simulation import Trajectory
    from explorer.logic.state import State
    from explorer.session.snapshot import DocumentState


@dataclass(frozen=True, slots=True)
class Difference:
    """Every node in exactly one of the four, in network order.

    Attributes:
        gained: OFF before, ON after.
        lost: ON before, OFF after.
        unchanged: the same in both.
        oscillating: keeps changing in the cycle that one or both of them ended in.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    unchanged: tuple[str, ...]
    oscillating: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """The number of nodes of each kind."""
        return {
            "gained": len(self.gained),
            "lost": len(self.lost),
            "unchanged": len(self.unchanged),
            "oscillating": len(self.oscillating),
        }

    def words(self) -> str:
        """Return the numbers in words, for example ``3 gained, 2 lost, 21 unchanged``."""
        return ", ".join(f"{count} {kind}" for kind, count in self.counts.items() if count or kind != "oscillating")


def between(network: Network, before: State, after: State, *, oscillating: frozenset[str] = frozenset()) -> Difference:
    """Return what differs between two states of a network; nodes in ``oscillating`` are counted as that only."""
    kinds: dict[tuple[int, int], list[str]] = {(old, new): [] for old in (0, 1) for new in (0, 1)}
    turning = []
    for node, old, new in zip(network.nodes, before, after, strict=True):
        if node in oscillating:
            turning.append(node)
        else:
            kinds[old, new].append(node)
    same = {*kinds[0, 0], *kinds[1, 1]}
    unchanged = tuple(node for node in network.nodes if node in same)
    return Difference(tuple(kinds[0, 1]), tuple(kinds[1, 0]), unchanged, tuple(turning))


def since_before(state: DocumentState) -> Difference:
    """Return what the last run of a document changed: where the run before it ended against where it ended."""
    earlier = state.runs[-2] if len(state.runs) > 1 else state.runs[0]
    network = state.pathway.network
    turning = turning_in(network, earlier.trajectory) | turning_in(network, state.runs[-1].trajectory)
    return between(network, state.before, state.present, oscillating=turning)


def of_documents(one: DocumentState, two: DocumentState) -> Difference:
    """Return what differs between the present states of two documents of one pathway (its variants may differ).

    Raises:
        ValueError: they have different nodes.
    """
    network = one.pathway.network
    if network.nodes != two.pathway.network.nodes:
        raise ValueError("the two documents have different nodes")
    turning = turning_in(network, one.runs[-1].trajectory) | turning_in(network, two.runs[-1].trajectory)
    return between(network, one.present, two.present, oscillating=turning)


def turning_in(network: Network, trajectory: Trajectory) -> frozenset[str]:
    """Return the nodes that keep changing in the cycle in which a run ended; none if it came to rest."""
    if trajectory.end is not StopReason.CYCLE or trajectory.period is None:
        return frozenset()
    planes = zip(*trajectory.states[-trajectory.period :], strict=True)
    return frozenset(node for node, bits in zip(network.nodes, planes, strict=True) if len(set(bits)) > 1)
