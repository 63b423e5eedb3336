"""Are all words of panels, docks and dialogs there? Each fits, or is cut with an ellipsis and whole in its tooltip."""

from __future__ import annotations

import time
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractListModel, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from explorer.locate import shipped_pathways
from explorer.session import commands
from explorer.session.settings import TEXT_SIZES
from explorer.ui.panels.row_button import RowButton
from explorer.ui.theme.one_line import OneLine
from explorer.ui.theme.roles import DARK, LIGHT, PRINT, PROJECTOR, with_text_size
from explorer.ui.window import dialogs
from explorer.ui.window.answer_rows import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import UnionType

    from pytestqt.qtbot import QtBot

    from explorer.ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SIZES = ((1280, 720), (1920, 1080))
LARGEST = max(TEXT_SIZES) / 100
OVERLAYS = {"canvasHint", "hits"}
_PATIENCE = 3.0
"""Seconds that faults may last while answers arrive."""


def _told(widget: QWidget) -> bool:
    """Whether the widget says all its words in a tooltip."""
    return bool(widget.toolTip())


def _label_fits(label: QLabel) -> bool:
    room = label.contentsRect()
    if not label.text() or label.textFormat() is Qt.TextFormat.RichText or isinstance(label, OneLine):
        return not isinstance(label, OneLine) or label.shown == label.text() or _told(label)
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height() + 1
    words = label.text().replace("&", "") if label.buddy() is not None else label.text()  # & marks a key
    return label.fontMetrics().horizontalAdvance(words) <= room.width() + 1 or _told(label)


def _button_fits(button: QPushButton | QToolButton | QCheckBox) -> bool:
    return not button.text() or button.sizeHint().width() <= button.width() + 1 or _told(button)


def _tabs_fit(bar: QTabBar) -> bool:
    metrics = bar.fontMetrics()
    return all(
        metrics.horizontalAdvance(bar.tabText(at)) + 8 <= bar.tabRect(at).width() or bool(bar.tabToolTip(at))
        for at in range(bar.count())
    )


def _rows_fit(view: QAbstractItemView) -> bool:
    model = view.model()
    if model is None:
        return True
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), 60)):
        for column in range(columns):
            index = model.index(row, column)
            words = index.data(Qt.ItemDataRole.DisplayRole)
            wide = view.fontMetrics().horizontalAdvance(str(words or "")) + 6
            if words and wide > view.visualRect(index).width() and not index.data(Qt.ItemDataRole.ToolTipRole):
                return False
    return True


def _line_fits(line: QComboBox | QLineEdit) -> bool:
    words = line.currentText() if isinstance(line, QComboBox) else line.placeholderText()
    rims = 30 if isinstance(line, QComboBox) else 0
    return line.fontMetrics().horizontalAdvance(words) + rims <= line.width() or _told(line)


_CHECKS: tuple[tuple[type | UnionType, Callable[[QWidget], bool]], ...] = (
    (QLabel, _label_fits),
    (RowButton, _told),
    (QPushButton | QToolButton | QCheckBox, _button_fits),
    (QTabBar, _tabs_fit),
    (QComboBox | QLineEdit, _line_fits),
    (QTextBrowser, lambda text: text.horizontalScrollBar().maximum() == 0),
    (QHeaderView, lambda _header: True),  # its words are in the tooltips of the model
    (QAbstractItemView, _rows_fit),
)
"""The first that is meant says whether the words of a widget fit."""


def _fits(widget: QWidget) -> bool:
    return next((check(widget) for kind, check in _CHECKS if isinstance(widget, kind)), True)


