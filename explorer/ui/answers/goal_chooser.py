"""What is wanted? A chip for each outcome, and for any node that is added; a click goes from value to value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from explorer.pathway.definition import NodeKind
from explorer.ui.answers.chip_flow import ChipFlow
from explorer.ui.panels.row_button import RowButton, paint_line, text_width
from explorer.ui.panels.words import on_off
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from explorer.pathway.definition import Holds, Node, Pathway

_CROSS = 18
"""Width of the cross that removes a chip, in pixels at the text size 100 %."""


def outcomes_of(pathway: Pathway, holds: Holds) -> tuple[Node, ...]:
    """Return the outcomes that can be a goal: those that are not held."""
    return tuple(node for node in pathway.nodes.values() if node.kind is NodeKind.OUTCOME and node.id not in holds)


class GoalChip(RowButton):
    """One node and the value that it should have; None where it is ignored. One that was added can be removed."""

    remove_requested = Signal()

    def __init__(
        self, node: Node, *, is_added: bool = False, theme: Theme = LIGHT, parent: QWidget | None = None
    ) -> None:
        super().__init__(node.caption, height=28, theme=theme, parent=parent)
        self.node = node
        self.is_added = is_added
        self.value = True if is_added else node.wanted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value(self.value)

    @property
    def words(self) -> str:
        """What stands on the chip."""
        return f"{self.node.caption}: {'ignored' if self.value is None else on_off(self.value)}"

    def next_value(self) -> bool | None:
        """Return what a click asks for: wanted, then the opposite, then ignored, and round again."""
        first = True if self.node.wanted is None else self.node.wanted
        if self.value is None:
            return first
        if self.is_added:
            return not self.value
        return (not first) if self.value == first else None

    def show_value(self, value: bool | None) -> None:  # noqa: FBT001  (the value is what the chip is about)
        """Show ``value`` as the goal."""
        self.value = value
        self.setAccessibleName(f"Goal {self.words}")
        turn = "A click goes from ON to OFF and back. The cross, or Delete, removes it."
        if not self.is_added:
            turn = "A click goes from the wanted value to the opposite, and to ignored."
        self.set_full_text(f"{self.node.label}\n{turn}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the words need."""
        scale = self.theme.text_scale
        cross = _CROSS if self.is_added else 0
        return QSize(round((text_width(self.words, font(13, strong=True)) + 24 + cross) * scale), round(28 * scale))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a goal is never cut short."""
        return self.sizeHint()

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the chip: filled where the outcome counts, dashed where it is ignored."""
        theme, counts = self.theme, self.value is not None
        wanted = self.node.wanted is None or self.value == self.node.wanted
        ink = theme.good if wanted else theme.bad
        pen = QPen(colour(ink if counts else theme.off_border), 1.2)
        if not counts:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(chip_fill(ink, theme) if counts else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 9, 9)
        written = chip_text(ink, theme) if counts else theme.off_text
        room = rect.adjusted(0, 0, -_CROSS if self.is_added else 0, 0)
        paint_line(painter, room, self.words, font(13, strong=counts), written, alignment=Qt.AlignmentFlag.AlignHCenter)
        if self.is_added:
            painter.setPen(QPen(colour(written), 1.6))
            middle = QPointF(rect.right() - 4 - _CROSS / 2, rect.center().y())
            for way in (1, -1):
                painter.drawLine(middle + QPointF(-3.5, -3.5 * way), middle + QPointF(3.5, 3.5 * way))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask to be removed where the cross was clicked."""
        if self.is_added and self.rect().contains(event.position().toPoint()) and self._is_on_cross(event):
            self.setDown(False)
            self.remove_requested.emit()
        else:
            super().mouseReleaseEvent(event)

    def _is_on_cross(self, event: QMouseEvent) -> bool:
        return event.position().x() > self.width() - (_CROSS + 4) * self.theme.text_scale

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to be removed; the rest is as for every row."""
        if self.is_added and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)


class GoalChooser(ChipFlow):
    """The chips in as many rows as the width asks for, and a button that adds the selected node."""

    goal_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.chips: dict[str, GoalChip] = {}
        self._pathway: Pathway | None = None
        self._holds: Holds = {}
        self._selected = ""
        self.adder = QPushButton(parent=self)
        self.adder.setProperty("role", "plain")
        self.adder.clicked.connect(self._add)
        self.let_flow((self.adder,))

    @property
    def goal(self) -> dict[str, bool]:
        """The chosen values by node id."""
        return {id_: chip.value for id_, chip in self.chips.items() if chip.value is not None}

    def show_goals(self, pathway: Pathway, holds: Holds) -> None:
        """Offer the outcomes of ``pathway`` that are not held; what was chosen or added before stays where it can."""
        known = self._pathway
        if known is not None and known.nodes is not pathway.nodes:
            self._selected = ""
        self._pathway, self._holds = pathway, holds
        added = [chip.node.id for chip in self.chips.values() if chip.is_added]
        kept = [pathway.nodes[id_] for id_ in added if id_ in pathway.nodes and id_ not in holds]
        self._show((*outcomes_of(pathway, holds), *(node for node in kept if node.kind is not NodeKind.OUTCOME)))

    def show_selected(self, node: str) -> None:
        """Offer to add ``node``; an empty string offers none."""
        self._selected = node
        self._offer()

    def _show(self, nodes: tuple[Node, ...]) -> None:
        if [chip.node for chip in self.chips.values()] != list(nodes):
            before, self.chips = self.chips, {}
            for node in nodes:
                self.chips[node.id] = chip = self._made(node)
                if node.id in before and before[node.id].node == node:
                    chip.show_value(before[node.id].value)
            self.let_flow((*self.chips.values(), self.adder))
        self._offer()

    def _made(self, node: Node) -> GoalChip:
        chip = GoalChip(node, is_added=node.kind is not NodeKind.OUTCOME, theme=self._theme, parent=self)
        chip.clicked.connect(lambda _=False, id_=node.id: self._turn(id_))
        chip.remove_requested.connect(lambda id_=node.id: self._remove(id_))
        return chip

    def _offer(self) -> None:
        """Say on the button what it would add, and fill the rows."""
        node = self._pathway.nodes.get(self._selected) if self._pathway is not None else None
        is_new = node is not None and node.id not in self.chips and node.id not in self._holds
        self.adder.setEnabled(is_new)
        self.adder.setText(f"+ {node.caption}" if node is not None and is_new else "+ selected node")
        self.adder.setAccessibleName(f"Add {node.caption} to the goal" if node and is_new else "Add the selected node")
        held = node is not None and node.id in self._holds
        self.adder.setToolTip(
            f"Add {node.label} to the goal" if node is not None and is_new
            else "This node is held: release it first" if held
            else "Select a node on the diagram to add it to the goal"
        )  # fmt: skip
        self.flow()

    def _add(self) -> None:
        if self._pathway is None or self._selected not in self._pathway.nodes:
            return
        node = self._pathway.nodes[self._selected]
        self._show((*(chip.node for chip in self.chips.values()), node))
        self.chips[node.id].setFocus(Qt.FocusReason.OtherFocusReason)
        self.goal_changed.emit()

    def _remove(self, id_: str) -> None:
        self._show(tuple(chip.node for chip in self.chips.values() if chip.node.id != id_))
        self.adder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.goal_changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for chip in self.chips.values():
            chip.set_theme(theme)
        self.flow()

    def _turn(self, id_: str) -> None:
        self.chips[id_].show_value(self.chips[id_].next_value())
        self.flow()
        self.goal_changed.emit()
