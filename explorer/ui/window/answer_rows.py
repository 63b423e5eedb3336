"""Which answers can stand beside the diagram? One table; a pane is made, and its wishes connected, at first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from explorer.ui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One line of the table.

    Attributes:
        id: the name of its action, and of its dock.
        title: what stands above the pane.
        make: returns the pane (an ``AnswerPane``), connected with the window.
    """

    id: str
    title: str
    make: Callable[[MainWindow], QWidget]


def _what_it_takes(window: MainWindow) -> QWidget:
    from explorer.session.trying import TryHolds
    from explorer.ui.answers.matrix_words import names
    from explorer.ui.answers.what_it_takes import WhatItTakes

    workspace, pane = window.workspace, WhatItTakes()
    pane.show_requested.connect(lambda asked, added: workspace.run(TryHolds(asked, added, names(asked.pathway, added))))
    pane.ask_again_requested.connect(lambda: pane.ask_from(workspace.open_document.state))
    return cast("QWidget", pane)


ROWS: tuple[AnswerRow, ...] = (AnswerRow("what_it_takes", "What would it take?", _what_it_takes),)
