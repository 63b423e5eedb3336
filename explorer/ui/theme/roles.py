"""Which colour has which role? Themes are values; painting code names roles, never colours."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Theme:
    """One look. All colours are ``#rrggbb``.

    Node roles: ``on`` is the fill of a node that is ON (``on_text`` on it); a node that is OFF has no fill but
    ``off_fill``, a dashed border ``off_border`` and ``off_text``. ``drug``, ``condition``, ``good`` and ``bad`` fill
    drugs, conditions and outcomes that are ON and wanted or unwanted; blue and orange, not green and red, carry
    good and bad, and a sign says it too.
    """

    name: str
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    accent_text: str
    focus: str
    canvas: str
    on: str
    on_text: str
    off_fill: str
    off_border: str
    off_text: str
    drug: str
    condition: str
    good: str
    bad: str
    changed: str
    changed_text: str
    held: str
    activates: str
    inhibits: str
    idle_edge: str
    conflict: str
    caution_fill: str
    caution_text: str
    cells: Mapping[str, tuple[str, str, str]]
    """For each hue the fill, the membrane and the label of a compartment."""

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return QColor(self.window).lightnessF() < 0.5


LIGHT = Theme(
    name="light",
    window="#f7f9fb",
    surface="#ffffff",
    raised="#eef2f6",
    border="#d3dae2",
    text="#17202b",
    muted="#566373",
    accent="#0b67a3",
    accent_text="#ffffff",
    focus="#0b67a3",
    canvas="#f8fafc",
    on="#1573b0",
    on_text="#ffffff",
    off_fill="#ffffff",
    off_border="#7d8896",
    off_text="#4f5b69",
    drug="#6a3fb5",
    condition="#3e4a58",
    good="#00705a",
    bad="#b3400a",
    changed="#f2a516",
    changed_text="#201503",
    held="#17202b",
    activates="#36424f",
    inhibits="#b3400a",
    idle_edge="#a4aeba",
    conflict="#a8174f",
    caution_fill="#fbf3df",
    caution_text="#5b4a1c",
    cells={
        "amber": ("#fdf3e0", "#dba545", "#7f5a0c"),
        "blue": ("#e8effb", "#7ba0da", "#2a5598"),
        "green": ("#e7f5ee", "#67b48e", "#1d6b49"),
        "violet": ("#f2ecfa", "#a98ad6", "#5c3d94"),
        "rose": ("#fbecef", "#d78fa0", "#8f3350"),
        "grey": ("#f0f3f6", "#b4bfca", "#566373"),
    },
)

DARK = Theme(
    name="dark",
    window="#10171f",
    surface="#161f29",
    raised="#1f2a36",
    border="#334150",
    text="#eaf0f6",
    muted="#a3b1c0",
    accent="#3d9bdc",
    accent_text="#06121c",
    focus="#7cc4ff",
    canvas="#0f1821",
    on="#2e95d8",
    on_text="#04121d",
    off_fill="#131d27",
    off_border="#8696a6",
    off_text="#b2bfcc",
    drug="#b595f2",
    condition="#c3cfdb",
    good="#2fbf9b",
    bad="#ff8f52",
    changed="#ffb938",
    changed_text="#201503",
    held="#ffffff",
    activates="#c6d2de",
    inhibits="#ff8f52",
    idle_edge="#56677a",
    conflict="#ff86b0",
    caution_fill="#2a2415",
    caution_text="#eeddb0",
    cells={
        "amber": ("#282216", "#d6a64c", "#f0c878"),
        "blue": ("#16233a", "#6f9ae0", "#a9c6f5"),
        "green": ("#13291f", "#5fb488", "#9be0bd"),
        "violet": ("#221c33", "#a284dc", "#cdb8f5"),
        "rose": ("#2d1a22", "#d4849a", "#f5b6c6"),
        "grey": ("#18212b", "#5d6d7e", "#a3b1c0"),
    },
)

PRINT = replace(
    LIGHT, name="print", window="#ffffff", canvas="#ffffff", text="#000000", activates="#1c242d", idle_edge="#8a95a1"
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}


@lru_cache(maxsize=1024)
def colour(value: str, alpha: float = 1.0) -> QColor:
    """Return the colour for ``#rrggbb`` with an opacity from 0 to 1. The object is shared: do not change it."""
    made = QColor(value)
    made.setAlphaF(alpha)
    return made


def cell_hue(compartment: str, label: str) -> str:
    """Return the hue for a compartment: the same kind of cell looks the same in every pathway."""
    words = f"{compartment} {label}".casefold()
    for hue, signs in _HUES.items():
        if any(sign in words for sign in signs):
            return hue
    return "grey"


_HUES: Mapping[str, tuple[str, ...]] = {
    "amber": ("tumour_cell", "tumor_cell", "tumour cell", "tumor cell", "cancer"),
    "blue": ("macrophage", "myeloid", "dendritic"),
    "green": ("t cell", "t_cell", "t-cell", "lymphocyte"),
    "violet": ("nk", "natural killer"),
    "rose": ("fibroblast", "stellate", "endothel", "vessel"),
}
