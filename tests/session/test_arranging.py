"""Do the commands that move nodes do what they say, and does undo bring back exactly the old places?"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.arranging import LEAST_GAP, Axis, Border
from explorer.pathway.diagram import diagram_of
from explorer.pathway.moving import boxes_of
from explorer.pathway.quality import quality_of
from explorer.session.arranging import (
    AlignNodes,
    ArrangeAll,
    ArrangeSelection,
    DistributeNodes,
    ForgetMoves,
    MoveNodes,
    SnapNodes,
)
from explorer.session.commands import Command, ToggleNode
from explorer.session.document import ChangeSet, Document

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway, Point

PART = ("PERK", "GCN2", "HRI", "PKR", "eIF2a_P", "ATF4")


@pytest.fixture(scope="module")
def shield() -> Pathway:
    return load(shipped_pathways()[0]).pathway


@pytest.fixture
def document(shield: Pathway) -> Document:
    return Document(shield)


def centres(document: Document) -> dict[str, Point]:
    return {id_: box.centre for id_, box in boxes_of(document.state.drawn).items()}


COMMANDS: list[Command] = [
    MoveNodes((("PERK", (300.0, 200.0)), ("ATF4", (10.0, -80.0)))),
    ArrangeAll(),
    ArrangeSelection(PART),
    *(AlignNodes(PART, border) for border in Border),
    *(DistributeNodes(PART, axis) for axis in Axis),
    SnapNodes(PART),
    SnapNodes(),
]


@pytest.mark.parametrize("command", COMMANDS, ids=repr)
def test_undo_brings_back_exactly_the_old_places(document: Document, command: Command) -> None:
    """One step, taken back by one undo: the same state, places and routes."""
    before, drawn = document.state, diagram_of(document.state.drawn)
    document.run(command)
    assert 1 == len(document.history.labels)
    document.undo()
    assert before is document.state
    assert drawn == diagram_of(document.state.drawn)


@pytest.mark.parametrize("command", COMMANDS, ids=repr)
def test_every_arrow_keeps_a_level_and_upright_way(document: Document, command: Command) -> None:
    """After any of them each arrow ends at its nodes."""
    document.run(command)
    diagram = diagram_of(document.state.drawn)
    for edge in document.pathway.edges:
        route = diagram.edges[edge.id]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(route)), edge.id
        assert diagram.nodes[edge.source].grown(0.6).contains(route[0]), edge.id
        assert diagram.nodes[edge.target].grown(0.6).contains(route[-1]), edge.id


def test_a_moved_node_stands_where_it_was_put(document: Document) -> None:
    """Only it moves, and ``places`` says so."""
    before = centres(document)
    document.run(MoveNodes((("ATF4", (520.0, 130.0)),)))
    assert {**before, "ATF4": (520.0, 130.0)} == centres(document)
    assert {"ATF4": (520.0, 130.0)} == document.state.places


def test_only_arrows_that_are_touched_get_another_way(document: Document) -> None:
    """A short move leaves all other routes as they were."""
    before = diagram_of(document.state.drawn).edges
    document.run(MoveNodes((("ATF4", (515.0, 168.0)),)))
    after = diagram_of(document.state.drawn).edges
    changed = {id_ for id_ in before if before[id_] != after[id_]}
    touched = {edge.id for edge in document.pathway.edges if "ATF4" in (edge.source, edge.target)}
    assert changed <= touched
    assert changed


def test_arrows_inside_a_group_move_with_it(document: Document) -> None:
    """A group that moves as a whole keeps the shape of its own arrows."""
    document.run(MoveNodes((("PERK", (270.0, -400.0)), ("eIF2a_P", (390.0, -400.0)))))
    old = document.state.base.layout.edges["PERK -> eIF2a_P"]
    assert tuple((x, y - 565.0) for x, y in old) == diagram_of(document.state.drawn).edges["PERK -> eIF2a_P"]


def test_moving_runs_nothing(document: Document) -> None:
    """The published change says that only places differ."""
    told: list[ChangeSet] = []
    document.changed.connect(told.append)
    document.run(MoveNodes((("ATF4", (520.0, 130.0)),)))
    document.run(ToggleNode("Chronic_Stress"))
    assert [(True, True, True), (False, False, False)] == [
        (change.places_changed, change.only_places, change.watch_from is None) for change in told
    ]


def test_a_step_of_the_run_draws_the_same_object(document: Document) -> None:
    """What is drawn is only rebuilt when it is drawn otherwise."""
    document.run(MoveNodes((("ATF4", (520.0, 130.0)),)))
    drawn = document.state.drawn
    document.run(ToggleNode("Chronic_Stress"))
    assert drawn is document.state.drawn


def test_the_whole_diagram_arranged_has_no_faults(document: Document) -> None:
    """No overlap, no line through a node, cells with their own nodes."""
    document.run(ArrangeAll())
    drawn = document.state.drawn
    quality = quality_of(drawn, diagram_of(drawn))
    assert ((), (), (), ()) == (
        quality.node_overlaps,
        quality.lines_through_nodes,
        quality.outside,
        quality.strangers,
    )


def test_an_arranged_selection_is_clear_of_the_rest(document: Document) -> None:
    """Nothing lies on anything else."""
    document.run(ArrangeSelection(PART))
    assert not any(one.overlaps(other) for one, other in combinations(boxes_of(document.state.drawn).values(), 2))


@pytest.mark.parametrize(
    ("border", "read"),
    [(Border.LEFT, "left"), (Border.RIGHT, "right"), (Border.TOP, "top"), (Border.BOTTOM, "bottom")],
)
def test_aligned_borders_lie_on_one_line(document: Document, border: Border, read: str) -> None:
    """One coordinate for all, and no overlap."""
    document.run(AlignNodes(PART, border))
    boxes = [boxes_of(document.state.drawn)[node] for node in PART]
    assert 1 == len({round(getattr(box, read), 6) for box in boxes})
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_distributed_nodes_have_equal_gaps(document: Document) -> None:
    """The gaps between neighbours are the same, and not below the least."""
    document.run(DistributeNodes(("PERK", "GCN2", "HRI", "PKR"), Axis.DOWN))
    boxes = sorted((boxes_of(document.state.drawn)[node] for node in PART[:4]), key=lambda box: box.top)
    gaps = {round(low.top - high.bottom, 6) for high, low in pairwise(boxes)}
    assert 1 == len(gaps)
    assert min(gaps) >= LEAST_GAP


def test_snapped_nodes_lie_on_the_grid(document: Document) -> None:
    """Every middle is a multiple of the grid."""
    document.run(SnapNodes(grid=25.0))
    assert {0.0} == {value % 25.0 for centre in centres(document).values() for value in centre}


def test_forgetting_puts_everything_back(document: Document) -> None:
    """The places of the file again; and it can be taken back."""
    before = centres(document)
    document.run(SnapNodes())
    document.run(ForgetMoves())
    assert before == centres(document)
    assert {} == document.state.places


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (AlignNodes(("PERK",), Border.LEFT), CommandRefusedError),
        (DistributeNodes(("PERK", "HRI"), Axis.DOWN), CommandRefusedError),
        (ArrangeSelection(()), CommandRefusedError),
        (ForgetMoves(), CommandRefusedError),
        (MoveNodes((("Nobody", (0.0, 0.0)),)), UnknownNodeError),
    ],
    ids=repr,
)
def test_what_makes_no_sense_is_refused(document: Document, command: Command, error: type[Exception]) -> None:
    """Too few nodes, or an unknown one: nothing changes."""
    before = document.state
    with pytest.raises(error):
        document.run(command)
    assert before is document.state
