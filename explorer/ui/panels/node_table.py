"""Which nodes are there, and how do they stand? The diagram as a table, to be filtered, sorted and flipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from explorer.ui.panels.node_rows import CHANGED, HELD, KIND, NODE, PLACE, STATE, NodeRows
from explorer.ui.panels.texts import PlainText
from explorer.ui.theme.focus_ring import FocusRing
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent

    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment

_WIDTHS = {STATE: 74, NODE: 168, KIND: 84, PLACE: 120, HELD: 60, CHANGED: 90}
"""Pixels at the text size 100 %."""


class NodeTable(QWidget):
    """The table with its filter. It asks to flip and tells what is selected; it shows what it is told."""

    toggle_requested = Signal(str)
    inspect_requested = Signal(str)
    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._pathway: Pathway | None = None
        self._moment: Moment | None = None
        self._selected = ""
        self._is_told = False
        self.is_arriving = False
        """Whether the keyboard is just coming: Qt then makes the first row the current one, which chooses nothing."""
        self.rows = NodeRows()
        self.rows.toggle_requested.connect(self.toggle_requested)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter: a name, a kind, on, held, changed…")
        self.filter.setAccessibleName("Filter the nodes")
        self.filter.setToolTip("Filter: a name, a kind, on, off, held, changed…")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.rows.set_filter)
        self.view = _Rows(self)
        self.view.setModel(self.rows)
        # After the view, which forgets its selection at a reset.
        self.rows.modelReset.connect(self.show_selection)
        self.rows.modelReset.connect(self._count)
        self.view.selectionModel().currentRowChanged.connect(lambda current, _previous: self._tell(current))
        self.view.clicked.connect(self._tell)  # a row may be the current one without being selected
        self.footer = PlainText(muted=True)
        self.footer.set_margins(8, 2, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 0)
        column.setSpacing(4)
        column.addWidget(self.filter)
        column.addWidget(self.view, 1)
        column.addWidget(self.footer)
        self.setFocusProxy(self.view)
        self._fit_columns()

    def show_pathway(self, pathway: Pathway) -> None:
        """Show the nodes of ``pathway``; nothing is done where they are those shown."""
        if self._pathway is None or pathway.nodes is not self._pathway.nodes:
            self._moment = None
            self._pathway = pathway
            if self.isVisible():
                self.rows.show_pathway(pathway)
            else:
                self._is_told = False

    def show_moment(self, moment: Moment) -> None:
        """Show how the nodes stand at ``moment``."""
        self._moment = moment
        if self._is_told and self.isVisible():
            self.rows.show_moment(moment)

    def show_selected(self, node: str) -> None:
        """Mark ``node``; an empty string marks none. Emits nothing."""
        self._selected = node
        if self._is_told:
            self.show_selection()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and the text size of ``theme``."""
        self._theme = theme
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was shown while the table was out of sight."""
        super().showEvent(event)
        if self._pathway is not None and not self._is_told:
            self._is_told = True
            self.rows.show_pathway(self._pathway)
        if self._moment is not None:
            self.rows.show_moment(self._moment)

    def ask_to_flip(self) -> None:
        """Ask to flip the node of the current row."""
        node = self.rows.node_at(self.view.currentIndex().row())
        if node:
            self.toggle_requested.emit(node)

    def ask_to_inspect(self) -> None:
        """Ask to read about the node of the current row."""
        node = self.rows.node_at(self.view.currentIndex().row())
        if node:
            self.inspect_requested.emit(node)

    def _tell(self, current: QModelIndex) -> None:
        node = self.rows.node_at(current.row())
        if node and node != self._selected and not self.is_arriving:
            self._selected = node
            self.selected.emit(node)

    def show_selection(self) -> None:
        """Mark the row of the selected node; none where no node is selected."""
        row = self.rows.row_of(self._selected)
        if row < 0:
            self.view.clearSelection()
            return
        index = self.rows.index(row, max(self.view.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    def _count(self) -> None:
        shown, every = self.rows.rowCount(), self.rows.count
        self.footer.setText(f"{every} nodes" if shown == every else f"{shown} of {every} nodes")

    def _fit_columns(self) -> None:
        scale = self._theme.text_scale
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, round(width * scale))
        self.view.verticalHeader().setDefaultSectionSize(round(28 * scale))


class _Rows(QTableView):
    """The table itself; Space flips the current row whichever column it is in."""

    def __init__(self, panel: NodeTable) -> None:
        super().__init__(panel)
        self._panel = panel
        self.setAccessibleName("Nodes")
        self.setAccessibleDescription("Space flips the node of the row, Enter shows it in the inspector.")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        FocusRing(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to the current row, or to the first one, and mark it: that is where keys act."""
        self._panel.is_arriving = True
        super().focusInEvent(event)
        model = self.selectionModel()
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not model.hasSelection():
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            model.select(self.currentIndex(), flags)
        self._panel.is_arriving = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark nothing but the selected node."""
        super().focusOutEvent(event)
        self._panel.show_selection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Flip or inspect the current row; other keys walk."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._panel.ask_to_flip()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._panel.ask_to_inspect()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the node whose name begins as is typed, in whichever column the keyboard is."""
        here = self.currentIndex()
        if here.isValid() and here.column() != NODE:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(here.siblingAtColumn(NODE), flag)
        super().keyboardSearch(search)
