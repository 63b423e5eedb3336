"""How does a node or an arrow look in a given state? Pure functions from state to frozen values."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from explorer.pathway.definition import Confidence, Edge, Effect, Node, NodeKind
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.ui.theme.roles import Theme


class Badge(Enum):
    """A small sign on a node; its place and drawing follow from what it is."""

    HELD = "held"  # a ruled node is pinned against its rule
    SWITCHED = "switched"  # an input is away from its start value
    WENT_ON = "went on"
    WENT_OFF = "went off"
    OSCILLATES = "oscillates"
    WANTED = "wanted"
    UNWANTED = "unwanted"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class NodeVisual:
    """How one node looks in one state. Colours are ``#rrggbb``; an empty colour means not drawn.

    Attributes:
        sign: colour of the capsule on a drug, which tells a drug even when it is OFF.
    """

    kind: NodeKind
    fill: str
    border: str
    border_width: float
    dashed: bool
    text: str
    strong: bool
    mark: str
    badges: tuple[Badge, ...]
    sign: str = ""
    ring: str = ""
    ring_width: float = 0.0


@dataclass(frozen=True, slots=True)
class NodeLook:
    """What is drawn of a node: one visual, or two with ``blend`` from 0 (before) to 1 (after).

    Attributes:
        halo: strength of the glow round a node that is changing, 0 to 1.
    """

    after: NodeVisual
    before: NodeVisual | None = None
    blend: float = 1.0
    halo: float = 0.0


@dataclass(frozen=True, slots=True)
class EdgeVisual:
    """How one arrow looks in one state.

    Attributes:
        glow: colour of the light along the whole arrow, or empty.
    """

    effect: Effect
    colour: str
    width: float
    dashed: bool
    conflict: bool
    is_active: bool = True
    glow: str = ""

    @property
    def height(self) -> int:
        """How far up an arrow lies among arrows: lit ones over active ones over idle ones."""
        return 2 if self.glow else int(self.is_active)


@dataclass(frozen=True, slots=True)
class EdgeLook:
    """What is drawn of an arrow; ``pulse`` is how far a bright dot has come along it, or None."""

    visual: EdgeVisual
    pulse: float | None = None


@dataclass(frozen=True, slots=True)
class NodeSituation:
    """What of a moment concerns the look of one node.

    Attributes:
        held: pinned, or an input away from its start value.
        reference: the value against which the node is marked as changed.
        moving: changes in this step.
        conflict: some source contradicts it.
        focused: whether the selection's ring is that of the keyboard.
        highlighted: a step of a story points at it.
    """

    before: bool
    after: bool
    phase: float = 0.0
    held: bool = False
    reference: bool = False
    moving: bool = False
    oscillating: bool = False
    conflict: bool = False
    selected: bool = False
    focused: bool = False
    hovered: bool = False
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class EdgeSituation:
    """What of a moment concerns the look of one arrow; ``carrying`` says that it carries a change in this step."""

    source_on: bool
    carrying: bool = False
    phase: float = 0.0
    conflict: bool = False
    selected: bool = False
    hovered: bool = False
    highlighted: bool = False


def node_look(theme: Theme, node: Node, situation: NodeSituation) -> NodeLook:
    """Return how ``node`` looks in ``situation``: between two visuals only while it changes."""
    after = node_visual(theme, node, situation, value=situation.after)
    if not situation.moving:
        return NodeLook(after)
    if not situation.phase:
        return NodeLook(after, halo=RESTING_HALO)
    if situation.before == situation.after:
        return NodeLook(after, halo=halo_strength(situation.phase))
    # A node on its way back to its reference loses its badge at once: the start's first run has none to lose.
    earlier = replace(situation, reference=situation.before) if situation.after == situation.reference else situation
    before = node_visual(theme, node, earlier, value=situation.before)
    return NodeLook(after, before, crossfade(situation.phase), halo_strength(situation.phase))


def faded_visuals(look: NodeLook) -> list[tuple[NodeVisual, float]]:
    """Return the visuals that are drawn and their opacities, the lower one first.

    One of the two is always opaque, so that nothing behind the node shines through half-way.
    """
    if look.before is None or look.blend >= 1.0:
        return [(look.after, 1.0)]
    shown = [(look.before, min(1.0, 2.0 * (1.0 - look.blend))), (look.after, min(1.0, 2.0 * look.blend))]
    return [(visual, opacity) for visual, opacity in shown if opacity > 0.004]


def node_visual(theme: Theme, node: Node, situation: NodeSituation, *, value: bool) -> NodeVisual:
    """Return how ``node`` looks with ``value`` in an otherwise given situation."""
    colour = _role(theme, node, value=value)
    held, outcome = situation.held, node.kind is NodeKind.OUTCOME
    if value:
        fill, text = colour, theme.on_text
        border = theme.held if held else colour
    else:
        judged = outcome and node.wanted is not None
        fill = theme.off_fill
        text = colour if judged else theme.off_text
        border = theme.held if held else colour if judged else theme.off_border
    pointed = theme.changed if situation.highlighted else theme.muted if situation.hovered else ""
    ring = theme.focus if situation.selected else pointed
    return NodeVisual(
        kind=node.kind,
        fill=fill,
        border=border,
        border_width=(3.0 if held else 2.5 if outcome else 1.5) * theme.stroke,
        dashed=not value and not held,
        text=text,
        strong=value,
        mark=node.mark,
        badges=_badges(node, situation, value=value),
        sign=text if value else theme.drug,
        ring=ring,
        ring_width=_ring_width(situation) * theme.stroke,
    )


def _ring_width(situation: NodeSituation) -> float:
    if situation.selected:
        return 3.0 if situation.focused else 2.0
    if situation.highlighted:
        return 3.5
    return 1.0 if situation.hovered else 0.0


def _role(theme: Theme, node: Node, *, value: bool) -> str:
    if node.kind is NodeKind.OUTCOME and node.wanted is not None:
        return theme.good if node.wanted == value else theme.bad
    return {NodeKind.DRUG: theme.drug, NodeKind.CONDITION: theme.condition}.get(node.kind, theme.on)


def _badges(node: Node, situation: NodeSituation, *, value: bool) -> tuple[Badge, ...]:
    found: list[Badge] = []
    if situation.held:
        found.append(Badge.SWITCHED if node.is_input else Badge.HELD)
    if situation.oscillating:
        found.append(Badge.OSCILLATES)
    elif value != situation.reference:
        found.append(Badge.WENT_ON if value else Badge.WENT_OFF)
    if node.kind is NodeKind.OUTCOME and node.wanted is not None:
        found.append(Badge.WANTED if node.wanted == value else Badge.UNWANTED)
    if situation.conflict:
        found.append(Badge.CONFLICT)
    return tuple(found)


RESTING_HALO = 0.45
"""Strength of the glow on the nodes that changed in the step at which the playhead stands."""
_ARRIVAL = 0.62  # part of a step after which the pulse has reached its target
_WIDTHS = {
    Confidence.ESTABLISHED: 2.6,
    Confidence.REPORTED: 1.8,
    Confidence.HYPOTHESISED: 1.8,
    Confidence.NOT_STATED: 1.5,
}


def edge_look(theme: Theme, edge: Edge, situation: EdgeSituation) -> EdgeLook:
    """Return how an arrow looks: coloured while its source is ON, lit while it carries a change."""
    active = theme.activates if edge.effect is Effect.ACTIVATES else theme.inhibits
    lit = theme.glow if situation.carrying or situation.highlighted else theme.muted if situation.hovered else ""
    visual = EdgeVisual(
        effect=edge.effect,
        colour=active if situation.source_on else theme.idle_edge,
        width=_WIDTHS[edge.confidence] * theme.stroke,
        dashed=edge.confidence is Confidence.HYPOTHESISED,
        conflict=situation.conflict,
        is_active=situation.source_on,
        glow=theme.focus if situation.selected else lit,
    )
    on_its_way = situation.carrying and 0 < situation.phase < _ARRIVAL
    return EdgeLook(visual, situation.phase / _ARRIVAL if on_its_way else None)


def crossfade(phase: float) -> float:
    """Return how far a node has changed at ``phase`` of a step: it begins when the pulse is nearly there."""
    way = min(1.0, max(0.0, (phase - 0.42) / 0.5))
    return way * way * (3 - 2 * way)


def halo_strength(phase: float) -> float:
    """Return the glow of a changing node: it rises as the change begins and sinks to what stays at rest."""
    rise = min(1.0, max(0.0, (phase - 0.3) / 0.3))
    fall = max(0.0, (phase - 0.8) / 0.2)
    return rise * (1 - fall * (1 - RESTING_HALO))
