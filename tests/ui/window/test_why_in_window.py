"""The inspector says why a node is as it is, and lights the chain on the diagram until something else is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.session.document import Document
from explorer.session.moment import moment_at
from explorer.ui.canvas.scene import FADED
from explorer.ui.panels import inspector
from explorer.ui.panels.inspector import InspectorPanel

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

CHAIN = {"Tumor_Progression", "Tumor_Control", "Mac_Suppressive", "Chronic_Stress"}


def _stressed(window: MainWindow) -> None:
    (path,) = (path for path in shipped_pathways() if "lcn2" in path.name)
    window.workspace.open(path)
    window.workspace.run(ToggleNode("Chronic_Stress"))


def _lit(window: MainWindow) -> set[str]:
    return {id_ for id_, item in window.canvas.diagram_scene.node_items.items() if item.opacity() > FADED}


def test_progression_under_stress_names_the_macrophages(window: MainWindow) -> None:
    """A click on the outcome's row tells the chain back to the stress, with papers, and what would have to differ."""
    _stressed(window)
    window.outcomes.rows["Tumor_Progression"].click()
    text = window.inspector.toPlainText()
    assert "WHY IS IT ON?" in text
    assert "T-cell exclusion is ON since step 7, because Suppressive macrophages are ON." in text
    assert "Chronic tumour stress was switched ON at the beginning." in text
    assert "Nature 2026" in text
    assert "Tumour progression would be OFF if Tumour control were ON." in text


def test_a_name_in_a_sentence_selects(window: MainWindow) -> None:
    """The names in the chain are links to their nodes."""
    _stressed(window)
    window.show_selected("node", "Tumor_Progression")
    assert 'href="node:Tumor_Control"' in window.inspector.toHtml()
    window.inspector.anchorClicked.emit(QUrl("node:Tumor_Control"))
    assert "Tumor_Control" == window.canvas.diagram_scene.selected


def test_lighting_fades_everything_else(window: MainWindow) -> None:
    """The chain and its arrows stay; Escape in the inspector brings the rest back."""
    _stressed(window)
    window.show_selected("node", "Tumor_Progression")
    everything = _lit(window)
    window.inspector.anchorClicked.emit(QUrl("light:on"))
    scene = window.canvas.diagram_scene
    assert _lit(window) >= CHAIN
    assert _lit(window) < everything
    assert {1.0, FADED} == {round(item.opacity(), 2) for item in scene.edge_items.values()}
    window.inspector.anchorClicked.emit(QUrl("light:off"))
    assert everything == _lit(window)


def test_another_selection_ends_the_light(window: MainWindow) -> None:
    """What is lit belongs to the node that was selected."""
    _stressed(window)
    window.show_selected("node", "Tumor_Progression")
    window.inspector.anchorClicked.emit(QUrl("light:on"))
    window.show_selected("node", "Tumor_Control")
    assert not window.canvas.is_lit


def test_a_change_ends_the_light(window: MainWindow) -> None:
    """What was lit is no longer true."""
    _stressed(window)
    window.show_selected("node", "Tumor_Progression")
    window.inspector.anchorClicked.emit(QUrl("light:on"))
    window.workspace.run(ToggleNode("Anti_LCN2"))
    assert not window.canvas.is_lit


def test_escape_ends_the_light(window: MainWindow) -> None:
    """On the diagram, where the keyboard is."""
    _stressed(window)
    window.show_selected("node", "Tumor_Progression")
    window.inspector.anchorClicked.emit(QUrl("light:on"))
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not window.canvas.is_lit


def test_names_from_a_file_are_no_markup(window: MainWindow, qtbot: QtBot) -> None:
    """A label that looks like HTML is shown as it is written."""
    pathway = window.workspace.open_document.pathway
    nodes = dict(pathway.nodes)
    nodes["Tumor_Control"] = replace(nodes["Tumor_Control"], label="<b>bold</b>", short="<b>bold</b>")
    document = Document(replace(pathway, nodes=nodes))
    panel = InspectorPanel()
    qtbot.addWidget(panel)
    panel.show_state(document.state)
    panel.show_selected("node", "Tumor_Progression")
    panel.show_moment(moment_at(document.timeline, document.timeline.last), document.timeline)
    assert "because <b>bold</b> is" in panel.toPlainText()


def test_a_large_pathway_is_searched_in_a_thread(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Asked by its link, told when found, lit as any other; another selection gives the search up."""
    _stressed(window)
    monkeypatch.setattr(inspector, "_AT_ONCE", 3)
    window.show_selected("node", "Tumor_Progression")
    panel = window.inspector
    assert "Find out why" in panel.toPlainText()
    panel.anchorClicked.emit(QUrl("why:Tumor_Progression"))
    assert "Finding out why…" in panel.toPlainText()
    qtbot.waitUntil(lambda: "WHY IS IT ON?" in panel.toPlainText(), timeout=10_000)
    panel.anchorClicked.emit(QUrl("light:on"))
    assert _lit(window) > CHAIN
    panel.anchorClicked.emit(QUrl("light:off"))
    window.workspace.player.seek(3)
    panel.anchorClicked.emit(QUrl("why-stop:"))
    assert "Find out why" in panel.toPlainText()
    panel.anchorClicked.emit(QUrl("why:Tumor_Progression"))
    window.show_selected("node", "PERK")
    assert "Find out why" in panel.toPlainText()
