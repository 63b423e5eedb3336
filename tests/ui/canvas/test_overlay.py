"""Marks over the diagram: do they follow the moment, stay over a redrawn diagram, and read without colour?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from explorer.pathway.diagram import diagram_of
from explorer.session.commands import ToggleNode
from explorer.ui.canvas.overlay import KeyStrip, OverlayItem, draw_sign
from explorer.ui.canvas.overlay_marks import Differing, LoadBearing, Ring, Sign
from explorer.ui.canvas.overlay_painting import growth
from explorer.ui.theme.roles import DARK, THEMES, Theme

if TYPE_CHECKING:
    from conftest import Shown

BEARING = LoadBearing({"LCN2 -> Free": 1, "Free -> Macrophage": 2}, {"ATF4": (3, 5)}, ("Growth",))


def item(shown: Shown) -> OverlayItem:
    """The one item of marks in the scene."""
    (found,) = [one for one in shown.view.diagram_scene.items() if isinstance(one, OverlayItem)]
    return found


def key(shown: Shown) -> dict[Ring | Sign, str]:
    """What the strip explains."""
    strip = shown.view.findChild(KeyStrip)
    assert isinstance(strip, KeyStrip)
    return dict(strip.key)


def test_load_bearing_arrows_carry_their_numbers(shown: Shown) -> None:
    """The arrows and rules that are numbered, the nodes at their ends, and the result stand out; a strip says so."""
    shown.view.show_overlay(BEARING)
    marks = item(shown).marks
    assert {"LCN2 -> Free": "1", "Free -> Macrophage": "2"} == marks.arrows
    assert {"ATF4": "3, 5"} == marks.stones
    assert Ring.ASKED is marks.nodes["Growth"]
    assert {"LCN2", "Free", "Macrophage", "ATF4", "Growth"} == set(marks.nodes)
    assert {Ring.ASKED, Sign.RAIL, Sign.KEYSTONE} == set(key(shown))


def test_what_differs_follows_the_moment(shown: Shown) -> None:
    """A flip shows at once what it gained and lost; taken back, nothing differs."""
    before = shown.document.state.present
    shown.view.show_overlay(Differing(before))
    assert {} == item(shown).marks.nodes
    shown.document.run(ToggleNode("Stress"))
    shown.show_end()
    rings = item(shown).marks.nodes
    assert (Ring.GAINED, Ring.LOST) == (rings["Stress"], rings["Killing"])
    assert "Stress -> PERK" in item(shown).marks.arrows
    assert f"({list(rings.values()).count(Ring.GAINED)})" in key(shown)[Ring.GAINED]
    shown.document.undo()
    shown.show_end()
    assert {} == item(shown).marks.nodes


def test_another_state_can_be_shown_instead(shown: Shown) -> None:
    """The diagram shows that state whatever moment it is given, and what keeps changing as that."""
    before = shown.document.state.present
    after = ToggleNode("Stress")(shown.document.state)
    shown.view.show_overlay(Differing(before, frozenset({"PERK"}), (after.present, after.holds, frozenset())))
    shown.show_end()
    assert shown.view.moment is not None
    assert after.present == shown.view.moment.after
    assert Ring.TURNING is item(shown).marks.nodes["PERK"]
    shown.view.show_overlay(None)
    assert shown.document.state.present == shown.view.moment.after
    assert [] == [one for one in shown.view.diagram_scene.items() if isinstance(one, OverlayItem)]
    assert {} == key(shown)


def test_a_moment_of_another_pathway_is_shown_as_it_is(shown: Shown) -> None:
    """Another pathway is on the screen before its answer is: the marks of the old one must not reach it."""
    shown.view.show_overlay(Differing((0, 1)))
    assert shown.view.moment is not None
    assert shown.document.state.present == shown.view.moment.after
    assert {} == item(shown).marks.nodes


def test_marks_stay_over_a_diagram_drawn_anew(shown: Shown) -> None:
    """A moved node makes another diagram; the marks lie over that one, in any theme."""
    shown.view.show_overlay(BEARING)
    shown.view.set_theme(DARK)
    moved = replace(shown.pathway, layout=replace(shown.pathway.layout))
    shown.view.show_pathway(moved, diagram_of(moved))
    shown.show_end()
    assert item(shown).scene() is shown.view.diagram_scene
    assert {"LCN2 -> Free": "1", "Free -> Macrophage": "2"} == item(shown).marks.arrows
    less = replace(moved, edges=tuple(edge for edge in moved.edges if edge.id != "LCN2 -> Free"))
    shown.view.show_pathway(less, diagram_of(less))
    shown.show_end()
    assert {"Free -> Macrophage": "2"} == item(shown).marks.arrows
    shown.view.grab()


def test_the_strip_stands_between_diagram_and_legend(shown: Shown) -> None:
    """The diagram gets less high while marks are explained, also where the legend is hidden."""
    room = shown.view.viewport().height()
    shown.view.show_overlay(BEARING)
    assert shown.view.viewport().height() < room
    shown.view.set_legend_visible(False)
    strip = shown.view.findChild(KeyStrip)
    assert isinstance(strip, KeyStrip)
    assert shown.view.height() == strip.geometry().bottom() + 1
    shown.view.show_overlay(None)
    assert not strip.isVisible()
    assert shown.view.height() == shown.view.viewport().height()


def test_a_click_goes_through_the_veil(shown: Shown) -> None:
    """Marks are looked at, what lies below them is hit."""
    shown.view.show_overlay(BEARING)
    assert "Drug" == shown.view.hit(shown.point("Drug")).id


def test_stones_grow_as_the_diagram_shrinks() -> None:
    """Their words stay as large as letters can be read, up to a bound."""
    assert [1.0, 1.0, 3.0] == [growth(2.0), growth(1.0), growth(0.05)]
    assert 1.0 < growth(0.6) < growth(0.4)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_signs_differ_in_grey(theme: Theme) -> None:
    """Without colour no two signs look alike: at least one pixel in twelve differs clearly between any two."""
    signs = [*Ring, *Sign]
    pictures = [_grey(theme, sign) for sign in signs]
    for at, one in enumerate(pictures):
        for other in pictures[:at]:
            differing = sum(abs(a - b) > 60 for a, b in zip(one, other, strict=True))
            assert differing > len(one) / 24


def _grey(theme: Theme, sign: Ring | Sign) -> bytes:
    image = QImage(120, 72, QImage.Format.Format_RGB32)
    image.fill(theme.canvas)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(3.0, 3.0)
    draw_sign(painter, theme, sign, QRectF(3, 3, 34, 18))
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits())
