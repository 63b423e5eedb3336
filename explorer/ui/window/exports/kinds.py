"""Which exports does the window offer? Each kind in its own module; this joins them for the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.window.exports import films, handouts, pictures, reports, slides, tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.ui.window.main_window import MainWindow


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action that exports what it does."""
    kinds = (pictures, films, slides, handouts, reports, tables)
    return {id_: slot for kind in kinds for id_, slot in kind.slots(window).items()}
