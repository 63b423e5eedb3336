"""What happens when letters are typed on the diagram? They are the beginning of a name, and the keyboard goes there.

A name is begun by any letter or digit but H, which holds; or by ``/``, after which H is a letter like the others. It
ends by itself when nothing more is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from explorer.ui.canvas.hit_test import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explorer.ui.canvas.keyboard import Keyboard
    from explorer.ui.canvas.view import CanvasView

BEGIN = "/"
HOLD = Qt.Key.Key_H
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FORGET_MILLISECONDS = 1800
"""After the last letter; then the hint goes, and typing begins a new name."""
_ASKED_MILLISECONDS = 8000
"""The same after the key that asks for a name, until the first letter."""


class Typing:
    """The name that is being typed over one view. Mutable."""

    def __init__(self, keyboard: Keyboard, view: CanvasView) -> None:
        self._keyboard = keyboard
        self._view = view
        self.is_on = False
        """Whether letters belong to a name, H too."""
        self.text = ""
        self._offered = ""
        """A hidden node whose name begins as what was typed; Enter goes there."""
        self._forget = one_shot(view, self.end)

    def press(self, key: Qt.Key, text: str) -> bool:
        """Take a key if it belongs to a name; returns whether it does."""
        if key in ENTER and self._offered:
            self._view.choose(Hit("node", self._offered))
            self.end()
        elif key == Qt.Key.Key_Backspace and self.text:
            self._take(self.text[:-1])
        elif key == Qt.Key.Key_Space:
            if not self.text or not self._goes_on(self.text):
                return False
            self._take(self.text + " ")
        elif text == BEGIN and not self.text:
            self._begin()
        elif (text.isalnum() and (key != HOLD or self.is_on)) or (self.text and text and text in "-/+"):
            self._take(self.text + text)
        else:
            return False
        return True

    def end(self) -> None:
        """Forget what was typed."""
        self._forget.stop()
        if self.is_on:
            self.text, self.is_on, self._offered = "", False, ""
            self._keyboard.say_nothing()

    def _begin(self) -> None:
        self.text, self.is_on = "", True
        self._forget.start(_ASKED_MILLISECONDS)
        self._keyboard.say("Go to a name: type how it begins.", stays=True)

    def _take(self, text: str) -> None:
        """Go to the node whose caption begins with ``text``; the same letter again goes to the next one."""
        from explorer.session.search import folded

        pathway = self._view.diagram_scene.pathway
        assert pathway is not None
        wanted, self._offered = folded(text).replace(" ", ""), ""
        if not wanted:
            self._begin()
            return
        self.text, self.is_on = text, True
        self._forget.start(_FORGET_MILLISECONDS)
        starts = self._starting(wanted, self._keyboard.order)
        if not starts and len(set(wanted)) == 1:
            self.text, starts = text[:1], self._starting(wanted[0], self._keyboard.order)
        if not starts:
            self._offer_hidden(text, wanted)
            return
        node = self._keyboard.selected_node
        if node in starts and len(self.text) == 1 and len(starts) > 1:
            node = starts[(starts.index(node) + 1) % len(starts)]
        elif node not in starts:
            node = starts[0]
        self._keyboard.walk_to(node)
        of = f", {starts.index(node) + 1} of {len(starts)}" if len(starts) > 1 else ""
        self._keyboard.say(f"{self.text} \N{EM DASH} {pathway.nodes[node].caption}{of}", stays=True)

    def _offer_hidden(self, text: str, letters: str) -> None:
        """Say which hidden node's name begins so: it is gone to when that is asked for, not at the first letter."""
        scene = self._view.diagram_scene
        assert scene.pathway is not None
        hidden = self._starting(letters, [node for node in scene.node_items if scene.hides(node)])
        if hidden:
            self._offered = hidden[0]
            words = f"{text} \N{EM DASH} {scene.pathway.nodes[hidden[0]].caption} is hidden: Enter shows it."
        else:
            words = f"{text}: no name begins so. Ctrl+K searches everything."
        self._keyboard.say(words, stays=True)

    def _goes_on(self, text: str) -> bool:
        """Whether a name in sight goes on with a space after ``text``."""
        from explorer.session.search import folded, forms

        pathway, wanted = self._view.diagram_scene.pathway, f"{folded(text)} "
        assert pathway is not None
        captions = (pathway.nodes[node].caption for node in self._keyboard.order)
        return any(form.startswith(wanted) for caption in captions for form in forms(caption))

    def _starting(self, letters: str, nodes: Sequence[str]) -> list[str]:
        """Return those of ``nodes`` whose captions begin with ``letters``."""
        from explorer.session.search import forms

        pathway = self._view.diagram_scene.pathway
        assert pathway is not None
        return [
            node
            for node in nodes
            if any(form.replace(" ", "").startswith(letters) for form in forms(pathway.nodes[node].caption))
        ]


def one_shot(view: CanvasView, then: Callable[[], object]) -> QTimer:
    """Return a timer of ``view`` that calls ``then`` once each time it is started."""
    timer = QTimer(view)
    timer.setSingleShot(True)
    timer.timeout.connect(then)
    return timer
