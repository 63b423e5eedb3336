"""How does a step come on stage without a jump? What appears or goes is faded, all items by one animation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QVariantAnimation

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsItem

    from explorer.pathway.story import Staging
    from explorer.ui.canvas.naming import NameSheet
    from explorer.ui.canvas.view import CanvasView
    from explorer.ui.presenter.caption import Caption

MILLISECONDS = 450


class Reveal:
    """Takes one view from staging to staging."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._names: NameSheet | None = None
        self._words: Caption | None = None
        self._way: list[tuple[QGraphicsItem, float, float]] = []
        self._animation = QVariantAnimation(view)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self.finish)

    def show(self, staging: Staging, *, still: bool, words: Caption | None = None) -> None:
        """Show ``staging``, smoothly unless ``still``, and ``words`` that stand elsewhere than before."""
        self.finish()
        scene = self._view.diagram_scene
        items = [*scene.node_items.values(), *scene.edge_items.values(), *scene.compartment_items.values()]
        self._names, self._words = scene.names, None if still else words
        before = [item.opacity() if item.isVisible() else 0.0 for item in items]
        scene.stage(staging)
        self._view.drop_hidden()
        if still:
            return
        for item, old in zip(items, before, strict=True):
            new = item.opacity() if item.isVisible() else 0.0
            if new != old and new > 0:  # what goes is gone at once: an item that is hidden has nothing to fade
                self._way.append((item, old, new))
        if self._way or self._names is not None:
            self._show(0.0)
            self._animation.start()

    def take_in(self) -> None:
        """Let names that were placed since the beginning come in with everything else."""
        if self._animation.state() is QVariantAnimation.State.Running:
            self._show(self._animation.currentValue())

    def finish(self) -> None:
        """Be there at once."""
        self._animation.stop()
        self._show(1.0)
        self._way, self._names, self._words = [], None, None

    def _show(self, part: float) -> None:
        for item, old, new in self._way:
            item.setOpacity(old + (new - old) * part)
        if self._names is not None:
            self._names.arrive(part)
        if self._words is not None:
            self._words.arrive(part)
