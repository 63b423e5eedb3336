"""Which questions does the window ask? Files to open and save, and pages of help."""

from __future__ import annotations

import html
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QTextBrowser, QVBoxLayout, QWidget

from explorer import CAUTION, __version__
from explorer.errors import ExplorerError
from explorer.io.files import write_atomically
from explorer.ui.panels.problems import ProblemsPanel
from explorer.ui.window.actions import ROWS, shortcut_words
from explorer.ui.window.kept_story import save_copy_with_story, suggested_name, unsaved_story

if TYPE_CHECKING:
    from explorer.errors import Problem
    from explorer.ui.window.main_window import MainWindow

OPEN_FILTER = "Pathways (*.yaml *.yml *.bnet);;All files (*)"

_GESTURES = (
    ("Click a node", "Switch a drug or condition; hold any other node at its other value, and release it again"),
    ("Shift+click a node", "Select it without switching"),
    ("Right click a node", "Hold ON, hold OFF, release, nudge once"),
    ("Click an arrow", "Read its mechanism and evidence"),
    ("Wheel", "Zoom at the pointer"),
    ("Drag the ground", "Move the diagram"),
    ("Tab, Shift+Tab", "Walk from node to node in reading order, and on to the next panel after the last"),
    ("Arrow keys", "Go to the nearest node in that direction"),
    ("Ctrl+Right, Ctrl+Left", "Follow an arrow out of the node, or back in against one"),
    ("Ctrl+Up, Ctrl+Down", "Go through the other arrows of the same node"),
    ("Home, End", "Go to the first or the last node"),
    ("Letters", "Jump to the node whose name begins so; the same letter again goes to the next one"),
    ("/ and letters", "The same for any name, one that begins with H too; Enter shows a hidden node"),
    ("Space", "Flip the selected node"),
    ("H", "Hold the selected node at its present value, or release it, unless a name is being typed"),
    ("Enter", "Read about the selected node or arrow in the inspector"),
    ("Menu key, Shift+F10", "Everything that can be asked of the selected node or arrow"),
    ("Escape", "Give up what was begun, clear the selection, or come back to the diagram"),
    ("Drag in the timeline", "Move through the steps"),
    ("Drag a bar of the schedule", "Move it in time; at its ends, stretch it; on an empty lane, draw one"),
    ("Alt+Up, Alt+Down in the story", "Move the chosen step; Enter shows it on the diagram, Delete removes it"),
    ("Arrow keys on a bar", "Move it; with Shift stretch its end, with Ctrl+Shift its beginning; Delete removes it"),
)


def open_file(window: MainWindow) -> None:
    """Ask for a file and open it."""
    document = window.workspace.document
    folder = str(document.path.parent) if document is not None and document.path is not None else ""
    name, _ = QFileDialog.getOpenFileName(window, "Open a pathway", folder, OPEN_FILTER)
    if name:
        window.workspace.open(Path(name))


def save_copy(window: MainWindow) -> bool:
    """Ask for a name and write the open pathway there: as it came, or with its edited story; that copy is open then.

    Returns whether it was written.
    """
    loaded, document = window.workspace.loaded, window.workspace.open_document
    if loaded is None or document.path is None:
        return False
    if unsaved_story(window.workspace) is not None:
        suggestion = suggested_name(document)
        name, _ = QFileDialog.getSaveFileName(window, "Save with its story", suggestion, "Pathway (*.yaml)")
        return bool(name) and save_copy_with_story(window, name)
    suggestion = str(Path.home() / document.path.name)
    name, _ = QFileDialog.getSaveFileName(window, "Save a copy", suggestion, f"Pathway (*{document.path.suffix})")
    if not name:
        return False
    try:
        write_atomically(Path(name), loaded.content)
    except ExplorerError as error:
        window.message_bar.show_message(str(error), "error")
        return False
    window.message_bar.show_message(f"Saved as {name}.", "good")
    return True


def show_problems(window: MainWindow) -> None:
    """Show what is doubtful in the open file."""
    document = window.workspace.open_document
    name = document.path.name if document.path is not None else document.pathway.title
    show_problem_list(window, document.problems, name)


def show_problem_list(window: MainWindow, problems: tuple[Problem, ...], name: str) -> None:
    """Show ``problems`` with their places in the file."""
    panel = ProblemsPanel()
    panel.set_theme(window.theme)
    panel.show_problems(problems)
    _show(window, f"Problems of {name}", panel)


def show_shortcuts(window: MainWindow) -> None:
    """Show every key and gesture."""
    cell = "padding: 3px 20px 3px 0; font-weight: 600"
    keys = [(shortcut_words(row), row.tip) for row in ROWS if row.keys]
    rows = "".join(
        f"<tr><td style='{cell}'>{html.escape(key)}</td><td>{html.escape(tip)}</td></tr>"
        for key, tip in (*_GESTURES, *keys)
    )
    _show_page(window, "Keyboard and mouse", f"<table>{rows}</table>")


def show_about(window: MainWindow) -> None:
    """Show version, licence and caution."""
    qt = sys.modules["PySide6"].__version__
    _show_page(
        window,
        "About Pathway Explorer",
        f"<h2>Pathway Explorer {__version__}</h2>"
        "<p>Open a pathway diagram, flip a therapy, and see what follows, step by step, with the reason and the "
        "paper behind each step.</p>"
        f"<p><b>{html.escape(CAUTION)}</b></p>"
        "<p>MIT licence. Made with PySide6 (LGPL), pyqtgraph (MIT), networkx (BSD), PyYAML (MIT) and the font "
        f"Source Sans (OFL).</p><p>Python {sys.version.split()[0]}, PySide6 {qt}. This program uses no network.</p>",
    )


def _show_page(window: MainWindow, title: str, page: str) -> None:
    text = QTextBrowser()
    text.setOpenLinks(False)
    text.setHtml(page)
    _show(window, title, text)


def _show(window: MainWindow, title: str, content: QWidget) -> None:
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.resize(640, 520)
    column = QVBoxLayout(dialog)
    column.addWidget(content)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.show()
