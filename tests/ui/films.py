"""A short film of the small pathway, and one of the largest that is shipped."""

from __future__ import annotations

from dataclasses import replace

from shield import figure

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.definition import NodeKind
from explorer.pathway.diagram import diagram_of
from explorer.session.commands import ToggleNode
from explorer.session.snapshot import opened, phase_run
from explorer.session.timeline import Timeline
from explorer.ui.export.film import Film, run_film

MAP = next(path for path in shipped_pathways() if path.stem == "immune-evasion-map")


def shield_timeline() -> Timeline:
    """Stress is switched on after the start has come to rest."""
    _, _, document = figure()
    document.run(ToggleNode("Stress"))
    return document.timeline


def shield_film(**options: object) -> Film:
    """What follows from stress in the small pathway."""
    pathway, diagram, _ = figure()
    timeline = shield_timeline()
    return run_film(timeline, pathway, diagram, first=timeline.replayed_from, **options)  # type: ignore[arg-type]


def longest_film(**options: object) -> tuple[Film, int]:
    """A run of the largest shipped pathway in which much changes, with the number of its steps."""
    pathway = load(MAP).pathway
    state = opened(pathway)
    switched = {node.id: True for node in pathway.nodes.values() if node.kind is NodeKind.CONDITION}
    state = replace(state, runs=(*state.runs, phase_run(state, switched, "Everything")))
    timeline = Timeline(state)
    first = max(0, timeline.last - 10)
    film = run_film(timeline, pathway, diagram_of(pathway), first=first, **options)  # type: ignore[arg-type]
    return film, timeline.last - first
