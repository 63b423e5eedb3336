"""Attractors and minimal trap spaces of all published models, and the times of the exact answers on the whole map.

    python tests/benchmarks/attractors.py [SECONDS] [MODEL...]

SECONDS (60) is the limit for each question. Prints a table: model, inputs, nodes, free nodes after percolation, number
of attractors and time, minimal trap spaces and time, and whether they are those of the reference; "not finished" is
an allowed answer, a wrong one is not, and makes the exit code 1. Then random-order runs, badges, plans and the matrix.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from answers import STARTS  # noqa: E402

from explorer.errors import NotFinishedError  # noqa: E402
from explorer.io.formats import load  # noqa: E402
from explorer.locate import shipped_pathways  # noqa: E402
from explorer.logic.attractors import AttractorKind, find_attractors, fixed_values  # noqa: E402
from explorer.logic.budget import Budget  # noqa: E402
from explorer.logic.ensemble import run_ensemble  # noqa: E402
from explorer.logic.percolation import percolate  # noqa: E402
from explorer.logic.trap_spaces import minimal_trap_spaces  # noqa: E402
from explorer.pathway.run import phase_start, run_phase, settled_start  # noqa: E402
from explorer.session.badge import badges  # noqa: E402
from explorer.session.commands import ToggleNode  # noqa: E402
from explorer.session.planning import Means, find_matrix, find_plans  # noqa: E402
from explorer.session.snapshot import opened  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.logic.network import Network

CORPUS = ROOT.parent / "shared" / "corpus"
INPUTS = {"inputs_free": None, "inputs_false": False, "inputs_true": True}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begin


def attractor_verdict(
    network: Network, holds: dict[str, bool], expected: dict[str, Any], inputs: str, limit: float
) -> str:
    result, seconds = timed(lambda: find_attractors(network, network.state({}), holds, budget=Budget(limit)))
    found = result.found
    if not result.exact:
        return f"{len(found):>4} {seconds:8.3f} s  not finished"
    wanted = expected["async_attractors"][inputs]
    order = [network.index[node] for node in sorted(network.nodes)]
    points = sorted(
        "".join(str(one.state[at]) for at in order) for one in found if one.kind is AttractorKind.FIXED_POINT
    )
    right = points == sorted(expected["fixed_points"][inputs]["states"])
    if "sizes" in wanted:
        right &= sorted(wanted["sizes"]) == sorted(str(one.size) for one in found)
    verdict = "RIGHT" if right else "WRONG"
    if "sizes" not in wanted:
        verdict += " (fixed points; the rest has no reference)"
    return f"{len(found):>4} {seconds:8.3f} s  {verdict}"


def trap_space_verdict(network: Network, holds: dict[str, bool], wanted: dict[str, Any], limit: float) -> str:
    try:
        found, seconds = timed(lambda: minimal_trap_spaces(network, network.state({}), holds, budget=Budget(limit)))
    except NotFinishedError:
        return "not finished"
    names = sorted(network.nodes)
    spaces = sorted("".join("-" if name not in space else str(int(space[name])) for name in names) for space in found)
    right = "RIGHT" if spaces == sorted(wanted["spaces"]) else "WRONG"
    return f"{len(found):>4} {seconds:8.3f} s  {right}"


def models(limit: float, only: list[str]) -> bool:
    """Print the table; return whether nothing is wrong."""
    lines = []
    print(f"{'model':<32}{'inputs':<8}{'nodes':>5} {'free':>5}  attractors | minimal trap spaces")
    for path in sorted(CORPUS.glob("*.bnet")):
        reference = path.with_suffix(".reference.json")
        if not reference.is_file() or (only and path.stem not in only):
            continue
        expected = json.loads(reference.read_text(encoding="utf-8"))
        network = load(path).pathway.network
        for inputs in expected["async_attractors"]:
            value = INPUTS[inputs]
            holds = {} if value is None else dict.fromkeys(expected["inputs"], value)
            known = percolate(network, fixed_values(network, network.state({}), holds))
            head = f"{path.stem:<32}{inputs[7:]:<8}{len(network.nodes):>5} {len(network.nodes) - len(known):>5}  "
            body = attractor_verdict(network, holds, expected, inputs, limit)
            spaces = trap_space_verdict(network, holds, expected["minimal_trap_spaces"][inputs], limit)
            lines.append(f"{head}{body} | {spaces}")
            print(lines[-1], flush=True)
    return not any("WRONG" in line for line in lines)


def whole_map() -> None:
    """Print the times of random-order runs, badges, plans and the matrix on the map of 56 nodes."""
    (path,) = [path for path in shipped_pathways() if path.stem == "immune-evasion-map"]
    pathway = load(path).pathway
    for held in STARTS:
        holds = dict.fromkeys(held, True)
        naive = settled_start(pathway).last
        begin = phase_start(pathway, naive, holds)
        present = run_phase(pathway, naive, holds).last
        ensemble, runs = timed(lambda b=begin, h=holds: run_ensemble(pathway.network, b, h))
        print(f"\n{' + '.join(held)}")
        print(f"  10,000 random-order runs {runs:6.3f} s ({ensemble.not_at_rest} not at rest)")
        state = opened(pathway)
        for node in held:
            state = ToggleNode(node)(state)
        print(f"  badges {timed(lambda s=state: list(badges(s)))[1]:6.3f} s")
        for goal in ({"Durable_Response": True}, {"Tumor_Progression": False}):
            for means, most in ((Means.DRUGS, 4), (Means.ALL, 2)):
                *_, plans = find_plans(pathway, present, holds, goal, means=means, most=most)
                _, seconds = timed(
                    lambda g=goal, m=means, n=most, p=present, h=holds: list(
                        find_plans(pathway, p, h, g, means=m, most=n)
                    )
                )
                print(f"  plan {goal} using {means.value} up to {most}: {len(plans.found)} sets, {seconds:6.3f} s")
        _, seconds = timed(lambda p=present, h=holds: find_matrix(pathway, p, h, {"Durable_Response": True}))
        print(f"  matrix {seconds:6.3f} s")


def main() -> int:
    """Run it all."""
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    fine = models(limit, sys.argv[2:])
    whole_map()
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
