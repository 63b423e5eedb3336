"""How does a screen reader see the diagram? As check boxes, one a node, with name, state and place.

A screen reader holds on to objects, so each node has a small ``QObject`` of its own, made when it is first asked for;
Qt finds the interface that speaks for it through a factory. Interfaces are handed out only by
``QAccessible.queryAccessibleInterface``: Qt would delete one that came straight from Python, and crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken, VoidPtr, isValid

from explorer.ui.canvas.hit_test import Hit
from explorer.ui.canvas.tooltips import state_in_words
from explorer.ui.canvas.view import CanvasView

if TYPE_CHECKING:
    from explorer.logic.state import State
    from explorer.pathway.definition import Node, Pathway
    from explorer.session.moment import Moment

_TOGGLE, _INSPECT = "Toggle", "Press"
_NOWHERE = VoidPtr(0)


class NodeObject(QObject):
    """What a screen reader holds on to for one node."""

    def __init__(self, speech: CanvasSpeech, node: str) -> None:
        super().__init__()
        self.speech = speech
        self.node = node
        self.setObjectName(f"node {node}")


class NodeActions(QAccessibleActionInterface):
    """What can be asked of one node.

    An object of its own: of one that is also a ``QAccessibleObject`` PySide6 6.11 would hand Qt the wrong half.
    """

    def __init__(self, thing: NodeObject) -> None:
        super().__init__()
        self._thing = thing

    def actionNames(self) -> list[str]:
        """Return what can be asked of it."""
        return [_TOGGLE, _INSPECT]

    def doAction(self, name: str) -> None:
        """Ask for what the mouse would ask for; the document answers."""
        self._thing.speech.act(self._thing.node, name)

    def keyBindingsForAction(self, name: str) -> list[str]:
        """Return the key that does the same on the canvas."""
        return ["Space"] if name == _TOGGLE else ["Return"]

    def localizedActionName(self, name: str) -> str:
        """Return the action in words."""
        return "Flip" if name == _TOGGLE else "Show in the inspector"

    def localizedActionDescription(self, name: str) -> str:
        """Return what the action does."""
        return self.localizedActionName(name)


class NodeAccessible(QAccessibleObject):
    """Speaks for one node."""

    def __init__(self, thing: NodeObject) -> None:
        super().__init__(thing)
        self._thing = thing
        self._actions = NodeActions(thing)
        self._address = VoidPtr(Shiboken.getCppPointer(self._actions)[0])

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        """Return the address of the part that acts, for that question; nowhere otherwise.

        PySide6 6.11 crashes on anything but a ``VoidPtr`` here, on None too.
        """
        return self._address if kind is QAccessible.InterfaceType.ActionInterface else _NOWHERE

    def role(self) -> QAccessible.Role:
        """Return what it is: ON and OFF are checked and not."""
        return QAccessible.Role.CheckBox

    def text(self, kind: QAccessible.Text) -> str:
        """Return the name (caption and kind) or the description (state in words)."""
        if kind is QAccessible.Text.Name:
            return self._thing.speech.name(self._thing.node)
        if kind in {QAccessible.Text.Description, QAccessible.Text.Help}:
            return self._thing.speech.description(self._thing.node)
        return ""

    def state(self) -> QAccessible.State:
        """Return whether it is ON, selected and has the keyboard."""
        return self._thing.speech.state(self._thing.node)

    def rect(self) -> QRect:
        """Return its place on the screen."""
        return self._thing.speech.rect(self._thing.node)

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the diagram."""
        return QAccessible.queryAccessibleInterface(self._thing.speech.view)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return nothing: a node holds nothing."""
        return None

    def childCount(self) -> int:
        """Return how many things it holds."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return -1: a node holds nothing."""
        return -1


class CanvasAccessible(QAccessibleWidget):
    """Speaks for the diagram; its children are the nodes."""

    def __init__(self, speech: CanvasSpeech) -> None:
        super().__init__(speech.view, QAccessible.Role.Canvas)
        self._speech = speech

    def childCount(self) -> int:
        """Return the number of nodes."""
        return len(self._speech.nodes)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the node number ``index`` in reading order."""
        if 0 <= index < len(self._speech.nodes):
            return QAccessible.queryAccessibleInterface(self._speech.thing(self._speech.nodes[index]))
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of a node, -1 for anything else."""
        thing = child.object()
        return self._speech.number(thing.node) if isinstance(thing, NodeObject) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the node at a place on the screen."""
        for node in self._speech.nodes:
            if self._speech.rect(node).contains(x, y):
                return QAccessible.queryAccessibleInterface(self._speech.thing(node))
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the selected node, while the keyboard acts on the canvas."""
        node = self._speech.selected
        if node and self._speech.view.hasFocus():
            return QAccessible.queryAccessibleInterface(self._speech.thing(node))
        return None


