"""Which markers tell responders to a therapy from non-responders? Every setting of the inputs, exactly.

All settings run at once, a lane of a bit plane each. The response is then a function of the settings, and the fewest
markers that decide it are those on which it depends at all: none of them can be left out, and no other is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from explorer.errors import CommandRefusedError
from explorer.logic.percolation import counting_plane
from explorer.pathway.definition import EMPTY, NodeKind
from explorer.pathway.run import settled_start
from explorer.session.responders import after_phases
from explorer.session.smallest_tree import smallest_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.smallest_tree import Branch

MOST_MARKERS = 14
"""Markers up to which every setting is tried (2**14 lanes)."""
_PATIENCE = 64
"""Steps beyond one a node after which a lane that still moves is run by itself."""

Tree: TypeAlias = "Leaf | Split"


@dataclass(frozen=True, slots=True)
class Marker:
    """An input that is no drug, or a history that a profile of the file describes (``earlier``, not empty)."""

    id: str
    title: str
    earlier: Holds = field(default_factory=lambda: EMPTY, hash=False)

    @property
    def is_history(self) -> bool:
        """Whether it is about what was given before rather than about a node."""
        return bool(self.earlier)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Settings that all respond, or none of which does."""

    settings: int
    is_response: bool

    @property
    def responding(self) -> int:
        """The number of settings that respond."""
        return self.settings if self.is_response else 0


@dataclass(frozen=True, slots=True)
class Split:
    """A question about one marker."""

    marker: Marker
    off: Tree
    on: Tree

    @property
    def settings(self) -> int:
        """The number of settings below."""
        return self.off.settings + self.on.settings

    @property
    def responding(self) -> int:
        """The number of settings below that respond."""
        return self.off.responding + self.on.responding


@dataclass(frozen=True)
class MarkerAnswer:
    """Who responds to one therapy.

    Attributes:
        markers: all that were varied; the settings are all combinations of them.
        deciding: the fewest of them that tell who responds, in file order.
        tree: questions about these alone; with the fewest ends where there are up to eight of them.
        without_therapy: settings that reach the goal with no therapy at all.
    """

    therapy: Holds
    goal: Holds
    markers: tuple[Marker, ...]
    deciding: tuple[Marker, ...]
    tree: Tree
    without_therapy: int

    @cached_property
    def settings(self) -> int:
        """The number of settings."""
        return 1 << len(self.markers)


def markers_of(pathway: Pathway) -> tuple[Marker, ...]:
    """Return the inputs that are no drugs, then the histories of the file's profiles, each once."""
    inputs = [
        Marker(node.id, node.caption)
        for node in pathway.nodes.values()
        if node.is_input and node.kind is not NodeKind.DRUG
    ]
    histories: list[Marker] = []
    for profile in pathway.profiles:
        if profile.earlier and all(dict(profile.earlier) != dict(known.earlier) for known in histories):
            histories.append(Marker(profile.id, _history_words(pathway, profile.earlier), profile.earlier))
    return (*inputs, *histories)


def _history_words(pathway: Pathway, earlier: Holds) -> str:
    given = [f"{pathway.nodes[node].caption} {'ON' if value else 'OFF'}" for node, value in earlier.items()]
    return f"Earlier {', '.join(given)}"


def telling_markers(
    pathway: Pathway, therapy: Holds, goal: Holds, *, markers: Sequence[Marker] | None = None
) -> MarkerAnswer:
    """Return the fewest markers that tell who reaches ``goal`` under ``therapy``, over all settings of ``markers``.

    Each setting is run as a profile is: histories one after the other, markers, therapy added; inputs that are no
    markers have their start values. Exact under synchronous update.

    Raises:
        CommandRefusedError: there are more than ``MOST_MARKERS`` markers.
        UnknownNodeError: a hold or the goal names a node that the pathway does not have.
    """
    varied = [marker for marker in markers or markers_of(pathway) if marker.is_history or marker.id not in therapy]
    if len(varied) > MOST_MARKERS:
        raise CommandRefusedError(
            f"{len(varied)} inputs are too many to try every setting; choose up to {MOST_MARKERS} of them as markers"
        )
    lanes = _Lanes(pathway, varied)
    responding = lanes.reaching(therapy, goal)
    count = len(varied)
    deciding = [at for at in range(count) if _matters(responding, at, count)]
    weight = 1 << (count - len(deciding))
    branch = smallest_tree(_projected(responding, deciding), len(deciding))
    tree = _tree(branch, [varied[at] for at in deciding], weight << len(deciding))
    without = lanes.reaching({}, goal).bit_count()
    return MarkerAnswer(therapy, goal, tuple(varied), tuple(varied[at] for at in deciding), tree, without)


