"""Can nodes be arranged, are they remembered or saved, and does the window never wait for a layout?"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from corpus import FOLDER, needs_corpus
from PySide6.QtWidgets import QMessageBox

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.arranging import Border
from explorer.pathway.moving import boxes_of
from explorer.pathway.straight import has_every_way
from explorer.session.arranging import AlignNodes, MoveNodes
from explorer.session.commands import ToggleNode
from explorer.session.settings import SettingsFile
from explorer.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

MOVE = MoveNodes((("ATF4", (520.0, 130.0)),))
CHAIN = "".join(f"N{at}, N{at - 1} & !N{max(0, at - 7)}\n" for at in range(1, 60))


@pytest.fixture(autouse=True)
def _discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is unsaved at the end of a test is given up, without a question that nobody answers."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    """Return the user's own copy of the first shipped pathway."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(shipped_pathways()[0].read_bytes())
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A network of sixty nodes without any place."""
    path = tmp_path / "chain.bnet"
    path.write_text("targets, factors\n" + CHAIN, encoding="utf-8")
    return path


def middle(window: MainWindow, node: str) -> tuple[float, float]:
    assert window.diagram is not None
    return window.diagram.nodes[node].centre


def test_a_file_without_places_is_laid_out_aside(window: MainWindow, model: Path, qtbot: QtBot) -> None:
    """What was open stays until the layout is there; progress is told and taken back."""
    before = window.workspace.document
    with qtbot.waitSignal(window.workspace.document_opened, timeout=20_000):
        window.workspace.open(model)
        assert before is window.workspace.document
        assert window.workspace.opening.is_busy
    assert ("chain", False) == (window.workspace.open_document.pathway.id, window.workspace.opening.is_busy)
    assert not any("being opened" in message.text for message in window.message_bar.messages)
    assert 60 == len(window.canvas.diagram_scene.node_items)


def test_a_layout_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    """The button in the message bar stops it, and what was open stays."""
    before = window.workspace.document
    window.workspace.laying_out.blink = 0.0
    with qtbot.waitSignal(window.workspace.laying_out.progressed, timeout=20_000):
        window.actions_by_id["arrange_all"].trigger()
    assert window.message_bar.current is not None
    assert "laid out" in window.message_bar.current.text
    window.message_bar.action.click()
    assert (False, before) == (window.workspace.is_laying_out, window.workspace.document)
    assert not any("laid out" in message.text for message in window.message_bar.messages)


def test_opening_another_file_gives_a_layout_up(window: MainWindow, model: Path, qtbot: QtBot) -> None:
    """The last file asked for is the one that is shown."""
    window.workspace.open(model)
    window.workspace.open(shipped_pathways()[2])
    assert shipped_pathways()[2] == window.workspace.open_document.path
    qtbot.wait(50)
    assert shipped_pathways()[2] == window.workspace.open_document.path


def test_a_move_that_the_canvas_asks_for_is_a_step(window: MainWindow) -> None:
    """The diagram is drawn anew, nothing runs, and undo puts the node back."""
    before, position = middle(window, "ATF4"), window.workspace.player.position
    window.canvas.move_requested.emit({"ATF4": (520.0, 130.0)})
    assert (520.0, 130.0) == middle(window, "ATF4")
    assert (position, False) == (window.workspace.player.position, window.workspace.player.playing)
    assert window.canvas.moment is not None
    window.workspace.undo()
    assert before == middle(window, "ATF4")


def test_a_move_in_the_middle_of_a_run_does_not_stop_it(window: MainWindow) -> None:
    """The playhead stays where it is and goes on."""
    window.workspace.change_settings(animate=True)
    window.workspace.run(ToggleNode("Chronic_Stress"))
    window.workspace.run(MOVE)
    assert window.workspace.player.playing
    window.workspace.player.pause()


def test_the_arrange_menu_wakes_with_the_selection(window: MainWindow) -> None:
    """Entries are disabled while too few nodes are selected, and do what they say."""
    actions = window.actions_by_id
    window.canvas.set_selection(frozenset())
    assert not actions["align_left"].isEnabled()
    window.canvas.set_selection(frozenset({"PERK", "ATF4"}))
    assert (True, True, False) == (
        actions["align_left"].isEnabled(),
        actions["arrange_selection"].isEnabled(),
        actions["distribute_down"].isEnabled(),
    )
    actions["align_left"].trigger()
    boxes = boxes_of(window.workspace.open_document.state.drawn)
    assert boxes["PERK"].left == boxes["ATF4"].left


def test_the_whole_diagram_is_arranged_aside_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    """One entry in the history, which undo takes back."""
    before = middle(window, "ATF4")
    with qtbot.waitSignal(window.workspace.document_changed, timeout=20_000):
        window.actions_by_id["arrange_all"].trigger()
    assert ("Arrange the whole diagram",) == window.workspace.open_document.history.labels
    assert before != middle(window, "ATF4")
    window.workspace.undo()
    assert before == middle(window, "ATF4")


def test_moves_in_a_shipped_pathway_are_remembered(window: MainWindow, tmp_path: Path) -> None:
    """At the next opening, and after the next start; forgetting puts everything back."""
    window.workspace.run(MOVE)
    window.workspace.open(shipped_pathways()[1])
    window.workspace.open(shipped_pathways()[0])
    assert (520.0, 130.0) == middle(window, "ATF4")
    again = Workspace(SettingsFile(tmp_path / "settings" / "settings.json"))
    again.open(shipped_pathways()[0])
    assert {"ATF4": (520.0, 130.0)} == again.open_document.state.places
    again.close()
    window.actions_by_id["forget_moves"].trigger()
    window.workspace.open(shipped_pathways()[1])
    window.workspace.open(shipped_pathways()[0])
    assert {} == window.workspace.open_document.state.places


def test_moves_in_an_own_file_are_saved_into_it(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """Ctrl+S writes only what moved; the file watch is not alarmed."""
    window.workspace.open(own_copy)
    assert not window.actions_by_id["save"].isEnabled()
    before = own_copy.read_text(encoding="utf-8").splitlines()
    window.workspace.run(MOVE)
    assert window.workspace.has_unsaved_positions
    workspace = window.workspace
    saved = qtbot.waitSignal(workspace.positions.saved, timeout=20_000)
    with qtbot.assertNotEmitted(workspace.reloaded, wait=400), saved:
        window.actions_by_id["save"].trigger()
    after = own_copy.read_text(encoding="utf-8").splitlines()
    assert all("ATF4" in line for line, old in zip(after, before, strict=True) if line != old)
    assert (520.0, 130.0) == load(own_copy).pathway.layout.nodes["ATF4"][:2]
    assert not window.workspace.has_unsaved_positions
    window.workspace.undo()
    assert window.workspace.has_unsaved_positions
    window.actions_by_id["save"].trigger()
    assert before == own_copy.read_text(encoding="utf-8").splitlines()


def test_a_file_that_cannot_be_written_is_told_about(window: MainWindow, own_copy: Path) -> None:
    """The positions stay unsaved, and the message says why."""
    window.workspace.open(own_copy)
    window.workspace.run(MOVE)
    own_copy.write_bytes(own_copy.read_bytes() + b"# another program\n")
    assert not window.workspace.save_positions()
    assert window.workspace.has_unsaved_positions
    assert window.message_bar.current is not None
    assert "changed by another program" in window.message_bar.current.text


@pytest.mark.parametrize(
    ("button", "leaves", "saved"),
    [
        (QMessageBox.StandardButton.Save, True, True),
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Cancel, False, False),
    ],
)
def test_leaving_asks_about_unsaved_positions(
    window: MainWindow,
    own_copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: QMessageBox.StandardButton,
    leaves: bool,  # noqa: FBT001
    saved: bool,  # noqa: FBT001
) -> None:
    """Save, Discard and Cancel do what they say when another pathway is opened."""
    window.workspace.open(own_copy)
    window.workspace.run(AlignNodes(("PERK", "ATF4"), Border.LEFT))
    before = own_copy.read_bytes()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: button)
    assert leaves is window.workspace.open(shipped_pathways()[1])
    assert saved is (before != own_copy.read_bytes())
    assert leaves is (window.workspace.open_document.path != own_copy)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


def test_cancelling_keeps_the_window_open(window: MainWindow, own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The close button asks as well."""
    window.workspace.open(own_copy)
    window.workspace.run(MOVE)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert window.isVisible()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