class CanvasSpeech(QObject):
    """Lets one view be read aloud, and tells a listening screen reader of what changes. Mutable.

    Node objects are made when they are first asked for, and kept until another pathway is shown.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.view = view
        self.nodes: tuple[str, ...] = ()
        self._numbers: dict[str, int] = {}
        self._things: dict[str, NodeObject] = {}
        self._pathway: Pathway | None = None
        self._told: State = ()
        self._selected = ""
        number = id(view)
        _speeches[number] = self
        view.destroyed.connect(lambda: _speeches.pop(number, None))

    @property
    def selected(self) -> str:
        """The selected node, or an empty string."""
        selected = self.view.diagram_scene.selected
        return selected if selected in self._numbers else ""

    def show_pathway(self, pathway: Pathway, order: tuple[str, ...]) -> None:
        """Speak of other nodes, in the given order; what a screen reader still holds of the old ones is gone."""
        if pathway is self._pathway:
            return
        self._pathway = pathway
        self.nodes = tuple(node for node in order if node in pathway.nodes)
        self._numbers = {node: number for number, node in enumerate(self.nodes)}
        self._told = ()
        for thing in self._things.values():
            thing.deleteLater()
        self._things = {}
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self.view, QAccessible.Event.ObjectReorder))

    def tell(self, moment: Moment) -> None:
        """Tell a listening screen reader which nodes are checked otherwise than when it was told last."""
        state = moment.after if moment.phase >= 0.5 else moment.before
        last, self._told = self._told, state
        if self._pathway is None or not last or last is state or not QAccessible.isActive():
            return
        names = self._pathway.network.nodes
        for at, (old, new) in enumerate(zip(last, state, strict=True)):
            thing = self._things.get(names[at]) if old != new else None
            if thing is not None:
                changed = QAccessible.State()
                changed.checked = True
                QAccessible.updateAccessibility(QAccessibleStateChangeEvent(thing, changed))
                QAccessible.updateAccessibility(QAccessibleEvent(thing, QAccessible.Event.DescriptionChanged))

    def follow_selection(self) -> None:
        """Tell a listening screen reader which node the keyboard acts on."""
        selected = self.selected
        if selected == self._selected or not QAccessible.isActive():
            return
        self._selected = selected
        if selected and self.view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self.thing(selected), QAccessible.Event.Focus))

    def thing(self, node: str) -> NodeObject:
        """Return what a screen reader holds on to for ``node``."""
        thing = self._things.get(node)
        if thing is None or not isValid(thing):
            thing = self._things[node] = NodeObject(self, node)
        return thing

    def number(self, node: str) -> int:
        """Return the place of ``node`` in reading order, -1 where it has none."""
        return self._numbers.get(node, -1)

    def act(self, node: str, action: str) -> None:
        """Ask for what ``action`` means for ``node``."""
        if node not in self._numbers:
            return
        self.view.choose(Hit("node", node))
        if action == _TOGGLE:
            self.view.toggle_requested.emit(node)

    def _found(self, node: str) -> tuple[Pathway, Node, Moment] | None:
        moment = self.view.moment
        if self._pathway is None or moment is None or node not in self._pathway.nodes:
            return None
        return self._pathway, self._pathway.nodes[node], moment

    def name(self, node: str) -> str:
        """Return caption and kind."""
        found = self._found(node)
        return f"{found[1].caption}, {found[1].kind.value}" if found else ""

    def description(self, node: str) -> str:
        """Return the state in words, and the compartment."""
        found = self._found(node)
        if found is None:
            return ""
        place = found[0].compartments.get(found[1].compartment or "")
        return state_in_words(*found) + (f", in {place.label}" if place else "")

    def state(self, node: str) -> QAccessible.State:
        """Return whether ``node`` is ON, selected and has the keyboard."""
        state = QAccessible.State()
        found = self._found(node)
        if found is None:
            state.invalid = True
            return state
        pathway, _, moment = found
        now = moment.after if moment.phase >= 0.5 or not moment.phase else moment.before
        state.checkable = state.focusable = state.selectable = True
        state.checked = bool(now[pathway.network.index[node]])
        state.selected = node == self.selected
        state.focused = node == self.selected and self.view.hasFocus()
        state.invisible = self.view.diagram_scene.hides(node)
        state.offscreen = not self.view.viewport().rect().intersects(self._in_viewport(node))
        return state

    def _in_viewport(self, node: str) -> QRect:
        box = self.view.diagram_scene.node_items[node].box
        return self.view.mapFromScene(QRectF(box.left, box.top, box.width, box.height)).boundingRect()

    def rect(self, node: str) -> QRect:
        """Return the place of ``node`` on the screen."""
        if node not in self.view.diagram_scene.node_items:
            return QRect()
        shown = self._in_viewport(node)
        return QRect(self.view.viewport().mapToGlobal(shown.topLeft()), shown.size())


_speeches: dict[int, CanvasSpeech] = {}
_interfaces: dict[int, QAccessibleInterface] = {}
"""Kept so that Python does not throw away what Qt still holds; each goes with its object."""
_installed = False


def _factory(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    if isinstance(thing, NodeObject):
        made: QAccessibleInterface = NodeAccessible(thing)
    elif isinstance(thing, CanvasView) and id(thing) in _speeches:
        made = CanvasAccessible(_speeches[id(thing)])
    else:
        return None
    number = id(thing)
    _interfaces[number] = made
    thing.destroyed.connect(lambda: _interfaces.pop(number, None))
    return made


def let_speak(view: CanvasView) -> CanvasSpeech:
    """Let ``view`` be read by screen readers. Costs nothing until one asks."""
    global _installed  # noqa: PLW0603  (Qt keeps factories for the whole program)
    if not _installed:
        _installed = True
        QAccessible.installFactory(_factory)
    speech = CanvasSpeech(view)
    if QAccessible.isActive():  # a reader that listens from the start has been given Qt's own picture of the view
        earlier = QAccessible.queryAccessibleInterface(view)
        if not isinstance(earlier, CanvasAccessible):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(earlier))
    return speech
