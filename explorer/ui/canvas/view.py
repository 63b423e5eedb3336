"""How is the diagram looked at and acted on? The view shows what it is given and asks for changes by signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsView, QToolTip, QWidget

from explorer.ui.canvas.camera import GLIDE_MILLISECONDS, Camera
from explorer.ui.canvas.hit_test import NOTHING, Hit, hit_at
from explorer.ui.canvas.legend import legend_samples
from explorer.ui.canvas.legend_strip import LegendStrip
from explorer.ui.canvas.naming import Naming
from explorer.ui.canvas.overview import OverviewMap
from explorer.ui.canvas.parts import Parts
from explorer.ui.canvas.pointer import Pointer
from explorer.ui.canvas.scene import DiagramScene
from explorer.ui.canvas.touch import FINGERS, Touch
from explorer.ui.theme.roles import LIGHT, colour

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QHelpEvent,
        QHideEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.pathway.excerpt import Asked, PartQuestion
    from explorer.session.moment import Moment
    from explorer.ui.canvas.keyboard import Keyboard
    from explorer.ui.canvas.overlay import LaidOver
    from explorer.ui.canvas.overlay_marks import Overlay
    from explorer.ui.theme.roles import Theme

_HINTS = (
    QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
)
_REST_MILLISECONDS = 120
"""After the last turn of the wheel; then letters are drawn sharp for the new zoom."""
_CLOSEST_GLIDE = 1.6


class CanvasView(QGraphicsView):
    """The diagram. A plain click on a node selects it and asks to flip it; Shift+click and right click only select."""

    toggle_requested = Signal(str)
    hold_requested = Signal(str, bool)
    release_requested = Signal(str)
    nudge_requested = Signal(str)
    selected = Signal(str, str)
    """Kind (``node``, ``edge`` or empty) and id."""
    selection_changed = Signal(object)
    """The ids of all selected nodes, as a frozenset."""
    move_requested = Signal(object)
    """New middles of dragged nodes by id, in diagram units; answered by another diagram before the signal returns."""
    inspect_requested = Signal(str, str)
    """Kind and id of what the keyboard wants to read about."""
    part_changed = Signal()
    """Another part is shown, or everything again; ``question`` says which."""
    hover_changed = Signal(str)
    """One line about what lies under the pointer now; empty where there is nothing."""

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        # A viewport made here: to find the class of one that Qt made, PySide6 loads every widget class there is, 15 ms.
        self.setViewport(QWidget())
        self._scene = DiagramScene(theme)
        self._overview = OverviewMap(theme)
        self.setScene(self._scene)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHints(_HINTS)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        # A file dropped on the diagram is for the window.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setAccessibleName("Pathway diagram")
        self.setAccessibleDescription("Tab and arrow keys move between nodes, Space flips the selected one.")
        self._camera = Camera(self)
        self.naming = Naming(self)
        """Where the names of cells stand."""
        self._sharpen_later = QTimer(self)
        self._sharpen_later.setSingleShot(True)
        self._sharpen_later.setInterval(_REST_MILLISECONDS)
        self._sharpen_later.timeout.connect(self._sharpen)
        self._pointer = Pointer(self, self._camera, self._overview)
        self._keyboard: Keyboard | None = None
        self._touch = Touch(self, self._camera)
        self._legend = LegendStrip(self, theme)
        self._legend_visible = True
        self._laid: LaidOver | None = None
        self._given: Moment | None = None
        self._parts = Parts(self)
        self._legend.folded_changed.connect(self.place_strips)
        self.set_theme(theme)

    # What is shown

    @property
    def diagram_scene(self) -> DiagramScene:
        """The scene, to be read by tests and pictures."""
        return self._scene

    @property
    def moment(self) -> Moment | None:
        """The moment that is shown."""
        return self._scene.moment

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in other colours, at once."""
        self.setBackgroundBrush(QBrush(colour(theme.canvas)))
        self._scene.set_theme(theme)
        self._overview.set_theme(theme)
        self._legend.set_theme(theme)
        if self._laid is not None:
            self._laid.strip.set_theme(theme)
        self.place_strips()

    def show_pathway(self, pathway: Pathway, diagram: Diagram) -> None:
        """Show a pathway; its nodes appear with the next moment. A view that was fitted stays so."""
        old = self._scene.pathway
        if self._scene.show_places(pathway, diagram):
            self._show_places(pathway, diagram)
            return
        self._pointer.cancel()
        self._scene.show_pathway(pathway, diagram)
        self._overview.show_pathway(pathway, diagram)
        self._legend.set_samples(legend_samples(pathway))
        is_same = old is not None and old.id == pathway.id
        self._camera.look_at(diagram.bounds, keeping_place=is_same)
        self._parts.show_pathway(pathway, is_same=is_same)
        self._given = None
        if self._laid is not None:
            self._laid.attach()
        self.place_strips()
        self._camera.refit()
        self._follow_camera()
        self.naming.attend()

    def _show_places(self, pathway: Pathway, diagram: Diagram) -> None:
        """Follow the scene, in which the same things stand elsewhere; whatever is being dragged stays in hand."""
        self._overview.show_pathway(pathway, diagram)
        self._camera.take_bounds(diagram.bounds)
        if self._laid is not None:
            if self._scene.marked is not None:
                self._scene.removeItem(self._scene.marked)
            self._laid.attach()
        self._camera.refit()
        self._follow_camera()
        self.naming.attend()

    def show_moment(self, moment: Moment) -> frozenset[str]:
        """Show a moment; returns the ids of the nodes and arrows that look different now."""
        self._given = moment
        if self._laid is None:
            return self._scene.show_moment(moment)
        touched = self._scene.show_moment(self._laid.seen(moment))
        self._laid.follow()
        return touched

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Lay the marks of an answer over the diagram, explained in a strip below it; None takes them away."""
        if self._laid is None:
            if overlay is None:
                return
            from explorer.ui.canvas.overlay import LaidOver  # a start does without

            self._laid = LaidOver(self, self._scene.surface.theme)
        self._laid.show(overlay)
        if self._given is not None:
            self.show_moment(self._given)
        self.place_strips()

    @property
    def overlay(self) -> Overlay | None:
        """What lies over the diagram."""
        return self._laid.overlay if self._laid is not None else None

    def select(self, id_: str | None) -> None:
        """Mark a node or an arrow as selected, None for nothing. Emits nothing."""
        self._scene.select(id_ or "")
        self._announce()

    @property
    def selection(self) -> frozenset[str]:
        """The ids of all selected nodes."""
        return self._scene.chosen

    def set_selection(self, nodes: frozenset[str]) -> None:
        """Select ``nodes`` together. Emits what is selected now."""
        one = next(iter(nodes)) if len(nodes) == 1 else ""
        kept = self._scene.selected if self._scene.selected in nodes else one
        self._scene.choose(nodes, kept)
        if len(nodes) < 2:
            self.selected.emit("node" if kept else "", kept)
        self.selection_changed.emit(nodes)

    def drop_hidden(self) -> None:
        """Deselect what is out of sight."""
        scene, chosen = self._scene, self._scene.chosen
        kept = frozenset(node for node in chosen if not scene.hides(node))
        if kept != chosen:
            self.set_selection(kept)
        elif scene.hides(scene.selected):
            self.choose(NOTHING)

    def set_overview_wanted(self, wanted: bool) -> None:  # noqa: FBT001  (as Qt's own setters)
        """Show a small map wherever the diagram is too large to be read as a whole, or never."""
        self._overview.is_wanted = wanted
        self._follow_camera()

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001  (as Qt's own setters)
        """Jump instead of gliding."""
        self._camera.is_still = reduced

    def ask_for_part(self, asked: Asked, node: str = "") -> None:
        """Show only what leads to or follows from ``node`` (the selected ones if empty), or lies between the selected.

        Nothing changes where no node, or for what lies between fewer than two nodes, is selected.
        """
        self._parts.ask(asked, node)

    def get_parts_ready(self) -> None:
        """Load what questions for parts need; a menu that offers them is about to be shown."""
        self._parts.get_ready()

    def show_part(self, question: PartQuestion | None) -> None:
        """Show only the part of the pathway that answers ``question``, or everything. Emits ``part_changed``."""
        self._parts.show(question)

    @property
    def question(self) -> PartQuestion | None:
        """What the part that is shown answers; None while everything is shown."""
        return self._parts.question

    def uncover(self, id_: str) -> bool:
        """Bring the node or arrow ``id_`` into sight if it is hidden, and offer a way back; whether it was hidden."""
        return self._parts.uncover(id_)

    def set_collapsed(self, compartments: frozenset[str]) -> None:
        """Draw these compartments as one box each and all others open."""
        self._parts.collapse(compartments)

    def toggle_collapsed(self, compartment: str) -> None:
        """Collapse a compartment, or expand it."""
        self.set_collapsed(self._scene.collapsed ^ {compartment})

    def collapse_all(self) -> None:
        """Draw every compartment as one box."""
        diagram = self._scene.diagram
        self.set_collapsed(frozenset(diagram.compartments) if diagram is not None else frozenset())

    def light(self, nodes: frozenset[str] | None, arrows: frozenset[str] = frozenset()) -> None:
        """Let ``nodes`` and ``arrows`` stay and fade everything else; None for the nodes ends that."""
        self._scene.light(None if nodes is None else nodes | arrows)

    @property
    def is_lit(self) -> bool:
        """Whether a chain is lit and everything else faded."""
        return self._scene.lit is not None

    def set_legend_visible(self, visible: bool) -> None:  # noqa: FBT001  (as Qt's own setters)
        """Show or hide the legend."""
        self._legend_visible = visible
        self.place_strips()

    # Camera

    @property
    def camera(self) -> Camera:
        """What part of the diagram is in sight, and how large."""
        return self._camera

    def fit(self) -> None:
        """Show the whole diagram as large as it can be; stay so when the window changes its size."""
        self._camera.fit()

    def glide_to_fit(self) -> None:
        """Move smoothly until the whole diagram is shown; stay so when the window changes its size."""
        self._camera.glide_to_fit()

    def glide_to(
        self, area: QRectF, *, closest: float = _CLOSEST_GLIDE, milliseconds: int = GLIDE_MILLISECONDS
    ) -> None:
        """Move smoothly to ``area`` (diagram units), no closer than ``closest`` (160 %)."""
        self._camera.glide_to(area, largest=closest, milliseconds=milliseconds)

    def fit_selection(self) -> None:
        """Move smoothly to the selected nodes; to the whole diagram where none is selected."""
        self.glide_to_nodes(self.selection)

    def glide_to_nodes(self, nodes: frozenset[str]) -> None:
        """Move smoothly to ``nodes``; to the whole diagram where there are none."""
        area = QRectF()
        for node in nodes & self._scene.node_items.keys():
            area = area.united(self._scene.node_items[node].area)
        if area.isEmpty():
            self.glide_to_fit()
        else:
            self.glide_to(area.adjusted(-40, -40, 40, 40))

    def bring_into_sight(self, node: str) -> None:
        """Pan as little as needed for ``node`` to be seen."""
        item = self._scene.node_items.get(node)
        if item is not None:
            self._camera.bring_into_sight(item.area)

    def glide_into_sight(self, area: QRectF) -> None:
        """Move smoothly as little as needed for ``area`` (diagram units) to be seen."""
        self._camera.glide_into_sight(area)

    @property
    def is_gliding(self) -> bool:
        """Whether the view is moving by itself."""
        return self._camera.is_gliding

    @property
    def area_in_sight(self) -> QRectF:
        """What of the diagram is in sight, in diagram units."""
        return self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))

    def zoom_by(self, factor: float) -> None:
        """Enlarge by ``factor`` round the middle."""
        self.hurry()
        self._camera.zoom_by(factor, QPointF(self.viewport().rect().center()))

    def zoom_to_actual(self) -> None:
        """Show one diagram unit as one pixel."""
        self._camera.zoom_by(1.0 / self.zoom, QPointF(self.viewport().rect().center()))

    def show_area(self, area: QRectF) -> None:
        """Show ``area`` (diagram units) as large as it can be."""
        self._camera.show(area)

    @property
    def zoom(self) -> float:
        """Logical pixels a diagram unit."""
        return self.transform().m11()

    def setTransform(self, matrix: QTransform, combine: bool = False) -> None:  # noqa: FBT001, FBT002  (Qt's own)
        """Take another zoom and tell the items for which sharpness they are to draw."""
        super().setTransform(matrix, combine)
        ratio = self.devicePixelRatioF()
        self._scene.set_scale(self.zoom * ratio, ratio)
        self._follow_camera()

    def _follow_camera(self) -> None:
        old, sight = self._overview.area, self.area_in_sight
        self._scene.set_sight(sight)
        self.naming.follow(sight)
        if self._overview.place(self.viewport().size(), sight):
            self.viewport().update(old.united(self._overview.area))
        self._camera.covered = QRectF(self._overview.area)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and paint the overview again where it was moved along and where it stands."""
        super().scrollContentsBy(dx, dy)
        old = self._overview.area
        self._follow_camera()
        for area in (old, self._overview.area):
            if not area.isEmpty():
                self.viewport().update(area.united(area.translated(dx, dy)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the diagram, and the overview over it."""
        sheets = self._scene.sheets
        if sheets is not None and sheets.stand_alone:
            painter = QPainter(self.viewport())
            painter.fillRect(event.rect(), self.backgroundBrush())
            painter.setRenderHints(self.renderHints())
            painter.setWorldTransform(self.viewportTransform())
            sheets.paint_alone(painter, self.area_in_sight, self.viewport())
            painter.end()
        else:
            super().paintEvent(event)
        if not self._overview.area.isEmpty() and event.region().intersects(self._overview.area):
            painter = QPainter(self.viewport())
            self._overview.paint(painter, self.area_in_sight, self.devicePixelRatioF())
            painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing glides out of sight."""
        self._camera.stop()
        super().hideEvent(event)

    @property
    def legend_height(self) -> int:
        """The height in pixels of the strip below the diagram in which the legend stands; 0 while it is hidden."""
        return self.viewportMargins().bottom()

    def place_strips(self) -> None:
        """Give the legend its strip below the diagram, and the words about a part theirs above it.

        They lie beside the viewport, not on it: an overlay would make every pan a full repaint (at 1,000 nodes 14 ms
        instead of 0.3 ms).
        """
        shown = self._legend_visible and self._scene.pathway is not None
        below = self._legend.height_for(self.width(), self.height()) if shown else 0
        self._legend.setVisible(shown)
        self._legend.setGeometry(0, self.height() - below, self.width(), below)
        if self._laid is not None:
            below += self._laid.place_strip(self.height() - below)
        above, strip = 0, self._parts.strip
        if strip is not None:
            strip.setVisible(self._parts.has_words)
            if self._parts.has_words:
                above = strip.sizeHint().height()
                strip.setGeometry(0, 0, self.width(), above)
        margins = QMargins(0, above, 0, below)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the diagram fitted, or its middle in the middle."""
        super().resizeEvent(event)
        self.hurry()
        self.place_strips()
        self._camera.resized(event.oldSize(), event.size())
        self._follow_camera()

    def event(self, event: QEvent) -> bool:
        """Follow a window that moved to a screen with other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.setTransform(self.transform())
            self.viewport().update()
        return super().event(event)

    # Mouse

    def hit(self, position: QPoint) -> Hit:
        """Return what lies at ``position`` (viewport pixels)."""
        point = self.viewportTransform().inverted()[0].map(QPointF(position))
        return hit_at(self._scene, point, scale=self._scene.surface.scale)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer, smoothly: a notch is a factor of 1.2. Two fingers on a touch pad pan."""
        if self._touch.pans(event):
            event.accept()
            return
        steps = event.angleDelta().y() / 120.0
        if steps:
            self.hurry()
            self._camera.zoom_by(1.2**steps, event.position())
        event.accept()

    def hurry(self) -> None:
        """Draw quickly until nothing has moved for a moment."""
        self._scene.surface.is_hurried = True
        self._sharpen_later.start()

    def _sharpen(self) -> None:
        self._scene.surface.is_hurried = False
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._pointer.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what lies under the pointer."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or ask for what a click means."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Collapse or expand a compartment, or take it as a press of its own."""
        self._pointer.double(event)
        event.accept()

    def choose(self, hit: Hit) -> None:
        """Select what was hit, and tell; what is hidden comes into sight."""
        self.uncover(hit.id)
        self.select(hit.id)
        self.selected.emit(hit.kind, hit.id)
        self.selection_changed.emit(self.selection)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._pointer.hover(NOTHING)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell about what lies under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)  # type: ignore[arg-type]  # Qt's type says so
            return True
        if event.type() in FINGERS and self._touch.handles(event):
            return True
        return super().viewportEvent(event)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        text = self.tooltip_for(self.hit(event.pos()))
        if text:
            QToolTip.showText(event.globalPos(), text, self.viewport())
        else:
            QToolTip.hideText()

    def tooltip_for(self, hit: Hit) -> str:
        """Return what is said about ``hit``, as HTML; empty where there is nothing."""
        from explorer.ui.canvas.sayings import tooltip_for  # words wait until somebody points at something

        return tooltip_for(self._scene, hit)

    def words_for(self, hit: Hit) -> str:
        """Return one plain line about ``hit``; empty where there is nothing."""
        from explorer.ui.canvas.sayings import words_for

        return words_for(self._scene, hit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be asked of what lies under the pointer (or is selected, from the keyboard)."""
        from_keyboard = event.reason() == event.Reason.Keyboard
        hit = self.selected_hit if from_keyboard else self.hit(event.pos())
        if hit.kind in {"node", "edge"} and hit.id not in self.selection:
            self.choose(hit)
        from explorer.ui.canvas.context_menu import menu_for

        shown = menu_for(self, hit)
        if shown is not None:
            shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            shown.popup(self.keyboard.menu_place() if from_keyboard else event.globalPos())

    # Keyboard

    @property
    def keyboard(self) -> Keyboard:
        """The keys over this view; made when they are first used."""
        if self._keyboard is None:
            from explorer.ui.canvas.keyboard import Keyboard

            self._keyboard = Keyboard(self, self._camera, self._pointer)
        return self._keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means on the diagram; other keys go on to the window."""
        event.setAccepted(self.keyboard.press(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End what a key began."""
        if not self.keyboard.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  (Qt's own)
        """Let Tab go from node to node, and on to the next widget after the last."""
        return self.keyboard.tab(forward=next) or super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard acts here."""
        super().focusInEvent(event)
        self._scene.set_focused(focused=True)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.keyboard.enter(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard acts elsewhere."""
        super().focusOutEvent(event)
        if self._keyboard is not None:
            self._keyboard.leave()
        self._scene.set_focused(focused=False)

    @property
    def selected_hit(self) -> Hit:
        """What keys and menus act on: what is selected and in sight."""
        pathway, id_ = self._scene.pathway, self._scene.selected
        if pathway is None or not id_ or self._scene.hides(id_):
            return NOTHING
        return Hit("node" if id_ in pathway.nodes else "edge", id_)

    def _announce(self) -> None:
        """Say what is selected to a screen reader, as the view's description."""
        hit = self.selected_hit
        if not hit.kind:
            return
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # 3 ms that the start does without

        self.setAccessibleDescription(self.words_for(hit))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
