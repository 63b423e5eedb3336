"""Do arranged nodes stay clear of all others and in their own compartment, whatever is selected?"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from explorer.errors import CommandRefusedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.arranging import Axis, Border, aligned, arranged_part, distributed, snapped
from explorer.pathway.box_index import BoxIndex
from explorer.pathway.definition import Compartment, CompartmentKind, Layout, Node, NodeKind, Pathway
from explorer.pathway.geometry import Box
from explorer.pathway.moving import boxes_of, carried, moved, tidied
from explorer.pathway.placing import compartment_boxes
from explorer.pathway.rooms import Rooms
from explorer.pathway.straight import has_every_way, sketched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explorer.pathway.definition import Point

    Arranging = Callable[[Pathway, Sequence[str]], dict[str, Point]]

PATHWAYS = [load(path).pathway for path in shipped_pathways()]
FEWEST = min(len(pathway.nodes) for pathway in PATHWAYS)
WAYS: list[Arranging] = [
    *(lambda pathway, nodes, border=border: aligned(pathway, nodes, border) for border in Border),
    *(lambda pathway, nodes, axis=axis: distributed(pathway, nodes, axis) for axis in Axis),
    lambda pathway, nodes: snapped(pathway, nodes, 20.0),
    lambda pathway, nodes: snapped(pathway, nodes, 55.0),
    arranged_part,
]


def overlaps(pathway: Pathway) -> set[tuple[str, str]]:
    boxes = boxes_of(pathway)
    return {(one, other) for one, other in combinations(boxes, 2) if boxes[one].overlaps(boxes[other])}


def misplaced(pathway: Pathway) -> set[tuple[str, str]]:
    """Nodes outside their compartment, or in or on one that is not around it, and that compartment."""
    boxes, areas, found = boxes_of(pathway), compartment_boxes(pathway), set()
    for node in pathway.nodes.values():
        homes, at = set(), node.compartment
        while at is not None and at not in homes:
            homes.add(at)
            at = pathway.compartments[at].within
        for id_, area in areas.items():
            if id_ == node.compartment and not area.holds(boxes[node.id]):
                found.add((node.id, id_))
            if id_ not in homes and area.overlaps(boxes[node.id]):
                found.add((node.id, id_))
    return found


@settings(max_examples=40, deadline=None)
@given(
    pathway=st.sampled_from(PATHWAYS),
    way=st.integers(0, len(WAYS) - 1),
    picks=st.lists(st.integers(0, FEWEST - 1), min_size=2, max_size=14, unique=True),
    step=st.integers(1, 6),
)
def test_nobody_is_put_on_others_or_into_a_foreign_compartment(
    pathway: Pathway, way: int, picks: list[int], step: int
) -> None:
    """After any command there is no overlap and no stranger that was not there before; or the command is refused."""
    all_nodes = list(pathway.nodes)
    nodes = list(dict.fromkeys(all_nodes[pick * step % len(all_nodes)] for pick in picks))
    assume(len(nodes) > 1)
    try:
        places = WAYS[way](pathway, nodes)
    except CommandRefusedError:
        return
    after = Pathway(
        pathway.id, pathway.title, pathway.nodes, compartments=pathway.compartments, layout=carried(pathway, places)
    )
    assert overlaps(after) <= overlaps(pathway)
    assert misplaced(after) <= misplaced(pathway)


def cells() -> Pathway:
    """Two cells side by side, three nodes in the left one, one in the right, one outside."""
    nodes = {
        id_: Node(id_, NodeKind.PROTEIN, compartment=home)
        for id_, home in (("a", "left"), ("b", "left"), ("c", "left"), ("d", "right"), ("e", None))
    }
    homes = {id_: Compartment(id_, id_.title(), CompartmentKind.CELL) for id_ in ("left", "right")}
    layout = Layout(
        {
            "a": (100.0, 60.0, 80.0, 40.0),
            "b": (150.0, 160.0, 80.0, 40.0),
            "c": (130.0, 260.0, 80.0, 40.0),
            "d": (500.0, 160.0, 80.0, 40.0),
            "e": (300.0, 160.0, 80.0, 40.0),
        },
        {"left": (0.0, 0.0, 240.0, 320.0), "right": (400.0, 0.0, 240.0, 320.0)},
    )
    return Pathway("cells", "Cells", nodes, compartments=homes, layout=layout)


def test_a_line_is_chosen_that_every_compartment_allows() -> None:
    """Nodes of two cells beside each other align by their tops, not by their left borders."""
    pathway = cells()
    places = aligned(pathway, ["a", "d"], Border.TOP)
    assert (60.0, 60.0) == (places["a"][1], places["d"][1])
    with pytest.raises(CommandRefusedError, match="their compartments lie apart"):
        aligned(pathway, ["a", "d"], Border.LEFT)


def test_a_node_in_the_way_is_gone_round() -> None:
    """``a`` and ``c`` align at the line of ``b``, which is not selected, and stand above and below it."""
    places = aligned(cells(), ["a", "c"], Border.CENTRE)
    boxes = {id_: Box.around(at, 80.0, 40.0) for id_, at in places.items()}
    assert places["a"][0] == places["c"][0]
    assert not any(box.overlaps(boxes_of(cells())["b"]) for box in boxes.values())


def test_a_row_that_has_no_room_is_refused() -> None:
    """Five nodes of one narrow cell do not fit beside each other."""
    nodes = {f"n{at}": Node(f"n{at}", NodeKind.PROTEIN, compartment="cell") for at in range(5)}
    pathway = Pathway(
        "narrow",
        "Narrow",
        nodes,
        compartments={"cell": Compartment("cell", "Cell", CompartmentKind.CELL)},
        layout=Layout(
            {id_: (70.0, 40.0 + 60.0 * at, 80.0, 40.0) for at, id_ in enumerate(nodes)}, {"cell": (0, 0, 200.0, 400.0)}
        ),
    )
    with pytest.raises(CommandRefusedError, match="no room"):
        aligned(pathway, list(nodes), Border.TOP)
    with pytest.raises(CommandRefusedError, match="no room"):
        distributed(pathway, list(nodes), Axis.ACROSS)


def test_free_stretches_leave_out_what_stands_there() -> None:
    """Along the column of ``a`` there is room above, between and below the others, within the cell."""
    rooms = Rooms(cells(), ["a"], apart=0.0)
    found = [(round(low), round(high)) for low, high in rooms.spans("a", 1, 140.0)]
    assert [(20, 120), (200, 220)] == found


def test_a_box_is_found_by_its_fields() -> None:
    """Also across fields, also after it was moved or taken; borders that touch do not count."""
    index = BoxIndex({"big": Box(0, 0, 500, 30), "small": Box(600, 600, 10, 10)})
    assert {"big"} == index.meeting(Box(480, 20, 50, 50))
    assert set() == index.meeting(Box(500, 0, 50, 50))
    assert {"big"} == index.hit((250.0, -50.0), (250.0, 50.0))
    index.put("small", Box(100, 10, 10, 10))
    assert {"big", "small"} == index.meeting(Box(90, 0, 30, 30))
    index.take("big")
    assert index.is_free(Box(200, 0, 30, 30))


def test_carried_arrows_wait_for_their_way() -> None:
    """Only those at moved nodes; drawn straight meanwhile, and orthogonal when tidied, as if moved in one go."""
    pathway = PATHWAYS[0]
    places = {"ATF4": (520.0, 130.0)}
    layout = carried(pathway, places)
    touched = {edge.id for edge in pathway.edges if "ATF4" in (edge.source, edge.target)}
    assert touched == pathway.layout.edges.keys() - layout.edges.keys()
    untidy = replace(pathway, layout=layout)
    assert (False, True) == (has_every_way(untidy), has_every_way(sketched(untidy)))
    assert moved(pathway, places) == tidied(untidy, pathway.layout)
