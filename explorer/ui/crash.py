"""What if something goes wrong inside? The user is told in words, the open work goes on, a log tells the rest."""

from __future__ import annotations

import getpass
import logging
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from types import TracebackType

    from explorer.ui.window.main_window import MainWindow


def log_file() -> Path:
    """Return where the details of the last fault of this user are kept."""
    return Path(tempfile.gettempdir()) / f"pathway-explorer-fault-{getpass.getuser()}.txt"


def install_crash_report(window: MainWindow) -> None:
    """Turn exceptions that nobody caught into a message in ``window`` and a file with the details."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger(__name__).error("%s", details)
        try:
            log = log_file()
            log.write_text(details, encoding="utf-8")
            where = f" The details are in {log}."
        except (OSError, KeyError):  # getpass knows no name where the system has none
            where = ""
        if not window.is_furnished:
            return
        words = f"Something went wrong inside the program; what is open was not changed.{where}"
        QTimer.singleShot(0, window, lambda: window.message_bar.show_message(words, "error"))

    sys.excepthook = tell
