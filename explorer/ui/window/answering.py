"""Which answers does the window show beside itself? They follow the document, and what they propose is tried in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from explorer.ui.answers.what_it_takes import WhatItTakes
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow


def ask_what_it_takes(window: MainWindow) -> WhatItTakes:
    """Show what it would take from the present state, and return the window that does."""
    from explorer.ui.answers.what_it_takes import WhatItTakes  # a start does without it

    found = window.findChild(QDialog, "whatItTakes")
    if isinstance(found, WhatItTakes):
        dialog = found
    else:
        dialog = WhatItTakes(window)
        _connect(window, dialog)
    dialog.set_theme(window.theme)
    dialog.ask_from(window.workspace.open_document.state)
    dialog.show()
    dialog.activateWindow()
    return dialog


def _connect(window: MainWindow, dialog: WhatItTakes) -> None:
    from explorer.session.trying import TryHolds
    from explorer.ui.answers.matrix_words import names

    workspace = window.workspace

    def follow() -> None:
        if dialog.isVisible():
            dialog.show_state(workspace.open_document.state)

    dialog.show_requested.connect(
        lambda asked, added: workspace.run(TryHolds(asked, added, names(asked.pathway, added)))
    )
    dialog.ask_again_requested.connect(lambda: dialog.ask_from(workspace.open_document.state))
    workspace.document_changed.connect(follow)
    workspace.document_opened.connect(follow)


def set_theme(window: MainWindow, theme: Theme) -> None:
    """Show the answers that are open in ``theme``."""
    for dialog in window.findChildren(QDialog, "whatItTakes"):
        dialog.set_theme(theme)  # type: ignore[attr-defined]
