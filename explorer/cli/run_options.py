"""Which run do the shared options (--phase, --scenario, --update ...) describe, and how does it go?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.errors import UnknownNodeError, UsageError
from explorer.logic.network import nearest
from explorer.logic.simulation import DEFAULT_LIMIT
from explorer.logic.updater import SCHEMES
from explorer.pathway.run import run_phases, settled_start
from explorer.session.snapshot import make_scheme
from explorer.values import dataclass

if TYPE_CHECKING:
    import argparse

    from explorer.logic.simulation import Trajectory
    from explorer.logic.state import State
    from explorer.pathway.definition import Holds, Pathway

_STATES = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}
_MOST_STEPS = 1_000_000
# A comma ends a hold only after '=state', so that a comma may be part of a node id.
_HOLD = re.compile(r"\s*(?P<node>.+?)\s*=\s*(?P<state>" + "|".join(_STATES) + r")\s*(?:,|$)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """One phase that was run."""

    hold: Holds
    trajectory: Trajectory


@dataclass(frozen=True, slots=True)
class AskedRun:
    """Everything that was run.

    Attributes:
        start: the state before the first phase, its holds not applied.
        phases: at least one.
        is_plain: whether no phase was asked for, so that the one that was run holds nothing.
    """

    start: State
    phases: tuple[PhaseRun, ...]
    is_plain: bool

    @property
    def last(self) -> State:
        """The state in which the last phase ended."""
        return self.phases[-1].trajectory.last


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is run before something is shown."""
    group = parser.add_argument_group("what to run")
    group.add_argument(
        "--phase",
        metavar="A=on,B=off",
        action="append",
        default=[],
        help="hold these nodes until all is at rest; again for the next phase; an empty one holds nothing",
    )
    group.add_argument(
        "--scenario",
        metavar="ID",
        help="run the phases of this scenario of the file, from the settled start; any --phase follows them",
    )
    group.add_argument(
        "--settle-first",
        action="store_true",
        help="let the start state come to rest without holds before the first phase",
    )
    group.add_argument(
        "--update", choices=SCHEMES, default=SCHEMES[0], metavar="SCHEME", help=f"one of {', '.join(SCHEMES)}"
    )
    group.add_argument("--seed", type=int, default=0, metavar="N", help="the order of an asynchronous run")
    group.add_argument(
        "--steps",
        type=int,
        default=DEFAULT_LIMIT,
        metavar="N",
        help="stop each phase after N steps even if it is not at rest",
    )


def run_as_asked(pathway: Pathway, options: argparse.Namespace) -> AskedRun:
    """Run the phases that ``options`` describe; without any, one run without holds.

    Raises:
        UsageError: a phase, the scenario or the number of steps makes no sense for this pathway.
    """
    if not 0 <= options.steps <= _MOST_STEPS:
        raise UsageError(f"--steps takes a number from 0 to {_MOST_STEPS:,}, not {options.steps}")
    phases: list[Holds] = []
    if options.scenario is not None:
        phases.extend(_scenario_holds(pathway, options.scenario))
    phases.extend(parse_holds(text, pathway, option="--phase") for text in options.phase)
    scheme = make_scheme(options.update, pathway, seed=options.seed)
    settle = options.settle_first or options.scenario is not None
    start = settled_start(pathway, scheme=scheme).last if settle else pathway.start
    holds = phases or [{}]
    trajectories = run_phases(pathway, holds, start=start, scheme=scheme, limit=options.steps)
    runs = tuple(PhaseRun(*pair) for pair in zip(holds, trajectories, strict=True))
    return AskedRun(start, runs, is_plain=not phases)


def parse_holds(text: str, pathway: Pathway, *, option: str) -> dict[str, bool]:
    """Return the nodes and values of ``A=on,B=off``; blanks do not matter, nor does the case of a state.

    Raises:
        UsageError: it cannot be read, names an unknown node, or gives one node two values.
    """
    found: dict[str, bool] = {}
    rest = text.strip().rstrip(",")
    while rest.strip():
        match = _HOLD.match(rest)
        if match is None:
            raise UsageError(_no_state(option, rest, pathway))
        node, value = match["node"], _STATES[match["state"].casefold()]
        if node not in pathway.nodes:
            raise UsageError(_no_node(option, node, pathway))
        if found.setdefault(node, value) != value:
            raise UsageError(f"{option}: '{node}' is given both on and off")
        rest = rest[match.end() :]
    return found


def _no_state(option: str, rest: str, pathway: Pathway) -> str:
    node, equals, state = rest.partition(",")[0].rpartition("=")
    if equals and node.strip():
        return f"{option}: '{state.strip()}' is not a state. Write {node.strip()}=on or {node.strip()}=off"
    name = state.strip()
    known = name if name in pathway.nodes else "NODE"
    return f"{option}: '{rest.strip()}' has no state. Write {known}=on or {known}=off"


def _no_node(option: str, node: str, pathway: Pathway) -> str:
    first, comma, _ = node.partition(",")
    if comma:  # 'A,B=on': most likely two nodes, the first without a state
        return _no_state(option, first, pathway)
    return f"{option}: {UnknownNodeError(node, hint=nearest(node, pathway.nodes))}"


def _scenario_holds(pathway: Pathway, id_: str) -> list[Holds]:
    for scenario in pathway.scenarios:
        if scenario.id == id_:
            return [phase.hold for phase in scenario.phases]
    known = [scenario.id for scenario in pathway.scenarios]
    hint = nearest(id_, known) or (f"There are: {', '.join(known)}" if known else "The file has none")
    raise UsageError(f"--scenario: there is no scenario '{id_}'. {hint}")
