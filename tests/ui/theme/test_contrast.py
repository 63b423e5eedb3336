"""Can everything be seen: words, shapes, and differences, also by eyes that lack one kind of cone?"""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from explorer.pathway.definition import Edge, Effect, Node, NodeKind
from explorer.ui.canvas.visuals import EdgeSituation, NodeSituation, NodeVisual, edge_look, node_visual
from explorer.ui.theme.roles import THEMES, Theme

EYES = {
    "everybody": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "greyscale": ((0.2126, 0.7152, 0.0722),) * 3,
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is seen of linear red, green and blue: Machado, Oliveira and Fernandes, IEEE Transactions on Visualization and
Computer Graphics 15 (2009) 1291, table of severity 1.0; greyscale by the luminance of Rec. 709."""
every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
every_eye = pytest.mark.parametrize("eye", EYES)


def linear(value: str) -> tuple[float, float, float]:
    """The linear red, green and blue of ``#rrggbb``, each 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in QColor(value).getRgbF()[:3]
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, success criterion 1.4.3."""
    lights = [
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(value), strict=True)) for value in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def seen(value: str, eye: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as ``eye`` sees it."""
    rgb = linear(value)
    r, g, b = (min(1.0, max(0.0, sum(w * c for w, c in zip(row, rgb, strict=True)))) for row in EYES[eye])
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, eye: str) -> float:
    """The distance of two colours as ``eye`` sees them (CIE 1976); 2.3 can just be told apart."""
    return sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)) ** 0.5


@every_theme
def test_words_reach_four_and_a_half(theme: Theme) -> None:
    """Every colour of words has a contrast of 4.5 on every ground on which it stands."""
    grounds = (theme.window, theme.surface, theme.raised, theme.canvas)
    pairs = [(ink, ground) for ink in (theme.text, theme.muted, theme.off_text) for ground in grounds]
    pairs += [(theme.on_text, getattr(theme, role)) for role in ("on", "drug", "condition", "good", "bad")]
    pairs += [(ink, theme.off_fill) for ink in (theme.off_text, theme.good, theme.bad)]
    pairs += [(theme.accent_text, theme.accent), (theme.caution_text, theme.caution_fill)]
    pairs += [(theme.accent, theme.surface), (theme.changed_text, theme.changed)]
    fills = (theme.canvas, *(fill for fill, _, _ in theme.cells.values()))
    pairs += [(ink, fill) for _, _, ink in theme.cells.values() for fill in fills]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}


@every_theme
def test_shapes_reach_three(theme: Theme) -> None:
    """Every border, line, fill and badge has a contrast of 3 on the canvas and in every compartment."""
    roles = ("on", "drug", "condition", "good", "bad", "off_border", "held", "activates", "inhibits", "idle_edge")
    roles += ("changed", "conflict", "focus", "muted")
    fills = (theme.canvas, *(fill for fill, _, _ in theme.cells.values()))
    weak = {
        (role, fill): round(contrast(getattr(theme, role), fill), 2)
        for role in roles
        for fill in fills
        if contrast(getattr(theme, role), fill) < 3
    }
    for hue, (fill, membrane, _) in theme.cells.items():
        least = min(contrast(membrane, fill), contrast(membrane, theme.canvas))
        if least < 3:
            weak[hue, fill] = round(least, 2)
    assert weak == {}


def states(theme: Theme) -> dict[str, NodeVisual]:
    """A node, and an outcome, in every state that must not be taken for another."""
    node, outcome = Node("A", "A", rule=None), Node("B", "B", NodeKind.OUTCOME, wanted=True)
    ruled = Node("C", "C", rule=object())  # type: ignore[arg-type]  # any rule makes it one that can be held
    on, off = NodeSituation(True, True, reference=True), NodeSituation(False, False)
    return {
        "on": node_visual(theme, node, on, value=True),
        "off": node_visual(theme, node, off, value=False),
        "went on": node_visual(theme, node, NodeSituation(True, True), value=True),
        "went off": node_visual(theme, node, NodeSituation(False, False, reference=True), value=False),
        "held on": node_visual(theme, ruled, NodeSituation(True, True, reference=True, held=True), value=True),
        "held off": node_visual(theme, ruled, NodeSituation(False, False, held=True), value=False),
        "oscillates": node_visual(theme, node, NodeSituation(True, True, reference=True, oscillating=True), value=True),
        "good": node_visual(theme, outcome, on, value=True),
        "bad": node_visual(theme, outcome, off, value=False),
    }


@every_theme
@every_eye
def test_states_are_told_apart(theme: Theme, eye: str) -> None:
    """Any two states differ in form (border, dashes, signs) or clearly in what the eye sees of their fills."""
    same = []
    for (name, one), (other_name, other) in combinations(states(theme).items(), 2):
        forms = [(shown.dashed, shown.badges, shown.border_width, shown.strong) for shown in (one, other)]
        if forms[0] == forms[1] and apart(one.fill, other.fill, eye) < 20:
            same.append((name, other_name))
    assert same == []


@every_theme
@every_eye
def test_on_and_off_differ_in_colour_too(theme: Theme, eye: str) -> None:
    """ON and OFF are far apart for every eye, not only dashed or not: that is what is read from afar."""
    for role in ("on", "drug", "condition", "good", "bad"):
        assert apart(getattr(theme, role), theme.off_fill, eye) >= 30, role


@every_theme
@every_eye
def test_active_arrows_stand_out(theme: Theme, eye: str) -> None:
    """An arrow whose source is ON is told from an idle one, of either sign, by more than a shade."""
    for effect in Effect:
        edge = Edge("A", "B", effect)
        active, idle = (edge_look(theme, edge, EdgeSituation(source_on=on)).visual for on in (True, False))
        assert apart(active.colour, idle.colour, eye) >= 12 or active.width >= idle.width * 1.3, effect


@every_theme
@every_eye
def test_badges_show_their_sign(theme: Theme, eye: str) -> None:
    """The sign on a badge stands out from its ground."""
    for sign, ground in ((theme.changed_text, theme.changed), (theme.on_text, theme.good), (theme.on_text, theme.bad)):
        assert apart(sign, ground, eye) >= 30
