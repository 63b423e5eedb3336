"""What stands above the diagram? Undo, playback, the view's tools and the search; what has no room gives way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QWidget

from explorer.ui.panels.playback_bar import PlaybackBar
from explorer.ui.window.finding import Finder

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent

    from explorer.ui.window.main_window import MainWindow

_TOOLS = ("fit", "present", "export", "dark")
_SPARE = 12
"""Pixels kept free, for margins that styles add."""


class Tools(QToolBar):
    """One line that never overflows: words go first, then choices that the Run menu has too, then tools."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("Tools", window)
        self._playback, self._box = window.playback, window.finder.box
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in ("undo", "redo"):
            self.addAction(window.actions_by_id[name])
        self.addSeparator()
        self.addWidget(self._playback)
        self._tools: list[QAction] = []
        for name in _TOOLS:
            self.addAction(window.actions_by_id[name])
            self._tools.append(window.actions_by_id[name])
        self._space = QWidget()
        self._space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self._space)
        self.addWidget(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Return a width that every window has: what has no room gives way."""
        return QSize(200, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Show as much as there is room for; also needed after the letters have changed their size."""
        room = self.width() - _SPARE
        fixed = self._box.minimumWidth() + sum(self._width_of(action) for action in self.actions())
        tools = sum(self._width_of(action) for action in self._tools)
        shown = next((level for level in range(4) if fixed + self._playback.width_at(level) <= room), 4)
        if shown == 4:
            fixed -= tools
            shown = next((level for level in range(4) if fixed + self._playback.width_at(level) <= room), 3)
            self._show_tools(shown=False)
        else:
            self._show_tools(shown=True)
        self._playback.show_level(shown)
        layout = self.layout()
        if layout is not None:  # QToolBar keeps the old width of a widget that grows smaller while it is laid out
            layout.invalidate()
            layout.activate()

    def _width_of(self, action: QAction) -> int:
        """Return the width of an action's button or a separator; nothing for what stretches or has levels."""
        widget = self.widgetForAction(action)
        return self._spacing + (0 if widget in {self._playback, self._box, self._space} else widget.sizeHint().width())

    @property
    def _spacing(self) -> int:
        layout = self.layout()
        return max(layout.spacing(), 5) if layout is not None else 5

    def _show_tools(self, *, shown: bool) -> None:
        for action in self._tools:
            button = self.widgetForAction(action)
            if button.isHidden() == shown:
                button.setVisible(shown)


def add_toolbar(window: MainWindow) -> None:
    """Make playback and search, and put the tools above the diagram; choices of playback stand in the Run menu too."""
    window.playback = PlaybackBar()
    window.finder = Finder(window)
    window.tools = Tools(window)
    window.addToolBar(window.tools)
    run = window.menus["Run"]
    before = window.actions_by_id["animate"]
    for menu, title in ((window.playback.speed.menu(), "Spee&d"), (window.playback.scheme.menu(), "&Update scheme")):
        menu.setTitle(title)
        run.insertMenu(before, menu)
