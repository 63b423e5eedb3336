"""How do two states stand side by side? Two diagrams instead of the window's one, until Escape leads back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.pathway.diagram import kept_diagram
from explorer.session.comparing import PRESENT, START, Side, compare, state_of
from explorer.session.difference import turning_in
from explorer.session.moment import Moment
from explorer.ui.answers.difference_words import held_words, verdict
from explorer.ui.answers.outcome_chips import OutcomeChips
from explorer.ui.answers.side_chooser import SideChooser
from explorer.ui.canvas.overlay_marks import Differing
from explorer.ui.canvas.slices import Slices
from explorer.ui.canvas.view import CanvasView
from explorer.ui.panels.texts import CautionLabel, PlainText
from explorer.ui.window import answering
from explorer.ui.window.linked_cameras import LinkedCameras

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from explorer.session.comparing import Compared, Pin
    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow

_AT_ONCE = 100
"""Nodes and arrows up to which both diagrams are shown in one go; of larger ones the second follows the first."""
_REASON = Qt.FocusReason.ShortcutFocusReason


class Half(QWidget):
    """One of the two: which state, what was held in it, its diagram, and its outcomes."""

    def __init__(self, name: str, side: Side, theme: Theme) -> None:
        super().__init__()
        self.chooser = SideChooser(name, side)
        self.words = PlainText(muted=True)
        self.view = CanvasView(theme=theme)
        self.view.setAccessibleName(f"{name}: pathway diagram")
        self.view.setAccessibleDescription("Only to be looked at: a click selects, here and on the other side.")
        for part in (self.view, self.view.viewport()):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # nothing is flipped or held here
        self.outcomes = OutcomeChips()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(self.chooser)
        column.addWidget(self.words)
        column.addWidget(self.view, 1)
        column.addWidget(self.outcomes)

    def show_state(self, state: DocumentState, compared: Compared, *, is_second: bool) -> None:
        """Show one of the two states; the second is judged against the first."""
        pathway = state.drawn
        view = self.view
        if view.diagram_scene.pathway is not pathway:
            view.show_pathway(pathway, kept_diagram(pathway))
        overlay = Differing(compared.before.present, compared.turning_before) if is_second else None
        view.show_moment(_still(state))
        if overlay != view.overlay:
            view.show_overlay(overlay)
        self.words.setText(held_words(state))
        self.outcomes.show_state(state, compared)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.view.set_theme(theme)
        self.outcomes.set_theme(theme)


def _still(state: DocumentState) -> Moment:
    present = state.present
    return Moment(
        before=present,
        after=present,
        phase=0.0,
        holds=state.holds,
        reference=present,
        moving=frozenset(),
        carriers=frozenset(),
        oscillating=turning_in(state.pathway.network, state.runs[-1].trajectory),
        present=present,
        pinned=state.holds,
    )


class SideBySide(QWidget):
    """Two halves with linked cameras."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.state: DocumentState | None = None
        self._pins: Sequence[Pin] = ()
        self.work = Slices(self, seconds=0.0)  # a piece a turn
        """What fills the page before it is first shown."""
        self.aside: list[answering.AnswerDock] = []
        """What stood beside the diagram, and is brought back."""
        self.halves = (Half("Left", START, theme), Half("Right", PRESENT, theme))
        # What is marked is explained on the right, and the legend stands on the left: both have the same height.
        self.halves[1].view.set_legend_visible(visible=False)
        views = [half.view for half in self.halves]
        self._show_second: Callable[[], None] = lambda: None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.show_last)
        self.cameras = LinkedCameras(views[0], views[1])
        self.verdict = PlainText()
        self.link = QCheckBox("Move both together")
        self.link.setChecked(True)
        self.link.setToolTip("Pan and zoom of one diagram move the other, too")
        self.link.toggled.connect(self._link)
        self.fit = QPushButton("Fit both")
        self.fit.setToolTip("Show both diagrams whole")
        self.fit.clicked.connect(self._fit)
        self.back = QPushButton("Back to the diagram")
        self.back.setToolTip("Close this view (Esc)")
        self.back.clicked.connect(self.closed)
        for half in self.halves:
            half.chooser.side_changed.connect(self.compare)
            half.view.selected.connect(lambda _kind, id_: self._select(id_))
            half.outcomes.selected.connect(self._select)
        self._lay_out()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def _lay_out(self) -> None:
        title = QLabel("Side by side")
        title.setProperty("role", "title")
        above = QHBoxLayout()
        above.setContentsMargins(12, 6, 12, 0)
        above.setSpacing(10)
        above.addWidget(title)
        above.addWidget(self.verdict, 1)
        for part in (self.link, self.fit, self.back):
            above.addWidget(part)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        for half in self.halves:
            across.addWidget(half)
        across.setSizes([1000, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(above)
        column.addWidget(across, 1)
        column.addWidget(CautionLabel())

    def show_sides(self, sides: tuple[Side, Side], pins: Sequence[Pin]) -> None:
        """Choose what is compared; ``show_state`` follows."""
        self._pins = pins
        for half, side in zip(self.halves, sides, strict=True):
            half.chooser.choose(side)

    def show_state(self, state: DocumentState) -> None:
        """Follow the document."""
        self.state = state
        for half, otherwise in zip(self.halves, (START, PRESENT), strict=True):
            half.chooser.show_state(state, self._pins, otherwise=otherwise)
        self.compare()

    def compare(self) -> None:
        """Show what is chosen now."""
        state = self.state
        if state is None:
            return
        try:
            found = [state_of(half.chooser.side, state, self._pins) for half in self.halves]
        except ExplorerError as error:
            self.verdict.setText(str(error))
            return
        first, second = (replace(one, layout=state.layout) for one in found)
        compared = compare(first, second)
        self.verdict.setText(verdict(compared))
        self.halves[0].show_state(first, compared, is_second=False)
        self._show_second = partial(self.halves[1].show_state, second, compared, is_second=True)
        if len(first.pathway.nodes) + len(first.pathway.edges) > _AT_ONCE:
            self._later.start()
        else:
            self.show_last()

    def show_last(self) -> None:
        """Show the second state, where that is still to be done."""
        self._later.stop()
        self._show_second()
        self._show_second = lambda: None

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for half in self.halves:
            half.set_theme(theme)

    def _fit(self) -> None:
        for half in self.halves:
            half.view.fit()

    def _link(self, linked: bool) -> None:  # noqa: FBT001  (the signal's argument)
        if linked:
            self.cameras.link(self.halves[0].view, self.halves[1].view)
        else:
            self.cameras.unlink()

    def _select(self, id_: str) -> None:
        for half in self.halves:
            half.view.select(id_ or None)


def open_page(window: MainWindow) -> SideBySide:
    """Show two states side by side instead of the one diagram: those of the pane before and after, where it is open.

    At first the page is made and filled out of sight, a piece a turn of the event loop, and shown when it is complete.
    """
    page = window.findChild(SideBySide)
    if page is None:
        page = _made(window)
        page.work.run(_filling(window, page))
    elif page.work.is_busy:
        page.work.finish()
    else:
        _choose_sides(window, page)
        page.set_theme(window.theme)
        page.show_state(window.workspace.open_document.state)
        _show(window, page)
    return page


def _filling(window: MainWindow, page: SideBySide) -> Iterator[None]:
    """Fill a page that is not in sight yet, and show it."""
    yield
    page.resize(window.pages.size())
    page.set_theme(window.theme)
    _choose_sides(window, page)
    page.show_state(window.workspace.open_document.state)
    yield
    page.show_last()
    for half in page.halves:
        yield
        half.view.grab()  # what is drawn once is kept: in sight, both at once would take too long
    yield
    if not window.isVisible():
        return  # it was closed meanwhile
    if page.state is not window.workspace.open_document.state:
        page.show_state(window.workspace.open_document.state)
    _show(window, page)


def _choose_sides(window: MainWindow, page: SideBySide) -> None:
    from explorer.ui.answers.before_after import BeforeAfter

    pane = window.findChild(BeforeAfter)
    if pane is not None and pane.state is not None:
        page.show_sides(pane.sides, pane.pins)


def _show(window: MainWindow, page: SideBySide) -> None:
    if window.pages.currentWidget() is not page:
        page.aside = answering.put_aside(window)
        window.pages.setCurrentWidget(page)
    page.halves[0].view.fit()
    page.halves[1].view.fit()
    page.halves[0].view.setFocus(_REASON)


def close_page(window: MainWindow) -> None:
    """Lead back to the diagram, and to what stood beside it."""
    page = window.findChild(SideBySide)
    if page is None or window.pages.currentWidget() is not page:
        return
    window.pages.setCurrentIndex(0)
    window.canvas.setFocus(_REASON)
    answering.bring_back(window, page.aside)


def _made(window: MainWindow) -> SideBySide:
    page = SideBySide(window.theme)
    page.closed.connect(lambda: close_page(window))
    for half in page.halves:
        half.view.hover_changed.connect(window.hint.setText)
        half.view.set_reduced_motion(window.workspace.settings.reduced_motion)
    window.pages.addWidget(page)

    def follow() -> None:
        if window.pages.currentWidget() is page:
            page.show_state(window.workspace.open_document.state)

    window.workspace.document_changed.connect(follow)
    window.workspace.document_opened.connect(follow)
    return page
