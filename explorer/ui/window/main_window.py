"""How do panels and canvas make one window? Laid out, connected to the workspace, remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from explorer import CAUTION
from explorer.errors import Problem
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import Diagram, diagram_of
from explorer.session import commands
from explorer.session.library import entries
from explorer.ui.canvas.view import CanvasView
from explorer.ui.panels.inspector import InspectorPanel
from explorer.ui.panels.interventions import InterventionsPanel
from explorer.ui.panels.library import LibraryPanel
from explorer.ui.panels.message_bar import MessageBar
from explorer.ui.panels.outcomes import OutcomesPanel
from explorer.ui.panels.playback_bar import PlaybackBar
from explorer.ui.panels.scenarios import ScenariosPanel, fill_menu
from explorer.ui.theme.roles import DARK, LIGHT, Theme
from explorer.ui.theme.stylesheet import apply
from explorer.ui.window import handlers
from explorer.ui.window.actions import MENUS, ROWS, colour_actions, make_actions

if TYPE_CHECKING:
    from explorer.session.document import ChangeSet
    from explorer.session.moment import Moment
    from explorer.ui.panels.timeline import TimelinePanel
    from explorer.ui.window.workspace import Workspace

DEFAULT_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Library and therapies on the left, the diagram in the middle, outcomes and inspector right, time below."""

    settled = Signal()
    completed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.theme = self._chosen_theme()
        self.diagram: Diagram | None = None
        self.timeline_panel: TimelinePanel | None = None
        self._column = -1
        self.setWindowTitle("Pathway Explorer")
        self.setAcceptDrops(True)
        self.resize(*DEFAULT_SIZE)
        self._make_panels()
        self.actions_by_id = make_actions(self, handlers.slots(self), self.theme)
        self._make_menus()
        self._make_toolbar()
        self._lay_out()
        self._connect_panels()
        self._connect_workspace()
        self.apply_theme(self.theme)
        self._restore()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # -- building -----------------------------------------------------------------------------------------------

    def _make_panels(self) -> None:
        self.canvas = CanvasView()
        self.library = LibraryPanel()
        self.interventions = InterventionsPanel()
        self.scenarios = ScenariosPanel()
        self.outcomes = OutcomesPanel()
        self.inspector = InspectorPanel()
        self.message_bar = MessageBar()
        self.playback = PlaybackBar()

    def _make_menus(self) -> None:
        self.menus: dict[str, QMenu] = {name: self.menuBar().addMenu(f"&{name}") for name in MENUS}
        self.recent_menu = QMenu("Open &recent", self)
        self.recent_menu.aboutToShow.connect(lambda: handlers.fill_recent(self))
        section: dict[str, int] = {}
        for row in ROWS:
            menu = self.menus[row.menu]
            if section.get(row.menu, row.section) != row.section:
                menu.addSeparator()
            section[row.menu] = row.section
            menu.addAction(self.actions_by_id[row.id])
            if row.id == "open":
                menu.addMenu(self.recent_menu)
        for menu in self.menus.values():
            menu.setToolTipsVisible(True)

    def _make_toolbar(self) -> None:
        bar = QToolBar("Tools", self)
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in ("undo", "redo"):
            bar.addAction(self.actions_by_id[name])
        bar.addSeparator()
        bar.addWidget(self.playback)
        for name in ("fit", "export", "dark"):
            bar.addAction(self.actions_by_id[name])
        self.addToolBar(bar)
        self.toolbar = bar

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_bar)
        column.addWidget(self.canvas, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.interventions, "Therapies")
        self.tabs.addTab(self.scenarios, "Scenarios")
        self.left = _splitter(Qt.Orientation.Vertical, self.library, self.tabs)
        self.right = _splitter(Qt.Orientation.Vertical, self.outcomes, self.inspector)
        self.across = _splitter(Qt.Orientation.Horizontal, self.left, middle, self.right)
        self.across.setStretchFactor(1, 1)
        self.across.setSizes([270, 840, 330])
        self.left.setSizes([306, 380])
        self.right.setSizes([380, 330])
        self.timeline_place = QWidget()
        self.timeline_place.setMinimumHeight(120)
        place = QVBoxLayout(self.timeline_place)
        place.setContentsMargins(0, 0, 0, 0)
        self.down = _splitter(Qt.Orientation.Vertical, self.across, self.timeline_place)
        self.down.setStretchFactor(0, 1)
        self.down.setSizes([640, 210])
        self.setCentralWidget(self.down)
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        caution = QLabel(CAUTION)
        caution.setObjectName("caution")
        self.statusBar().addWidget(self.hint, 1)
        self.statusBar().addPermanentWidget(caution)

    def _connect_panels(self) -> None:
        run = self.workspace.run
        self.canvas.toggle_requested.connect(lambda node: run(commands.ToggleNode(node)))
        self.canvas.hold_requested.connect(lambda node, value: run(commands.HoldNode(node, value)))
        self.canvas.release_requested.connect(lambda node: run(commands.ReleaseNode(node)))
        self.canvas.nudge_requested.connect(lambda node: run(commands.NudgeNode(node)))
        self.canvas.selected.connect(self.show_selected)
        self.canvas.hover_changed.connect(self.hint.setText)
        self.interventions.toggle_requested.connect(lambda node: run(commands.ToggleNode(node)))
        self.interventions.release_requested.connect(lambda node: run(commands.ReleaseNode(node)))
        self.interventions.release_all_requested.connect(lambda: run(commands.ReleaseAll()))
        self.interventions.variant_requested.connect(lambda variant: run(commands.ToggleVariant(variant)))
        self.library.open_requested.connect(lambda path: self.workspace.open(Path(path)))
        self.library.browse_requested.connect(lambda: self.actions_by_id["open"].trigger())
        self.scenarios.scenario_requested.connect(lambda id_: run(commands.PlayScenario(id_)))
        self.outcomes.selected.connect(lambda node: self.show_selected("node", node))
        self.inspector.selected.connect(self.show_selected)
        handlers.connect_playback(self)

    def _connect_workspace(self) -> None:
        self.workspace.document_opened.connect(self._show_document)
        self.workspace.document_changed.connect(self._show_change)
        self.workspace.moment_changed.connect(self._show_moment)
        self.workspace.play_state_changed.connect(self._show_play_state)
        self.workspace.problems_found.connect(self._show_problems)
        self.workspace.refused.connect(lambda text: self.message_bar.show_message(text, "information"))
        self.workspace.reloaded.connect(
            lambda path: self.message_bar.show_message(f"{Path(path).name} changed on disk and was read again.", "good")
        )

    # -- showing ------------------------------------------------------------------------------------------------

    def _show_document(self) -> None:
        document = self.workspace.open_document
        self.setWindowTitle(f"{document.pathway.title} \N{EM DASH} Pathway Explorer")
        self._show_pathway()
        self.canvas.fit()
        self.show_selected("", "")
        self.refresh_library()
        self._show_state()

    def _show_pathway(self) -> None:
        pathway = self.workspace.open_document.pathway
        self.diagram = diagram_of(pathway)
        self.canvas.show_pathway(pathway, self.diagram)
        self.interventions.show_pathway(self.workspace.open_document.state.base)
        self.inspector.show_pathway(pathway)
        self.scenarios.show_pathway(pathway)
        fill_menu(self.menus["Scenarios"], pathway, lambda id_: self.workspace.run(commands.PlayScenario(id_)))

    def _show_change(self, change: ChangeSet) -> None:
        if change.pathway_changed:
            self._show_pathway()
        self._show_state()
        self.hint.setText(change.label)

    def _show_state(self) -> None:
        document = self.workspace.open_document
        self._column = -1
        self.interventions.show_state(document.state)
        self.inspector.show_state(document.state)
        self.scenarios.show_current(document.state.scenario)
        self.playback.show_scheme(document.state.scheme)
        if self.timeline_panel is not None:
            self.timeline_panel.show_timeline(document.timeline)
        handlers.show_history(self)

    def _show_moment(self, moment: Moment) -> None:
        player = self.workspace.player
        self.canvas.show_moment(moment)
        if self.timeline_panel is not None:
            self.timeline_panel.set_position(player.position)
        if round(player.position) != self._column or not moment.phase:
            self._column = round(player.position)
            self.outcomes.show_timeline(player.timeline, moment)
            self.inspector.show_moment(moment)
            self.playback.show_position(player.timeline, round(player.position))
            self.interventions.show_moment(moment)
        if not player.playing:
            self.settled.emit()

    def _show_play_state(self) -> None:
        playing = self.workspace.player.playing
        self.playback.show_playing(playing=playing)
        if not playing:
            self._show_moment(self.workspace.moment)

    def _show_problems(self, problems: tuple[Problem, ...], file: str) -> None:
        handlers.show_problems(self, problems, file)

    def show_selected(self, kind: str, id_: str) -> None:
        """Show a node or an arrow in the inspector and on the canvas; an empty ``kind`` shows the pathway."""
        self.canvas.select(id_ or None)
        self.inspector.show_selected(kind, id_)

    def refresh_library(self) -> None:
        """Fill the library anew and mark what is open."""
        recent = [Path(path) for path in self.workspace.settings.recent_files]
        self.library.set_entries(entries(shipped_pathways(), recent))
        path = self.workspace.open_document.path
        if path is not None:
            self.library.set_current(path)
        handlers.draw_thumbnails(self)

    # -- themes -------------------------------------------------------------------------------------------------

    def _chosen_theme(self) -> Theme:
        choice = self.workspace.settings.theme
        if choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if choice == "dark" else LIGHT

    def apply_theme(self, theme: Theme) -> None:
        """Show everything in ``theme``."""
        self.theme = theme
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply(theme, application)
        panels = (self.library, self.interventions, self.scenarios, self.outcomes, self.inspector)
        for panel in (self.canvas, *panels, self.playback, self.message_bar, self.timeline_panel):
            if panel is not None:
                panel.set_theme(theme)
        colour_actions(self.actions_by_id, theme)
        self.actions_by_id["dark"].setChecked(theme.is_dark)
        self.actions_by_id["system_theme"].setChecked(self.workspace.settings.theme == "system")
        if self.workspace.document is not None:
            handlers.draw_thumbnails(self)

    def choose_theme(self, choice: str) -> None:
        """Remember and show ``system``, ``light`` or ``dark``."""
        self.workspace.change_settings(theme=choice)
        self.apply_theme(self._chosen_theme())

    def _follow_system(self) -> None:
        if self.workspace.settings.theme == "system":
            self.apply_theme(self._chosen_theme())

    # -- start, end, and what lies between ------------------------------------------------------------------------

    def complete(self) -> None:
        """Build what can wait until the diagram is on the screen: the timeline with its plotting library."""
        if self.timeline_panel is not None:
            return
        from explorer.ui.panels.timeline import TimelinePanel

        panel = TimelinePanel()
        panel.set_theme(self.theme)
        panel.seek_requested.connect(lambda position: self.workspace.player.seek(position))
        panel.selected.connect(lambda node: self.show_selected("node", node))
        layout = self.timeline_place.layout()
        assert layout is not None
        layout.addWidget(panel)
        self.timeline_panel = panel
        if self.workspace.document is not None:
            panel.show_timeline(self.workspace.document.timeline)
            panel.set_position(self.workspace.player.position)
        self.completed.emit()

    def _restore(self) -> None:
        settings = self.workspace.settings
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        for splitter, kept in zip((self.across, self.down, self.left, self.right), settings.splitters, strict=False):
            splitter.restoreState(QByteArray.fromBase64(kept.encode()))
        handlers.restore_choices(self)

    def remember(self) -> None:
        """Keep the window's size and panels for the next start."""
        splitters = (self.across, self.down, self.left, self.right)
        self.workspace.change_settings(
            geometry=_text(self.saveGeometry()), splitters=tuple(_text(part.saveState()) for part in splitters)
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, stop playing, and go."""
        self.remember()
        self.workspace.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change to or from full screen."""
        if event.type() is QEvent.Type.WindowStateChange and hasattr(self, "actions_by_id"):
            self.actions_by_id["full_screen"].setChecked(self.isFullScreen())
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first dropped file, once the drop is over."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.workspace.open(Path(files[0])))


def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget in widgets:
        splitter.addWidget(widget)
    return splitter


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()