def test_a_foreign_change_keeps_what_was_moved(window: MainWindow, own_copy: Path) -> None:
    """The file is read again, and the nodes stay where the user put them, unsaved."""
    window.workspace.open(own_copy)
    window.workspace.run(MOVE)
    own_copy.write_text(own_copy.read_text(encoding="utf-8") + "# another program\n", encoding="utf-8")
    window.workspace.reload()
    assert (520.0, 130.0) == middle(window, "ATF4")
    assert window.workspace.has_unsaved_positions
    window.workspace.save_positions()
    assert load(own_copy).text.endswith("# another program\n")


@needs_corpus
def test_a_file_that_is_laid_out_at_the_start_has_a_pathway_shown_meanwhile(tmp_path: Path, qtbot: QtBot) -> None:
    """The window is never empty."""
    from explorer.ui.window.main_window import MainWindow
    from explorer.ui.window.start import open_first

    workspace = Workspace(SettingsFile(tmp_path / "settings" / "settings.json"))
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    open_first(made, FOLDER / "bbm-137-liver-cancer.bnet")
    assert shipped_pathways()[0] == workspace.open_document.path
    qtbot.waitUntil(lambda: not workspace.opening.is_busy, timeout=20_000)
    assert "bbm-137-liver-cancer" == workspace.open_document.pathway.id
    made.close()


