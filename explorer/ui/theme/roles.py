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
    good and bad, and a sign says it too. ``changed`` is the ground of the sign for it, ``glow`` the light round what
    is changing. Every sign reaches a contrast of 3 on the canvas and in every compartment, words reach 4.5.
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
    glow: str = "#f2a516"
    stroke: float = 1.0
    """Factor on the width of every line of the diagram."""
    label_scale: float = 1.0
    """Factor on the letters in the diagram, as far as they have room."""
    text_scale: float = 1.0
    """Factor on the letters in panels, the user's choice included."""

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
    changed="#b37400",
    changed_text="#140d01",
    held="#17202b",
    activates="#36424f",
    inhibits="#a33804",
    idle_edge="#748394",
    conflict="#a8174f",
    caution_fill="#fbf3df",
    caution_text="#5b4a1c",
    cells={
        "amber": ("#fdf3e0", "#b07a1c", "#7f5a0c"),
        "blue": ("#e8effb", "#5583ce", "#2a5598"),
        "green": ("#e7f5ee", "#459069", "#1d6b49"),
        "violet": ("#f2ecfa", "#9670cc", "#5c3d94"),
        "rose": ("#fbecef", "#c5617a", "#8f3350"),
        "grey": ("#f0f3f6", "#76899c", "#566373"),
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
    idle_edge="#64778d",
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
    glow="#ffb938",
)

PRINT = replace(LIGHT, name="print", window="#ffffff", canvas="#ffffff", text="#000000", activates="#1c242d")

PROJECTOR = replace(
    LIGHT,
    name="projector",
    window="#ffffff",
    raised="#e6ebf0",
    border="#8b97a5",
    text="#000000",
    muted="#333d49",
    accent="#004f86",
    focus="#004f86",
    canvas="#ffffff",
    on="#00508c",
    off_border="#44505d",
    off_text="#26303b",
    drug="#4c1d9a",
    condition="#222c37",
    good="#005a46",
    bad="#9c2f00",
    changed="#b06a00",
    changed_text="#000000",
    held="#000000",
    activates="#111820",
    inhibits="#9c2f00",
    idle_edge="#6b7888",
    conflict="#8f0c40",
    cells={
        "amber": ("#fdf1d8", "#8a5a00", "#5e3d00"),
        "blue": ("#e3ecfb", "#2f5fae", "#173d7c"),
        "green": ("#e0f3e8", "#1f6f48", "#0d4a2d"),
        "violet": ("#efe7fa", "#6c45ab", "#432374"),
        "rose": ("#fbe8ec", "#a23d57", "#6f1f37"),
        "grey": ("#eef1f5", "#56677a", "#333d49"),
    },
    stroke=1.6,
    label_scale=1.12,
    text_scale=1.2,
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, PROJECTOR, PRINT)}


def with_text_size(theme: Theme, factor: float) -> Theme:
    """Return ``theme`` with the letters in panels ``factor`` times as large."""
    return theme if factor == 1.0 else replace(theme, text_scale=theme.text_scale * factor)


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
