"""What is read aloud at the end of a run? One sentence: what was done, and how the outcomes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from explorer.ui.canvas.accessible import CanvasSpeech, let_speak
from explorer.ui.canvas.keyboard_walk import reading_order

if TYPE_CHECKING:
    from explorer.session.moment import Moment
    from explorer.ui.window.main_window import MainWindow


_MOST_AT_ONCE = 1000
"""Nodes up to which their reading order is found at once."""


class Announcer(QObject):
    """Tells a listening screen reader of changed nodes and of the end of each run."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._speech: CanvasSpeech = let_speak(window.canvas)
        self._told: object = None
        window.canvas.selection_changed.connect(lambda _: self._speech.follow_selection())

    def show_pathway(self) -> None:
        """Speak of the nodes of the pathway that is open now."""
        diagram = self._window.diagram
        if diagram is None:
            return
        if len(diagram.nodes) <= _MOST_AT_ONCE:
            self._speak_of_nodes()
        else:
            QTimer.singleShot(90, self, self._speak_of_nodes)

    def _speak_of_nodes(self) -> None:
        window = self._window
        if window.diagram is not None:
            self._speech.show_pathway(window.workspace.open_document.pathway, reading_order(window.diagram.nodes))

    def show_moment(self, moment: Moment) -> None:
        """Tell what is different; at the end of a run tell the outcome, once."""
        self._speech.tell(moment)
        workspace = self._window.workspace
        state, player = workspace.open_document.state, workspace.player
        if workspace.course is not None:  # the schedule says itself what follows
            self._told = state
            return
        if state is self._told or player.playing or player.column != player.timeline.last:
            return
        # Also followed while nobody listens, so that a reader that is started later hears the next run.
        is_first, self._told = self._told is None, state
        if not is_first and QAccessible.isActive():
            self.announce(outcome_sentence(self._window))

    def announce(self, words: str) -> None:
        """Say ``words`` when nothing else is being said."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window.canvas, words))


def outcome_sentence(window: MainWindow) -> str:
    """Return what was done last and how the outcomes stand that it changed; where none changed, that."""
    document = window.workspace.open_document
    state = document.state
    changed = [
        window.outcomes.rows[node.id].accessibleName()
        for node in state.pathway.outcomes
        if node.id in window.outcomes.rows and _differs(window, node.id)
    ]
    done = document.history.undo_label
    said = ". ".join(text.rstrip(".") for text in changed) if changed else "No outcome changed"
    return f"{done}. {said}. {window.outcomes.sentence.text()}".removeprefix(". ")


def _differs(window: MainWindow, node: str) -> bool:
    state = window.workspace.open_document.state
    at = state.pathway.network.index[node]
    return state.before[at] != state.present[at]
