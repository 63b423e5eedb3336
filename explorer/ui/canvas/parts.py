"""What is hidden, and how does it come into sight again? Parts and collapsed compartments of one view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.pathway.excerpt import Asked, PartQuestion, excerpt, get_ready
from explorer.ui.background import Job
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explorer.pathway.definition import Pathway
    from explorer.ui.canvas.part_strip import PartStrip
    from explorer.ui.canvas.view import CanvasView

_AROUND = (300.0, 200.0)
"""Diagram units shown beside and above a node for which a part was left."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """Why nodes are out of sight: a part is shown, or compartments are collapsed."""

    question: PartQuestion | None
    collapsed: frozenset[str]


def _load(_gives_up: Callable[[], bool]) -> Iterator[None]:
    get_ready()
    yield None


class Parts:
    """What one view hides. Mutable.

    Whatever hides a selected node deselects it: keys and menus never act on what is not seen. ``uncover`` does the
    opposite, for whoever goes to a hidden node by name; the strip above the diagram says so and leads back.
    """

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self.strip: PartStrip | None = None
        self.question: PartQuestion | None = None
        """What the part that is shown answers; None while everything is shown."""
        self._left: Hiding | None = None
        self._loading: Job[None] | None = None

    @property
    def has_words(self) -> bool:
        """Whether there is something to say above the diagram."""
        return self.question is not None or self._left is not None

    def show_pathway(self, pathway: Pathway, *, is_same: bool) -> None:
        """Go on with the same part of a pathway that is drawn anew; another pathway is shown whole."""
        if not is_same:
            self.question, self._left = None, None
        elif self.question is not None:
            self._view.diagram_scene.show_part(excerpt(pathway, self.question), fading=self._fades)

    def get_ready(self) -> None:
        """Load beside the window what a question needs, as soon as one can be chosen from a menu."""
        if self._loading is None:
            self._loading = Job(_load, self._view)
            self._loading.start()

    def ask(self, asked: Asked, node: str) -> None:
        """Show the part ``asked`` for round ``node``, or round the selected nodes; nothing where too few are."""
        among = asked in {Asked.BETWEEN, Asked.PATH}
        nodes = self._view.selection if among or not node else frozenset({node})
        if len(nodes) > int(among):
            self.show(PartQuestion(asked, nodes))

    def show(self, question: PartQuestion | None) -> None:
        """Show only what answers ``question``, or everything, and move the camera there."""
        view, pathway = self._view, self._view.diagram_scene.pathway
        if pathway is None or (question is None and self.question is None):
            return
        self._left = None
        self._take(question)
        part = view.diagram_scene.part
        if part is not None:
            view.glide_to_nodes(part.nodes)
        else:
            view.glide_to_fit()
        view.part_changed.emit()

    def collapse(self, compartments: frozenset[str]) -> None:
        """Draw these compartments as one box each and all others open."""
        self._left = None
        self._view.diagram_scene.set_collapsed(compartments)
        self._tidy()

    def uncover(self, id_: str) -> bool:
        """Bring the node or arrow ``id_`` into sight if it is hidden; returns whether it was.

        Of several in a row, the way back leads to what was shown before the first.
        """
        view, scene = self._view, self._view.diagram_scene
        leaves_part, closed = scene.is_outside_part(id_), scene.collapsed_around(id_)
        if scene.pathway is None or not (leaves_part or closed):
            return False
        left = self._left or Hiding(self.question, scene.collapsed)
        if leaves_part:
            self._take(None)
        if closed:
            scene.set_collapsed(scene.collapsed - closed)
        self._left = left
        self._made_strip().show_left(scene.pathway, id_, closed, left.question)
        self._tidy()
        self._look_at(id_, closely=leaves_part)
        if leaves_part:
            view.part_changed.emit()
        return True

    def go_back(self) -> None:
        """Hide again what was hidden before ``uncover``."""
        left, self._left = self._left, None
        if left is None:
            return
        self._view.diagram_scene.set_collapsed(left.collapsed)
        if left.question is not None:
            self.show(left.question)
        self._tidy()

    def stay(self) -> None:
        """Forget the way back."""
        self._left = None
        self._view.place_strips()

    def _take(self, question: PartQuestion | None) -> None:
        scene = self._view.diagram_scene
        assert scene.pathway is not None
        self.question = question
        part = excerpt(scene.pathway, question) if question is not None else None
        scene.show_part(part, fading=self._fades)
        if part is not None and question is not None:
            self._made_strip().show_part(scene.pathway, question, len(part.nodes))
        self._tidy()

    def _tidy(self) -> None:
        """Deselect what is out of sight now, and make room for the words."""
        self._view.drop_hidden()
        self._view.place_strips()

    def _look_at(self, id_: str, *, closely: bool) -> None:
        item = self._view.diagram_scene.node_items.get(id_)
        if item is None:
            if closely:
                self._view.glide_to_fit()
        elif closely:
            across, down = _AROUND
            self._view.glide_to(item.area.adjusted(-across, -down, across, down))
        else:
            self._view.glide_into_sight(item.area)

    @property
    def _fades(self) -> bool:
        return self.question is not None and self.question.asked is Asked.PATH

    def _limit(self, steps: int | None) -> None:
        if self.question is not None:
            self.show(replace(self.question, steps=steps))

    def _made_strip(self) -> PartStrip:
        if self.strip is None:
            from explorer.ui.canvas.part_strip import PartStrip  # words wait until something is hidden

            self.strip = PartStrip(self._view)
            self.strip.everything_requested.connect(lambda: self.show(None))
            self.strip.steps_requested.connect(self._limit)
            self.strip.back_requested.connect(self.go_back)
            self.strip.stay_requested.connect(self.stay)
        return self.strip
