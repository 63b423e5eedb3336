"""What can be switched? Therapies, context and alternative rules as switches, and what is held against its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.pathway.definition import Node, NodeKind, Pathway, Variant
from explorer.ui.panels.switch_row import SwitchRow
from explorer.ui.panels.texts import ScrollingColumn, SectionHeading
from explorer.ui.panels.words import on_off, tooltip
from explorer.ui.theme.icons import paint_icon
from explorer.ui.theme.roles import LIGHT, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from explorer.session.moment import Moment
    from explorer.session.snapshot import DocumentState

_INKS = {NodeKind.DRUG: "drug", NodeKind.CONDITION: "condition"}
_CONTEXT = frozenset({NodeKind.CONDITION, NodeKind.CELLS})


def grouped(pathway: Pathway) -> dict[str, tuple[Node, ...]]:
    """Return what can be switched by section heading, in file order; empty sections are left out."""
    sections: dict[str, list[Node]] = {"Therapies": [], "Context": [], "Other inputs": []}
    for node in pathway.nodes.values():
        if node.kind is NodeKind.DRUG:
            sections["Therapies"].append(node)
        elif node.is_input and node.kind in _CONTEXT:
            sections["Context"].append(node)
        elif node.is_input:
            sections["Other inputs"].append(node)
    return {heading: tuple(nodes) for heading, nodes in sections.items() if nodes}


class InterventionsPanel(ScrollingColumn):
    """Switches for inputs and alternative rules; emits what is asked for and shows what it is told."""

    toggle_requested = Signal(str)
    release_requested = Signal(str)
    release_all_requested = Signal()
    variant_requested = Signal(str)
    plan_requested = Signal()
    hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._pathway: Pathway | None = None
        self._values: dict[str, bool] = {}
        self.switches: dict[str, SwitchRow] = {}
        self.variant_switches: dict[str, SwitchRow] = {}
        self.held = HeldSection(self)
        self.held.release_requested.connect(self.release_requested)
        self.held.release_all_requested.connect(self.release_all_requested)
        self.column.setContentsMargins(6, 4, 6, 8)
        self.column.setSpacing(0)

    def show_pathway(self, pathway: Pathway) -> None:
        """Show the switches of ``pathway``, in its start state; nothing is built anew for the same pathway."""
        if pathway is self._pathway:
            return
        self._pathway = pathway
        self._clear()
        for heading, nodes in grouped(pathway).items():
            self._add_heading(heading)
            for node in nodes:
                self._add_switch(node)
            if heading == "Therapies":
                self._add_question()
        self.column.addWidget(self.held)
        self.held.show_holds(pathway, {})
        if pathway.variants:
            self._add_heading("Alternative rules")
            for variant in pathway.variants:
                self._add_variant(variant)
        self.column.addStretch(1)
        if not self.switches and not pathway.variants:
            note = QLabel("This pathway has no inputs to switch. Click a node on the diagram to hold it.")
            note.setProperty("role", "muted")
            note.setWordWrap(True)
            self.column.insertWidget(0, note)

    def show_state(self, state: DocumentState) -> None:
        """Show what is switched, held and chosen in ``state``."""
        for id_, row in self.switches.items():
            self._values[id_] = state.value(id_)
            row.show_value(on=self._values[id_])
            row.show_remark("")
        for id_, row in self.variant_switches.items():
            row.show_value(on=id_ in state.variants)
        ruled = {id_: value for id_, value in state.holds.items() if not state.pathway.nodes[id_].is_input}
        self.held.show_holds(state.pathway, ruled)

    def show_moment(self, moment: Moment) -> None:
        """Say beside each switch where the moment on screen differs from the present."""
        if self._pathway is None:
            return
        index = self._pathway.network.index
        for id_, row in self.switches.items():
            then = bool(moment.before[index[id_]])
            row.show_remark("" if then == self._values.get(id_, then) else f"{on_off(then)} at this step")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for row in (*self.switches.values(), *self.variant_switches.values()):
            row.set_theme(theme)
        self.held.set_theme(theme)

    def _clear(self) -> None:
        self.switches, self.variant_switches, self._values = {}, {}, {}
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.held:
                widget.hide()
                widget.deleteLater()

    def _add_heading(self, text: str) -> None:
        heading = SectionHeading(text)
        heading.set_margins(6, 10, 0, 3)
        self.column.addWidget(heading)

    def _add_switch(self, node: Node) -> None:
        detail = " ".join((node.description or node.status).split())
        row = SwitchRow(node.caption, detail, ink=_INKS.get(node.kind, "on"), theme=self._theme)
        row.show_value(on=node.start)
        row.set_full_text(
            "\n".join(dict.fromkeys(part for part in (node.label, node.description, node.status) if part))
        )
        row.clicked.connect(lambda _=False, id_=node.id: self.toggle_requested.emit(id_))
        row.hovered.connect(lambda inside, id_=node.id: self.hovered.emit(id_ if inside else ""))
        self.switches[node.id] = row
        self.column.addWidget(row)

    def _add_question(self) -> None:
        button = _plain_button("What would it take?…")
        button.setToolTip("The smallest sets of interventions that reach a goal from here")
        button.clicked.connect(self.plan_requested)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_variant(self, variant: Variant) -> None:
        row = SwitchRow(variant.title, variant.confidence.value, theme=self._theme)
        parts = (variant.title, variant.description, variant.effect, f"Confidence: {variant.confidence.value}")
        row.set_full_text("\n".join(part for part in parts if part))
        row.clicked.connect(lambda _=False, id_=variant.id: self.variant_requested.emit(id_))
        self.variant_switches[variant.id] = row
        self.column.addWidget(row)


class HeldSection(QWidget):
    """Ruled nodes that are held, each with a button that releases it; hidden where there are none."""

    release_requested = Signal(str)
    release_all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._shown: dict[str, bool] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.release_all = _plain_button("Release all")
        self.release_all.setToolTip("Release every hold; switches go back to their start values")
        self.release_all.clicked.connect(self.release_all_requested)
        top = QHBoxLayout()
        top.setContentsMargins(6, 8, 0, 0)
        top.addWidget(SectionHeading("Held against their rule"), 1)
        top.addWidget(self.release_all)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(6, 0, 0, 0)
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._rows)
        self.hide()

    def show_holds(self, pathway: Pathway, holds: dict[str, bool]) -> None:
        """Show ``holds``: node ids and the values to which they are held."""
        if holds == self._shown:
            return
        self._shown = holds
        self.buttons = {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for id_, value in holds.items():
            self._rows.addWidget(self._row(pathway.nodes[id_], value=value))
        self.setVisible(bool(holds))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for pin in self.findChildren(_Pin):
            pin.set_theme(theme)

    def _row(self, node: Node, *, value: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        words = QLabel(f"{node.caption} {on_off(value)}")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setMinimumWidth(40)
        words.setToolTip(tooltip(f"{node.label} is held {on_off(value)}"))
        button = _plain_button("Release")
        button.setAccessibleName(f"Release {node.caption}")
        button.clicked.connect(lambda _=False, id_=node.id: self.release_requested.emit(id_))
        self.buttons[node.id] = button
        line.addWidget(_Pin(self._theme))
        line.addWidget(words, 1)
        line.addWidget(button)
        return row


class _Pin(QWidget):
    """The sign of a hold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(18, 18))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        paint_icon(painter, "pin", QRectF(1, 1, 16, 16), colour(self._theme.held))
        painter.end()


def _plain_button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "plain")
    return button
