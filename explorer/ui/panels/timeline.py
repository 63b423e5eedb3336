"""What happened when? Rows of nodes over the steps of all runs, with a playhead to move.

Importing this module imports the plotting library, which costs more than the whole window: it is imported after the
first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollBar,
    QSizePolicy,
    QToolTip,
    QWidget,
)

from explorer.ui.panels.texts import MARGIN, SectionHeading
from explorer.ui.panels.timeline_cells import HIGHEST_ROW, LOWEST_ROW, CellsItem
from explorer.ui.panels.timeline_margins import DRAG, PRESS, RELEASE, PhaseBand, RowNames
from explorer.ui.panels.timeline_rows import TimelineRow, timeline_rows
from explorer.ui.panels.words import on_off, place, tooltip
from explorer.ui.theme.focus_ring import FocusRing
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent

    from explorer.session.timeline import Timeline

_NARROWEST = 15.0
_WIDEST = 104.0
"""Pixels of a column."""
_MOST_AT_ONCE = 1000
"""Nodes up to which the rows follow at once."""


class CellsView(pg.GraphicsView):
    """The grid of cells under a plot's coordinates: columns to the right, rows downward."""

    scrubbed = Signal(float, int)
    pointed = Signal(float, float)
    left = Signal()
    wheeled = Signal(int, int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__(background=None)
        self.box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0.0)
        self.setCentralItem(self.box)
        self.cells = CellsItem()
        self.box.addItem(self.cells, ignoreBounds=True)
        self.playhead = pg.InfiniteLine(angle=90, movable=False)
        self.playhead.setZValue(10)
        self.box.addItem(self.playhead, ignoreBounds=True)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(60, 40)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the left button."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.scrubbed.emit(event.position().x(), PRESS)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.scrubbed.emit(event.position().x(), DRAG)
        else:
            self.pointed.emit(event.position().x(), event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.scrubbed.emit(event.position().x(), RELEASE)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is gone."""
        super().leaveEvent(event)
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask to scroll."""
        self.wheeled.emit(event.angleDelta().x(), event.angleDelta().y())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the new size."""
        super().resizeEvent(event)
        self.resized.emit()


class TimelinePanel(QWidget):
    """Held and switched nodes as bars, changed nodes and outcomes as cells, steps of all runs since the start."""

    seek_requested = Signal(float)
    selected = Signal(str)
    schedule_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._timeline: Timeline | None = None
        self._position = 0.0
        self._width = _WIDEST
        self._height = HIGHEST_ROW
        self._pointed = (-1, -1)
        self.rows: tuple[TimelineRow, ...] = ()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline")
        self.where = QLabel()
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setProperty("role", "muted")
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.everything = QCheckBox("Show all nodes")
        self.everything.setToolTip("Show nodes that did not change, too")
        self.everything.toggled.connect(self._show_rows)
        self.schedule = QPushButton("Does the order matter?…")
        self.schedule.setProperty("role", "plain")
        self.schedule.setToolTip("Therapies and conditions as bars over the steps, to move by hand")
        self.schedule.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.schedule.setMinimumWidth(1)  # in a narrow panel the columns have the room
        self.schedule.clicked.connect(self.schedule_requested)
        self.names = RowNames()
        self.names.selected.connect(self.selected)
        self.band = PhaseBand()
        self.view = CellsView()
        self.down = QScrollBar(Qt.Orientation.Vertical)
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self._later = QTimer(self)
        """Rows of many nodes are made in a turn of their own, so that the window lives between."""
        self._later.setSingleShot(True)
        self._later.setInterval(40)
        self._later.timeout.connect(self._show_rows)
        self._lay_out()
        self._connect()
        FocusRing(self)
        self.set_theme(LIGHT)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show the runs of ``timeline``, and stand at its end."""
        self._timeline = timeline
        self.band.show_timeline(timeline)
        self._position = min(self._position, float(timeline.last))
        if len(timeline.source.pathway.nodes) > _MOST_AT_ONCE:
            self._later.start()
        else:
            self._show_rows()
        self.set_position(float(timeline.last))

    def set_position(self, position: float) -> None:
        """Move the playhead to ``position`` (columns), and keep it in sight."""
        self._position = position
        self.view.playhead.setValue(position + 0.5)
        self.band.set_position(position)
        timeline = self._timeline
        if timeline is None:
            return
        column = min(int(position + 0.5), timeline.last)
        words = f"{timeline.run_at(column).label}: {place(timeline, column)}"
        if words != self.where.text():
            self.where.setText(words)
        left, right = column * self._width, (column + 1) * self._width
        seen = self.across.value()
        if left < seen:
            self.across.setValue(int(left))
        elif right > seen + self.view.width():
            self.across.setValue(int(right - self.view.width()) + 1)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.names.set_theme(theme)
        self.band.set_theme(theme)
        self.view.cells.set_theme(theme)
        self.view.setBackground(colour(theme.surface))
        self.view.playhead.setPen(pg.mkPen(colour(theme.changed), width=2 * self.devicePixelRatioF()))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys; Home and End seek the first and last step."""
        timeline = self._timeline
        column = round(self._position)
        targets = {Qt.Key.Key_Left: column - 1, Qt.Key.Key_Right: column + 1, Qt.Key.Key_Home: 0}
        if timeline is None or event.key() not in {*targets, Qt.Key.Key_End}:
            super().keyPressEvent(event)
            return
        target = targets.get(Qt.Key(event.key()), timeline.last)
        self.seek_requested.emit(float(min(max(target, 0), timeline.last)))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(14)
        heading = SectionHeading("Timeline")
        heading.set_margins(0, 5, 0, 2)
        top.addWidget(heading)
        top.addWidget(self.where, 1)
        top.addWidget(self.schedule)
        top.addWidget(self.everything)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 2)
        grid.setSpacing(0)
        grid.addLayout(top, 0, 0, 1, 3)
        grid.addWidget(self.band, 1, 1)
        grid.addWidget(self.names, 2, 0)
        grid.addWidget(self.view, 2, 1)
        grid.addWidget(self.down, 2, 2)
        grid.addWidget(self.across, 3, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, MARGIN)
        grid.setRowStretch(2, 1)

    def _connect(self) -> None:
        self.band.scrubbed.connect(self._scrub)
        self.view.scrubbed.connect(self._scrub)
        self.view.pointed.connect(self._tell)
        self.view.left.connect(self._forget)
        self.view.wheeled.connect(self._wheel)
        self.view.resized.connect(self._fit)
        self.down.valueChanged.connect(self._scroll)
        self.across.valueChanged.connect(self._scroll)

    def _show_rows(self) -> None:
        if self._timeline is None:
            return
        self.rows = timeline_rows(self._timeline, everything=self.everything.isChecked())
        self.names.show_rows(self.rows)
        self.view.cells.show_rows(self._timeline, self.rows)
        self._fit()

    def _fit(self) -> None:
        if self._timeline is None:
            return
        columns, scale = self._timeline.last + 1, self._theme.text_scale
        space = max(self.view.width(), 1)
        self._width = min(max(space / columns, _NARROWEST), _WIDEST)
        self._height = min(max(self.view.height() / max(len(self.rows), 1), LOWEST_ROW * scale), HIGHEST_ROW * scale)
        for bar, content, seen in (
            (self.across, columns * self._width, space),
            (self.down, len(self.rows) * self._height, self.view.height()),
        ):
            bar.setRange(0, max(0, round(content - seen)))
            bar.setPageStep(max(1, int(seen)))
            bar.setSingleStep(int(HIGHEST_ROW))
            bar.setVisible(bar.maximum() > 0)
        self._scroll()

    def _scroll(self) -> None:
        left, top = float(self.across.value()), float(self.down.value())
        width, height = max(self.view.width(), 1), max(self.view.height(), 1)
        self.view.box.setRange(
            xRange=(left / self._width, (left + width) / self._width),
            yRange=(top / self._height, (top + height) / self._height),
            padding=0,
            disableAutoRange=True,
        )
        self.names.set_view(top, self._height)
        self.band.set_view(left, self._width)

    def _scrub(self, x: float, step: int) -> None:
        """Follow the pointer: a press goes to its column, a drag moves freely, letting go rests on a column."""
        if self._timeline is None:
            return
        position = (x + self.across.value()) / self._width - 0.5
        if step != DRAG:
            position = float(round(position))
        self.seek_requested.emit(min(max(position, 0.0), float(self._timeline.last)))

    def _tell(self, x: float, y: float) -> None:
        timeline = self._timeline
        column, row = int((x + self.across.value()) / self._width), self.names.row_at(y)
        if timeline is None or row < 0 or not 0 <= column <= timeline.last:
            self._forget()
            return
        if (column, row) == self._pointed:
            return
        self._pointed = (column, row)
        QToolTip.showText(self.view.mapToGlobal(QPoint(round(x), round(y))), self.words_at(column, row))

    def words_at(self, column: int, row: int) -> str:
        """Return what the cell of ``row`` in ``column`` says, as a tooltip."""
        assert self._timeline is not None
        node = self.rows[row].node
        at = self._timeline.source.pathway.network.index[node.id]
        run = self._timeline.run_at(column)
        held = ", held" if node.id in run.holds and not node.is_input else ""
        value = on_off(bool(self._timeline.columns[column].state[at]))
        return tooltip(f"{node.label}: {value}{held}\n{run.label}, {place(self._timeline, column)}")

    def _forget(self) -> None:
        self._pointed = (-1, -1)
        QToolTip.hideText()

    def _wheel(self, across: int, down: int) -> None:
        self.across.setValue(self.across.value() - across // 2)
        self.down.setValue(self.down.value() - down // 2)
