"""What stands in the table of nodes? A row for each node that passes the filter, in the chosen order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from explorer.session.search import folded
from explorer.ui.panels.words import on_off

if TYPE_CHECKING:
    from explorer.logic.state import State
    from explorer.pathway.definition import Node, Pathway
    from explorer.session.moment import Moment

COLUMNS = ("State", "Node", "Kind", "Place", "Held", "Changed")
STATE, NODE, KIND, PLACE, HELD, CHANGED = range(len(COLUMNS))
TIPS = (
    "ON is checked; Space or a click flips",
    "The words on the diagram",
    "What it stands for",
    "Where it lies",
    "Pinned against its rule, or an input away from its start value",
    "Different from before the run, or oscillating",
)
_STANDINGS = frozenset({"on", "off", "held", "changed"})
_MANY = 60
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class NodeRows(QAbstractTableModel):
    """The rows. Values come in by ``show_moment``; a check box only asks.

    Sorting and filtering happen here and not in a proxy: at 10,000 nodes that takes 20 ms instead of a second. Rows
    keep their places while values change, so that none runs away from under the hand.
    """

    toggle_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._nodes: tuple[Node, ...] = ()
        self._places: tuple[str, ...] = ()
        self._hay: tuple[str, ...] = ()
        self._values: State = ()
        self._held: tuple[str, ...] = ()
        self._changed: tuple[str, ...] = ()
        self._order: list[int] = []
        self._row_of: dict[str, int] = {}
        self._wanted: tuple[str, ...] = ()
        self._sorted_by = (-1, False)

    @property
    def count(self) -> int:
        """How many nodes there are, filtered ones included."""
        return len(self._nodes)

    def show_pathway(self, pathway: Pathway) -> None:
        """Show the nodes of ``pathway`` in its start state."""
        self.beginResetModel()
        self._nodes = tuple(pathway.nodes.values())
        places = {id_: compartment.label for id_, compartment in pathway.compartments.items()}
        self._places = tuple(places.get(node.compartment or "", "") for node in self._nodes)
        self._hay = ()
        self._values = pathway.start
        self._held = self._changed = ("",) * len(self._nodes)
        self._arrange()
        self.endResetModel()

    def show_moment(self, moment: Moment) -> None:
        """Take the values of ``moment``; only rows that differ are told of."""
        now = moment.after if moment.phase >= 0.5 or not moment.phase else moment.before
        if len(now) != len(self._nodes):
            return
        held = tuple(on_off(moment.holds[node.id]) if node.id in moment.holds else "" for node in self._nodes)
        changed = tuple(
            "oscillates" if node.id in moment.oscillating else "" if new == old else f"was {on_off(bool(old))}"
            for node, new, old in zip(self._nodes, now, moment.reference, strict=True)
        )
        old = list(zip(self._values, self._held, self._changed, strict=True))
        self._values, self._held, self._changed = now, held, changed
        if _STANDINGS.intersection(self._wanted):
            self.beginResetModel()
            self._arrange()
            self.endResetModel()
            return
        pairs = enumerate(zip(old, zip(now, held, changed, strict=True), strict=True))
        differing = [self._row_of.get(self._nodes[at].id, -1) for at, (before, after) in pairs if before != after]
        self._tell([row for row in differing if row >= 0])

    def _tell(self, rows: list[int]) -> None:
        """Say which rows differ; of many the whole stretch, since every word costs the view as much."""
        stretches = [(row, row) for row in rows] if len(rows) <= _MANY else [(min(rows), max(rows))]
        for first, last in stretches:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def set_filter(self, text: str) -> None:
        """Keep rows in which all words of ``text`` stand; ``on``, ``off``, ``held`` and ``changed`` ask for states."""
        self._wanted = tuple(folded(text).split())
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by ``column``; what is equal stays in the order of the file."""
        self._sorted_by = (column, order is Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def node_at(self, row: int) -> str:
        """Return the id of the node in ``row``, or an empty string."""
        return self._nodes[self._order[row]].id if 0 <= row < len(self._order) else ""

    def row_of(self, node: str) -> int:
        """Return the row of ``node``, -1 where it is filtered away."""
        return self._row_of.get(node, -1)

    def _arrange(self) -> None:
        if self._wanted and not self._hay:  # read when it is first needed: at 10,000 nodes it takes 100 ms
            self._hay = tuple(_words(node, place) for node, place in zip(self._nodes, self._places, strict=True))
        shown = [at for at in range(len(self._nodes)) if self._passes(at)]
        column, backwards = self._sorted_by
        if column >= 0:
            keys = [self._key(at, column) for at in range(len(self._nodes))]
            shown.sort(key=keys.__getitem__, reverse=backwards)
        self._order = shown
        self._row_of = {self._nodes[at].id: row for row, at in enumerate(shown)}

    def _passes(self, at: int) -> bool:
        for word in self._wanted:
            if word in _STANDINGS:
                standing = {
                    "on": bool(self._values[at]),
                    "off": not self._values[at],
                    "held": bool(self._held[at]),
                    "changed": bool(self._changed[at]),
                }
                if not standing[word]:
                    return False
            elif word not in self._hay[at]:
                return False
        return True

    def _key(self, at: int, column: int) -> tuple[int, str]:
        if column == STATE:
            return (1 - int(self._values[at]), "")
        text = self._text(at, column)
        return (int(not text), text.casefold())  # empty ones last

    def _text(self, at: int, column: int) -> str:
        node = self._nodes[at]
        return {
            STATE: on_off(bool(self._values[at])),
            NODE: node.caption,
            KIND: node.kind.value,
            PLACE: self._places[at],
            HELD: self._held[at],
            CHANGED: self._changed[at],
        }[column]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many nodes pass the filter."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        at = self._order[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(at, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == STATE:
            return Qt.CheckState.Checked if self._values[at] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._nodes[at].label if index.column() == NODE else self._text(at, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._text(at, index.column())
            return f"{self._nodes[at].caption}, {text}" if index.column() == STATE else text
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask to flip the node whose check box was clicked; the document answers."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == STATE:
            self.toggle_requested.emit(self.node_at(index.row()))
        return False

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == STATE else plain

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return TIPS[section]
        return None


def _words(node: Node, place: str) -> str:
    return folded(" ".join((node.caption, node.label, node.id, node.kind.value, place, *node.synonyms)))
