"""Where does it come from what a step says? The references of the file, to be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway, Reference

_ID = int(Qt.ItemDataRole.UserRole)
_MOST_ROWS = 5


class SourceList(QListWidget):
    """One row a reference; Space ticks it."""

    sources_changed = Signal(object)
    """The ids that are ticked now: those that were there first, new ones behind them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[str, ...] = ()
        self.setAccessibleName("Sources of the step")
        self.setToolTip("Tick the references on which the step rests: they stand below its text")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(lambda _: self._tell())

    def show_sources(self, pathway: Pathway, given: tuple[str, ...]) -> None:
        """Offer the references of ``pathway``, those ``given`` ticked."""
        was_blocked = self.blockSignals(True)
        if [self.item(row).data(_ID) for row in range(self.count())] != list(pathway.references):
            self.clear()
            for reference in pathway.references.values():
                item = QListWidgetItem(_words(reference))
                item.setData(_ID, reference.id)
                item.setToolTip(f"{reference.title}\n{reference.authors}".strip())
                item.setFlags(
                    Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                )
                self.addItem(item)
        self._given = given
        for row in range(self.count()):
            item = self.item(row)
            ticked = item.data(_ID) in given
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(was_blocked)
        self.setVisible(self.count() > 0)
        height = max(self.sizeHintForRow(0), 20) * min(max(self.count(), 1), _MOST_ROWS) + 6
        self.setFixedHeight(height)
        self.viewport().update()

    def _tell(self) -> None:
        ticked = [
            self.item(row).data(_ID)
            for row in range(self.count())
            if self.item(row).checkState() == Qt.CheckState.Checked
        ]
        kept = [id_ for id_ in self._given if id_ in ticked]
        self._given = (*kept, *(id_ for id_ in ticked if id_ not in kept))
        self.sources_changed.emit(self._given)


def _words(reference: Reference) -> str:
    parts = (reference.authors.split(",")[0], str(reference.year or ""))
    head = " ".join(part for part in parts if part)
    return f"{head}: {reference.title}" if head else reference.title
