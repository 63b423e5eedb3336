"""What do keys do on the diagram? They walk, follow arrows, flip, hold, inspect, and jump to a name as it is typed.

H holds as long as no name is being typed. A name is begun by any other letter, or by ``/``; then H is a letter too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from explorer.ui.canvas.hit_test import Hit
from explorer.ui.canvas.keyboard_typing import BEGIN, ENTER, HOLD, Typing, one_shot
from explorer.ui.canvas.keyboard_walk import ArrowTrail, Direction, neighbour, reading_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from explorer.pathway.geometry import Box
    from explorer.ui.canvas.camera import Camera
    from explorer.ui.canvas.pointer import Pointer
    from explorer.ui.canvas.view import CanvasView

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_HINT_MILLISECONDS = 2600


class Keyboard:
    """The keys over one view. Each method that takes an event returns whether the key meant something."""

    def __init__(self, view: CanvasView, camera: Camera, pointer: Pointer) -> None:
        self._view = view
        self._camera = camera
        self._pointer = pointer
        self._trail = ArrowTrail()
        self._typing = Typing(self, view)
        self._order: tuple[object, tuple[str, ...]] = (None, ())
        self._hint: QLabel | None = None
        self._hide_hint = one_shot(view, self.say_nothing)

    @property
    def typed(self) -> str:
        """The beginning of a name that is being typed."""
        return self._typing.text

    def press(self, event: QKeyEvent) -> bool:
        """Do what a pressed key means."""
        if self._view.diagram_scene.pathway is None:
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and modifiers == _CONTROL:
            self._follow_arrow(key)
        elif key == Qt.Key.Key_F10 and modifiers == _SHIFT:
            self._ask_for_menu()
        elif modifiers & ~_SHIFT:
            return False
        elif key in _ARROWS:
            self.walk_to(neighbour(self._boxes, self.selected_node, _ARROWS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.order:
            self.walk_to(self.order[0 if key == Qt.Key.Key_Home else -1])
        else:
            return self._act(key, event)
        return True

    def _act(self, key: Qt.Key, event: QKeyEvent) -> bool:
        view, hit = self._view, self._view.selected_hit
        if self._typing.press(key, event.text()):
            return True
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._pointer.space_down, self._pointer.space_used = True, False
        elif key in ENTER and hit.kind:
            view.inspect_requested.emit(hit.kind, hit.id)
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        elif key == HOLD:
            self._hold_or_release(self.selected_node)
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Flip the selected node, unless the space bar was held for panning."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self._pointer.space_down:
            return False
        self._pointer.space_down = False
        if not self._pointer.space_used and self.selected_node:
            self._view.toggle_requested.emit(self.selected_node)
        return True

    def tab(self, *, forward: bool) -> bool:
        """Go to the next node in reading order; False after the last, so that the focus goes on."""
        order, node = self.order, self.selected_node
        if not order:
            return False
        if node not in self._boxes:
            self.walk_to(order[0 if forward else -1])
            return True
        at = order.index(node) + (1 if forward else -1)
        if not 0 <= at < len(order):
            return False
        self.walk_to(order[at])
        return True

    def enter(self, reason: Qt.FocusReason) -> None:
        """Begin at a node when the keyboard comes to the diagram, so that the focus is seen."""
        arrived = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
        if reason in arrived and not self._view.diagram_scene.selected and self.order:
            self.walk_to(self.order[-1 if reason is Qt.FocusReason.BacktabFocusReason else 0])

    def leave(self) -> None:
        """Forget what was on its way when the focus goes elsewhere."""
        self._pointer.space_down = False
        self._typing.end()
        self.say_nothing()

    @property
    def order(self) -> tuple[str, ...]:
        """The nodes in sight of the keyboard in reading order, kept until the diagram or what it hides changes."""
        scene = self._view.diagram_scene
        key = (scene.diagram, len(scene.node_items), scene.part, scene.collapsed)
        if self._order[0] != key:
            self._order = (key, reading_order(self._boxes))
        return self._order[1]

    @property
    def _boxes(self) -> Mapping[str, Box]:
        return {id_: item.box for id_, item in self._view.diagram_scene.node_items.items() if item.isVisible()}

    @property
    def selected_node(self) -> str:
        """The node that keys act on, or an empty string."""
        hit = self._view.selected_hit
        return hit.id if hit.kind == "node" and hit.id in self._view.diagram_scene.node_items else ""

    def walk_to(self, node: str) -> None:
        """Select ``node`` and pan as little as needed for it to be seen."""
        if node:
            self._view.choose(Hit("node", node))
            self._camera.bring_into_sight(self._view.diagram_scene.node_items[node].area)

    def _follow_arrow(self, key: Qt.Key) -> None:
        pathway = self._view.diagram_scene.pathway
        assert pathway is not None
        boxes, node = self._boxes, self.selected_node
        if not node:
            self.tab(forward=True)
            return
        edges = [edge for edge in pathway.edges if edge.source in boxes and edge.target in boxes]
        step = self._trail.go(node, _ARROWS[key], [(edge.source, edge.target) for edge in edges])
        captions = {id_: pathway.nodes[id_].caption for id_ in (node, step.node) if id_}
        if not step.node:
            self.say(f"No arrow {'leaves' if _ARROWS[key] is Direction.RIGHT else 'leads to'} {captions[node]}.")
            return
        self.walk_to(step.node)
        of = f", {step.number} of {step.many}" if step.many > 1 else ""
        self.say(f"{'From' if step.outward else 'To'} {pathway.nodes[step.hub].caption}: {captions[step.node]}{of}")

    def _hold_or_release(self, node: str) -> None:
        view, pathway, moment = self._view, self._view.diagram_scene.pathway, self._view.moment
        if pathway is None or moment is None:
            return
        if not node:
            self.say(f"H holds the selected node. {BEGIN} begins a name.")
        elif node in moment.pinned:
            view.release_requested.emit(node)
        elif pathway.nodes[node].is_input:
            self.say(f"{pathway.nodes[node].caption} keeps its value until it is switched: press Space.")
        else:
            view.hold_requested.emit(node, bool(moment.present[pathway.network.index[node]]))

    def _ask_for_menu(self) -> None:
        """Do as the menu key does; not every system makes an event of Shift+F10."""
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), self.menu_place())
        QApplication.sendEvent(self._view, event)

    def menu_place(self) -> QPoint:
        """Return where on the screen a menu asked for by a key opens: below the selected node."""
        view, scene = self._view, self._view.diagram_scene
        item = scene.node_items.get(scene.selected)
        edge = scene.edge_items.get(scene.selected)
        if item is not None:
            at = view.mapFromScene(item.box.centre[0], item.box.bottom)
        elif edge is not None:
            at = view.mapFromScene(edge.geometry.middle)
        else:
            at = view.viewport().rect().center()
        return view.viewport().mapToGlobal(at)

    def _escape(self) -> bool:
        if self._pointer.cancel():
            return True
        if self._typing.is_on:
            self._typing.end()
            return True
        if self._view.diagram_scene.selected or self._view.selection:
            self._view.choose(Hit())
            return True
        return False

    def say(self, words: str, *, stays: bool = False) -> None:
        """Show ``words`` in the corner of the diagram, for a moment or until ``say_nothing``."""
        if self._hint is None:
            self._hint = QLabel(self._view)
            self._hint.setObjectName("canvasHint")
            self._hint.setTextFormat(Qt.TextFormat.PlainText)
            self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.setText(words)
        self._hint.adjustSize()
        self._hint.move(10, self._view.viewport().height() - self._hint.height() - 10)
        self._hint.show()
        self._hint.raise_()
        self._hide_hint.stop()
        if not stays:
            self._hide_hint.start(_HINT_MILLISECONDS)

    @property
    def hint(self) -> str:
        """What is said in the corner now."""
        return self._hint.text() if self._hint is not None and not self._hint.isHidden() else ""

    def say_nothing(self) -> None:
        """Take the words away."""
        self._hide_hint.stop()
        if self._hint is not None:
            self._hint.hide()
