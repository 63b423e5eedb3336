"""Which result is meant? A chip for each outcome, and for any other node that was selected; a click takes it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
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
    from explorer.pathway.definition import Node
    from explorer.session.snapshot import DocumentState


class ResultChip(RowButton):
    """One node with its present value; marked while it is asked about."""

    def __init__(self, node: Node, *, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(node.caption, height=28, theme=theme, parent=parent)
        self.node = node
        self.value = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What stands on the chip."""
        return f"{self.node.caption} {on_off(self.value)}"

    def show_value(self, *, value: bool, is_asked: bool) -> None:
        """Show the present value, and whether the chip is asked about."""
        self.value = value
        self.setChecked(is_asked)
        self.setAccessibleName(f"Result {self.words}{', asked about' if is_asked else ''}")
        self.set_full_text(f"{self.node.label}\nA click asks about it, another one no longer does.")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the words need."""
        scale = self.theme.text_scale
        return QSize(round((text_width(self.words, font(13, strong=True)) + 26) * scale), round(28 * scale))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a result is never cut short."""
        return self.sizeHint()

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the chip: filled with a solid border while it is asked about, dashed otherwise."""
        theme, asked = self.theme, self.isChecked()
        wanted = self.node.wanted
        ink = theme.on if wanted is None else theme.good if self.value == wanted else theme.bad
        pen = QPen(colour(ink if asked else theme.off_border), 1.8 if asked else 1.2)
        if not asked:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(chip_fill(ink, theme) if asked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 9, 9)
        written = chip_text(ink, theme) if asked else theme.off_text
        paint_line(painter, rect, self.words, font(13, strong=asked), written, alignment=Qt.AlignmentFlag.AlignHCenter)


class ResultChooser(ChipFlow):
    """The chips, and a button that adds the selected node."""

    result_changed = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._state: DocumentState | None = None
        self.chips: dict[str, ResultChip] = {}
        self._asked: tuple[str, ...] = ()
        self._added: tuple[str, ...] = ()
        self.add = QPushButton("+ Selected node", self)
        self.add.setProperty("role", "plain")
        self.add.setToolTip("Ask about the node that is selected on the diagram")
        self.add.clicked.connect(self.add_requested)
        self.let_flow((self.add,))  # a model without outcomes has no chips, and this is the only way in

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids of the nodes asked about, in the order of the chips."""
        return tuple(id_ for id_ in self.chips if id_ in self._asked)

    def show_state(self, state: DocumentState) -> None:
        """Offer the outcomes of ``state``; what was asked before stays asked where it is still there."""
        pathway = state.pathway
        if self._state is None or self._state.base is not state.base:
            self._asked = self._added = ()
        self._state = state
        ruled = [node for node in pathway.nodes.values() if node.rule is not None and node.id not in state.holds]
        offered = [node for node in ruled if node.kind is NodeKind.OUTCOME or node.id in self._added]
        ids = [node.id for node in offered]
        self._asked = tuple(id_ for id_ in self._asked if id_ in ids) or tuple(ids[:1])
        if ids != list(self.chips):
            made = {node.id: ResultChip(node, theme=self._theme, parent=self) for node in offered}
            for id_, chip in made.items():
                chip.clicked.connect(lambda _=False, id_=id_: self._turn(id_))
            self.chips = made
            self.let_flow([*made.values(), self.add])
        self._show()

    def ask_about(self, node: str) -> bool:
        """Ask about ``node`` and nothing else; returns whether that can be: inputs and held nodes have no cause."""
        state = self._state
        if state is None or node not in state.pathway.nodes:
            return False
        if state.pathway.nodes[node].rule is None or node in state.holds:
            return False
        self._asked, self._added = (node,), (*self._added, node)
        self.show_state(state)
        return True

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for chip in self.chips.values():
            chip.set_theme(theme)
        self.flow()

    def _turn(self, id_: str) -> None:
        asked = set(self._asked) ^ {id_}
        self._asked = tuple(one for one in self.chips if one in asked)
        self._show()
        self.result_changed.emit()

    def _show(self) -> None:
        assert self._state is not None
        for id_, chip in self.chips.items():
            chip.node = self._state.pathway.nodes[id_]
            chip.show_value(value=self._state.value(id_), is_asked=id_ in self._asked)
        self.flow()
