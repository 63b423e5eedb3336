"""Do arrows get their ways afterwards, in the same step, in every state of the history?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.pathway.layout.engine import LayoutCancelledError, Watcher
from explorer.pathway.moving import moved
from explorer.session.arranging import MoveNodes
from explorer.session.commands import ToggleNode
from explorer.session.document import ChangeSet, Document
from explorer.session.tidying import untidy

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

FIRST, SECOND = MoveNodes((("ATF4", (520.0, 130.0)),)), MoveNodes((("PERK", (240.0, 80.0)),))


@pytest.fixture(scope="module")
def shield() -> Pathway:
    return load(shipped_pathways()[0]).pathway


@pytest.fixture
def document(shield: Pathway) -> Document:
    return Document(shield)


def tidy(document: Document) -> None:
    """Find and put in every way that is missing."""
    while (asked := untidy(document.state)) is not None:
        document.settle(asked.layout, asked.tidied())


def test_a_move_is_tidied_within_its_step(document: Document, shield: Pathway) -> None:
    """One entry in the history, which ends with every way, as if all had been done in one go."""
    told: list[ChangeSet] = []
    before = document.state
    document.run(FIRST)
    document.changed.connect(told.append)
    tidy(document)
    assert (1, None) == (len(document.history.labels), untidy(document.state))
    assert moved(shield, dict(FIRST.to)) == document.state.layout
    assert [("", True, True)] == [(change.label, change.only_places, change.watch_from is None) for change in told]
    document.undo()
    assert before is document.state
    document.redo()
    assert (None, {"ATF4": (520.0, 130.0)}) == (untidy(document.state), document.state.places)


def test_what_was_done_meanwhile_is_tidied_too(document: Document) -> None:
    """A flip after the move keeps its run, and shares the tidy layout."""
    document.run(FIRST)
    asked = untidy(document.state)
    assert asked is not None
    document.run(ToggleNode("Chronic_Stress"))
    runs = document.state.runs
    document.settle(asked.layout, asked.tidied())
    assert (None, True) == (untidy(document.state), runs is document.state.runs)
    document.undo()
    assert untidy(document.state) is None


def test_a_second_move_begins_with_the_last_tidy_layout(document: Document, shield: Pathway) -> None:
    """Two moves at once are tidied as one; the state between them, when undo shows it, by itself."""
    document.run(FIRST)
    between = document.state
    document.run(SECOND)
    tidy(document)
    assert moved(shield, {**dict(FIRST.to), **dict(SECOND.to)}) == document.state.layout
    document.undo()
    assert between is document.state
    tidy(document)
    assert moved(shield, dict(FIRST.to)) == document.state.layout
    document.undo()
    assert {} == document.state.places


def test_a_file_without_ways_is_tidied_first(shield: Pathway) -> None:
    """Then what was moved meanwhile; undo leads to places and ways of the file, and no step is added."""
    document = Document(replace(shield, layout=replace(shield.layout, edges={})))
    document.run(FIRST)
    asked = untidy(document.state)
    assert asked is not None
    assert asked.layout.nodes == shield.layout.nodes
    tidy(document)
    assert (None, 1) == (untidy(document.state), len(document.history.labels))
    document.undo()
    assert (None, None) == (document.state.layout, untidy(document.state))
    assert diagram_of(document.state.drawn).edges == document.state.base.layout.edges


def test_a_result_for_something_else_changes_nothing(document: Document) -> None:
    """Ways found for a layout that is nowhere in the history any more are forgotten."""
    document.run(FIRST)
    asked = untidy(document.state)
    assert asked is not None
    document.undo()
    document.run(SECOND)
    state = document.state
    document.settle(asked.layout, asked.tidied())
    assert state is document.state


def test_tidying_can_be_stopped(document: Document) -> None:
    """The watcher is asked often."""
    document.run(FIRST)
    asked = untidy(document.state)
    assert asked is not None
    with pytest.raises(LayoutCancelledError):
        asked.tidied(Watcher(is_cancelled=lambda: True))


def test_arrows_that_are_left_out_keep_or_lose_their_way_with_the_others(document: Document, shield: Pathway) -> None:
    """An arrow that only a filter hides is no exception when its node moves, nor when it does not."""
    from explorer.pathway.definition import Confidence

    document._state = replace(document.state, least=Confidence.ESTABLISHED)
    document.run(FIRST)
    tidy(document)
    layout = document.state.layout
    assert layout is not None
    hidden = [edge for edge in shield.edges if edge.id not in document.state.pathway.edge_by_id]
    assert hidden
    for edge in hidden:
        stays = "ATF4" not in (edge.source, edge.target)
        assert (shield.layout.edges[edge.id] if stays else None) == layout.edges.get(edge.id)
