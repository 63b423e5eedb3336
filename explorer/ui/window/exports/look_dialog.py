"""Where does the user choose how a picture or film looks? In a small dialog, before its name, with a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.aside import Aside
from explorer.ui.qt_types import make_all
from explorer.ui.window.exports.look import LARGEST, SCALES, SCREEN, SIZES, SMALLEST, Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
_PREVIEW = QSize(400, 250)
_THEMES = (
    (SCREEN, "As on the screen"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("projector", "Projector"),
    ("print", "Print"),
)
_OTHER = "Other…"


class LookDialog(QDialog):
    """Offers what a picture, or a film, can look like.

    Args:
        window: whose dialog it is.
        title: for example ``Export picture``.
        look: what is chosen at first.
        outcome: takes a look and returns what comes of it in words, for example ``2,446 × 1,760 pixels``; raises in
            words where nothing can come of it: then no name is asked for. Called in a thread.
        preview: takes a look and room in pixels; returns a small picture. Called in a thread.
        is_film: whether pictures a second are asked for instead of sharpness and ground.
    """

    def __init__(
        self,
        window: QWidget,
        title: str,
        look: Look,
        *,
        outcome: Callable[[Look], str],
        preview: Callable[[Look, QSize], QImage],
        is_film: bool = False,
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._outcome, self._preview, self._is_film = outcome, preview, is_film
        make_all()  # the preview is drawn in a thread
        self._drawing, self._telling = Aside(self), Aside(self)
        self._shown: Look | None = None
        self._is_possible = self._is_chosen = False
        self._make_choices(look)
        self.picture = QLabel()
        self.picture.setFixedSize(_PREVIEW)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName("Preview")
        self.outcome = QLabel()
        self.outcome.setAccessibleName("What comes of it")
        self.outcome.setProperty("role", "muted")
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.outcome.setWordWrap(True)
        self.outcome.setMinimumHeight(3 * self.outcome.fontMetrics().lineSpacing())  # nothing jumps when there is more
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.name_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.name_button.setText("Choose a &name…")
        self.name_button.setProperty("role", "primary")
        for button in buttons.buttons():
            button.setIcon(QIcon())  # some systems put one there, in colours of their own
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.finished.connect(lambda _: self._let_go())
        self._follow()

    def _make_choices(self, look: Look) -> None:
        self.size_choice = QComboBox()
        self._sizes: tuple[tuple[int, int] | None, ...] = SIZES if self._is_film else (None, *SIZES)
        for size in self._sizes:
            self.size_choice.addItem("As the diagram needs" if size is None else f"{size[0]} × {size[1]}")
        self.size_choice.addItem(_OTHER)
        self.size_choice.setToolTip("Width and height in pixels; letters grow with large pictures")
        self.width_choice, self.height_choice = QSpinBox(), QSpinBox()
        for box, name, side in ((self.width_choice, "Width", 0), (self.height_choice, "Height", 1)):
            box.setRange(SMALLEST, LARGEST)
            box.setMinimumWidth(80)
            box.setAccessibleName(f"{name} in pixels")
            box.setValue((look.size or SIZES[2])[side])
        self.choose_size(look.size)
        self.scale_choice = QComboBox()
        for scale in SCALES:
            self.scale_choice.addItem(f"{scale} ×", float(scale))
        self.scale_choice.setCurrentIndex(max(0, self.scale_choice.findData(look.scale)))
        self.scale_choice.setToolTip("Pixels of a PNG for each pixel of the size; SVG and PDF are sharp at any")
        self.theme_choice = QComboBox()
        for theme, words in _THEMES:
            self.theme_choice.addItem(words, theme)
        self.theme_choice.setCurrentIndex(max(0, self.theme_choice.findData(look.theme)))
        self.ground_choice = QCheckBox("&Transparent ground")
        self.ground_choice.setChecked(look.is_transparent)
        self.ground_choice.setToolTip("What lies behind the picture is seen, as on a slide of another colour")
        self.speed_choice = QSpinBox()
        self.speed_choice.setRange(2, 30)
        self.speed_choice.setValue(look.fps)
        self.speed_choice.setToolTip("More pictures a second move more smoothly and make a larger file")
        for choice in (self.size_choice, self.scale_choice, self.theme_choice):
            choice.currentIndexChanged.connect(self._follow)
        for spin in (self.width_choice, self.height_choice, self.speed_choice):
            spin.valueChanged.connect(self._follow)
            spin.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet's padding is not for the letters in it
        self.ground_choice.toggled.connect(self._follow)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        self._sides = QWidget()
        sides = QHBoxLayout(self._sides)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(self.width_choice)
        sides.addWidget(QLabel("×"))
        sides.addWidget(self.height_choice)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow("&Size", self.size_choice)
        form.addRow("", self._sides)
        self._form, self._sides_row = form, form.rowCount() - 1
        if self._is_film:
            form.addRow("&Pictures a second", self.speed_choice)
        else:
            form.addRow("S&harpness", self.scale_choice)
        form.addRow("&Colours", self.theme_choice)
        if not self._is_film:
            form.addRow("", self.ground_choice)
        seen = QVBoxLayout()
        seen.addWidget(self.picture)
        seen.addWidget(self.outcome)
        seen.addStretch()
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addLayout(form)
        across.addLayout(seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(14)
        column.addLayout(across)
        column.addWidget(buttons)

    def choose_size(self, size: tuple[int, int] | None) -> None:
        """Choose ``size`` from the list, or as one of the user's own."""
        if size is not None:
            self.width_choice.setValue(size[0])
            self.height_choice.setValue(size[1])
        self.size_choice.setCurrentIndex(self._sizes.index(size) if size in self._sizes else len(self._sizes))

    @property
    def _has_own_size(self) -> bool:
        return self.size_choice.currentIndex() >= len(self._sizes)

    @property
    def look(self) -> Look:
        """What is chosen now."""
        own = (self.width_choice.value(), self.height_choice.value())
        return Look(
            size=own if self._has_own_size else self._sizes[self.size_choice.currentIndex()],
            scale=1.0 if self._is_film else self.scale_choice.currentData(),
            theme=self.theme_choice.currentData(),
            is_transparent=not self._is_film and self.ground_choice.isChecked(),
            fps=self.speed_choice.value(),
        )

    def _follow(self) -> None:
        """Show what comes of the choices."""
        look = self.look
        self._form.setRowVisible(self._sides_row, self._has_own_size)
        if look == self._shown:
            return
        self._shown = look
        room = _PREVIEW * self.devicePixelRatioF()
        self._is_possible = self._is_chosen = False
        self.name_button.setEnabled(True)
        self._telling.start("outcome", lambda _: self._outcome(look), self._tell, failed=self._refuse)
        self._drawing.start("preview", lambda _: self._preview(look, room), self._show)

    def _tell(self, words: str) -> None:
        """Say what comes of the choices."""
        self._is_possible = True
        self.outcome.setText(words)
        if self._is_chosen:
            super().accept()

    def _refuse(self, words: str) -> None:
        """Say why nothing can come of the choices; other ones can be made."""
        self._is_chosen = False
        self._drawing.stop()
        self.picture.clear()
        self.outcome.setText(f"{words[:1].upper()}{words[1:]}")
        self.name_button.setEnabled(False)

    def accept(self) -> None:
        """Take the choices once it is known that something comes of them: a moment after the last was made."""
        self._is_chosen = True
        if self._is_possible:
            super().accept()

    def _let_go(self) -> None:
        self._drawing.let_go()
        self._telling.let_go()

    def _show(self, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(QPixmap.fromImage(image))

    def wait(self, seconds: float) -> bool:
        """Wait until no preview is being drawn any more; returns whether that is so."""
        return self._drawing.wait(seconds) and self._telling.wait(seconds)
