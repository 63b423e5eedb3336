"""How does one get into each attractor? The answer of ``attractors --ways``, as lines or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.logic.attractors import kept_values
from explorer.logic.budget import Budget
from explorer.logic.reachability import find_reachable
from explorer.logic.ways import Aim
from explorer.pathway.run import settled_start
from explorer.session.attractor_ways import lies_ahead, look_for_way
from explorer.session.way_words import way_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.logic.attractors import AttractorList
    from explorer.logic.pulses import Known
    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.attractor_ways import WayThere

_LEAST_SECONDS = 1.0


def find_ways(
    pathway: Pathway, start: State, holds: Holds, found: AttractorList, budget: Budget
) -> tuple[WayThere, ...]:
    """Return for each attractor how it is reached from ``start``; each gets half of the time that is left.

    Raises:
        NotFinishedError: cancelled.
    """
    network = pathway.network
    looks = [(one.size, kept_values(network, one)) for one in found.found]
    aims = [
        Aim(network, values, size, one.state, is_alone=found.exact and looks.count((size, values)) == 1)
        for one, (size, values) in zip(found.found, looks, strict=True)
    ]
    reached = find_reachable(network, start, holds, budget=Budget(max(_LEAST_SECONDS, budget.left / 2)))
    again = settled_start(pathway).last
    told = []
    known: Known = {}
    for aim in aims:
        part = Budget(budget.left / 2)  # what the first finds out is known to the others
        *_, last = look_for_way(
            pathway, start, holds, aim, start=again, ahead=lies_ahead(aim, reached), budget=part, known_ahead=known
        )
        told.append(last)
    return tuple(told)


def way_lines(there: WayThere, pathway: Pathway, holds: Holds) -> Iterator[str]:
    """Yield what is known as lines of text, nodes by their ids."""
    for line in way_sentences(there, pathway, lambda node: node, holds_anything=bool(holds)):
        yield f"  {line}" if not line.startswith("- ") else f"    {line}"


def way_json(there: WayThere, pathway: Pathway) -> dict[str, Any]:
    """Return what is known: whether it lies ahead, one way there, or else what would lead there."""
    nodes, way = pathway.network.nodes, there.way
    steps = None if way is None else [{"node": nodes[at], "value": bool(bit)} for at, bit in way.steps]
    return {
        "ahead": there.ahead,
        "steps": steps,
        "shortest": None if way is None else way.is_shortest,
        "pulses": [{"switch": dict(pulse.switched), "in_every_order": pulse.in_every_order} for pulse in there.pulses],
        "anew": None if there.anew is None else {"in_every_order": there.anew.in_every_order},
        "tried": {
            one.stage.value: {"settled": one.settled, "total": one.total, "unsettled": one.unsettled}
            for one in there.tried
        },
        "exact": there.exact,
        "reason": there.reason,
    }
