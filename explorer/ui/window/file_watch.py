"""Has the open file changed on disk? Watches the file and its folder, since editors replace files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from pathlib import Path

CALM_MILLISECONDS = 250
"""An editor writes in several strokes: the file is read when it has been quiet for this long."""


class FileWatch(QObject):
    """Tells once, with the path, when the watched file was written or replaced."""

    changed_on_disk = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._stamp: tuple[int, int] | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._notice)
        self._watcher.directoryChanged.connect(self._notice)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MILLISECONDS)
        self._calm.timeout.connect(self._look)

    def watch(self, path: Path | None) -> None:
        """Watch ``path`` instead of what was watched before; None watches nothing."""
        self._calm.stop()
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._path = path
        self._stamp = self._read_stamp()
        if path is not None:
            self._watcher.addPaths([place for place in (str(path), str(path.parent)) if place])

    def _notice(self, _place: str) -> None:
        if self._path is not None:
            self._calm.start()

    def _look(self) -> None:
        if self._path is None:
            return
        stamp = self._read_stamp()
        if str(self._path) not in self._watcher.files() and stamp is not None:
            self._watcher.addPath(str(self._path))
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            self.changed_on_disk.emit(str(self._path))

    def _read_stamp(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            status = self._path.stat()
        except OSError:
            return None
        return (status.st_mtime_ns, status.st_size)
