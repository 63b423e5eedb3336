"""Which items look different at a new moment? Each is given its look at once; of very many, a share at each turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.canvas.fans import Rest
from explorer.ui.canvas.situations import edge_situation, is_worth_light, node_situation, shown_state
from explorer.ui.canvas.visuals import EdgeSituation, edge_look, node_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QRectF

    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment
    from explorer.ui.canvas.fans import Fan
    from explorer.ui.canvas.far_sheets import FarSheets
    from explorer.ui.canvas.node_item import NodeItem
    from explorer.ui.canvas.scene import DiagramScene
    from explorer.ui.canvas.visuals import EdgeLook, NodeLook

_AT_ONCE = 4500
"""Nodes and arrows up to which everything that changes is redrawn before the next paint."""
_SHARE = 400
"""Nodes redrawn in one step of many; arrows cost half as much."""
MANY_AREAS = 160
"""Areas to paint again above which the whole view is painted: Qt's work on regions grows with their number."""

_FEWEST_TO_TELL_APART, _MOST_TOUCHING = 60, 400
"""Arrows of a diagram from which those of one node are lit, and how many of a node are, at most."""


class _Waiting:
    """What still looks as it did before: nodes, sources of arrows at rest, and arrows that are drawn one by one."""

    def __init__(self, nodes: Iterable[str] = (), sources: Iterable[str] = (), arrows: Iterable[str] = ()) -> None:
        self.nodes, self.sources, self.arrows = set(nodes), set(sources), set(arrows)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.sources or self.arrows)

    def take(self, other: _Waiting) -> None:
        """Let what waits in ``other`` wait here too."""
        self.nodes |= other.nodes
        self.sources |= other.sources
        self.arrows |= other.arrows


