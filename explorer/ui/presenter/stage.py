"""What does the audience see? One step of the story at a time, full screen, with the live model in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from explorer.pathway.sight import sight_of, wanted_in
from explorer.pathway.story import staging_of
from explorer.ui.canvas.stage_room import COLUMN, LEGIBLE, RIM, rooms_of
from explorer.ui.presenter.caption import Caption, fits_column, height_above
from explorer.ui.presenter.footer import Footer
from explorer.ui.presenter.laser import Laser
from explorer.ui.presenter.live import LiveModel
from explorer.ui.presenter.reveal import Reveal
from explorer.ui.presenter.stage_canvas import StageCanvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from explorer.session.moment import Moment
    from explorer.session.talk import Talk
    from explorer.ui.canvas.stage_room import Room
    from explorer.ui.theme.roles import Theme

GLIDE = 700
"""Milliseconds that the camera takes from step to step."""
HINT = "← →  B blank  L pointer  N notes  Esc leave"
_NEXT = {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}
_JUMP_MILLISECONDS = 900
"""After the last digit; then a number that could go on is taken as it stands."""


class Stage(QWidget):
    """A talk on one screen. Emits ``left`` once when it is closed."""

    left = Signal()
    step_shown = Signal(int)
    used = Signal()
    """A key, a click or a move of the mouse: somebody is there."""
    notes_requested = Signal()

    def __init__(self, talk: Talk, theme: Theme, *, animate: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.talk = talk
        self._still = not animate
        self._typed = ""
        self._clicked = False
        """Whether what happens now comes from a click on the diagram."""
        self.setWindowTitle(f"{talk.document.pathway.title} \N{EM DASH} on stage")
        self.caption, self.footer = Caption(self, theme=theme), Footer(self, theme=theme)
        self._rooms: tuple[Room, ...] = ()
        self._steps: tuple[object, ...] = ()
        """For which steps, on a screen of which size, the rooms are."""
        self.canvas = StageCanvas(self, theme=theme)
        self.canvas.set_legend_visible(False)
        self.canvas.set_overview_wanted(False)
        self.canvas.set_reduced_motion(self._still)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.live = LiveModel(talk, self.canvas, animate=animate, parent=self)
        self._reveal = Reveal(self.canvas)
        self._laser = Laser(self)
        self._blank = QWidget(self)
        self._blank.setAutoFillBackground(True)
        self._blank.hide()
        self._jump = _timer(self, _JUMP_MILLISECONDS, self._jump_now)
        self._arrival = _timer(self, GLIDE, self.live.play)
        self._connect()
        self.set_theme(theme)
        self.footer.show_hint(HINT)

    def _connect(self) -> None:
        self.live.moment_changed.connect(self._show_moment)
        self.footer.step_requested.connect(self.go)
        self.canvas.selected.connect(self._picked)
        self.canvas.viewport().installEventFilter(self)
        self.canvas.installEventFilter(self)
        self.setMouseTracking(True)
        self._forget = self.talk.document.changed.connect(lambda _: self._show_place())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.canvas.set_theme(theme)
        self.caption.set_theme(theme)
        self.footer.set_theme(theme)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.canvas))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        black = self._blank.palette()
        black.setColor(QPalette.ColorRole.Window, QColor("#000000"))
        self._blank.setPalette(black)

    # -- the story ------------------------------------------------------------------------------------------------

    def begin(self, at: int = 0) -> None:
        """Show step ``at``, counted from 0, without a way to it."""
        self._go(at, glide=False)

    def go(self, at: int) -> None:
        """Show step ``at``; nothing happens where there is none."""
        self._go(at, glide=True)

    def next(self) -> None:
        """Show the next step; at the end stay."""
        self.unblank()
        self.go(self.talk.at + 1)

    def back(self) -> None:
        """Return from an excursion to the step, otherwise to the step before."""
        self.unblank()
        self.go(self.talk.before)

    @property
    def is_last(self) -> bool:
        """Whether the last step is on stage."""
        return self.talk.at >= len(self.talk.steps) - 1

    def _go(self, at: int, *, glide: bool) -> None:
        if not 0 <= at < len(self.talk.steps):
            return
        glide = glide and not self._still
        self._reveal.finish()
        if glide:
            self.live.hold_back()
        self.talk.go(at)
        step, pathway = self.talk.step, self.talk.document.state.drawn
        self.caption.show_step(pathway, step)
        self.canvas.select(None)
        was_column = self.caption.is_column
        self._take_room()
        words = self.caption if self.caption.is_column != was_column else None
        self._reveal.show(staging_of(pathway, step), still=not glide, words=words)
        self._look(glide=glide)
        self._reveal.take_in()
        self._show_place()
        if glide:
            self._arrival.start()
        self.step_shown.emit(at)

    def _look(self, *, glide: bool) -> None:
        scene, unit = self.canvas.diagram_scene, self._unit
        if scene.diagram is None or not self._rooms:
            return
        view = self._rooms[max(self.talk.at, 0)].view(unit)
        box = sight_of(scene.diagram, self.talk.document.state.drawn, self.talk.step, view)
        area, zoom = QRectF(box.left, box.top, box.width, box.height), view.width / box.width
        scene.surface.legible = self.canvas.naming.legible = LEGIBLE * unit
        self.canvas.rim, self.canvas.naming.rim = RIM * unit, RIM * unit
        self.canvas.naming.place(area, zoom=zoom)
        self.canvas.glide_to(area, closest=zoom, milliseconds=GLIDE if glide else 0)

    def _show_place(self) -> None:
        at = max(self.talk.at, 0)
        self.footer.show_step(at, len(self.talk.steps), is_excursion=self.talk.is_excursion)

    def _show_moment(self, moment: Moment) -> None:
        self.footer.show_moment(self.talk.document.pathway, moment)

    def _picked(self, kind: str, _id: str) -> None:
        """A click beside everything goes on, as with any slide."""
        if not kind and self._clicked:
            self.next()

    # -- the screen -----------------------------------------------------------------------------------------------

    @property
    def _unit(self) -> float:
        """1 on a screen of 720 lines; a narrow screen counts as a low one."""
        return max(0.45, min(self.height() / 720, self.width() / 1100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let letters and camera follow the size of the screen."""
        super().resizeEvent(event)
        self._blank.setGeometry(self.rect())
        self._take_room()
        if self.talk.at >= 0:
            QTimer.singleShot(0, self, lambda: self._look(glide=False))

    def _take_room(self) -> None:
        """Give words and diagram the places that the present step asks for; what is seen stays where it is."""
        unit, canvas = self._unit, self.canvas
        self.footer.set_unit(unit)
        foot = self.height() - self.footer.height()
        self.footer.setGeometry(0, foot, self.width(), self.footer.height())
        self._find_rooms((float(self.width()), float(foot)), unit)
        if not self._rooms:
            return
        room = self._rooms[max(self.talk.at, 0)]
        old, place = canvas.geometry(), room.diagram.toRect()
        self.caption.stand(room.words.toRect(), unit, is_column=room.is_beside)
        if old != place:
            corner = canvas.camera.corner
            canvas.setGeometry(place)
            canvas.camera.show_from(corner + QPointF(place.topLeft() - old.topLeft()) / canvas.zoom)

    def _find_rooms(self, size: tuple[float, float], unit: float) -> None:
        """Find the places of all steps, unless they are known."""
        steps, diagram = self.talk.steps, self.canvas.diagram_scene.diagram
        if diagram is None or self._steps == (steps, size, diagram.bounds):
            return
        self._steps = (steps, size, diagram.bounds)
        pathway = self.talk.document.pathway
        column = (COLUMN * unit, size[1])
        self._rooms = rooms_of(
            [wanted_in(diagram, pathway, step) for step in steps],
            size,
            unit,
            above=height_above(pathway, steps, size[0], unit),
            fits_beside=lambda at: fits_column(pathway, steps[at], column, unit),
        )

    def toggle_blank(self) -> None:
        """Show nothing, or the diagram again."""
        self._blank.setVisible(not self._blank.isVisible())
        self._blank.raise_()

    def unblank(self) -> None:
        """Show the diagram again."""
        self._blank.hide()

    @property
    def is_blank(self) -> bool:
        """Whether the screen is black."""
        return self._blank.isVisible()

    def toggle_laser(self) -> None:
        """Point with a bright spot, or with the usual arrow."""
        self._laser.setVisible(self._laser.isHidden())
        self._laser.raise_()
        if self._laser.isVisible():
            self._laser.point_at(self.mapFromGlobal(self.cursor().pos()))
            self.canvas.viewport().setCursor(Qt.CursorShape.BlankCursor)
        else:
            self.canvas.viewport().unsetCursor()

    @property
    def has_laser(self) -> bool:
        """Whether the mouse points with a bright spot."""
        return self._laser.isVisible()

    # -- keys and mouse -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, jump, blank, point, zoom, leave."""
        self.used.emit()
        key, text = Qt.Key(event.key()), event.text()
        if text.isdigit():
            self._type(text)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._typed:
                self._jump_now()
            else:
                self.next()
        elif key in _NEXT:
            self.next()
        elif key in _BACK:
            self.back()
        elif not self._other(key, text):
            super().keyPressEvent(event)

    def _other(self, key: Qt.Key, text: str) -> bool:
        actions = {
            Qt.Key.Key_Home: lambda: self.go(0),
            Qt.Key.Key_End: lambda: self.go(len(self.talk.steps) - 1),
            Qt.Key.Key_B: self.toggle_blank,
            Qt.Key.Key_Period: self.toggle_blank,
            Qt.Key.Key_L: self.toggle_laser,
            Qt.Key.Key_N: self.notes_requested.emit,
            Qt.Key.Key_R: self.live.replay,
            Qt.Key.Key_F: lambda: self._look(glide=True),
            Qt.Key.Key_F5: lambda: self.go(0),
            Qt.Key.Key_Escape: self._escape,
        }
        if text in {"+", "=", "-"}:
            self.canvas.zoom_by(1.25 if text != "-" else 0.8)
        elif key in actions:
            actions[key]()
        else:
            return False
        return True

    def _escape(self) -> None:
        if self.is_blank:
            self.unblank()
        elif self._typed:
            self._typed = ""
            self.footer.show_hint(HINT)
        else:
            self.close()

    def _type(self, digit: str) -> None:
        self._typed += digit
        number = int(self._typed)
        if number * 10 > len(self.talk.steps):
            self._jump_now()
        else:
            self.footer.show_hint(f"Step {number}…")
            self._jump.start()

    def _jump_now(self) -> None:
        self._jump.stop()
        typed, self._typed = self._typed, ""
        self.footer.show_hint(HINT)
        if typed:
            self.unblank()
            self.go(int(typed) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the diagram, and take the keys of a clicker from it."""
        kind = event.type()
        if watched is self.canvas and kind == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())  # type: ignore[attr-defined]
            if key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_F5}:
                self.keyPressEvent(event)  # type: ignore[arg-type]
                return True
            if key == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        elif watched is not self.canvas:
            if kind in {QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}:
                self.used.emit()
            if kind == QEvent.Type.MouseMove and self._laser.isVisible():
                at = event.position().toPoint()  # type: ignore[attr-defined]
                self._laser.point_at(self.canvas.viewport().mapTo(self, at))
                self.canvas.viewport().setCursor(Qt.CursorShape.BlankCursor)
            self._clicked = kind == QEvent.Type.MouseButtonRelease
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave everything as it was."""
        super().closeEvent(event)
        self._jump.stop()
        self._arrival.stop()
        self._reveal.finish()
        self._forget()
        self.live.stop()
        self.left.emit()


def _timer(parent: QObject, milliseconds: int, then: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
