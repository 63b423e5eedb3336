"""Which answers can stand beside the diagram? One table; a pane is made, and its wishes connected, at first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from explorer.session.comparing import Compared
    from explorer.ui.answers.bearing_words import Bearings
    from explorer.ui.answers.goal_chooser import GoalChooser
    from explorer.ui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One line of the table.

    Attributes:
        id: the name of its action, and of its dock.
        title: what stands above the pane.
        make: returns the pane (an ``AnswerPane``), connected with the window.
    """

    id: str
    title: str
    make: Callable[[MainWindow], QWidget]


def _follow_selection(window: MainWindow, goals: GoalChooser) -> None:
    """Let ``goals`` offer the node that is selected, wherever that was done."""
    window.canvas.selected.connect(lambda kind, id_: goals.show_selected(id_ if kind == "node" else ""))
    for panel in (window.node_table, window.outcomes):
        panel.selected.connect(goals.show_selected)
    window.inspector.selected.connect(lambda kind, id_: goals.show_selected(id_ if kind == "node" else ""))
    hit = window.canvas.selected_hit
    goals.show_selected(hit.id if hit.kind == "node" else "")


def _what_it_takes(window: MainWindow) -> QWidget:
    from explorer.session.trying import TryHolds
    from explorer.ui.answers.matrix_words import names
    from explorer.ui.answers.what_it_takes import WhatItTakes
    from explorer.ui.window.exports import tables

    workspace, pane = window.workspace, WhatItTakes()
    pane.show_requested.connect(lambda asked, added: workspace.run(TryHolds(asked, added, names(asked.pathway, added))))
    pane.ask_again_requested.connect(lambda: pane.ask_from(workspace.open_document.state))
    pane.save_requested.connect(lambda text: tables.save_table(window, text, "matrix"))
    _follow_selection(window, pane.goals)
    return cast("QWidget", pane)


def _attractors(window: MainWindow) -> QWidget:
    from explorer.session.entering import EnterEnd
    from explorer.session.trying import TryPulse
    from explorer.ui.answers.attractors import AttractorsPane
    from explorer.ui.window.exports import tables

    workspace, pane = window.workspace, AttractorsPane()
    pane.enter_requested.connect(lambda asked, end, who: workspace.run(EnterEnd(asked, end, who)))
    pane.pulse_requested.connect(
        lambda asked, switched, who, anew: workspace.run(TryPulse(asked, switched, who, is_begun_anew=anew))
    )
    pane.save_requested.connect(lambda text: tables.save_table(window, text, "attractors"))
    pane.ask_again_requested.connect(lambda: pane.ask_from(workspace.open_document.state))
    return cast("QWidget", pane)


def _responders(window: MainWindow) -> QWidget:
    from explorer.session.entering import EnterCase
    from explorer.ui.answers.responders import RespondersPane
    from explorer.ui.window import case_tables
    from explorer.ui.window.exports import tables

    workspace, pane = window.workspace, RespondersPane()
    pane.case_requested.connect(lambda profile, therapy, who: workspace.run(EnterCase(profile, therapy, who)))
    pane.cases_requested.connect(lambda: case_tables.open_cases(window, pane))
    pane.save_requested.connect(lambda text: tables.save_table(window, text, "responses"))
    _follow_selection(window, pane.goals)
    pane.copied.connect(lambda what: window.message_bar.show_message(f"{what} is on the clipboard.", "good"))
    return cast("QWidget", pane)


def _hangs_on(window: MainWindow) -> QWidget:
    from explorer.session.commands import ToggleVariant
    from explorer.session.evidence import LeaveOut, UseOnlyKnown
    from explorer.session.hangs_on import Change, ChangeKind
    from explorer.ui.answers.hangs_on import HangsOnPane
    from explorer.ui.canvas.overlay_marks import LoadBearing
    from explorer.ui.window import marking

    workspace, pane = window.workspace, HangsOnPane()
    pane.setObjectName("hangs_on_pane")

    def mark(found: Bearings | None) -> None:
        if found is None:
            window.marks.lay(pane.objectName(), None)
            return
        window.inspector.put_out()  # what a lit chain has faded would be faded under the marks
        window.marks.lay(pane.objectName(), LoadBearing(found.arrows, found.rules, found.asked))

    def try_change(change: Change) -> None:
        is_arrow = change.kind is ChangeKind.ARROW
        workspace.run(LeaveOut(change.id) if is_arrow else ToggleVariant(change.id))

    pane.marks_changed.connect(mark)
    pane.selected.connect(lambda kind, id_: marking.show(window, kind, id_))
    pane.try_requested.connect(try_change)
    pane.evidence_requested.connect(lambda least: workspace.run(UseOnlyKnown(least)))
    pane.selected_node_requested.connect(lambda: pane.ask_about(window.canvas.diagram_scene.selected))
    return cast("QWidget", pane)


def _before_after(window: MainWindow) -> QWidget:
    from explorer.ui.answers.before_after import BeforeAfter
    from explorer.ui.canvas.overlay_marks import Differing
    from explorer.ui.window import marking

    pane = BeforeAfter()
    pane.setObjectName("before_after_pane")

    def mark(compared: Compared | None) -> None:
        if compared is None:
            window.marks.lay(pane.objectName(), None)
            return
        window.inspector.put_out()  # what a lit chain has faded would be faded under the marks
        after = compared.after
        instead = None if pane.shows_present else (after.present, after.holds, compared.turning_after)
        window.marks.lay(pane.objectName(), Differing(compared.before.present, compared.turning_before, instead))

    pane.marks_changed.connect(mark)
    pane.selected.connect(lambda node: marking.show(window, "node", node))
    pane.side_by_side_requested.connect(window.actions_by_id["side_by_side"].trigger)
    return cast("QWidget", pane)


def _story_editor(window: MainWindow) -> QWidget:
    from explorer.ui.window import storytelling

    return storytelling.make_pane(window)


ROWS: tuple[AnswerRow, ...] = (
    AnswerRow("what_it_takes", "What would it take?", _what_it_takes),
    AnswerRow("attractors", "Attractors", _attractors),
    AnswerRow("responders", "Who responds?", _responders),
    AnswerRow("hangs_on", "What does it hang on?", _hangs_on),
    AnswerRow("before_after", "Before and after", _before_after),
    AnswerRow("story_editor", "Story", _story_editor),
)