def _tree(branch: Branch, markers: Sequence[Marker], settings: int) -> Tree:
    if isinstance(branch, bool):
        return Leaf(settings, branch)
    at, off, on = branch
    return Split(markers[at], _tree(off, markers, settings // 2), _tree(on, markers, settings // 2))


def _matters(plane: int, at: int, count: int) -> bool:
    """Whether switching marker ``at`` changes the response in any of the 2**``count`` lanes."""
    high = counting_plane(at, count)
    return (plane & high) >> (1 << at) != plane & (high >> (1 << at))


def _projected(plane: int, kept: Sequence[int]) -> int:
    """Return the response as a truth table of the ``kept`` markers alone, the others OFF."""
    table = 0
    for row in range(1 << len(kept)):
        lane = sum(1 << at for number, at in enumerate(kept) if row >> number & 1)
        table |= (plane >> lane & 1) << row
    return table


class _Lanes:
    """All settings of some markers, run at once: bit i of a plane is the value in setting i."""

    def __init__(self, pathway: Pathway, markers: Sequence[Marker]) -> None:
        self._pathway = pathway
        self._network = pathway.network
        self._markers = markers
        self._mask = (1 << (1 << len(markers))) - 1
        self._set = [counting_plane(at, len(markers)) for at in range(len(markers))]
        self._naive: State = settled_start(pathway).last
        self._lone: dict[int, None] = {}

    def reaching(self, therapy: Holds, goal: Holds) -> int:
        """Return the settings in which ``goal`` is reached under ``therapy``."""
        wished = self._network.positions(goal)
        planes = [bit * self._mask for bit in self._naive]
        self._lone = {}
        for at, marker in enumerate(self._markers):
            if marker.is_history:
                after = self._rested(planes, self._flat(marker.earlier))
                planes = [old ^ (old ^ new) & self._set[at] for old, new in zip(planes, after, strict=True)]
        chosen = {
            self._network.index[marker.id]: self._set[at]
            for at, marker in enumerate(self._markers)
            if not marker.is_history
        }
        planes = self._rested(planes, chosen)
        planes = self._rested(planes, chosen | self._flat(therapy))
        reached = self._mask
        for at, bit in wished.items():
            reached &= planes[at] if bit else planes[at] ^ self._mask
        return self._corrected(reached, therapy, goal)

    def _flat(self, holds: Holds) -> dict[int, int]:
        return {at: bit * self._mask for at, bit in self._network.positions(holds).items()}

    def _rested(self, planes: Sequence[int], held: Mapping[int, int]) -> list[int]:
        """Run a phase in all lanes; those that do not rest soon are noted to be run one by one."""
        index, step, mask = self._network.index, self._network.step, self._mask
        present = list(planes)
        for node in self._network.inputs:
            present[index[node]] = self._pathway.start[index[node]] * mask
        for at, plane in held.items():
            present[at] = plane
        moving = 0
        for _ in range(len(present) + _PATIENCE):
            following = list(step(present, mask))
            for at, plane in held.items():
                following[at] = plane
            moving = 0
            for old, new in zip(present, following, strict=True):
                moving |= old ^ new
            if not moving:
                break
            present = following
        while moving:
            lowest = moving & -moving
            self._lone[lowest.bit_length() - 1] = None
            moving ^= lowest
        return present

    def _corrected(self, reached: int, therapy: Holds, goal: Holds) -> int:
        """Return ``reached`` with the lanes that did not rest taken from runs of their own."""
        for lane in self._lone:
            earlier, hold = self._setting(lane)
            phases = [*earlier, hold, {**hold, **therapy}]
            is_response = after_phases(self._pathway, phases, goal, self._naive).is_response
            reached = reached & ~(1 << lane) | int(is_response) << lane
        return reached

    def _setting(self, lane: int) -> tuple[list[Holds], Holds]:
        """Return the histories and the inputs of one lane."""
        is_on = {marker: bool(lane >> at & 1) for at, marker in enumerate(self._markers)}
        earlier = [marker.earlier for marker, on in is_on.items() if marker.is_history and on]
        return earlier, {marker.id: on for marker, on in is_on.items() if not marker.is_history}