def _cut_by_its_area(widget: QWidget) -> bool:
    """Whether the widget reaches beyond a scroll area that does not scroll sideways."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is None or parent.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return False
    viewport = parent.viewport()
    if not viewport.isAncestorOf(widget):
        return False
    return widget.mapTo(viewport, QPoint(widget.width(), 0)).x() > viewport.width() + 1


def _overlaps(parent: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    """Yield pairs of widgets in one layout that lie on each other."""
    if parent.layout() is None or isinstance(parent, QMainWindow):  # Qt's own, with handles over all of it
        return
    shown = [child for child in parent.children() if isinstance(child, QWidget) and child.isVisible()]
    shown = [child for child in shown if child.objectName() not in OVERLAYS and not child.isWindow()]
    for one, other in combinations(shown, 2):
        common: QRect = one.geometry().intersected(other.geometry())
        if common.width() > 1 and common.height() > 1:
            yield one, other


def _name(widget: QWidget) -> str:
    words = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {widget.objectName()} {words!r} {widget.width()}x{widget.height()}"


def faults(root: QWidget) -> list[str]:
    """Return what is wrong with the words that are visible in ``root``."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        if not _fits(widget):
            found.append(f"does not fit: {_name(widget)}")
        if _cut_by_its_area(widget):
            found.append(f"reaches out of its area: {_name(widget)}")
        found += [f"on each other: {_name(one)} and {_name(other)}" for one, other in _overlaps(widget)]
    return found


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def _lasting_faults(root: QWidget) -> list[str]:
    """Return what is still wrong when answers on their way have come, and the layout has followed them."""
    end = time.monotonic() + _PATIENCE
    while (found := faults(root)) and time.monotonic() < end:
        QApplication.processEvents()
    return found


def test_themes_measure_alike() -> None:
    """Light, dark and print differ in colours only: what fits in one fits in all three."""
    for theme in (DARK, PRINT):
        assert (LIGHT.text_scale, LIGHT.label_scale, LIGHT.stroke) == (
            theme.text_scale,
            theme.label_scale,
            theme.stroke,
        )


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=lambda theme: theme.name)
@pytest.mark.parametrize("letters", [1.0, LARGEST], ids=["usual", "largest"])
def test_words_of_the_window_fit(window: MainWindow, qtbot: QtBot, theme: object, letters: float) -> None:
    """In every shipped pathway, after a flip and a hold, with every tab, at two sizes of the window."""
    found: dict[str, list[str]] = {}
    window.apply_theme(with_text_size(theme, letters))
    qtbot.waitUntil(window.updatesEnabled)
    for size in SIZES:
        window.resize(*size)
        for number, path in enumerate(shipped_pathways()):
            window.workspace.open(path)
            pathway = window.workspace.open_document.pathway
            drug = next(node.id for node in pathway.nodes.values() if node.kind.value == "drug")
            ruled = next(node.id for node in pathway.nodes.values() if not node.is_input)
            window.workspace.run(commands.ToggleNode(drug))
            window.workspace.run(commands.HoldNode(ruled, True))
            window.show_selected("node", ruled)
            window.tabs.setCurrentIndex(number % 3)
            window.badge_check.stop()  # a badge that arrives now would change what is being measured
            _settle()
            wrong = _lasting_faults(window)
            if wrong:
                found[f"{path.stem} {size[0]}x{size[1]}"] = wrong
    assert {} == found


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=lambda theme: theme.name)
def test_words_of_docks_and_dialogs_fit(window: MainWindow, qtbot: QtBot, theme: object) -> None:
    """Answers beside the diagram and pages of help, in the smaller window."""
    window.apply_theme(theme)
    qtbot.waitUntil(window.updatesEnabled)
    window.resize(1280, 720)
    found: dict[str, list[str]] = {}
    for row in ROWS:
        window.actions_by_id[row.id].trigger()
        _settle()
        found[row.id] = _lasting_faults(window)
        window.actions_by_id[row.id].trigger()
    pictures, films = (window.actions_by_id[name].trigger for name in ("export", "film_story"))
    shows = [partial(show, window) for show in (dialogs.show_shortcuts, dialogs.show_about, dialogs.show_problems)]
    for show in (*shows, pictures, films):
        show()
        _settle()
        dialog = [one for one in window.findChildren(QDialog) if one.isVisible()][-1]  # the newest
        found[dialog.windowTitle()] = _lasting_faults(dialog)
        dialog.close()
        _settle()
    assert {} == {name: wrong for name, wrong in found.items() if wrong}
