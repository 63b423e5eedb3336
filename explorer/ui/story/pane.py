"""How is a story written? Beside the diagram: its steps in order, and the fields of the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from explorer.session.story import story_states
from explorer.session.story_editing import DuplicateStep, EditStep, MoveStep, RemoveStep
from explorer.session.story_recording import ends_otherwise
from explorer.ui.panels.texts import MARGIN, PlainText
from explorer.ui.panels.words import on_off
from explorer.ui.story.form import StepForm
from explorer.ui.story.miniature import MOST_NODES, miniature
from explorer.ui.story.step_list import StepList
from explorer.ui.story.words import end_words
from explorer.ui.theme.roles import LIGHT, Theme
from explorer.ui.theme.tab_chain import chain

if TYPE_CHECKING:
    from explorer.pathway.definition import StoryStep
    from explorer.pathway.diagram import Diagram
    from explorer.session.snapshot import DocumentState

_MOST_TOLD = 400
"""Nodes up to which the whole story is run while the window waits, after each edit that may change where it leads."""
_EMPTY = (
    "This pathway has no story yet. Set the diagram as the audience shall see it, then record that as the first step."
)


class StoryPane(QWidget):
    """Follows the document; everything that is done to the story is asked for as a command, so that undo takes it back.

    Choosing a step only shows its fields; the diagram shows it when that is asked for.
    """

    command_requested = Signal(object)
    record_requested = Signal(int)
    """A step is to be recorded to stand at this place, counted from 0."""
    update_requested = Signal(int)
    show_requested = Signal(int)
    play_requested = Signal(int)
    stopped = Signal()
    camera_requested = Signal()
    """The present camera is wanted; answered by ``take_camera``."""
    nodes_requested = Signal(str)
    """What is selected is wanted for a field; answered by ``take_nodes``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: DocumentState | None = None
        self.at = 0
        """The step that is chosen, counted from 0."""
        self._theme = LIGHT
        self._diagram: Diagram | None = None
        self._wanted: int | None = None
        self._pictured: dict[int, tuple[object, ...]] = {}
        self.setObjectName("story_pane")
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.list = StepList()
        self.list.currentRowChanged.connect(self._choose)
        self.list.move_requested.connect(self._move)
        self.list.remove_requested.connect(self._remove)
        self.list.show_requested.connect(self.show_requested)
        self.form = StepForm()
        self.form.edited.connect(self._edit)
        self.form.update_requested.connect(lambda: self.update_requested.emit(self.at))
        self.form.camera_requested.connect(self.camera_requested)
        self.form.nodes_requested.connect(self.nodes_requested)
        self.note = PlainText(muted=True)
        self.where = PlainText(muted=True)
        self.where.hide()
        self.record = _button(
            "&Record a step", "Record what is held now, and the camera, as a step behind the chosen one"
        )
        self.record.setProperty("role", "primary")
        self.record.clicked.connect(lambda: self.record_requested.emit(self.at + 1 if self._steps else 0))
        self.show_step_button = _button(
            "&Show", "Bring the diagram to where the step ends (Enter); undo brings it back"
        )
        self.show_step_button.clicked.connect(lambda: self.show_requested.emit(self.at))
        self.play = _button("&Play from here", "Tell the story on stage from this step on (Shift+F5)")
        self.play.clicked.connect(lambda: self.play_requested.emit(self.at))
        self.duplicate = _button("D&uplicate", "Put a copy of the step behind it")
        self.duplicate.clicked.connect(self._duplicate)
        self.delete = _button("&Delete", "Take the step out of the story (Delete)")
        self.delete.clicked.connect(lambda: self._remove(self.at))
        self.up = _button("Move up", "Earlier in the story (Alt+Up), or drag the row")
        self.up.clicked.connect(lambda: self._move(self.at, self.at - 1))
        self.down = _button("Move down", "Later in the story (Alt+Down), or drag the row")
        self.down.clicked.connect(lambda: self._move(self.at, self.at + 1))

    def _lay_out(self) -> None:
        upper = QWidget()
        upper.setProperty("role", "panel")
        column = QVBoxLayout(upper)
        column.setContentsMargins(MARGIN, 6, MARGIN, 6)
        column.setSpacing(6)
        buttons = QGridLayout()
        buttons.setSpacing(6)
        rows = (
            (self.record, self.show_step_button, self.play),
            (self.duplicate, self.delete, self.up, self.down),
        )
        buttons.addWidget(rows[0][0], 0, 0, 1, 4)
        buttons.addWidget(rows[0][1], 0, 4, 1, 3)
        buttons.addWidget(rows[0][2], 0, 7, 1, 5)
        for number, button in enumerate(rows[1]):
            buttons.addWidget(button, 1, number * 3, 1, 3)
        column.addWidget(self.where)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(upper)
        self.split.addWidget(self.form)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([300, 340])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.split, 1)
        self.setFocusProxy(self.list)
        fields = self.form.fields
        chain("story", (*rows[0], *rows[1], self.list, *fields))

    @property
    def _steps(self) -> tuple[StoryStep, ...]:
        return self.state.steps if self.state is not None else ()

    # -- following the document ---------------------------------------------------------------------------------------

    def ask_from(self, state: DocumentState) -> None:
        """Show the story of ``state``: the editor was opened."""
        self._show(state)

    def show_state(self, state: DocumentState) -> None:
        """Follow the document; what is held now is of no matter until it is recorded."""
        old = self.state
        if old is None or old.base is not state.base:
            is_read_again = old is not None and old.base.id == state.base.id
            self.at, self._wanted = self.at if is_read_again else 0, None
            self._show(state)
        elif old.steps is not state.steps:
            self._follow(old, state)
        else:
            self.state = state

    def _follow(self, old: DocumentState, state: DocumentState) -> None:
        if self._wanted is not None:
            self.at, self._wanted = self._wanted, None
        elif old.steps:
            # After undo the chosen step may stand elsewhere; a reworded one stays where it is.
            chosen = old.steps[min(self.at, len(old.steps) - 1)]
            places = [at for at, step in enumerate(state.steps) if step is chosen]
            if places and self.at not in places:
                self.at = places[0]
        self._show(state)
        self._say_what_follows(old, state)

    def _show(self, state: DocumentState) -> None:
        self.state = state
        steps = state.steps
        self.at = min(max(self.at, 0), max(len(steps) - 1, 0))
        self.list.show_steps(state.base, steps, self.at)
        self.note.setText("" if steps else _EMPTY)
        self.note.setVisible(not steps)
        self._show_chosen()
        self._draw_pictures()

    def _show_chosen(self) -> None:
        state = self.state
        assert state is not None
        steps = state.steps
        has_step = bool(steps)
        self.form.show_step(state.base, steps[self.at] if has_step else None, self.at)
        self.form.setVisible(has_step)
        self.form.show_ending(end_words(self._states[self.at]) if has_step and self._is_small else "")
        for button in (self.show_step_button, self.play, self.duplicate, self.delete):
            button.setEnabled(has_step)
        self.up.setEnabled(self.at > 0)
        self.down.setEnabled(self.at < len(steps) - 1)

    @property
    def _is_small(self) -> bool:
        return self.state is not None and len(self.state.base.nodes) <= _MOST_TOLD

    @property
    def _states(self) -> tuple[DocumentState, ...]:
        assert self.state is not None
        return story_states(self.state.base, steps=self.state.steps)

    def _say_what_follows(self, old: DocumentState, state: DocumentState) -> None:
        """Name the first step that shows other outcomes now, because of what comes before it."""
        if not self._is_small:
            return
        changed = ends_otherwise(old, state)
        if not changed:
            return
        at, nodes = changed[0]
        shown = self._states[at]
        words = ", ".join(f"{state.base.nodes[id_].caption} {on_off(shown.value(id_))}" for id_ in nodes)
        more = f", and {len(changed) - 1} more steps end otherwise, too" if len(changed) > 1 else ""
        self.note.setText(f"Because of this, step {at + 1} ({state.steps[at].title}) now ends with {words}{more}.")
        self.note.show()

    def say_where_it_goes(self, words: str) -> None:
        """Say above the steps what saving will do; empty where it goes into the file."""
        self.where.setText(words)
        self.where.setVisible(bool(words))

    # -- small pictures -----------------------------------------------------------------------------------------------

    def show_diagram(self, diagram: Diagram | None) -> None:
        """Take the geometry for small pictures."""
        if diagram is not self._diagram:
            self._diagram = diagram
            self._pictured.clear()
            self._draw_pictures()

    def _draw_pictures(self) -> None:
        """Draw what has changed; a picture takes a fraction of a millisecond a hundred nodes."""
        if self.state is None or self._diagram is None or not self._is_small:
            return
        if len(self._diagram.nodes) > MOST_NODES:
            return
        for at, (step, state) in enumerate(zip(self.state.steps, self._states, strict=True)):
            seen = (step.show, step.rest, step.camera, step.region, step.highlight, state.present, self._theme)
            if self._pictured.get(at) != seen or self.list.item(at).data(Qt.ItemDataRole.DecorationRole) is None:
                self._pictured[at] = seen
                ratio = self.devicePixelRatioF()
                self.list.show_picture(at, miniature(self._diagram, step, state, self._theme, ratio))

    # -- asking -------------------------------------------------------------------------------------------------------

    def choose(self, at: int, *, title: bool = False) -> None:
        """Choose step ``at`` (from 0) as soon as it is there; ``title``: and let its title be typed."""
        if self.state is not None and at < len(self.state.steps):
            self.at = at
            self._show(self.state)
        else:
            self._wanted = at
        if title:
            self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.title.selectAll()

    def expect(self, at: int) -> None:
        """Choose step ``at`` (from 0) when the story has changed next."""
        self._wanted = at

    def _choose(self, row: int) -> None:
        if row >= 0 and row != self.at:
            self.at = row
            self.note.hide()
            self._show_chosen()

    def _edit(self, changes: tuple[tuple[str, object], ...], merging: str) -> None:
        name = f"step {self.at}: {merging}" if merging else ""
        self.command_requested.emit(EditStep(self.at, changes, merging=name))

    def _move(self, at: int, to: int) -> None:
        if at != to and 0 <= to < len(self._steps):
            self.expect(to)
            self.command_requested.emit(MoveStep(at, to))

    def _remove(self, at: int) -> None:
        if self._steps:
            self.expect(min(at, len(self._steps) - 2))
            self.command_requested.emit(RemoveStep(at))

    def _duplicate(self) -> None:
        if self._steps:
            self.expect(self.at + 1)
            self.command_requested.emit(DuplicateStep(self.at))

    def take_camera(self, region: tuple[float, float, float, float] | None) -> None:
        """Let the chosen step look at ``region``, None: at the whole diagram."""
        self.form.edited.emit((("region", region), ("camera", ())), "")

    def take_nodes(self, name: str, ids: tuple[str, ...]) -> None:
        """Take ``ids`` for ``show``, ``camera`` or ``highlight`` of the chosen step."""
        also = (("region", None),) if name == "camera" else ()
        self.form.edited.emit(((name, ids), *also), "")

    def stop(self) -> None:
        """Tell that the editor was put away: nothing more is recorded."""
        self.stopped.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.list.set_theme(theme)
        self.form.fit_letters()
        if self.state is not None:
            self._draw_pictures()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(text.replace("&", ""))
    return button
