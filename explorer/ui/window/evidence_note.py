"""How is it seen that arrows are left out? In a line above the diagram, with the way back, as long as it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.pathway.definition import Confidence
from explorer.session.evidence import UseOnlyKnown, in_use, left_out
from explorer.ui.panels.texts import PlainText
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow

CHOICES: dict[str, Confidence | None] = {
    "use_every": None,
    "use_reported": Confidence.REPORTED,
    "use_established": Confidence.ESTABLISHED,
}
"""The least confidence that each action asks for."""
_MOST_NAMED = 20


class EvidenceNote(QWidget):
    """The line; hidden while every arrow is in use."""

    every_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidenceNote")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sign = QPushButton()
        self.sign.setFlat(True)
        self.sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = PlainText()
        self.button = QPushButton("Use every arrow")
        self.button.setToolTip("Put every arrow of the file back, and run everything anew")
        self.button.clicked.connect(self.every_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 8, 4)
        line.addWidget(self.sign)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.hide()

    def show_state(self, state: DocumentState) -> None:
        """Say what ``state`` leaves out."""
        words = in_use(state)
        self.words.setText(words)
        gone = [edge.id for edge in left_out(state)] if words else []
        more = f"\nand {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
        self.setToolTip(tooltip("\n".join(gone[:_MOST_NAMED]) + more))
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.sign.setIcon(icon("information", theme))
        self.setStyleSheet(
            f"#evidenceNote {{ background: {theme.caution_fill}; }} QLabel {{ color: {theme.caution_text}; }}"
        )


def set_theme(window: MainWindow, theme: Theme) -> None:
    """Show the line of ``window`` in ``theme``."""
    for note in window.findChildren(EvidenceNote):
        note.set_theme(theme)


def add_note(window: MainWindow) -> EvidenceNote:
    """Put the line above the diagram of ``window``; it follows the document."""
    note = EvidenceNote()
    note.set_theme(window.theme)
    note.every_requested.connect(lambda: window.workspace.run(UseOnlyKnown(None)))
    window.middle.insertWidget(1, note)

    def follow() -> None:
        state = window.workspace.open_document.state
        note.show_state(state)
        for name, least in CHOICES.items():
            window.actions_by_id[name].setChecked(least is state.least and not (least is None and state.left_out))

    window.workspace.document_changed.connect(follow)
    window.workspace.document_opened.connect(follow)
    if window.workspace.document is not None:
        follow()
    return note


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return what the actions do that choose the arrows in use."""

    def choosing(name: str) -> Callable[[bool], object]:
        def choose(_checked: bool) -> None:  # noqa: FBT001  (the signal's argument)
            window.actions_by_id[name].setChecked(not window.actions_by_id[name].isChecked())  # the document answers
            window.workspace.run(UseOnlyKnown(CHOICES[name]))

        return choose

    return {name: choosing(name) for name in CHOICES}
