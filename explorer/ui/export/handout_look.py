"""How does one drawing take every theme? Colours stand in it by role, and style sheets give the roles their colours."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import DARK, PRINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.ui.theme.roles import Theme

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_DRAWN = re.compile(r' (fill|stroke)="(#01fe[0-9a-f]{2})"')
_CHIPS = ("on", "good", "bad", "conflict", "accent", "drug")
_CELL_PARTS = ("fill", "membrane", "label")
INK = "#01feff"
"""Stands for the colour that the page gives to what is drawn: an arrow's, active or idle; an icon's."""


def role_theme(theme: Theme) -> Theme:
    """Return ``theme`` with a colour of its own for each role, by which ``with_roles`` knows it again."""
    marks = _marks()
    roles = {name: marks[_dashed(name)] for name in _roles(theme)}
    cells = {
        hue: (marks[f"cell-{hue}-fill"], marks[f"cell-{hue}-membrane"], marks[f"cell-{hue}-label"])
        for hue in theme.cells
    }
    return replace(theme, **roles, cells=cells)  # type: ignore[arg-type]  # every role is a colour


def with_roles(drawn: str, *, ink: str = "var(--ink)") -> str:
    """Return SVG in which the colours of a ``role_theme`` are roles: ``fill="var(--on)"``; ``ink`` for ``INK``."""
    names = {mark: f"var(--{name})" for name, mark in _marks().items()} | {INK: ink}
    return _DRAWN.sub(lambda found: f' {found[1]}="{names[found[2]]}"', drawn)


def style_roles(theme: Theme) -> str:
    """Return CSS that gives the roles their colours: ``theme``'s by day, the dark one's by night, on paper black."""
    is_night = theme.is_dark
    day = PRINT if is_night else theme
    night = theme if is_night else DARK
    dark = _declared(night)
    return (
        f":root{{--text-scale:{theme.text_scale:g};--pace:1;color-scheme:light;{_declared(day)}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        f"@media (prefers-color-scheme:dark){{:root[data-theme=auto]{{color-scheme:dark;{dark}}}}}"
        f"@media print{{:root:root:root{{--text-scale:1;color-scheme:light;{_declared(PRINT)}}}}}"
    )


def _declared(theme: Theme) -> str:
    found = {_dashed(name): str(getattr(theme, name)) for name in _roles(theme)}
    for hue, colours in theme.cells.items():
        found |= {f"cell-{hue}-{part}": ink for part, ink in zip(_CELL_PARTS, colours, strict=True)}
    for name in _CHIPS:
        ink = str(getattr(theme, name))
        found |= {f"{name}-soft": chip_fill(ink, theme).name(), f"{name}-words": chip_text(ink, theme)}
    return "".join(f"--{name}:{ink};" for name, ink in found.items())


def _roles(theme: Theme) -> list[str]:
    values = {field.name: getattr(theme, field.name) for field in fields(theme)}
    return [name for name, value in values.items() if isinstance(value, str) and _COLOUR.fullmatch(value)]


@lru_cache(maxsize=1)
def _marks() -> Mapping[str, str]:
    """Return by role a colour that stands for it while things are drawn."""
    names = [_dashed(name) for name in _roles(PRINT)]
    names += [f"cell-{hue}-{part}" for hue in PRINT.cells for part in _CELL_PARTS]
    return {name: f"#01fe{number:02x}" for number, name in enumerate(names)}


def _dashed(name: str) -> str:
    return name.replace("_", "-")
