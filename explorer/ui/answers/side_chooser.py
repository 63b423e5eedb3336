"""Which state is meant? A box with the start, the step before, the present, pinned states, and ends of scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from explorer.session.comparing import Side, sides, words_of
from explorer.ui.panels.words import tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.session.comparing import Pin
    from explorer.session.snapshot import DocumentState


class SideChooser(QComboBox):
    """One side of a comparison."""

    side_changed = Signal()

    def __init__(self, name: str, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = side
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._take)

    @property
    def side(self) -> Side:
        """What is chosen."""
        return self._wanted

    def choose(self, side: Side) -> None:
        """Choose ``side`` without telling."""
        self._wanted = side
        at = self._place_of(side)
        if at >= 0:
            self.setCurrentIndex(at)

    def show_state(self, state: DocumentState, pins: Sequence[Pin] = (), *, otherwise: Side) -> None:
        """Offer what there is in ``state``; what was chosen stays, or becomes ``otherwise`` where it is gone."""
        offered = sides(state, pins)
        if self._wanted not in offered:
            self._wanted = otherwise if otherwise in offered else offered[0]
        self.clear()
        for side in offered:
            words = words_of(side, state)
            self.addItem(words, side)
            self.setItemData(self.count() - 1, tooltip(words), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(self._place_of(self._wanted))
        self.setToolTip(tooltip(words_of(self._wanted, state)))

    def _place_of(self, side: Side) -> int:
        return next((at for at in range(self.count()) if self.itemData(at) == side), -1)

    def _take(self, at: int) -> None:
        chosen = self.itemData(at)
        if isinstance(chosen, Side) and chosen != self._wanted:
            self._wanted = chosen
            self.setToolTip(tooltip(self.itemText(at)))
            self.side_changed.emit()
