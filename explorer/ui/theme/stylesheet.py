"""How do Qt's own widgets look in a theme? One style sheet and one palette for the whole window.

Widgets name their part by the property ``role`` (``heading``, ``muted``, ``title``, ``primary``, ``plain``, ``panel``);
what a widget paints itself takes its colours from the theme directly.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from explorer.locate import resources
from explorer.ui.theme.fonts import font
from explorer.ui.theme.mixing import mixed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from explorer.ui.theme.roles import Theme

BODY = 14
"""Height of the body text in pixels."""
SMALL = 12
"""Height of muted second lines and chips in pixels."""

_SIZES = (12, 13, 14, 17)
_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QWidget[role="panel"], QScrollArea[role="panel"] { background: $surface; border: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 2px 3px; font-size: ${letters_13}px; }

QLabel { color: $text; background: transparent; }
QLabel[role="muted"] { color: $muted; font-size: ${letters_13}px; }
QLabel[role="heading"] { color: $muted; font-size: ${letters_12}px; font-weight: 600; }
QLabel[role="caution"] { background: $caution_fill; color: $caution_text; border-radius: 6px; padding: 7px 9px;
    font-size: ${letters_12}px; }
QLabel#canvasHint { background: $raised; border: 1px solid $border; border-radius: 6px; padding: 4px 8px; }
QLabel[role="title"] { font-size: ${letters_17}px; font-weight: 600; }

QPushButton, QToolButton { color: $text; background: $surface; border: 1px solid $border; border-radius: 6px;
    padding: 4px 11px; min-height: 20px; }
QToolButton { padding: 4px 6px; }
QPushButton:hover, QToolButton:hover { background: $raised; border-color: $strong_border; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $pressed; }
QPushButton:focus, QToolButton:focus { border: 1px solid $focus; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $faint; }
QPushButton[role="primary"], QToolButton[role="primary"] { background: $accent; color: $accent_text;
    border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus, QToolButton[role="primary"]:focus { border: 2px solid $text; padding: 3px 10px; }
QPushButton[role="primary"]:disabled { background: $faint; color: $muted; border-color: $faint; }
QPushButton[role="plain"], QToolButton[role="plain"] { background: transparent; border-color: transparent; }
QPushButton[role="plain"] { color: $accent; padding: 3px 7px; }
QPushButton[role="plain"]:hover, QToolButton[role="plain"]:hover { background: $raised; }
QPushButton[role="plain"]:focus, QToolButton[role="plain"]:focus { border: 1px solid $focus; }
QPushButton[role="plain"]:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; width: 0; }

QCheckBox { color: $text; spacing: 7px; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator { width: 14px; height: 14px;
    border: 1px solid $off_border; border-radius: 4px; background: $surface; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $focus; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked { background: $accent;
    border-color: $accent; image: url("$tick"); }

QLineEdit, QPlainTextEdit, QSpinBox { color: $text; background: $surface; border: 1px solid $border;
    border-radius: 6px; padding: 4px 8px; selection-background-color: $accent; selection-color: $accent_text; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus { border: 1px solid $focus; }
QComboBox { color: $text; background: $surface; border: 1px solid $border; border-radius: 6px;
    padding: 4px 8px 4px 10px; min-height: 20px; }
QComboBox:hover { background: $raised; border-color: $strong_border; }
QComboBox:focus { border: 1px solid $focus; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QSpinBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QSpinBox { min-height: 20px; padding: 4px 22px 4px 0; }
QSpinBox::up-button, QSpinBox::down-button { background: transparent; border: none; width: 20px; }
QSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; margin: 3px 3px 0 0; }
QSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; margin: 0 3px 3px 0; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $raised; border-radius: 4px; }
QSpinBox::up-arrow { image: url("$chevron_up"); width: 12px; height: 12px; }
QSpinBox::up-arrow:off, QSpinBox::down-arrow:off { image: none; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border; outline: none;
    padding: 3px; selection-background-color: $selected; selection-color: $text; }

QTextBrowser, QListWidget, QListView, QTreeView, QTableView { background: $surface; color: $text; border: none;
    outline: none; selection-background-color: $selected; selection-color: $text; }
QHeaderView, QTableCornerButton::section { background: $surface; border: none; }
QListWidget::item, QListView::item { padding: 5px 8px; border-radius: 6px; }
QListWidget::item:hover, QListView::item:hover { background: $raised; }
QListWidget::item:selected, QListView::item:selected { background: $selected; color: $text; }
QTextBrowser { selection-background-color: $accent; selection-color: $accent_text; }

QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $border; padding: 1px 6px; }
QMenuBar::item { padding: 5px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $faint; margin: 5px 8px; }

QToolBar { background: $surface; border: none; border-bottom: 1px solid $border; padding: 3px 8px; spacing: 5px; }
QToolBar::separator { background: $border; width: 1px; margin: 5px 5px; }
QStatusBar { background: $surface; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QDockWidget { color: $text; }
QDockWidget::title { background: $surface; padding: 6px 10px; border-bottom: 1px solid $faint; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; background: $surface; }
QTabBar::tab { color: $muted; background: transparent; padding: 7px 9px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $strong_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $raised; border: none; border-radius: 4px; height: 8px; color: $text; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QGroupBox { border: 1px solid $border; border-radius: 8px; margin-top: 9px; padding: 10px; color: $text; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $muted; }
""")


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of the whole window."""
    ground = "dark" if theme.is_dark else "light"
    return _SHEET.substitute(
        **{f"letters_{size}": str(round(size * theme.text_scale)) for size in _SIZES},
        off_border=theme.off_border,
        tick=(resources() / "icons" / f"tick-{ground}.svg").as_posix(),
        chevron=(resources() / "icons" / f"chevron-{ground}.svg").as_posix(),
        chevron_up=(resources() / "icons" / f"chevron-up-{ground}.svg").as_posix(),
        caution_fill=theme.caution_fill,
        caution_text=theme.caution_text,
        window=theme.window,
        surface=theme.surface,
        raised=theme.raised,
        border=theme.border,
        text=theme.text,
        muted=theme.muted,
        accent=theme.accent,
        accent_text=theme.accent_text,
        focus=theme.focus,
        faint=mixed(theme.border, theme.surface, 0.6).name(),
        strong_border=mixed(theme.muted, theme.border, 0.45).name(),
        thumb=mixed(theme.muted, theme.surface, 0.35).name(),
        pressed=mixed(theme.accent, theme.raised, 0.18).name(),
        selected=mixed(theme.accent, theme.surface, 0.15).name(),
        accent_hover=mixed(theme.text, theme.accent, 0.14).name(),
        disabled=mixed(theme.muted, theme.surface, 0.6).name(),
    )


def palette(theme: Theme) -> QPalette:
    """Return the palette, for what the style sheet does not reach: links, placeholders, native dialogs."""
    made = QPalette()
    role = QPalette.ColorRole
    for part, value in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.accent_text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.PlaceholderText: theme.muted,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Light: theme.raised,
    }.items():
        made.setColor(part, QColor(value))
    faded = mixed(theme.muted, theme.surface, 0.6)
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, faded)
    return made


def apply(theme: Theme, application: QApplication) -> None:
    """Dress the whole ``application`` in ``theme``, fonts included."""
    # The body font is not in the style sheet: there it would cost a third of a switch, as each widget takes it anew.
    application.setFont(font(BODY * theme.text_scale))
    application.setPalette(palette(theme))
    application.setStyleSheet(stylesheet(theme))
