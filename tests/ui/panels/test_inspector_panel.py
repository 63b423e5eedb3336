"""The inspector: what pages say, what links do, and that files cannot smuggle markup in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from explorer.session import commands
from explorer.ui.panels.inspector import InspectorPanel
from explorer.ui.panels.inspector_text import Standing, page
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from explorer.pathway.definition import Pathway
    from explorer.session.document import Document

MARKUP = "<script>alert(1)</script><img src='http://x/y.png'> & <b>bold</b>"


def made(qtbot: QtBot, document: Document) -> InspectorPanel:
    panel = InspectorPanel()
    qtbot.addWidget(panel)
    panel.show_pathway(document.pathway)
    panel.show_state(document.state)
    return panel


def test_a_node(qtbot: QtBot, document: Document) -> None:
    """A node's page says state, rule in words and as written, regulators with states, evidence and doubts."""
    document.run(commands.ToggleNode("Stress"))
    panel = made(qtbot, document)
    panel.show_selected("node", "X")
    text = panel.toPlainText().replace("\xa0", " ")
    for words in (
        "Protein X",
        "protein · Tumour cell · X",
        "Now ON",
        "ON when Chronic stress is ON and Anti-X antibody is OFF.",
        "Stress and not Drug",
        "it is so",
        "→ activated by",
        "⊣ inhibited by",
        "Chronic stress  ON",
        "Anti-X antibody  OFF",
        "paper  X shields tumours",
        "Doe J. Nature 1(2):3, 2026",
        "doi 10.1/x",
        "CONTRADICTING EVIDENCE",
        "X does not shield",
        "conflicting",
        "It is not certain.",
        "uniprot:Q1 unverified",
    ):
        assert words in text, words
    assert "hgnc:1 unverified" not in text


def test_a_held_node_says_so(qtbot: QtBot, document: Document) -> None:
    """A ruled node that is pinned is held against its rule; an input is switched by hand."""
    document.run(commands.HoldNode("X", value=True))
    document.run(commands.ToggleNode("Drug"))
    panel = made(qtbot, document)
    panel.show_selected("node", "X")
    assert "Now ON held against its rule" in panel.toPlainText()
    panel.show_selected("node", "Drug")
    assert "Now ON switched by hand" in panel.toPlainText()


def test_an_arrow(qtbot: QtBot, document: Document) -> None:
    """An arrow's page says effect, mechanism, confidence, both states and evidence."""
    panel = made(qtbot, document)
    panel.show_selected("edge", "Stress -> X")
    text = panel.toPlainText()
    for words in ("Chronic stress → Protein X", "confidence not stated", "Mechanism: raises it", "X shields tumours"):
        assert words in text
    panel.show_selected("edge", "Drug -> X")
    assert "No source is named." in panel.toPlainText()


def test_nothing_selected_shows_the_pathway(qtbot: QtBot, document: Document) -> None:
    """Without a selection, and for an id that is gone, the pathway itself is shown."""
    panel = made(qtbot, document)
    panel.show_selected("node", "Gone")
    for words in ("The X shield", "7 nodes · 3 arrows", "How X shields.", "It is not certain.", "REFERENCES"):
        assert words in panel.toPlainText()


def test_links_select(qtbot: QtBot, document: Document) -> None:
    """A link asks to select a node or an arrow, whatever signs its id has, and opens nothing."""
    panel = made(qtbot, document)
    assert not panel.openLinks()
    with qtbot.waitSignal(panel.selected) as caught:
        panel.anchorClicked.emit(QUrl("edge:A%20%2B%2F%23%3F%20-%3E%20TNF-%CE%B1"))
    assert caught.args == ["edge", "A +/#? -> TNF-α"]


def test_every_link_of_a_page_is_internal(document: Document) -> None:
    """Pages link only to nodes, arrows and the clipboard: no address is ever opened."""
    standing = Standing(document.pathway, document.pathway.network.named(document.state.present), {})
    for kind, id_ in (("node", "X"), ("edge", "Stress -> X"), ("", "")):
        for part in page(standing, kind, id_).split("href='")[1:]:
            assert part.startswith(("node:", "edge:", "copy:"))


def test_a_cross_reference_is_copied(qtbot: QtBot, document: Document) -> None:
    """A click on a database entry copies its address; nothing is fetched."""
    panel = made(qtbot, document)
    with qtbot.waitSignal(panel.copied):
        panel.anchorClicked.emit(QUrl("copy:https%3A%2F%2Fidentifiers.org%2Fhgnc%3A1"))
    assert QGuiApplication.clipboard().text() == "https://identifiers.org/hgnc:1"


def test_markup_is_text(qtbot: QtBot, document: Document, with_label: Callable[[str], Pathway]) -> None:
    """Markup in any text of a file is shown as it stands, and no picture is asked for."""
    pathway = with_label(MARKUP)
    panel = made(qtbot, type(document)(pathway))
    for kind, id_ in (("node", "O"), ("edge", "D -> O"), ("", "")):
        panel.show_selected(kind, id_)
        assert "<script>alert(1)</script>" in panel.toPlainText()
        assert "<script" not in panel._html
        assert "<img" not in panel._html


def test_the_page_keeps_its_place(qtbot: QtBot, document: Document) -> None:
    """A new state leaves the reader where he was; a new selection starts at the top."""
    panel = made(qtbot, document)
    panel.show_selected("node", "X")
    panel.resize(200, 120)
    panel.show()
    panel.verticalScrollBar().setValue(60)
    document.run(commands.ToggleNode("Stress"))
    panel.show_state(document.state)
    assert panel.verticalScrollBar().value() == 60
    panel.set_theme(DARK)
    panel.show_selected("node", "Y")
    assert panel.verticalScrollBar().value() == 0
