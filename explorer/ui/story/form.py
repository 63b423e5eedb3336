"""What does one step say, show and hold? Its fields, each an edit that undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.pathway.definition import Basis, Beginning, Unrevealed
from explorer.ui.panels.texts import PlainText, ScrollingColumn, SectionHeading
from explorer.ui.panels.words import BASIS
from explorer.ui.presenter.caption import SMALLEST, share_on_stage, title_fits
from explorer.ui.story.source_list import SourceList
from explorer.ui.story.text_field import LineField, TextField
from explorer.ui.story.words import BEGINNINGS, OTHERS, camera_words, held_words, length_words, names

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway, StoryStep

_NO_BASIS = "No basis: it only describes"
_CAMERA = ("The whole, or what is revealed", "These nodes", "This region")


class StepForm(ScrollingColumn):
    """The fields of one step; they follow the document, and ask for what is changed."""

    edited = Signal(object, str)
    """Changes as (attribute, value) pairs, and the name under which edits that follow are one step back, or empty."""
    camera_requested = Signal()
    nodes_requested = Signal(str)
    """The nodes selected on the diagram are wanted for ``show``, ``camera`` or ``highlight``."""
    update_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: StoryStep | None = None
        self._pathway: Pathway | None = None
        self._visit = 0
        self._make_words()
        self._make_sight()
        self._lay_out()

    def _make_words(self) -> None:
        self.title = LineField("Title of the step")
        self.title.setPlaceholderText("What the step is about")
        self.title.textEdited.connect(self._title_edited)
        self.title.left.connect(self._restore_title)
        self.text = TextField("Text of the step, for the audience", 4)
        self.notes = TextField("Notes for the speaker", 4)
        self.notes.setPlaceholderText("Only you see these")
        for field, name in ((self.text, "text"), (self.notes, "notes")):
            field.text_edited.connect(lambda words, name=name: self._typed(name, words))
        for visited in (self.title.visited, self.text.visited, self.notes.visited):
            visited.connect(self._begin_visit)
        self.length = PlainText(muted=True)
        self.basis = _chooser("Basis of what the step says", [_NO_BASIS, *(one.value.capitalize() for one in Basis)])
        self.basis.setToolTip("\n".join(f"{one.value.capitalize()}: {words}" for one, words in BASIS.items()))
        self.basis.activated.connect(lambda at: self._ask("basis", [None, *Basis][at]))
        self.sources = SourceList()
        self.sources.sources_changed.connect(lambda ids: self._ask("evidence", ids))
        self.no_sources = PlainText("The file has no references.", muted=True)

    def _make_sight(self) -> None:
        self.begin = _chooser("Where the step begins", BEGINNINGS.values())
        self.begin.activated.connect(lambda at: self._ask("begin", list(Beginning)[at]))
        self.held = PlainText()
        self.update_holds = _button("Update from here", "Take over what is held now, and the camera; the words stay")
        self.update_holds.clicked.connect(self.update_requested)
        self.ending = PlainText(muted=True)
        self.shown = PlainText()
        self.show_selected = _button("Only the selected nodes", "Reveal the nodes that are selected on the diagram")
        self.show_all = _button("Everything", "Reveal the whole diagram")
        self.show_selected.clicked.connect(lambda: self.nodes_requested.emit("show"))
        self.show_all.clicked.connect(lambda: self._ask("show", ()))
        self.rest = _chooser("What becomes of the others", OTHERS.values())
        self.rest.activated.connect(lambda at: self._ask("rest", list(Unrevealed)[at]))
        self.camera = PlainText()
        self.camera_whole = _button("Whole", "Look at everything that is revealed")
        self.camera_selected = _button("Selected nodes", "Look at the nodes that are selected on the diagram")
        self.camera_here = _button("Take the present camera", "Look at what the window shows of the diagram now")
        self.camera_whole.clicked.connect(lambda: self._ask_all((("camera", ()), ("region", None))))
        self.camera_selected.clicked.connect(lambda: self.nodes_requested.emit("camera"))
        self.camera_here.clicked.connect(self.camera_requested)
        self.marked = PlainText()
        self.mark_selected = _button("What is selected", "Let the selected nodes, or the selected arrow, stand out")
        self.mark_nothing = _button("Nothing", "Let nothing stand out")
        self.mark_selected.clicked.connect(lambda: self.nodes_requested.emit("highlight"))
        self.mark_nothing.clicked.connect(lambda: self._ask("highlight", ()))

    def _lay_out(self) -> None:
        parts: tuple[QWidget, ...] = (
            _labelled("&Title", self.title), self.title, _labelled("Te&xt, for the last row", self.text), self.text,
            self.length, _labelled("&Notes, for the speaker", self.notes), self.notes,
            SectionHeading("Where it comes from"), self.basis, self.sources, self.no_sources,
            SectionHeading("What happens"), self.begin, self.held, self.ending, _line(self.update_holds),
            SectionHeading("What is revealed"), self.shown, _line(self.show_all, self.show_selected), self.rest,
            SectionHeading("Where the camera looks"), self.camera,
            _line(self.camera_whole, self.camera_selected), _line(self.camera_here),
            SectionHeading("What stands out"), self.marked, _line(self.mark_nothing, self.mark_selected),
        )  # fmt: skip
        self.column.setSpacing(4)
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Everything that takes the keyboard, from above to below."""
        return (
            self.title, self.text, self.notes, self.basis, self.sources, self.begin, self.update_holds,
            self.show_all, self.show_selected, self.rest, self.camera_whole, self.camera_selected, self.camera_here,
            self.mark_nothing, self.mark_selected,
        )  # fmt: skip

    # -- showing ------------------------------------------------------------------------------------------------------

    def show_step(self, pathway: Pathway, step: StoryStep | None, at: int) -> None:
        """Show ``step`` of ``pathway``; None where there is none."""
        self._step, self._pathway = step, pathway
        self.setEnabled(step is not None)
        if step is None:
            return
        self.title.show_text(step.title)
        self.text.show_text(step.text)
        self.notes.show_text(step.notes)
        self._show_length(step)
        self.basis.setCurrentIndex([None, *Basis].index(step.basis))
        self.sources.show_sources(pathway, step.evidence)
        self.no_sources.setVisible(not pathway.references)
        self.begin.setCurrentIndex(list(Beginning).index(step.begin))
        self.begin.setEnabled(at > 0)
        self.begin.setToolTip("" if at else "The first step always begins in the start state")
        self.held.setText(held_words(pathway, step))
        self.shown.setText(names(pathway, step.show) if step.show else "Everything")
        self.rest.setCurrentIndex(list(Unrevealed).index(step.rest))
        self.rest.setVisible(bool(step.show))
        self.camera.setText(camera_words(pathway, step))
        self.marked.setText(names(pathway, step.highlight) if step.highlight else "Nothing")

    def show_ending(self, words: str) -> None:
        """Say in which outcomes the step ends."""
        self.ending.setText(f"It ends with {words}." if words else "")
        self.ending.setVisible(bool(words))

    def fit_letters(self) -> None:
        """Take the heights of the present letters."""
        self.text.fit()
        self.notes.fit()

    def _show_length(self, step: StoryStep) -> None:
        assert self._pathway is not None
        share = share_on_stage(self._pathway, step)
        words, is_warning = length_words(share, title_fits=title_fits(step), letters=len(step.text), smallest=SMALLEST)
        self.length.setText(words)
        self.length.setAccessibleName(words)
        role = "caution" if is_warning else "muted"
        if self.length.property("role") != role:
            self.length.setProperty("role", role)
            self.length.style().unpolish(self.length)
            self.length.style().polish(self.length)

    # -- asking -------------------------------------------------------------------------------------------------------

    def _begin_visit(self) -> None:
        self._visit += 1

    def _typed(self, name: str, words: str) -> None:
        self.edited.emit(((name, words),), f"{name}, visit {self._visit}")

    def _title_edited(self, words: str) -> None:
        if words.strip():
            self._typed("title", words)
        else:
            self.length.setText("A step needs a title: the one before stays until there is one.")

    def _restore_title(self) -> None:
        if self._step is not None:
            self.title.show_text(self._step.title)
            self._show_length(self._step)

    def _ask(self, name: str, value: object) -> None:
        self._ask_all(((name, value),))

    def _ask_all(self, changes: tuple[tuple[str, object], ...]) -> None:
        if self._step is not None and any(getattr(self._step, name) != value for name, value in changes):
            self.edited.emit(changes, "")


def _chooser(name: str, choices: object) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItems([str(choice) for choice in choices])  # type: ignore[attr-defined]
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button


def _line(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 4)
    line.setSpacing(6)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return whole


def _labelled(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    label.setProperty("role", "muted")
    return label
