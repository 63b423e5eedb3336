"""How does a window that is in use take another theme without standing still? What is in sight now, the rest after it.

``QApplication.setStyleSheet`` in place of a sheet that is there dresses every widget once for each of its ancestors
(Qt 6.11: 1,950 times for 250 widgets, 50 ms); taking the old sheet off first and then putting the new one on dresses
each twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from shiboken6 import isValid

from explorer.ui.theme.fonts import font
from explorer.ui.theme.stylesheet import BODY, palette, stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from explorer.ui.theme.roles import Theme

_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
"""Qt leaves alone what has never been dressed, since that is dressed when it is first shown."""


def dressing(theme: Theme, application: QApplication) -> Iterator[None]:
    """Dress in ``theme``, fonts included: what is in sight in the first step, then one widget a step."""
    sheet = stylesheet(theme)
    behind: list[QWidget] = []
    if sheet != application.styleSheet():
        behind = [one for one in application.allWidgets() if not one.isVisible() and one.testAttribute(_DRESSED)]
    for widget in behind:
        widget.style().unpolish(widget)  # without it the old sheet would still know the widget when that is gone
        widget.setAttribute(_DRESSED, False)
    # The body font is not in the style sheet: there it would cost a third of a switch, as each widget takes it anew.
    application.setFont(font(BODY * theme.text_scale))
    application.setPalette(palette(theme))
    if sheet != application.styleSheet():
        application.setStyleSheet("")
        application.setStyleSheet(sheet)
    yield
    for widget in behind:
        if isValid(widget):
            for kind in (QEvent.Type.Polish, QEvent.Type.StyleChange):
                QCoreApplication.sendEvent(widget, QEvent(kind))
        yield
