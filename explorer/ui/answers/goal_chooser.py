"""What is wanted? A chip for each outcome; a click goes from its wanted value to the opposite and to ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.pathway.definition import NodeKind
from explorer.ui.panels.row_button import RowButton, paint_line, text_width
from explorer.ui.panels.words import on_off
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from explorer.pathway.definition import Holds, Node, Pathway

_SPACE = 6


def outcomes_of(pathway: Pathway, holds: Holds) -> tuple[Node, ...]:
    """Return the outcomes that can be a goal: those that are not held."""
    return tuple(node for node in pathway.nodes.values() if node.kind is NodeKind.OUTCOME and node.id not in holds)


class GoalChip(RowButton):
    """One outcome and the value that it should have; None where it is ignored."""

    def __init__(self, node: Node, *, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(node.caption, height=28, theme=theme, parent=parent)
        self.node = node
        self.value = node.wanted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value(node.wanted)

    @property
    def words(self) -> str:
        """What stands on the chip."""
        return f"{self.node.caption}: {'ignored' if self.value is None else on_off(self.value)}"

    def next_value(self) -> bool | None:
        """Return what a click asks for: wanted, then the opposite, then ignored, and round again."""
        first = True if self.node.wanted is None else self.node.wanted
        if self.value is None:
            return first
        return (not first) if self.value == first else None

    def show_value(self, value: bool | None) -> None:  # noqa: FBT001  (the value is what the chip is about)
        """Show ``value`` as the goal."""
        self.value = value
        self.setAccessibleName(f"Goal {self.words}")
        self.set_full_text(f"{self.node.label}\nA click goes from the wanted value to the opposite, and to ignored.")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the words need."""
        scale = self.theme.text_scale
        return QSize(round((text_width(self.words, font(13, strong=True)) + 24) * scale), round(28 * scale))

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
        paint_line(painter, rect, self.words, font(13, strong=counts), written, alignment=Qt.AlignmentFlag.AlignHCenter)


class GoalChooser(QWidget):
    """The chips in as many rows as the width asks for."""

    goal_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.chips: dict[str, GoalChip] = {}
        rule = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rule.setHeightForWidth(True)
        self.setSizePolicy(rule)

    @property
    def goal(self) -> dict[str, bool]:
        """The chosen values by node id."""
        return {id_: chip.value for id_, chip in self.chips.items() if chip.value is not None}

    def show_outcomes(self, outcomes: tuple[Node, ...]) -> None:
        """Offer ``outcomes``; what was chosen of the same before stays chosen."""
        if [chip.node for chip in self.chips.values()] == list(outcomes):
            return
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for node in outcomes:
            chip = GoalChip(node, theme=self._theme, parent=self)
            chip.clicked.connect(lambda _=False, id_=node.id: self._turn(id_))
            chip.show()
            self.chips[node.id] = chip
        self._flow(self.width())
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for chip in self.chips.values():
            chip.set_theme(theme)
        self._flow(self.width())
        self.updateGeometry()

    # -- as many in a row as there is room for ----------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Narrow places need more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at ``width``, in pixels."""
        return self._rows(width)[1]

    def sizeHint(self) -> QSize:
        """Return the room of the rows at the present width."""
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest chip."""
        sizes = [chip.sizeHint() for chip in self.chips.values()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the rows anew."""
        super().resizeEvent(event)
        self._flow(event.size().width())

    def _flow(self, width: int) -> None:
        for chip, area in zip(self.chips.values(), self._rows(width)[0], strict=True):
            chip.setGeometry(area)

    def _rows(self, width: int) -> tuple[list[QRect], int]:
        areas: list[QRect] = []
        left = top = bottom = 0
        for chip in self.chips.values():
            size = chip.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, bottom + _SPACE
            areas.append(QRect(QPoint(left, top), size))
            left += size.width() + _SPACE
            bottom = top + size.height()
        return areas, bottom

    def _turn(self, id_: str) -> None:
        self.chips[id_].show_value(self.chips[id_].next_value())
        self._flow(self.width())
        self.updateGeometry()
        self.goal_changed.emit()
