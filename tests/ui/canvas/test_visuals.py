"""What a state looks like, as values."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor

from explorer.pathway.definition import Confidence, Edge, Effect, Node, NodeKind
from explorer.ui.canvas.shapes import outline
from explorer.ui.canvas.visuals import (
    Badge,
    EdgeSituation,
    NodeSituation,
    NodeVisual,
    crossfade,
    edge_look,
    halo_strength,
    node_look,
    node_visual,
)
from explorer.ui.theme.roles import DARK, LIGHT, PRINT, Theme

NODE = Node("A", "A", NodeKind.PROTEIN)
RULED = replace(NODE, rule=object())  # type: ignore[arg-type]  # any rule: it is not looked into
OUTCOME = Node("O", "O", NodeKind.OUTCOME, wanted=True)
THEMES = (LIGHT, DARK, PRINT)


def _visual(node: Node, *, value: bool, theme: Theme = LIGHT, **more: bool) -> NodeVisual:
    situation = NodeSituation(before=value, after=value, reference=more.pop("reference", value), **more)
    return node_visual(theme, node, situation, value=value)


def _form(visual: NodeVisual) -> tuple[object, ...]:
    """What of a visual is seen without any colour."""
    return (visual.kind, visual.dashed, visual.strong, visual.border_width, visual.badges, visual.mark)


STATES = {
    "on": (NODE, {"value": True}),
    "off": (NODE, {"value": False}),
    "held on": (RULED, {"value": True, "held": True}),
    "held off": (RULED, {"value": False, "held": True}),
    "switched on": (NODE, {"value": True, "held": True}),
    "went on": (NODE, {"value": True, "reference": False}),
    "went off": (NODE, {"value": False, "reference": True}),
    "oscillating, on": (NODE, {"value": True, "oscillating": True}),
    "doubted": (NODE, {"value": True, "conflict": True}),
    "outcome as wanted": (OUTCOME, {"value": True}),
    "outcome not as wanted": (OUTCOME, {"value": False}),
    "drug": (replace(NODE, kind=NodeKind.DRUG), {"value": True}),
    "condition": (replace(NODE, kind=NodeKind.CONDITION), {"value": True}),
}


@pytest.mark.parametrize("pair", list(itertools.combinations(STATES, 2)), ids=" | ".join)
def test_states_differ_without_colour(pair: tuple[str, str]) -> None:
    """Any two states are told apart by outline, dash, weight or badge alone."""
    first, second = (_visual(STATES[name][0], **STATES[name][1]) for name in pair)
    assert _form(first) != _form(second)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", list(NodeKind), ids=lambda kind: kind.value)
def test_on_and_off_differ_in_greyscale(theme: Theme, kind: NodeKind) -> None:
    """Filled and empty lie far apart in lightness, and the words stand out from either."""
    node = Node("A", "A", kind, wanted=True if kind is NodeKind.OUTCOME else None)
    on, off = (_visual(node, value=value, theme=theme) for value in (True, False))
    assert abs(_grey(on.fill) - _grey(off.fill)) > 70
    assert abs(_grey(on.fill) - _grey(on.text)) > 70
    assert abs(_grey(off.fill) - _grey(off.text)) > 70


def _grey(value: str) -> int:
    colour = QColor(value)
    return (colour.red() * 11 + colour.green() * 16 + colour.blue() * 5) // 32


def test_kinds_have_different_outlines() -> None:
    """Every kind has an outline of its own, or an inner line that the others lack."""
    from explorer.ui.canvas.shapes import inner_lines

    drawn = set()
    for kind in NodeKind:
        path, inner = outline(kind, 120, 38), inner_lines(kind, 120, 38)
        points = tuple(
            (round(path.elementAt(at).x, 1), round(path.elementAt(at).y, 1)) for at in range(path.elementCount())
        )
        drawn.add((points, inner is not None, kind is NodeKind.DRUG))
    assert len(drawn) == len(NodeKind)


def test_wanted_outcome_is_good_and_unwanted_bad() -> None:
    """The role follows from the value that is good for the patient, not from ON."""
    unwanted = replace(OUTCOME, wanted=False)
    assert [_visual(OUTCOME, value=True).fill, _visual(unwanted, value=True).fill] == [LIGHT.good, LIGHT.bad]
    assert Badge.WANTED in _visual(unwanted, value=False).badges
    assert Badge.UNWANTED in _visual(OUTCOME, value=False).badges


def test_outcome_without_a_wish_is_neutral() -> None:
    """Where the file does not say what is wanted, nothing is judged."""
    assert (_visual(replace(OUTCOME, wanted=None), value=True).badges, LIGHT.on) == (
        (),
        _visual(replace(OUTCOME, wanted=None), value=True).fill,
    )


def test_held_is_solid_and_pinned() -> None:
    """A node held OFF has a solid thick border and a pin, and is still empty."""
    visual = _visual(RULED, value=False, held=True)
    assert (visual.dashed, visual.border_width > 2, visual.fill) == (False, True, LIGHT.off_fill)
    assert visual.badges == (Badge.HELD,)


def test_oscillating_takes_the_place_of_changed() -> None:
    """A node that keeps changing is not also marked as changed: the two signs share a corner."""
    assert _visual(NODE, value=True, reference=False, oscillating=True).badges == (Badge.OSCILLATES,)


def test_rest_is_one_visual() -> None:
    """A node that does not change is drawn once, whatever the phase."""
    look = node_look(LIGHT, NODE, NodeSituation(before=True, after=True, phase=0.5))
    assert (look.before, look.halo) == (None, 0.0)


def test_between_two_visuals() -> None:
    """While it changes a node is drawn between both of its visuals, and it glows."""
    look = node_look(LIGHT, NODE, NodeSituation(before=False, after=True, phase=0.66, moving=True))
    assert look.before is not None
    assert (look.before.strong, look.after.strong) == (False, True)
    assert 0 < look.blend < 1
    assert look.halo > 0.5


def test_crossfade_runs_from_nothing_to_all() -> None:
    """The fade begins at 0, never goes back and ends at 1 before the step does."""
    course = [crossfade(step / 100) for step in range(101)]
    assert (course[0], course[-1]) == (0.0, 1.0)
    assert course == sorted(course)


def test_halo_is_bounded() -> None:
    """The glow stays between 0 and 1 and is strongest as the change happens."""
    course = [halo_strength(step / 100) for step in range(101)]
    assert (min(course), max(course)) == (0.0, 1.0)
    assert course.index(1.0) > 40


EDGE = Edge("A", "B", Effect.ACTIVATES)


def test_idle_arrow_is_muted() -> None:
    """An arrow is coloured by its sign while its source is ON, and muted while it is OFF."""
    inhibits = replace(EDGE, effect=Effect.INHIBITS)
    assert edge_look(LIGHT, EDGE, EdgeSituation(source_on=True)).visual.colour == LIGHT.activates
    assert edge_look(LIGHT, inhibits, EdgeSituation(source_on=True)).visual.colour == LIGHT.inhibits
    assert edge_look(LIGHT, inhibits, EdgeSituation(source_on=False)).visual.colour == LIGHT.idle_edge


def test_confidence_shows_without_colour() -> None:
    """Established is thicker than reported, not stated thinner; hypothesised, and only that, is dashed."""
    looks = {
        confidence: edge_look(LIGHT, replace(EDGE, confidence=confidence), EdgeSituation(source_on=True)).visual
        for confidence in Confidence
    }
    stated = [Confidence.ESTABLISHED, Confidence.REPORTED, Confidence.NOT_STATED]
    assert sorted(stated, key=lambda known: -looks[known].width) == stated
    assert [confidence for confidence in Confidence if looks[confidence].dashed] == [Confidence.HYPOTHESISED]


def test_pulse_only_on_its_way() -> None:
    """A carrier has a pulse between 0 and 1 while the step runs, and none at its ends."""
    phases = (0.0, 0.3, 0.9)
    looks = [edge_look(LIGHT, EDGE, EdgeSituation(source_on=True, carrying=True, phase=phase)) for phase in phases]
    assert [look.pulse is None for look in looks] == [True, False, True]
    assert all(look.visual.glow == LIGHT.glow for look in looks)


def test_threads_share_no_outline() -> None:
    """An export draws beside the window; Qt completes a path when it is drawn first, which two must not do at once."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(outline(NodeKind.CELLS, 90.0, 40.0)))
    thread.start()
    thread.join()
    mine = outline(NodeKind.CELLS, 90.0, 40.0)
    assert (True, False) == (mine is outline(NodeKind.CELLS, 90.0, 40.0), mine is found[0])
