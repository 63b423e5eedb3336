"""When may a thread use Qt's types? Once all are made: PySide makes each when it is first named.

A type that one thread is still making (its enums are made by Python, which may switch threads in between) is found half
made by the other, and the process ends: PySide6 6.11, 2 of 40 starts in which pyqtgraph, which names every type, was
imported in a thread while the window was in use.
"""

from __future__ import annotations

from collections import deque
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULES = ("QtCore", "QtGui", "QtWidgets")
_NAMED_TOO = ("QtSvg", "QtOpenGLWidgets", "QtTest")
"""Modules that pyqtgraph imports where they are there."""
_A_STEP = 8

_done: list[bool] = []


def making() -> Iterator[None]:
    """Make every type, some at a step of a few milliseconds; to be called in the window's thread. Once is enough."""
    if _done:
        return
    for name in _MODULES:
        module = import_module(f"PySide6.{name}")
        for number, member in enumerate(dir(module)):
            getattr(module, member)
            if number % _A_STEP == 0:
                yield
    for name in _NAMED_TOO:
        if find_spec(f"PySide6.{name}") is not None:
            import_module(f"PySide6.{name}")
        yield
    _done.append(True)


def make_all() -> None:
    """Make every type now, unless they are made; 60 ms once."""
    deque(making(), maxlen=0)
