"""Which labels do panels share? A section heading, a plain text, and the caution that stands under every result."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

import explorer
from explorer.ui.theme.focus_ring import FocusRing
from explorer.ui.theme.fonts import font
from explorer.ui.theme.label import Label
from explorer.ui.theme.one_line import OneLine

MARGIN = 12
"""Distance from a panel's border to its content, in pixels."""


class SectionHeading(OneLine):
    """The heading of a section, in small muted capitals."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        letters = QFont(font(12, strong=True))
        letters.setCapitalization(QFont.Capitalization.AllUppercase)
        letters.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 107)
        self.setFont(letters)
        self.setProperty("role", "heading")
        self.set_margins(0, 8, 0, 2)


def _wrapping() -> QSizePolicy:
    """Return the policy of words that take any width, and the height that they need at it."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)  # which a label only does by itself when its text changes after this
    return policy


class PlainText(Label):
    """Words from a file or a result: wrapped, selectable, never read as markup."""

    def __init__(self, text: str = "", *, muted: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(_wrapping())
        if muted:
            self.setProperty("role", "muted")


class CautionLabel(QLabel):
    """The sentence that stands under every result."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(explorer.CAUTION, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(_wrapping())
        self.setProperty("role", "caution")


class _Inside(QWidget):
    """A column that needs the height which its width asks for, rather than that of its narrowest."""

    def minimumSizeHint(self) -> QSize:
        """Return the least size; with wrapped words the layout's least height is that of columns of single words."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class ScrollingColumn(QScrollArea):
    """A column of widgets that scrolls up and down, never sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = _Inside()
        inside.setProperty("role", "panel")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(MARGIN, 4, MARGIN, MARGIN)
        self.column.setSpacing(2)
        self.setWidget(inside)
        FocusRing(self)
