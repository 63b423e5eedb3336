"""How does a handout leave the window? As one page with live switches, written aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.window.exports.writing import Outgoing, ask_and_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer.ui.background import Job
    from explorer.ui.window.main_window import MainWindow

_FILTER = "Web page (*.html)"


def slots(window: MainWindow) -> dict[str, Callable[[bool], object]]:
    """Return for every action about handouts what it does."""
    return {"handout": lambda _: export_handout(window)}


def export_handout(window: MainWindow) -> Job[float] | None:
    """Ask for a name and write the pathway as a page that answers by itself."""
    state, theme = window.workspace.open_document.state, window.theme

    def write(path: Path, told: Callable[[float], None]) -> None:
        from explorer.pathway.reduced import without_doubtful
        from explorer.session.evidence import in_use
        from explorer.ui.export.handout import write_handout

        used, remark = state.told, in_use(state)
        if remark:
            used = without_doubtful(used, state.least, state.left_out)
        write_handout(used, path, theme=theme, layout=state.layout, remark=remark, told=told)

    outgoing = Outgoing("Export handout", state.base.id, _FILTER, "Writing the handout", write)
    return ask_and_write(window, outgoing)
