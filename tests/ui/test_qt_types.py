"""Are Qt's types made before a thread names them?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_CODE = """
from PySide6 import QtCore, QtGui, QtWidgets
from explorer.ui.qt_types import make_all, making

def unmade():
    return [name for module in (QtCore, QtGui, QtWidgets) for name in dir(module) if name not in vars(module)]

before, steps, after = len(unmade()), len(list(making())), len(unmade())
make_all()
print(before > 300, steps > 50, after, list(making()))
"""


def test_nothing_of_qt_is_left_to_be_made_by_a_thread() -> None:
    """PySide makes a type when it is first named; after this all are there, and a second call has nothing to do."""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", _CODE], cwd=root, capture_output=True, text=True, check=False)
    assert ("True True 0 []", 0) == (done.stdout.strip(), done.returncode), done.stderr
