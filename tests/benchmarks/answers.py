"""How long do the answers take on the map of 56 nodes? Random-order runs, badges, every why, and plans of four drugs.

    python tests/benchmarks/answers.py [--panes]

Prints the slowest of the five states from which pathway E is asked, in seconds; with ``--panes`` also for how long the
window stands still while their panes are opened and used (see panes.py, which takes two minutes).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.logic.ensemble import run_ensemble
from explorer.pathway.run import phase_start, run_phase, settled_start
from explorer.session.badge import badges
from explorer.session.commands import ToggleNode
from explorer.session.planning import Means, find_plans
from explorer.session.snapshot import opened
from explorer.session.timeline import Timeline
from explorer.session.why import why

if TYPE_CHECKING:
    from collections.abc import Callable

STARTS = (
    ("Chronic_Stress",),
    ("Targeted_Therapy",),
    ("Chronic_Stress", "Targeted_Therapy"),
    ("Chronic_Stress", "Targeted_Therapy", "RNASE1_High"),
    ("Residual_Disease", "Inflammatory_Trigger"),
)
"""What is held in the states from which pathway E is asked."""
BARS = {
    "10,000 random-order runs": 0.5,
    "badges of all outcomes": 1.0,
    "why, of all 56 nodes together": 1.0,
    "plan up to 4 drugs": 1.0,
}
"""Seconds, from the design."""


def slowest() -> dict[str, float]:
    """Return for each kind of answer the seconds of the slowest state, each answer found anew."""
    (path,) = [path for path in shipped_pathways() if path.stem == "immune-evasion-map"]
    found = dict.fromkeys(BARS, 0.0)
    for held in STARTS:
        pathway = load(path).pathway  # with nothing kept from the state before
        holds = dict.fromkeys(held, True)
        naive = settled_start(pathway).last
        begin, present = phase_start(pathway, naive, holds), run_phase(pathway, naive, holds).last
        state = opened(pathway)
        for node in held:
            state = ToggleNode(node)(state)
        goal = {"Durable_Response": True}
        acts: tuple[Callable[[], object], ...] = (
            lambda: run_ensemble(pathway.network, begin, holds),  # noqa: B023  (called in this round)
            lambda: list(badges(state)),  # noqa: B023
            lambda: [why(timeline, node) for timeline in [Timeline(state)] for node in pathway.nodes],  # noqa: B023
            lambda: list(find_plans(pathway, present, holds, goal, means=Means.DRUGS, most=4)),  # noqa: B023
        )
        for what, act in zip(BARS, acts, strict=True):
            started = time.perf_counter()
            act()
            found[what] = max(found[what], time.perf_counter() - started)
    return found


if __name__ == "__main__":
    for what, seconds in slowest().items():
        print(f"{what:<32}{seconds:7.3f} s, bar {BARS[what]} s")
    if "--panes" in sys.argv:
        import panes

        panes.main([])
