"""What stands in the window besides the diagram? Menus, tools and panels, made and connected here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QTabWidget

from explorer.locate import shipped_pathways
from explorer.session import commands
from explorer.session.library import entries
from explorer.ui.panels.inspector import InspectorPanel
from explorer.ui.panels.interventions import InterventionsPanel
from explorer.ui.panels.library import LibraryPanel
from explorer.ui.panels.message_bar import MessageBar
from explorer.ui.panels.node_table import NodeTable
from explorer.ui.panels.outcomes import OutcomesPanel
from explorer.ui.panels.scenarios import ScenariosPanel, fill_menu
from explorer.ui.window import (
    answering,
    appearance,
    arranging,
    evidence_note,
    handlers,
    panel_cycle,
    presenting,
    progress,
    storytelling,
)
from explorer.ui.window.actions import MENUS, ROWS, SUBMENUS, colour_actions, make_actions
from explorer.ui.window.announcing import Announcer
from explorer.ui.window.checking import BadgeCheck
from explorer.ui.window.leaving import Leaving
from explorer.ui.window.scheduling import Scheduling

if TYPE_CHECKING:
    from explorer.errors import Problem
    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment
    from explorer.ui.answers.pane import AnswerPane
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.main_window import MainWindow


def add_panels(window: MainWindow) -> None:
    """Put the panels into the rooms of the shell."""
    window.library = LibraryPanel()
    window.interventions = InterventionsPanel()
    window.scenarios = ScenariosPanel()
    window.outcomes = OutcomesPanel()
    window.inspector = InspectorPanel()
    window.node_table = NodeTable()
    window.message_bar = MessageBar()
    window.tabs = QTabWidget()
    window.tabs.setDocumentMode(True)
    window.tabs.addTab(window.interventions, "Therapies")
    window.tabs.addTab(window.scenarios, "Scenarios")
    window.tabs.addTab(window.node_table, "Nodes")
    window.tabs.setUsesScrollButtons(False)
    window.tabs.setElideMode(Qt.TextElideMode.ElideRight)
    for number in range(window.tabs.count()):
        window.tabs.setTabToolTip(number, window.tabs.tabText(number))
    window.left.addWidget(window.library)
    window.left.addWidget(window.tabs)
    window.left.setSizes([306, 380])
    window.right.addWidget(window.outcomes)
    window.right.addWidget(window.inspector)
    window.right.setSizes([410, 280])  # at 1280 by 720 what is known of other orders stands in sight below the outcomes
    window.middle.insertWidget(0, window.message_bar)


def add_timeline_note(window: MainWindow) -> None:
    """Say in the timeline's room what will stand there, until it is built."""
    note = QLabel("What follows from a flip stands here, step by step.")
    note.setProperty("role", "muted")
    note.setAlignment(Qt.AlignmentFlag.AlignCenter)
    layout = window.timeline_place.layout()
    assert layout is not None
    layout.addWidget(note)


def add_menus(window: MainWindow) -> None:
    """Fill the menu bar from the table of actions."""
    window.actions_by_id = make_actions(window, handlers.slots(window), window.theme)
    window.menus = {name: window.menuBar().addMenu(f"&{name}") for name in MENUS}
    window.recent_menu = QMenu("Open &recent", window)
    window.recent_menu.aboutToShow.connect(lambda: handlers.fill_recent(window))
    window.menus["View"].aboutToShow.connect(
        lambda: window.actions_by_id["full_screen"].setChecked(window.isFullScreen())
    )
    window.menus["View"].aboutToShow.connect(window.canvas.get_parts_ready)
    section: dict[str, int] = {}
    for row in ROWS:
        if row.menu in SUBMENUS and row.menu not in window.menus:
            outer, words = SUBMENUS[row.menu]
            window.menus[row.menu] = window.menus[outer].addMenu(words)
        menu = window.menus[row.menu]
        if section.get(row.menu, row.section) != row.section:
            menu.addSeparator()
        section[row.menu] = row.section
        menu.addAction(window.actions_by_id[row.id])
        if row.id == "open":
            menu.addMenu(window.recent_menu)
    appearance.add_submenus(window, window.menus["View"], window.actions_by_id["dark"])
    for menu in window.menus.values():
        menu.setToolTipsVisible(True)


