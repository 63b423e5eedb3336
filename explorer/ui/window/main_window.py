"""How do panels and canvas make one window? A shell with the diagram first, furnished once that is painted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from explorer import BRIEF_CAUTIONS, CAUTION
from explorer.pathway.diagram import Diagram, kept_diagram
from explorer.ui.canvas.slices import Slices
from explorer.ui.canvas.view import CanvasView
from explorer.ui.theme.one_line import OneLine
from explorer.ui.theme.stylesheet import apply
from explorer.ui.window.appearance import chosen_theme
from explorer.ui.window.marking import LaidMarks
from explorer.ui.window.room import LEAST, Room, Shared, Shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
    from PySide6.QtWidgets import QMenu, QTabWidget

    from explorer.errors import Problem
    from explorer.pathway.definition import Pathway
    from explorer.session.document import ChangeSet
    from explorer.session.moment import Moment
    from explorer.ui.panels.inspector import InspectorPanel
    from explorer.ui.panels.interventions import InterventionsPanel
    from explorer.ui.panels.library import LibraryPanel
    from explorer.ui.panels.message_bar import MessageBar
    from explorer.ui.panels.node_table import NodeTable
    from explorer.ui.panels.outcomes import OutcomesPanel
    from explorer.ui.panels.playback_bar import PlaybackBar
    from explorer.ui.panels.scenarios import ScenariosPanel
    from explorer.ui.panels.timeline import TimelinePanel
    from explorer.ui.theme.roles import Theme
    from explorer.ui.window.announcing import Announcer
    from explorer.ui.window.checking import BadgeCheck
    from explorer.ui.window.exports.look import Look
    from explorer.ui.window.finding import Finder
    from explorer.ui.window.leaving import Leaving
    from explorer.ui.window.scheduling import Scheduling
    from explorer.ui.window.toolbar import Tools
    from explorer.ui.window.workspace import Workspace

DEFAULT_SIZE = (1440, 900)
_TURN = 4
"""Milliseconds between the turns in which the window takes another theme."""


class MainWindow(QMainWindow):
    """Library and therapies on the left, the diagram in the middle, outcomes and inspector right, time below.

    The constructor makes the shell: the canvas and room for the rest. ``furnish`` adds menus, tools and panels, and
    ``complete`` the timeline; a start calls them when the diagram is on the screen.
    """

    settled = Signal()
    completed = Signal()

    library: LibraryPanel
    interventions: InterventionsPanel
    scenarios: ScenariosPanel
    outcomes: OutcomesPanel
    inspector: InspectorPanel
    node_table: NodeTable
    tabs: QTabWidget
    finder: Finder
    tools: Tools
    announcer: Announcer
    badge_check: BadgeCheck
    scheduling: Scheduling
    leaving: Leaving
    message_bar: MessageBar
    playback: PlaybackBar
    actions_by_id: dict[str, QAction]
    menus: dict[str, QMenu]
    recent_menu: QMenu

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.theme = chosen_theme(self.workspace.settings)
        self.diagram: Diagram | None = None
        self.timeline_panel: TimelinePanel | None = None
        self.is_furnished = False
        self.room = Room()
        self.export_folder = Path.home()
        """Where the last file of this session went."""
        self.export_looks: dict[str, Look] = {}
        """How pictures and films of this session were asked to look."""
        self._column = -1
        self._dressing = Slices(self)
        self._untold: list[tuple[tuple[Problem, ...], str]] = []
        self.setWindowTitle("Pathway Explorer")
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self._lay_out()
        self._shares = Shares(self.across, self.down)
        self._take_size()
        self._connect_workspace()
        self.apply_theme(self.theme)
        self._restore()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # -- building -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.canvas = CanvasView()
        self.marks = LaidMarks(self.canvas)
        middle = QWidget()
        self.middle = QVBoxLayout(middle)
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.middle.setSpacing(0)
        self.middle.addWidget(self.canvas, 1)
        self.left = _splitter(Qt.Orientation.Vertical)
        self.right = _splitter(Qt.Orientation.Vertical)
        self.across = _splitter(Qt.Orientation.Horizontal, self.left, middle, self.right)
        self.across.setStretchFactor(1, 1)
        self.timeline_place = QWidget()
        self.timeline_place.setMinimumHeight(120)
        place = QVBoxLayout(self.timeline_place)
        place.setContentsMargins(0, 0, 0, 0)
        self.down = _splitter(Qt.Orientation.Vertical, self.across, self.timeline_place)
        self.down.setStretchFactor(0, 1)
        self.pages = QStackedWidget()
        """The diagram with its panels; other pages may take its place for a while."""
        self.pages.addWidget(self.down)
        self.setCentralWidget(self.pages)
        self.hint = OneLine()
        self.hint.set_margins(8, 0, 0, 0)  # as far from the border as panels keep their words
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        caution = OneLine(CAUTION, briefer=BRIEF_CAUTIONS)
        caution.setObjectName("caution")
        self.statusBar().addWidget(self.hint, 1)
        self.statusBar().addPermanentWidget(caution, 0)

    def _take_size(self) -> None:
        """Take the usual size, or what the screen has, and share it out among the panels."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        width, height = min(DEFAULT_SIZE[0], room.width()), min(DEFAULT_SIZE[1], room.height())
        self.resize(width, height)
        self._shares.want(max(250, round(width * 0.19)), max(300, round(width * 0.23)), max(130, round(height * 0.23)))

    def furnish(self) -> None:
        """Add menus, tools and panels, and show in them what is open."""
        if self.is_furnished:
            return
        from explorer.ui.window import furniture, toolbar

        furniture.add_panels(self)
        furniture.add_timeline_note(self)
        furniture.add_menus(self)
        toolbar.add_toolbar(self)
        furniture.connect_panels(self)
        self._furniture = furniture
        self.is_furnished = True
        self.apply_theme(self.theme)
        self._restore()
        if self.workspace.document is not None:
            self._show_document()
            self._show_moment(self.workspace.moment)
        for problems, file in self._untold:
            self._show_problems(problems, file)
        self._untold.clear()

    def _connect_workspace(self) -> None:
        self.workspace.document_opened.connect(self._show_document)
        self.workspace.document_changed.connect(self._show_change)
        self.workspace.moment_changed.connect(self._show_moment)
        self.workspace.play_state_changed.connect(self._show_play_state)
        self.workspace.problems_found.connect(self._show_problems)
        self.workspace.refused.connect(lambda text: self._tell(text, "information"))
        self.workspace.reloaded.connect(
            lambda path: self._tell(f"{Path(path).name} changed on disk and was read again.", "good")
        )

    # -- showing ------------------------------------------------------------------------------------------------

    def _show_document(self) -> None:
        document = self.workspace.open_document
        self.setWindowTitle(f"{document.pathway.title} \N{EM DASH} Pathway Explorer")
        self._show_pathway()
        self.canvas.fit()
        self.show_selected("", "")
        if self.is_furnished:
            self.message_bar.clear()
        self._show_state()
        if self.is_furnished:
            self._furniture.refresh_library(self)

    def _show_pathway(self) -> None:
        pathway = self._draw()
        if self.is_furnished:
            self._furniture.show_pathway(self, pathway)

    def _draw(self) -> Pathway:
        """Draw what is open, if that is not drawn already, and return it."""
        pathway = self.workspace.open_document.state.drawn
        if self.diagram is None or self.canvas.diagram_scene.pathway is not pathway:
            self.diagram = kept_diagram(pathway)
            self.canvas.show_pathway(pathway, self.diagram)
        return pathway

    def _show_change(self, change: ChangeSet) -> None:
        if change.pathway_changed:
            self._show_pathway()
        elif change.places_changed:
            self._draw()
        if not change.label:  # arrows were tidied: nothing was done
            return
        if change.only_story and self.is_furnished:
            self._furniture.show_story_edit(self)
            self.hint.setText(change.label)
            return
        self._show_state()
        self.hint.setText(change.label)

    def _show_state(self) -> None:
        self._column = -1
        if self.is_furnished:
            self._furniture.show_state(self)
        if self.timeline_panel is not None:
            self.timeline_panel.show_timeline(self.workspace.open_document.timeline)

    def _show_moment(self, moment: Moment) -> None:
        player = self.workspace.player
        self.canvas.show_moment(moment)
        if self.timeline_panel is not None and self.workspace.course is None:
            self.timeline_panel.set_position(player.position)
        column = round(player.position)
        if self.is_furnished and (column != self._column or not moment.phase):
            self._column = column
            self._furniture.show_moment(self, moment, column)
        if not player.playing:
            self.settled.emit()

    def _show_play_state(self) -> None:
        playing = self.workspace.player.playing
        if self.is_furnished:
            self.playback.show_playing(playing=playing)
        if not playing:
            self._show_moment(self.workspace.moment)

    def _show_problems(self, problems: tuple[Problem, ...], file: str) -> None:
        if self.is_furnished:
            self._furniture.show_problems(self, problems, file)
        else:
            self._untold.append((problems, file))

    def _tell(self, text: str, severity: str) -> None:
        if self.is_furnished:
            self.message_bar.show_message(text, severity)

    def show_selected(self, kind: str, id_: str) -> None:
        """Show a node or an arrow in the inspector and on the canvas; an empty ``kind`` shows the pathway.

        What is hidden on the canvas comes into sight: nothing is selected unseen.
        """
        self.canvas.uncover(id_)
        self.canvas.select(id_ or None)
        if self.is_furnished:
            self.inspector.show_selected(kind, id_)
            self.node_table.show_selected(id_ if kind == "node" else "")

    # -- themes -------------------------------------------------------------------------------------------------

    def apply_theme(self, theme: Theme) -> None:
        """Show everything in ``theme``."""
        self.theme = theme
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if not self.isVisible():
            apply(theme, application)
            self.canvas.set_theme(theme)
            self._apply_to_panels(theme)
            return
        from explorer.ui.theme.dressing import dressing  # a start does without it

        self._dressing.finish()
        work = dressing(theme, application)
        next(work)
        self._dressing.run(work)
        # All of it together takes longer than a window may stand still; nothing is painted in between.
        self.setUpdatesEnabled(False)
        turns = (lambda: self._apply_to_panels(self.theme), lambda: self.canvas.set_theme(self.theme), self._thaw)
        self._take_turns(iter(turns))

    def _take_turns(self, turns: Iterator[Callable[[], None]]) -> None:
        """Do one thing a turn of the event loop, each some time after the one before: else they come in one."""

        def take() -> None:
            turn = next(turns, None)
            if turn is not None:
                turn()
                self._take_turns(turns)

        QTimer.singleShot(_TURN, self, take)

    def _thaw(self) -> None:
        self.setUpdatesEnabled(True)
        self.repaint()  # Qt 6.11 may hold what was to be painted meanwhile for asked for already, and never paint again

    def _apply_to_panels(self, theme: Theme) -> None:
        """Show in ``theme`` what the style sheet does not reach."""
        self._shares.set_text_scale(theme.text_scale)
        if self.timeline_panel is not None:
            self.timeline_panel.set_theme(theme)
        if self.is_furnished:
            self._furniture.set_theme(self, theme)

    def choose_theme(self, choice: str) -> None:
        """Remember and show one of the themes, or ``system``."""
        self.workspace.change_settings(theme=choice)
        self.apply_theme(chosen_theme(self.workspace.settings))

    def choose_text_size(self, percent: int) -> None:
        """Remember and show letters of ``percent`` of their usual size in the panels."""
        self.workspace.change_settings(text_size=percent)
        self.apply_theme(chosen_theme(self.workspace.settings))

    def _follow_system(self) -> None:
        if self.workspace.settings.theme == "system":
            self.apply_theme(chosen_theme(self.workspace.settings))

    # -- start, end, and what lies between ------------------------------------------------------------------------

    def complete(self) -> None:
        """Build what can wait until the diagram is on the screen: the panels, and the timeline with its plots."""
        self.furnish()
        if self.timeline_panel is not None:
            return
        from explorer.ui.panels.timeline import TimelinePanel

        panel = TimelinePanel()
        panel.set_theme(self.theme)
        panel.seek_requested.connect(lambda position: self.workspace.player.seek(position))  # noqa: PLW0108
        panel.selected.connect(lambda node: self.show_selected("node", node))
        panel.schedule_requested.connect(self.actions_by_id["schedule"].trigger)
        layout = self.timeline_place.layout()
        assert layout is not None
        for note in self.timeline_place.findChildren(QLabel):
            note.hide()
            note.deleteLater()
        layout.addWidget(panel)
        self.timeline_panel = panel
        if self.workspace.document is not None:
            panel.show_timeline(self.workspace.document.timeline)
            panel.set_position(self.workspace.player.position)
        self.completed.emit()

    def _restore(self) -> None:
        settings = self.workspace.settings
        splitters = (self.across, self.down, self.left, self.right)
        if not self.is_furnished and settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode("ascii", "ignore")))
        for splitter, kept in zip(splitters, settings.splitters, strict=False):
            if splitter.count():
                splitter.restoreState(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        if settings.splitters:
            self._shares.remember()
        self.restore_choices()

    def restore_choices(self) -> None:
        """Make parts of the window visible as the settings say."""
        settings = self.workspace.settings
        self.canvas.set_legend_visible(settings.legend)
        self.canvas.set_overview_wanted(settings.overview)
        self.canvas.set_reduced_motion(settings.reduced_motion)
        self._show_parts()

    def _show_parts(self) -> None:
        """Show the panels and the timeline that are wanted and have room."""
        for name, part in (
            ("left_panels", self.left),
            ("right_panels", self.right),
            ("timeline", self.timeline_place),
        ):
            part.setVisible(getattr(self.workspace.settings, name) and self.room.has(name))
        self._shares.share()
        if self.is_furnished:
            self._furniture.restore_choices(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let panels give way in a small window."""
        super().resizeEvent(event)
        if self.room.fit(event.size(), self.theme.text_scale):
            self._show_parts()

    def remember(self) -> None:
        """Keep the window's size and panels for the next start."""
        splitters = (self.across, self.down, self.left, self.right)
        self.workspace.change_settings(
            geometry=_text(self.saveGeometry()), splitters=tuple(_text(part.saveState()) for part in splitters)
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes and files that are being written, remember the window, stop playing, and go."""
        if self.is_furnished:
            if not self.leaving.may_go():
                event.ignore()
                return
            self._furniture.put_answers_away(self)
            self.remember()
            self.finder.stop()
            self.badge_check.stop()
        self.workspace.close()
        super().closeEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  (Qt's own)
        """Lead the keyboard through the window as it is read."""
        from explorer.ui.window import tab_order  # only once Tab is pressed

        return (self.is_furnished and tab_order.go_on(self, forward=next)) or super().focusNextPrevChild(next)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first dropped file, once the drop is over; of the others it is said that they were not opened."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self._open_dropped(files))

    def _open_dropped(self, files: list[Path]) -> None:
        self.workspace.open(files[0])
        if len(files) > 1 and self.is_furnished:
            others = "the other was" if len(files) == 2 else f"the other {len(files) - 1} were"
            self.message_bar.show_message(f"One file is opened at a time: {files[0].name}; {others} left alone.")


def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> Shared:
    splitter = Shared(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget in widgets:
        splitter.addWidget(widget)
    return splitter


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()
