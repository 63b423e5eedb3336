"""Which drugs are tried together? A menu from which pairs are chosen, each drug with all others below it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from explorer.session.response_survey import drugs_of
from explorer.ui.answers.matrix_words import name

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

Pair = frozenset[str]


class PairMenu(QToolButton):
    """A button with the menu; ``pairs`` are those chosen."""

    pairs_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pathway: Pathway | None = None
        self.pairs: set[Pair] = set()
        self.setText("Pairs…")
        self.setToolTip("Choose drugs to be tried together")
        self.setAccessibleName("Choose pairs of drugs")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)

    def show_pathway(self, pathway: Pathway) -> None:
        """Offer the drugs of ``pathway``; at first those are chosen that its scenarios give together."""
        self._pathway = pathway
        self.pairs = scenario_pairs(pathway)
        self.setEnabled(len(drugs_of(pathway)) > 1)

    def chosen(self) -> tuple[dict[str, bool], ...]:
        """Return the chosen pairs as therapies, in file order."""
        if self._pathway is None:
            return ()
        pairs = combinations(drugs_of(self._pathway), 2)
        return tuple(dict(pair) for pair in pairs if frozenset(node for node, _ in pair) in self.pairs)

    def _fill(self) -> None:
        pathway = self._pathway
        self.choices.clear()
        if pathway is None:
            return
        drugs = drugs_of(pathway)
        every = {frozenset((one, other)) for (one, _), (other, _) in combinations(drugs, 2)}
        self.choices.addAction(f"All {len(every)} pairs").triggered.connect(lambda: self._take(every))
        self.choices.addAction("No pairs").triggered.connect(lambda: self._take(set()))
        self.choices.addSeparator()
        for drug, value in drugs:
            self._fill_one(self.choices.addMenu(f"{name(pathway, drug, value=value)} with"), drug)

    def _fill_one(self, menu: QMenu, drug: str) -> None:
        assert self._pathway is not None
        for other, value in drugs_of(self._pathway):
            if other == drug:
                continue
            action = menu.addAction(name(self._pathway, other, value=value))
            action.setCheckable(True)
            pair = frozenset((drug, other))
            action.setChecked(pair in self.pairs)
            action.triggered.connect(lambda _=False, pair=pair: self._take(self.pairs ^ {pair}))

    def _take(self, pairs: set[Pair]) -> None:
        self.pairs = set(pairs)
        self.pairs_changed.emit()


def scenario_pairs(pathway: Pathway) -> set[Pair]:
    """Return the pairs of drugs that a phase of a scenario of the file gives together, alone."""
    values = dict(drugs_of(pathway))
    given = (
        frozenset(node for node, value in phase.hold.items() if values.get(node) == value)
        for scenario in pathway.scenarios
        for phase in scenario.phases
    )
    return {pair for pair in given if len(pair) == 2}