def connect_panels(window: MainWindow) -> None:
    """Turn what panels and canvas ask for into commands."""
    run, canvas, interventions = window.workspace.run, window.canvas, window.interventions
    canvas.toggle_requested.connect(lambda node: run(commands.ToggleNode(node)))
    canvas.hold_requested.connect(lambda node, value: run(commands.HoldNode(node, value)))
    canvas.release_requested.connect(lambda node: run(commands.ReleaseNode(node)))
    canvas.nudge_requested.connect(lambda node: run(commands.NudgeNode(node)))
    canvas.selected.connect(window.show_selected)
    canvas.inspect_requested.connect(lambda kind, id_: handlers.inspect(window, kind, id_))
    canvas.hover_changed.connect(window.hint.setText)
    window.node_table.toggle_requested.connect(lambda node: run(commands.ToggleNode(node)))
    window.node_table.inspect_requested.connect(lambda node: handlers.inspect(window, "node", node))
    window.node_table.selected.connect(lambda node: handlers.show_node(window, node))
    interventions.toggle_requested.connect(lambda node: run(commands.ToggleNode(node)))
    interventions.release_requested.connect(lambda node: run(commands.ReleaseNode(node)))
    interventions.release_all_requested.connect(lambda: run(commands.ReleaseAll()))
    interventions.variant_requested.connect(lambda variant: run(commands.ToggleVariant(variant)))
    interventions.plan_requested.connect(window.actions_by_id["what_it_takes"].trigger)
    window.library.open_requested.connect(lambda path: window.workspace.open(Path(path)))
    window.library.browse_requested.connect(window.actions_by_id["open"].trigger)
    window.scenarios.scenario_requested.connect(lambda id_: run(commands.PlayScenario(id_)))
    window.outcomes.selected.connect(lambda node: window.show_selected("node", node))
    window.inspector.selected.connect(window.show_selected)
    window.inspector.lit.connect(lambda answer: handlers.light(window, answer))
    window.inspector.copied.connect(
        lambda text: window.message_bar.show_message(f"{text} is on the clipboard.", "good")
    )
    handlers.connect_playback(window)
    arranging.connect(window)
    storytelling.connect(window)
    window.workspace.renamed.connect(lambda: refresh_library(window))
    window.workspace.renamed.connect(lambda: show_story_edit(window))
    progress.connect(window)
    evidence_note.add_note(window)
    panel_cycle.let_escape_return(window)
    window.announcer = Announcer(window)
    window.scheduling = Scheduling(window)
    window.leaving = Leaving(window)
    window.badge_check = BadgeCheck(window)
    window.badge_check.told.connect(window.outcomes.show_badges)
    window.badge_check.cancelled.connect(window.outcomes.show_cancelled)
    window.badge_check.failed.connect(window.outcomes.show_not_finished)
    window.outcomes.cancel_requested.connect(window.badge_check.cancel)
    window.outcomes.check_requested.connect(window.badge_check.check_again)


def show_pathway(window: MainWindow, pathway: Pathway) -> None:
    """Show in every panel which pathway is open."""
    window.interventions.show_pathway(window.workspace.open_document.state.base)
    window.inspector.show_pathway(pathway)
    window.node_table.show_pathway(pathway)
    window.announcer.show_pathway()
    window.scenarios.show_pathway(pathway)
    fill_menu(window.menus["Scenarios"], pathway, lambda id_: window.workspace.run(commands.PlayScenario(id_)))


def show_state(window: MainWindow) -> None:
    """Show in every panel what is held and what was done."""
    state = window.workspace.shown
    window.interventions.show_state(state)
    window.inspector.show_state(state)
    window.badge_check.check(state)
    window.scenarios.show_current(state.scenario)
    window.playback.show_scheme(state.scheme)
    handlers.show_history(window)
    arranging.refresh(window)


def show_story_edit(window: MainWindow) -> None:
    """Show that the story was edited: nothing else has changed."""
    handlers.show_history(window)
    arranging.refresh(window)


def show_moment(window: MainWindow, moment: Moment, column: int) -> None:
    """Show in every panel what is seen at ``column`` of the timeline."""
    timeline = window.workspace.player.timeline
    window.outcomes.show_timeline(timeline, moment)
    window.inspector.show_moment(moment, timeline)
    window.interventions.show_moment(moment)
    window.node_table.show_moment(moment)
    window.announcer.show_moment(moment)
    window.playback.show_position(timeline, column)


def show_problems(window: MainWindow, problems: tuple[Problem, ...], file: str) -> None:
    """Tell of the problems of a file."""
    handlers.show_problems(window, problems, file)


def set_theme(window: MainWindow, theme: Theme) -> None:
    """Show the panels and tools in ``theme``."""
    panels = (window.library, window.interventions, window.scenarios, window.outcomes, window.inspector)
    for panel in (*panels, window.node_table, window.finder.box, window.playback, window.message_bar):
        panel.set_theme(theme)
    answering.set_theme(window, theme)
    evidence_note.set_theme(window, theme)
    for number in range(1, window.pages.count()):
        cast("AnswerPane", window.pages.widget(number)).set_theme(theme)
    window.scheduling.set_theme(theme)
    window.tools.fit()
    colour_actions(window.actions_by_id, theme)
    window.actions_by_id["dark"].setChecked(theme.is_dark)
    if window.workspace.document is not None:
        handlers.draw_thumbnails(window)


def put_answers_away(window: MainWindow) -> None:
    """Close what stands beside the diagram or on stage, and with it what is being computed and written."""
    window.leaving.give_up_writing()
    presenting.leave_stage(window)
    answering.close_all(window)
    window.inspector.stop()
    window.scheduling.close()


def restore_choices(window: MainWindow) -> None:
    """Make the actions agree with the settings."""
    settings = window.workspace.settings
    for name in ("legend", "overview", "reduced_motion", "left_panels", "right_panels", "timeline", "animate"):
        window.actions_by_id[name].setChecked(getattr(settings, name) and window.room.has(name))
    window.playback.show_speed(settings.speed)


def refresh_library(window: MainWindow) -> None:
    """Fill the library anew and mark what is open."""
    recent = [Path(path) for path in window.workspace.settings.recent_files]
    window.library.set_entries(entries(shipped_pathways(), recent))
    path = window.workspace.open_document.path
    if path is not None:
        window.library.set_current(path)
    handlers.draw_thumbnails(window)
