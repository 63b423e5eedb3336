"""How does the open pathway come on stage? On the larger choice of screens, and back exactly to what was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen

    from explorer.ui.presenter.stage import Stage
    from explorer.ui.window.main_window import MainWindow

NO_STORY = "This pathway has no story yet. Record steps under Story \N{RIGHTWARDS ARROW} Story editor."


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action of the stage what it does."""
    return {
        "present": lambda _: present(window),
        "kiosk": lambda _: present(window, kiosk=True),
    }


def present(window: MainWindow, *, at: int = 0, kiosk: bool = False) -> Stage | None:
    """Show the story of what is open, full screen, from step ``at`` (from 0) on; None where there is no story.

    The window and its document stay as they are: the talk has a document of its own.
    """
    state = window.workspace.open_document.state
    if not state.steps:
        window.workspace.refused.emit(NO_STORY)
        return None
    from explorer.session.talk import Talk
    from explorer.ui.presenter.notes import SpeakerNotes
    from explorer.ui.presenter.stage import Stage

    leave_stage(window)
    playing = window.workspace.player.playing
    former = QApplication.focusWidget()
    window.workspace.player.pause()
    settings = window.workspace.settings
    talk = Talk(state.told, layout=state.layout)
    stage = Stage(talk, window.theme, animate=not settings.reduced_motion, parent=window)
    stage.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    audience, speaker = _screens(window)
    stage.setGeometry(audience.geometry())
    stage.showFullScreen()
    stage.activateWindow()
    stage.setFocus()
    stage.begin(min(max(at, 0), len(state.steps) - 1))
    notes = SpeakerNotes(stage)

    def show_notes() -> None:
        if notes.isVisible():
            notes.hide()
        else:
            notes.show()

    stage.notes_requested.connect(show_notes)
    if speaker is not None and not kiosk:
        notes.setGeometry(speaker.availableGeometry())
        notes.showMaximized()
        stage.activateWindow()
    if kiosk:
        from explorer.ui.presenter.kiosk import Kiosk

        Kiosk(stage)

    def leave() -> None:
        notes.close()
        window.activateWindow()
        is_there = former is not None and isValid(former) and former.window() is window
        back = former if former is not None and is_there else window.canvas
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        if playing:
            window.workspace.player.play()

    stage.left.connect(leave)
    stage.live.refused.connect(stage.footer.show_hint)
    return stage


def leave_stage(window: MainWindow) -> None:
    """Close the stage, if there is one: the window closes, or another talk begins."""
    from explorer.ui.presenter.stage import Stage

    for stage in window.findChildren(Stage):
        if stage.isVisible():
            stage.close()


def present_when_open(window: MainWindow, *, kiosk: bool = False) -> None:
    """Present what was asked for on the command line, once it is open."""
    opening = window.workspace.opening
    if not opening.is_busy:
        present(window, kiosk=kiosk)
        return

    def begin() -> None:
        window.workspace.document_opened.disconnect(begin)
        present(window, kiosk=kiosk)

    window.workspace.document_opened.connect(begin)


def _screens(window: MainWindow) -> tuple[QScreen, QScreen | None]:
    """Return the screen for the audience, and one for the speaker where there are two.

    The audience gets the screen on which the window is not: the projector.
    """
    own = window.screen()
    others = [screen for screen in QGuiApplication.screens() if screen is not own]
    return (others[0], own) if others else (own, None)