class _Changes:
    """What was redrawn in one go, and where the scene is to be painted again."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.areas: list[QRectF] = []


class Redrawing:
    """Brings the items of one scene to its moment and its marks. Mutable; knows what it has drawn last."""

    def __init__(self, scene: DiagramScene, pathway: Pathway, sheets: FarSheets) -> None:
        self._scene = scene
        self._sheets = sheets
        self._pathway = pathway
        self._shown: tuple[Moment, frozenset[str]] | None = None
        self._fans: dict[str, list[Fan]] = {}
        self._waiting = _Waiting()
        self._keys: dict[str, object] = {}
        self._node_styles: dict[str, object] = {}
        self._looks: dict[object, NodeLook] = {}
        self._rests: dict[object, Rest] = {}
        self._marked_looks: dict[object, EdgeLook] = {}
        self._apart: set[str] = set()
        """The arrows that have a look of their own."""
        self._touched: tuple[tuple[str, str], frozenset[str]] = (("", ""), frozenset())

    @property
    def is_stale(self) -> bool:
        """Whether nothing was drawn yet, or everything is to be drawn anew."""
        return self._shown is None

    @property
    def is_behind(self) -> bool:
        """Whether something waits to be redrawn."""
        return bool(self._waiting)

    def forget(self) -> None:
        """Draw everything anew with the next moment."""
        self._shown = None
        for kept in (self._keys, self._looks, self._rests, self._marked_looks):
            kept.clear()
        for fans in self._fans.values():
            for fan in fans:
                fan.rest = None
        for id_ in self._apart & self._scene.edge_items.keys():
            self._scene.edge_items[id_].forget()
        self._apart.clear()

    def add_nodes(self, items: list[NodeItem]) -> None:
        """Take new nodes in and draw them for the present moment."""
        for item in items:
            node, conflict = self._pathway.nodes[item.node], self._scene.is_conflicting(item.node)
            # Nodes that are alike in this look the same in the same situation.
            self._node_styles[item.node] = (node.kind.value, node.wanted, node.mark, node.is_input, conflict)
        if not self.is_stale:
            self._redraw(_Waiting(nodes=(item.node for item in items)))

    def add_arrows(self, fans: list[Fan]) -> None:
        """Take new arrows in and draw them for the present moment."""
        names = self._pathway.network.nodes
        for fan in fans:
            self._fans.setdefault(names[fan.source_at], []).append(fan)
        if not self.is_stale:
            ids = {item.edge for fan in fans for item in fan.items}
            self._redraw(_Waiting(sources=(names[fan.source_at] for fan in fans), arrows=self._lit & ids))

    def refresh(self, moment: Moment) -> frozenset[str]:
        """Show ``moment`` and the scene's marks as they are now; returns what looks different (ids).

        Of more than can be done before the next paint only a share is done; ``is_behind`` and ``rest`` tell of more.
        """
        if self.is_stale:
            found = _Waiting(self._scene.node_items, self._fans, self._lit & self._scene.edge_items.keys())
        else:
            found = self._concerned(moment)
        found.take(self._waiting)
        self._shown, self._waiting = (moment, self._marks), _Waiting()
        if not self._is_much(found):
            return self._redraw(found)
        self._waiting = found
        return self._redraw_some()

    def _is_much(self, found: _Waiting) -> bool:
        size = len(found.nodes) + len(found.arrows)
        for source in found.sources:
            if size > _AT_ONCE:
                return True
            size += sum(len(fan.items) for fan in self._fans[source])
        return size > _AT_ONCE

    def rest(self) -> Iterator[None]:
        """Redraw what waits, a share a step."""
        while self._waiting:
            self._redraw_some()
            yield

    def _redraw_some(self) -> frozenset[str]:
        waiting, some = self._waiting, _Waiting()
        index = self._pathway.network.index
        some.nodes = set(sorted(waiting.nodes)[:_SHARE])
        if len(some.nodes) < _SHARE:
            size = 0
            for source in sorted(waiting.sources, key=index.__getitem__):  # so that few bundles are gathered at a time
                some.sources.add(source)
                size += sum(len(fan.items) for fan in self._fans[source])
                if size > 2 * _SHARE:
                    break
            else:
                some.arrows = waiting.arrows.copy()
        waiting.nodes -= some.nodes
        waiting.sources -= some.sources
        waiting.arrows -= some.arrows
        return self._redraw(some)

    def _redraw(self, some: _Waiting) -> frozenset[str]:
        moment, changes = self._scene.moment, _Changes()
        assert moment is not None
        self._redraw_nodes(some.nodes, moment, changes)
        self._redraw_fans(some.sources, moment, changes)
        self._redraw_arrows(some.arrows, moment, changes)
        if len(changes.areas) > MANY_AREAS:
            self._scene.update()
        else:
            for area in changes.areas:
                self._scene.update(area)
        return frozenset(changes.ids)

    @property
    def _marks(self) -> frozenset[str]:
        scene = self._scene
        return scene.chosen | {scene.selected, scene.hovered} | scene.staging.highlighted | self._touching

    @property
    def _touching(self) -> frozenset[str]:
        """The arrows of the node under the pointer and of the selected one, where there are many to tell apart."""
        nodes = (self._scene.hovered, self._scene.selected)
        if nodes != self._touched[0]:
            found: list[str] = []
            if len(self._pathway.edges) >= _FEWEST_TO_TELL_APART:
                arrows = self._pathway.arrows_at
                found = [edge.id for node in dict.fromkeys(nodes) for edge in arrows.get(node, ())]
            self._touched = (nodes, frozenset(found[:_MOST_TOUCHING]))
        return self._touched[1]

    @property
    def _lit(self) -> frozenset[str]:
        """The nodes and arrows that are marked, and the arrows that carry a change."""
        moment = self._scene.moment
        carriers = moment.carriers if moment is not None and is_worth_light(moment) else frozenset()
        return self._marks | carriers

    def _concerned(self, moment: Moment) -> _Waiting:
        """Return what may look different from how it was drawn last."""
        assert self._shown is not None
        last, marks = self._shown
        names = self._pathway.network.nodes
        marked = marks | self._marks
        found = _Waiting(marked | last.moving | moment.moving | (last.oscillating ^ moment.oscillating))
        found.nodes |= last.holds.keys() ^ moment.holds.keys()
        found.nodes.update(names[at] for at in _differing(last.after, moment.after))
        found.nodes.update(names[at] for at in _differing(last.reference, moment.reference))
        found.nodes &= self._scene.node_items.keys()
        found.arrows = {*marked, *last.carriers, *moment.carriers} & self._scene.edge_items.keys()
        found.sources = {names[at] for at in _differing(shown_state(last), shown_state(moment))} & self._fans.keys()
        return found

    def _redraw_nodes(self, nodes: Iterable[str], moment: Moment, changes: _Changes) -> None:
        scene, index = self._scene, self._pathway.network.index
        is_lit, highlighted = is_worth_light(moment), scene.staging.highlighted
        on_the_way: dict[object, NodeLook] = {}
        for id_ in nodes:
            at = index[id_]
            moving = is_lit and id_ in moment.moving
            selected = id_ == scene.selected or id_ in scene.chosen
            key = (
                moment.after[at],
                moment.reference[at],
                id_ in moment.holds,
                id_ in moment.oscillating,
                (moment.before[at], moment.phase) if moving else None,
                selected and 1 + (scene.focused and id_ == scene.selected),
                id_ == scene.hovered,
                id_ in highlighted,
            )
            if self._keys.get(id_) == key:
                continue
            self._keys[id_] = key
            kept = on_the_way if moving else self._looks
            alike = (self._node_styles[id_], key)
            look = kept.get(alike)
            if look is None:
                look = kept[alike] = self._node_look(id_, at, moment)
            changes.ids.append(id_)
            changes.areas.append(scene.node_items[id_].show_look(look))
            self._sheets.touch_node(id_)

    def _node_look(self, id_: str, at: int, moment: Moment) -> NodeLook:
        scene = self._scene
        situation = node_situation(
            moment,
            id_,
            at,
            conflict=scene.is_conflicting(id_),
            selected=id_ == scene.selected or id_ in scene.chosen,
            focused=scene.focused and id_ == scene.selected,
            hovered=id_ == scene.hovered,
            highlighted=id_ in scene.staging.highlighted,
        )
        return node_look(scene.surface.theme, self._pathway.nodes[id_], situation)

    def _redraw_fans(self, sources: Iterable[str], moment: Moment, changes: _Changes) -> None:
        """Draw all arrows of these sources as they are at rest, except those that have a look of their own."""
        state, is_near = shown_state(moment), not self._scene.surface.arrows_are_far
        for source in sources:
            for fan in self._fans[source]:
                source_on = state[fan.source_at]
                rest = self._rests.get((fan.style, source_on)) or self._new_rest(fan, source_on)
                if rest is fan.rest:
                    continue
                fan.show(rest)
                changes.ids += fan.edges
                if is_near:
                    fan.place()
                if len(changes.areas) <= MANY_AREAS:
                    for item in fan.items:
                        changes.areas += item.geometry.areas

    def _new_rest(self, fan: Fan, source_on: int) -> Rest:
        edge = self._pathway.edge_by_id[fan.edges[0]]
        situation = EdgeSituation(bool(source_on), conflict=self._scene.is_conflicting(edge.id))
        rest = Rest(edge_look(self._scene.surface.theme, edge, situation))
        self._rests[fan.style, source_on] = rest
        return rest

    def _redraw_arrows(self, edges: Iterable[str], moment: Moment, changes: _Changes) -> None:
        """Draw arrows that carry a change or are marked, and let those that were so until now rest."""
        scene, state, is_lit = self._scene, shown_state(moment), is_worth_light(moment)
        highlighted, touching = scene.staging.highlighted, self._touching
        on_the_way: dict[object, EdgeLook] = {}
        for id_ in edges:
            item = scene.edge_items[id_]
            carrying = is_lit and id_ in moment.carriers
            marks = (id_ == scene.selected, id_ == scene.hovered or id_ in touching, id_ in highlighted)
            key = (state[item.source_at], moment.phase if carrying else None, marks) if carrying or any(marks) else None
            if item.key == key:
                continue
            item.key = key
            (self._apart.discard if key is None else self._apart.add)(id_)
            kept, look = (on_the_way if carrying else self._marked_looks), None
            if key is not None:
                look = kept.get((item.style, key))
                if look is None:
                    look = kept[item.style, key] = self._edge_look(id_, moment)
            changes.ids.append(id_)
            changes.areas += item.show_look(look)
            self._sheets.bring(item)

    def _edge_look(self, id_: str, moment: Moment) -> EdgeLook:
        scene, edge = self._scene, self._pathway.edge_by_id[id_]
        situation = edge_situation(
            moment,
            edge,
            self._pathway.network.index,
            conflict=scene.is_conflicting(id_),
            selected=id_ == scene.selected,
            hovered=id_ == scene.hovered or id_ in self._touching,
            highlighted=id_ in scene.staging.highlighted,
        )
        return edge_look(scene.surface.theme, edge, situation)


def _differing(before: State, after: State) -> list[int]:
    if before is after or before == after:
        return []
    return [at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
