"""What stands on the board? For each schedule its lanes, its rows, and the places of all of them; free of Qt."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from explorer.logic.network import Network
    from explorer.pathway.definition import Pathway
    from explorer.session.exposure import Exposure
    from explorer.session.schedule import Course
    from explorer.session.scheduling import Bars

LEAST_STEPS = 20
_SPARE = 6
"""Empty steps that are shown after the end, to drag into."""
_MOST_ENDS = 6
"""Rows of a pathway that names no outcomes."""


class PlaceKind(Enum):
    """What a line of the board is."""

    TITLE = "title"
    LANE = "lane"
    ADD = "add"
    ROW = "row"
    GAP = "gap"


HEIGHTS = {PlaceKind.TITLE: 26, PlaceKind.LANE: 28, PlaceKind.ADD: 26, PlaceKind.ROW: 20, PlaceKind.GAP: 6}
CLOSE = {**HEIGHTS, PlaceKind.TITLE: 24, PlaceKind.LANE: 22, PlaceKind.ROW: 16, PlaceKind.GAP: 4}
"""In pixels at the usual size of letters; closer where two schedules are compared."""
DRAWABLE = frozenset({PlaceKind.LANE, PlaceKind.ADD, PlaceKind.TITLE})
"""Where a bar can be drawn; the title of a schedule is its empty lane."""


@dataclass(frozen=True, slots=True)
class Section:
    """One schedule as it is shown.

    Attributes:
        which: 0 for A, 1 for B.
        lanes: the nodes that have a lane.
        rows: the nodes whose course is shown below the lanes.
        thresholds: by number of a bar, what its length does, as far as that is known.
        odd: numbers of the bars that the other schedule does not have.
        apart: by node the steps at which the other course differs.
        unlike: the nodes of ``rows`` that end otherwise in the other schedule.
        looking: whether thresholds are still being looked for.
        loops: the nodes of ``rows`` that stand for a loop.
    """

    which: int
    bars: Bars
    course: Course
    lanes: tuple[str, ...]
    rows: tuple[str, ...]
    thresholds: Mapping[int, Exposure]
    odd: frozenset[int] = frozenset()
    apart: Mapping[str, tuple[int, ...]] | None = None
    unlike: frozenset[str] = frozenset()
    looking: bool = False
    loops: frozenset[str] = frozenset()

    @property
    def pathway(self) -> Pathway:
        """The pathway that was run."""
        return self.course.pathway


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the board: what stands there, in which section (its place in the list), and where (pixels)."""

    kind: PlaceKind
    section: int
    top: float
    height: float
    node: str = ""


def places(sections: Sequence[Section], scale: float) -> Iterator[Place]:
    """Yield the lines of the board from top to bottom; letters are ``scale`` times their usual size."""
    top = 0.0
    heights = CLOSE if len(sections) > 1 else HEIGHTS

    def line(kind: PlaceKind, number: int, node: str = "") -> Place:
        nonlocal top
        made = Place(kind, number, top, heights[kind] * scale, node)
        top += made.height
        return made

    for number, section in enumerate(sections):
        if len(sections) > 1:
            yield line(PlaceKind.TITLE, number)
        for node in section.lanes:
            yield line(PlaceKind.LANE, number, node)
        if len(sections) == 1:
            yield line(PlaceKind.ADD, number)
        for node in section.rows:
            yield line(PlaceKind.ROW, number, node)
        yield line(PlaceKind.GAP, number)


def axis(courses: Sequence[Course]) -> int:
    """Return how many steps are shown."""
    ends = [border for course in courses for border in course.borders]
    return max(LEAST_STEPS, *(len(course.states) + _SPARE for course in courses), *(end + _SPARE for end in ends))


def lanes_of(pathway: Pathway, schedules: Sequence[Bars]) -> tuple[str, ...]:
    """Return the nodes with a bar in any of ``schedules``, in the order of the file: both show the same lanes."""
    used = {bar.node for bars in schedules for bar in bars}
    return tuple(node for node in pathway.nodes if node in used)


def rows_of(
    courses: Sequence[Course], thresholds: Iterable[Exposure], chosen: str
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the nodes whose course is shown, and which of them stand for a loop that an exposure latches.

    The first node of each loop, the outcomes (else nodes that change, those that regulate nothing first), and the
    node ``chosen`` on the diagram.
    """
    pathway = courses[0].pathway
    ends = [node.id for node in pathway.outcomes] or _changing(courses)
    loops = [group[0] for found in thresholds for group in found.latched]
    node = pathway.nodes.get(chosen)
    own = [chosen] if node is not None and not node.is_input else []
    kept = [one for one in loops if one not in ends]
    return tuple(dict.fromkeys((*kept, *ends, *own))), frozenset(kept)


def _changing(courses: Sequence[Course]) -> list[str]:
    network = courses[0].pathway.network
    planes = zip(*(state for course in courses for state in (course.naive, *course.states)), strict=True)
    moving = {node for node, bits in zip(network.nodes, planes, strict=True) if len(set(bits)) > 1}
    moving.difference_update(network.inputs)
    last = _last_nodes(network)
    found = [node for node in last if node in moving]
    found += [node for node in network.nodes if node in moving and node not in found]
    return (found or last)[:_MOST_ENDS]


def _last_nodes(network: Network) -> list[str]:
    regulating = {name for names in network.regulators.values() for name in names}
    found = [node for node in network.nodes if node not in regulating and node not in network.inputs]
    return found or [node for node in network.nodes if node not in network.inputs]
