"""What is said while a file is opened or a step computed? How far it is, with a way to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.placing import is_large, is_placed

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Let the window tell of files that are being opened and of steps that are being computed."""
    workspace, bar = window.workspace, window.message_bar
    workspace.opening.progressed.connect(lambda name, part: _show_opening(window, name, part))
    workspace.opening.ended.connect(lambda name: bar.take_back(_opening(name)))
    workspace.running.busy_changed.connect(lambda busy: _show_running(window, busy=busy))
    workspace.document_opened.connect(lambda: _offer_care(window))


def _opening(name: str) -> str:
    return f"{name} is being opened"


def _show_opening(window: MainWindow, name: str, part: float) -> None:
    window.message_bar.show_message(  # in place of what it said before: the keyboard stays on its button
        f"{_opening(name)}: {part:.0%}", "information", action="Cancel", on_action=window.workspace.opening.give_up
    )


_COMPUTING = "What follows is being computed"


def _show_running(window: MainWindow, *, busy: bool) -> None:
    if busy:
        window.message_bar.show_message(
            f"{_COMPUTING}\N{HORIZONTAL ELLIPSIS}",
            "information",
            action="Cancel",
            on_action=window.workspace.running.stop,
        )
    else:
        window.message_bar.take_back(_COMPUTING)


def _offer_care(window: MainWindow) -> None:
    """Say that a large network is drawn plainly, and offer what takes its time."""
    loaded = window.workspace.loaded
    if loaded is None or not is_large(loaded.pathway) or is_placed(loaded.pathway):
        return
    window.message_bar.show_message(
        f"{len(loaded.pathway.nodes)} nodes, arranged plainly in rows. A careful layout takes minutes.",
        "information",
        action="Arrange with care",
        on_action=window.workspace.arrange_all,
    )
