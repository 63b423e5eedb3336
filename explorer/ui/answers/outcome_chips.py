"""How do the outcomes stand in one of two pictures? As chips below it, those that differ set off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.answers.chip_flow import ChipFlow
from explorer.ui.panels.chips import CHIP_HEIGHT, SIGNS, paint_state, tone_of
from explorer.ui.panels.row_button import RowButton, paint_line, text_width
from explorer.ui.panels.words import on_off
from explorer.ui.theme.fonts import font
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from explorer.pathway.definition import Node
    from explorer.session.comparing import Compared
    from explorer.session.snapshot import DocumentState

_STATE = 54.0


class OutcomeChip(RowButton):
    """One outcome with its state; a click selects it."""

    def __init__(
        self, node: Node, *, value: bool, differs: bool, theme: Theme = LIGHT, parent: QWidget | None = None
    ) -> None:
        super().__init__(node.caption, height=28, theme=theme, parent=parent)
        self.node, self.value, self.differs = node, value, differs
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tone = tone_of(value, node.wanted)
        judged = {"✓": ", as wanted", "!": ", not wanted"}.get(SIGNS[tone], "")
        self.setAccessibleName(f"{node.caption} {on_off(value)}{judged}{', differs' if differs else ''}")
        self.set_full_text(f"{node.label}{chr(10) + 'Differs from the other side' if differs else ''}")

    @property
    def words(self) -> str:
        """The name; an outcome that differs from the other side is set off by a sign."""
        return f"≠ {self.node.caption}" if self.differs else self.node.caption

    def sizeHint(self) -> QSize:
        """Return the size that name and state need."""
        scale = self.theme.text_scale
        wide = text_width(self.words, font(13, strong=self.differs)) + _STATE + 24
        return QSize(round(wide * scale), round(28 * scale))

    def minimumSizeHint(self) -> QSize:
        """Return the same: an outcome is never cut short."""
        return self.sizeHint()

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint name and state."""
        state = QRectF(rect.right() - _STATE - 4, rect.center().y() - CHIP_HEIGHT / 2, _STATE, CHIP_HEIGHT)
        area = QRectF(rect.left() + 6, rect.top(), state.left() - rect.left() - 12, rect.height())
        paint_line(painter, area, self.words, font(13, strong=self.differs), self.theme.text)
        paint_state(painter, state, self.value, tone_of(self.value, self.node.wanted), self.theme, signed=True)


class OutcomeChips(ChipFlow):
    """The chips of all outcomes."""

    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.chips: dict[str, OutcomeChip] = {}

    def show_state(self, state: DocumentState, compared: Compared) -> None:
        """Show the outcomes of ``state``, one of the two in ``compared``."""
        same = set(compared.difference.unchanged)
        self.chips = {}
        for node in state.pathway.outcomes:
            differs = node.id not in same
            chip = OutcomeChip(node, value=state.value(node.id), differs=differs, theme=self._theme, parent=self)
            chip.clicked.connect(lambda _=False, id_=node.id: self.selected.emit(id_))
            self.chips[node.id] = chip
        self.let_flow(self.chips.values())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for chip in self.chips.values():
            chip.set_theme(theme)
        self.flow()
