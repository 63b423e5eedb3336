"""What do keys do on the diagram? They walk, follow arrows, flip, hold, inspect, and jump to a name as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from explorer.ui.canvas.hit_test import Hit
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
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_FORGET_MILLISECONDS = 1400
"""After the last letter; then typing begins a new name."""
_HINT_MILLISECONDS = 2600


class Keyboard:
    """The keys over one view. Each method that takes an event returns whether the key meant something."""

    def __init__(self, view: CanvasView, camera: Camera, pointer: Pointer) -> None:
        self._view = view
        self._camera = camera
        self._pointer = pointer
        self._trail = ArrowTrail()
        self._typed = ""
        self._order: tuple[object, tuple[str, ...]] = (None, ())
        self._hint: QLabel | None = None
        self._forget = _timer(view, _FORGET_MILLISECONDS, self._end_typing)
        self._hide_hint = _timer(view, _HINT_MILLISECONDS, self._say_nothing)

    @property
    def typed(self) -> str:
        """The beginning of a name that is being typed."""
        return self._typed

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
            self._walk_to(neighbour(self._boxes, self._selected_node, _ARROWS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.order:
            self._walk_to(self.order[0 if key == Qt.Key.Key_Home else -1])
        else:
            return self._act(key, event)
        return True

    def _act(self, key: Qt.Key, event: QKeyEvent) -> bool:
        view, node = self._view, self._selected_node
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._pointer.space_down, self._pointer.space_used = True, False
        elif key in _ENTER and view.diagram_scene.selected:
            kind = "node" if node else "edge"
            view.inspect_requested.emit(kind, view.diagram_scene.selected)
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        elif key == Qt.Key.Key_Backspace and self._typed:
            self._type(self._typed[:-1])
        elif key == Qt.Key.Key_H and node and not self._typed:
            self._hold_or_release(node)
        elif (event.text().isalnum() or (self._typed and event.text() in {"-", "/", "+"})) and event.text():
            self._type(self._typed + event.text())
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Flip the selected node, unless the space bar was held for panning."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self._pointer.space_down:
            return False
        self._pointer.space_down = False
        if not self._pointer.space_used and self._selected_node:
            self._view.toggle_requested.emit(self._selected_node)
        return True

    def tab(self, *, forward: bool) -> bool:
        """Go to the next node in reading order; False after the last, so that the focus goes on."""
        order, node = self.order, self._selected_node
        if not order:
            return False
        if node not in self._boxes:
            self._walk_to(order[0 if forward else -1])
            return True
        at = order.index(node) + (1 if forward else -1)
        if not 0 <= at < len(order):
            return False
        self._walk_to(order[at])
        return True

    def enter(self, reason: Qt.FocusReason) -> None:
        """Begin at a node when the keyboard comes to the diagram, so that the focus is seen."""
        arrived = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
        if reason in arrived and not self._view.diagram_scene.selected and self.order:
            self._walk_to(self.order[-1 if reason is Qt.FocusReason.BacktabFocusReason else 0])

    def leave(self) -> None:
        """Forget what was on its way when the focus goes elsewhere."""
        self._pointer.space_down = False
        self._end_typing()
        self._say_nothing()

    @property
    def order(self) -> tuple[str, ...]:
        """The nodes in sight of the keyboard in reading order, kept until the diagram or what it hides changes."""
        boxes = self._boxes
        key = (self._view.diagram_scene.diagram, len(boxes))
        if self._order[0] != key:
            self._order = (key, reading_order(boxes))
        return self._order[1]

    @property
    def _boxes(self) -> Mapping[str, Box]:
        return {id_: item.box for id_, item in self._view.diagram_scene.node_items.items() if item.isVisible()}

    @property
    def _selected_node(self) -> str:
        scene = self._view.diagram_scene
        return scene.selected if scene.selected in scene.node_items else ""

    def _walk_to(self, node: str) -> None:
        if node:
            self._view.choose(Hit("node", node))
            self._camera.bring_into_sight(self._view.diagram_scene.node_items[node].area)

    def _follow_arrow(self, key: Qt.Key) -> None:
        pathway = self._view.diagram_scene.pathway
        assert pathway is not None
        boxes, node = self._boxes, self._selected_node
        if not node:
            self.tab(forward=True)
            return
        edges = [edge for edge in pathway.edges if edge.source in boxes and edge.target in boxes]
        step = self._trail.go(node, _ARROWS[key], [(edge.source, edge.target) for edge in edges])
        captions = {id_: pathway.nodes[id_].caption for id_ in (node, step.node) if id_}
        if not step.node:
            self.say(f"No arrow {'leaves' if _ARROWS[key] is Direction.RIGHT else 'leads to'} {captions[node]}.")
            return
        self._walk_to(step.node)
        of = f", {step.number} of {step.many}" if step.many > 1 else ""
        self.say(f"{'From' if step.outward else 'To'} {pathway.nodes[step.hub].caption}: {captions[step.node]}{of}")

    def _hold_or_release(self, node: str) -> None:
        view, pathway, moment = self._view, self._view.diagram_scene.pathway, self._view.moment
        if pathway is None or moment is None:
            return
        if node in moment.pinned:
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
        if self._typed:
            self._end_typing()
            self._say_nothing()
            return True
        if self._view.diagram_scene.selected or self._view.selection:
            self._view.choose(Hit())
            return True
        return False

    def _type(self, text: str) -> None:
        """Go to the node whose caption begins with ``text``; the same letter again goes to the next one."""
        from explorer.session.search import folded

        pathway = self._view.diagram_scene.pathway
        assert pathway is not None
        self._forget.start()
        wanted = folded(text).replace(" ", "")
        self._typed = text if wanted else ""
        if not wanted:
            self._say_nothing()
            return
        starts = self._starting(wanted)
        if not starts and len(set(wanted)) == 1:
            self._typed, starts = text[:1], self._starting(wanted[0])
        if not starts:
            self.say(f"{text}: no name begins so. Ctrl+K searches everything.")
            return
        node = self._selected_node
        if node in starts and len(self._typed) == 1 and len(starts) > 1:
            node = starts[(starts.index(node) + 1) % len(starts)]
        elif node not in starts:
            node = starts[0]
        self._walk_to(node)
        of = f", {starts.index(node) + 1} of {len(starts)}" if len(starts) > 1 else ""
        self.say(f"{self._typed} — {pathway.nodes[node].caption}{of}")

    def _starting(self, letters: str) -> list[str]:
        from explorer.session.search import forms

        pathway = self._view.diagram_scene.pathway
        assert pathway is not None
        return [
            node
            for node in self.order
            if any(form.replace(" ", "").startswith(letters) for form in forms(pathway.nodes[node].caption))
        ]

    def _end_typing(self) -> None:
        self._typed = ""
        self._forget.stop()

    def say(self, words: str) -> None:
        """Show ``words`` for a moment in the corner of the diagram."""
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
        self._hide_hint.start()

    @property
    def hint(self) -> str:
        """What is said in the corner now."""
        return self._hint.text() if self._hint is not None and not self._hint.isHidden() else ""

    def _say_nothing(self) -> None:
        self._hide_hint.stop()
        if self._hint is not None:
            self._hint.hide()


def _timer(view: CanvasView, milliseconds: int, then: object) -> QTimer:
    timer = QTimer(view)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