def test_nodes_moved_during_a_layout_are_asked_about_before_they_go(
    window: MainWindow, own_copy: Path, model: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question comes when the layout is there; Cancel keeps what is open, moved nodes and all."""
    window.workspace.open(own_copy)
    window.workspace.open(model)
    window.workspace.run(MOVE)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    qtbot.waitUntil(lambda: not window.workspace.opening.is_busy, timeout=20_000)
    assert (own_copy, True) == (window.workspace.open_document.path, window.workspace.has_unsaved_positions)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A pathway file with places for its nodes and no way for any arrow."""
    lines = shipped_pathways()[0].read_text(encoding="utf-8").splitlines(keepends=True)
    layout = next(at for at, line in enumerate(lines) if line.startswith("layout:"))
    edges = next(at for at, line in enumerate(lines[layout:], layout) if line.startswith("  edges:"))
    after = next(
        (at for at, line in enumerate(lines[edges + 1 :], edges + 1) if line.strip() and not line.startswith("   ")),
        len(lines),
    )
    path = tmp_path / "bare.yaml"
    path.write_text("".join([*lines[:edges], *lines[after:]]), encoding="utf-8")
    return path


def tidied(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until every arrow of what is open has its way, and the scene shows it."""
    scene = window.canvas.diagram_scene
    qtbot.waitUntil(
        lambda: (
            not window.workspace.laying_out.is_tidying
            and has_every_way(window.workspace.open_document.state.drawn)
            and not scene.is_busy
        ),
        timeout=20_000,
    )


def slanting(window: MainWindow) -> set[str]:
    """The arrows that are drawn neither level nor upright."""
    assert window.diagram is not None
    routes = window.diagram.edges.items()
    return {id_ for id_, route in routes if any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(route))}


def test_a_moved_node_is_there_at_once_and_its_arrows_after_it(window: MainWindow, qtbot: QtBot) -> None:
    """Straight at first, tidy later, one step; undo brings back the same places and ways."""
    assert window.diagram is not None
    before, items = window.diagram.edges, dict(window.canvas.diagram_scene.node_items)
    window.canvas.move_requested.emit({"ATF4": (520.0, 130.0)})
    assert (520.0, 130.0) == middle(window, "ATF4")
    assert slanting(window)
    tidied(window, qtbot)
    assert (set(), 1) == (slanting(window), len(window.workspace.open_document.history.labels))
    window.workspace.undo()
    assert window.diagram.edges == before
    assert window.canvas.diagram_scene.node_items == items


def test_a_second_move_while_arrows_find_their_ways(window: MainWindow, qtbot: QtBot) -> None:
    """Both moves count, each is a step, and in the end every arrow has its way."""
    window.workspace.run(MOVE)
    window.workspace.run(MoveNodes((("PERK", (240.0, 80.0)),)))
    tidied(window, qtbot)
    assert ((520.0, 130.0), (240.0, 80.0), 2) == (
        middle(window, "ATF4"),
        middle(window, "PERK"),
        len(window.workspace.open_document.history.labels),
    )
    window.workspace.undo()
    tidied(window, qtbot)
    assert {"ATF4": (520.0, 130.0)} == window.workspace.open_document.state.places


def test_undo_while_arrows_find_their_ways(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is looked for any more, and everything is as it was."""
    assert window.diagram is not None
    before = window.diagram.edges
    window.workspace.run(MOVE)
    window.workspace.undo()
    assert not window.workspace.laying_out.is_tidying
    tidied(window, qtbot)
    assert before == window.diagram.edges


def test_another_file_while_arrows_find_their_ways(window: MainWindow, qtbot: QtBot) -> None:
    """The other file is untouched; the move is remembered, and its arrows find their ways at the next opening."""
    window.workspace.run(MOVE)
    window.workspace.open(shipped_pathways()[1])
    qtbot.wait(50)
    assert {} == window.workspace.open_document.state.places
    window.workspace.open(shipped_pathways()[0])
    tidied(window, qtbot)
    assert ({"ATF4": (520.0, 130.0)}, set()) == (window.workspace.open_document.state.places, slanting(window))


def test_ways_can_be_left_straight_and_asked_for_again(window: MainWindow, qtbot: QtBot) -> None:
    """Cancel leaves nodes where they were put; the menu finds the ways."""
    window.workspace.run(MOVE)
    window.workspace.laying_out.tidying_progressed.emit(0.4)  # as after a blink
    assert window.message_bar.current is not None
    assert "Arrows are finding their ways: 40%" == window.message_bar.current.text
    window.message_bar.action.click()
    assert (True, (520.0, 130.0)) == (window.actions_by_id["tidy"].isEnabled(), middle(window, "ATF4"))
    assert slanting(window)
    window.actions_by_id["tidy"].trigger()
    tidied(window, qtbot)
    assert (False, set()) == (window.actions_by_id["tidy"].isEnabled(), slanting(window))


def test_a_file_with_places_only_is_shown_at_once(window: MainWindow, bare: Path, qtbot: QtBot) -> None:
    """Straight arrows first, then tidy ones; that is no step, and nothing is unsaved."""
    window.workspace.open(bare)
    assert bare == window.workspace.open_document.path
    assert slanting(window)
    tidied(window, qtbot)
    state = window.workspace.open_document.state
    assert (set(), (), None) == (slanting(window), window.workspace.open_document.history.labels, state.layout)
    assert not window.workspace.has_unsaved_positions


def test_an_arrangement_is_found_aside_and_given_up_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    """Undo before it is there stops it; else it is one step."""
    window.canvas.set_selection(frozenset({"PERK", "GCN2", "HRI", "PKR"}))
    window.actions_by_id["arrange_selection"].trigger()
    assert window.workspace.is_laying_out
    window.workspace.undo()
    assert (False, ()) == (window.workspace.is_laying_out, window.workspace.open_document.history.labels)
    with qtbot.waitSignal(window.workspace.document_changed, timeout=20_000):
        window.actions_by_id["arrange_selection"].trigger()
    assert ("Arrange 4 nodes",) == window.workspace.open_document.history.labels
    tidied(window, qtbot)


def test_an_arrangement_begins_again_when_nodes_were_moved_meanwhile(window: MainWindow, qtbot: QtBot) -> None:
    """Its places are found among the nodes as they stand in the end; nothing lies on anything."""
    window.canvas.set_selection(frozenset({"PERK", "GCN2", "HRI", "PKR"}))
    window.actions_by_id["arrange_selection"].trigger()
    window.workspace.run(MOVE)
    qtbot.waitUntil(lambda: len(window.workspace.open_document.history.labels) == 2, timeout=20_000)
    assert (520.0, 130.0) == middle(window, "ATF4")
    boxes = boxes_of(window.workspace.open_document.state.drawn).values()
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    tidied(window, qtbot)


def test_closing_during_a_layout_waits_for_nobody(window: MainWindow) -> None:
    """The thread is told to stop, and ends by itself."""
    window.workspace.arrange_all()
    window.workspace.run(MOVE)
    window.close()
    assert (False, False) == (window.workspace.is_laying_out, window.workspace.laying_out.is_tidying)


def test_hidden_nodes_are_not_arranged(window: MainWindow, qtbot: QtBot) -> None:
    """With a compartment collapsed, snapping all leaves the nodes in it where they are."""
    inside = [node.id for node in window.workspace.open_document.pathway.nodes.values() if node.compartment == "t_cell"]
    before = {node: middle(window, node) for node in inside}
    window.canvas.set_collapsed(frozenset({"t_cell"}))
    window.canvas.set_selection(frozenset())
    window.actions_by_id["snap"].trigger()
    assert 1 == len(window.workspace.open_document.history.labels)
    assert before == {node: middle(window, node) for node in inside}
    tidied(window, qtbot)


def test_saving_while_arrows_find_their_ways_saves_these_too(window: MainWindow, own_copy: Path, qtbot: QtBot) -> None:
    """The file has the place and every way; leaving at once saves at least the place."""
    window.workspace.open(own_copy)
    window.workspace.run(MOVE)
    with qtbot.waitSignal(window.workspace.positions.saved, timeout=20_000):
        window.actions_by_id["save"].trigger()
    read = load(own_copy).pathway
    assert ((520.0, 130.0), True) == (read.layout.nodes["ATF4"][:2], has_every_way(read))
    window.workspace.run(MoveNodes((("ATF4", (540.0, 150.0)),)))
    assert window.workspace.save_positions()
    read = load(own_copy).pathway
    assert ((540.0, 150.0), False) == (read.layout.nodes["ATF4"][:2], has_every_way(read))
    tidied(window, qtbot)
    assert (True, False) == (has_every_way(load(own_copy).pathway), window.workspace.has_unsaved_positions)


def test_the_whole_diagram_arranged_anew_is_all_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    """Wherever one looked before, a node moved by hand included: it is elsewhere now."""
    window.canvas.set_reduced_motion(True)
    window.canvas.zoom_to_actual()
    window.workspace.run(MOVE)
    with qtbot.waitSignal(window.workspace.laying_out.arranged_all, timeout=20000):
        window.actions_by_id["arrange_all"].trigger()
    bounds = window.diagram.bounds if window.diagram is not None else None
    assert bounds is not None
    sight = window.canvas.area_in_sight.adjusted(-8, -8, 8, 8)  # two pixels
    assert sight.contains(bounds.left, bounds.top)
    assert sight.contains(bounds.right, bounds.bottom)
