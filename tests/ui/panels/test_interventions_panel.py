"""Switches: grouping, intents, held nodes, variants, escaping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from explorer.session import commands
from explorer.session.moment import moment_at
from explorer.ui.panels.interventions import InterventionsPanel, grouped
from explorer.ui.theme.roles import DARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from explorer.pathway.definition import Pathway
    from explorer.session.document import Document

MARKUP = "<script>alert(1)</script> & <b>bold</b>"


def made(qtbot: QtBot, document: Document) -> InterventionsPanel:
    panel = InterventionsPanel()
    qtbot.addWidget(panel)
    panel.show_pathway(document.state.base)
    panel.show_state(document.state)
    panel.resize(270, 720)
    panel.show()
    return panel


def test_groups(document: Document) -> None:
    """Drugs are therapies; conditions and cells that are inputs are context."""
    names = {heading: [node.id for node in nodes] for heading, nodes in grouped(document.pathway).items()}
    assert names == {"Therapies": ["Drug"], "Context": ["Stress", "Host"]}


def test_a_click_asks_and_does_not_switch(qtbot: QtBot, document: Document) -> None:
    """A switch waits for the document: after a click it still shows the old state."""
    panel = made(qtbot, document)
    with qtbot.waitSignal(panel.toggle_requested) as caught:
        qtbot.mouseClick(panel.switches["Drug"], Qt.MouseButton.LeftButton)
    assert caught.args == ["Drug"]
    assert not panel.switches["Drug"].isChecked()


def test_keyboard(qtbot: QtBot, document: Document) -> None:
    """Space and Enter ask for the focused switch."""
    panel = made(qtbot, document)
    asked: list[str] = []
    panel.toggle_requested.connect(asked.append)
    row = panel.switches["Stress"]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked == ["Stress", "Stress"]


def test_shows_the_state(qtbot: QtBot, document: Document) -> None:
    """Switches follow the document."""
    panel = made(qtbot, document)
    assert panel.switches["Host"].isChecked()
    document.run(commands.ToggleNode("Drug"))
    panel.show_state(document.state)
    assert panel.switches["Drug"].isChecked()


def test_held_nodes_can_be_released(qtbot: QtBot, document: Document) -> None:
    """A ruled node that is held gets a line with a button; the section is hidden otherwise."""
    panel = made(qtbot, document)
    assert panel.held.isHidden()
    document.run(commands.HoldNode("X", value=True))
    panel.show_state(document.state)
    assert not panel.held.isHidden()
    with qtbot.waitSignal(panel.release_requested) as caught:
        panel.held.buttons["X"].click()
    assert caught.args == ["X"]
    with qtbot.waitSignal(panel.release_all_requested):
        panel.held.release_all.click()


def test_variants(qtbot: QtBot, document: Document) -> None:
    """An alternative rule is a switch with its description, effect and confidence in the tooltip."""
    panel = made(qtbot, document)
    row = panel.variant_switches["V1"]
    with qtbot.waitSignal(panel.variant_requested) as caught:
        row.click()
    assert caught.args == ["V1"]
    for words in ("why", "what changes", "hypothesised"):
        assert words in row.toolTip()


def test_says_where_the_moment_differs(qtbot: QtBot, document: Document) -> None:
    """While an earlier moment is on screen, a switch says what it was then."""
    document.run(commands.ToggleNode("Drug"))
    panel = made(qtbot, document)
    panel.show_moment(moment_at(document.timeline, 0))
    assert panel.switches["Drug"].remark == "OFF at this step"
    panel.show_moment(moment_at(document.timeline, document.timeline.last))
    assert panel.switches["Drug"].remark == ""


def test_markup_from_files_is_text(qtbot: QtBot, with_label: Callable[[str], Pathway], document: Document) -> None:
    """Markup in a label is never read as markup in a tooltip."""
    panel = made(qtbot, document)
    panel.show_pathway(with_label(MARKUP))
    tip = panel.switches["D"].toolTip()
    assert "<script" not in tip
    assert "&lt;script&gt;" in tip


def test_on_and_off_differ_without_colour(qtbot: QtBot, document: Document) -> None:
    """In greys, a switch that is ON still differs clearly from one that is OFF."""
    panel = made(qtbot, document)
    row = panel.switches["Drug"]
    for theme in (row.theme, DARK):
        panel.set_theme(theme)
        row.show_value(on=False)
        off = row.grab().toImage().convertToFormat(row.grab().toImage().Format.Format_Grayscale8)
        row.show_value(on=True)
        on = row.grab().toImage().convertToFormat(off.format())
        spots = [(x, y) for x in range(8, 52) for y in range(12, 30)]
        moved = sum(abs(off.pixelColor(x, y).red() - on.pixelColor(x, y).red()) > 60 for x, y in spots)
        assert moved > len(spots) / 4
