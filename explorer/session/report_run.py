"""What was run? A scenario or the present state: its basis, its phases in order, and what was expected of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.simulation import StopReason
from explorer.pathway.definition import Basis
from explorer.pathway.rule_words import state_word
from explorer.session.evidence import in_use
from explorer.session.report import Heading, Pairs, Section, Table, Tone, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.logic.simulation import Trajectory
    from explorer.pathway.definition import Holds, Pathway, Scenario
    from explorer.session.report import Block
    from explorer.session.report_sources import Citations
    from explorer.session.snapshot import DocumentState

_BASES = {
    Basis.NEWS: "news: a report in the press, not the paper itself",
    Basis.PAPER: "paper: reported in a publication",
    Basis.INFERENCE: "inference: follows from reports, but was not reported itself",
    Basis.PREDICTION: "prediction: comes from this model alone",
}
_SCHEMES = {
    "synchronous": "synchronous: every node follows its rule at every step",
    "asynchronous": "asynchronous: one node at a time, in random order",
    "sequential": "sequential: one node after the other, in the order of the file",
    "priority": "priority: fast nodes before slow ones",
}


def title_of_run(state: DocumentState) -> str:
    """Return what the report is about: the scenario, or the present state."""
    scenario = scenario_of(state)
    return f"Scenario {scenario.id}: {scenario.title}" if scenario else "Present state"


def scenario_of(state: DocumentState) -> Scenario | None:
    """Return the scenario that was played last and not touched since."""
    return next((scenario for scenario in state.pathway.scenarios if scenario.id == state.scenario), None)


def held_words(pathway: Pathway, holds: Holds) -> str:
    """Return what is held, by the names on the diagram: ``Chronic stress ON, ATF4 held OFF``."""
    words = []
    for id_, value in holds.items():
        node = pathway.nodes[id_]
        words.append(f"{node.caption} {'' if node.is_input else 'held '}{state_word(value=value)}")
    return ", ".join(words)


def wished_words(pathway: Pathway, values: Holds) -> str:
    """Return values that are wished for or expected: ``Durable response ON, Relapse OFF``."""
    return ", ".join(f"{pathway.nodes[id_].caption} {state_word(value=value)}" for id_, value in values.items())


def run_section(state: DocumentState, citations: Citations, *, subject: str = "") -> Section:
    """Return what was run and how; ``subject`` is what it is, if neither a scenario nor the present state."""
    return Section("What was run", (Pairs(tuple(_facts(state, citations, subject))), _phases(state)))


def _facts(state: DocumentState, citations: Citations, subject: str) -> Iterator[tuple[str, Words]]:
    scenario = scenario_of(state)
    if scenario is not None:
        yield "Scenario", Words(f"{scenario.title} ({scenario.id})", Tone.STRONG)
        yield "Basis", Words(_BASES[scenario.basis], cites=citations.cite(scenario.evidence))
        if scenario.reason:
            yield "Reason", Words(scenario.reason)
    else:
        yield "State", Words(subject or "Present state: where the phases below lead", Tone.STRONG)
        yield "Basis", Words("prediction: comes from this model alone; no scenario of the file")
    yield "Update", Words(_SCHEMES.get(state.scheme, state.scheme))
    variants = [variant.title for variant in state.base.variants if variant.id in state.variants]
    if variants:
        yield "Variants on", Words(", ".join(variants))
    if in_use(state):
        yield "Arrows in use", Words(in_use(state))


def _phases(state: DocumentState) -> Table:
    rows: list[tuple[Words, ...]] = []
    is_titled = any(run.label != _name(number) for number, run in enumerate(state.runs))
    for number, run in enumerate(state.runs):
        name = _name(number)
        nudged = held_words(state.pathway, run.nudged)
        held = held_words(state.pathway, run.holds) or "nothing"
        told = Words(f"{held}; set once: {nudged}" if nudged else held)
        title = (Words("" if run.label == name else run.label),) if is_titled else ()
        rows.append((Words(name, Tone.STRONG), *title, told, Words(_ending(run.trajectory))))
    heads = ("", *(("What was done",) if is_titled else ()), "Held", "What followed")
    shares = (1.0, 3.0, 3.2, 2.6) if is_titled else (1.0, 5.0, 3.0)
    return Table("Phases in order", heads, tuple(rows), shares, (0,))


def _name(number: int) -> str:
    return f"Phase {number}" if number else "Start"


def _ending(trajectory: Trajectory) -> str:
    steps = len(trajectory.states) - 1
    count = "1 step" if steps == 1 else f"{steps:,} steps"
    if trajectory.end is StopReason.FIXED_POINT:
        return f"at rest after {count}" if steps else "at rest already"
    if trajectory.end is StopReason.CYCLE:
        period = trajectory.period or 0
        return f"keeps turning in a cycle of {period:,} {'step' if period == 1 else 'steps'}"
    return f"not at rest after {count}" if steps else "not run: as the file has it"


def expected_words(state: DocumentState) -> str:
    """Return how many expectations of the scenario are met, with its basis; an empty string where there are none."""
    scenario = scenario_of(state)
    if scenario is None or not scenario.expect:
        return ""
    count = len(scenario.expect)
    met = sum(state.value(node) == value for node, value in scenario.expect.items())
    many = "The expectation" if count == 1 else f"{met} of {count} expectations"
    verb = ("is met" if met else "is not met") if count == 1 else "are met"
    return f"{many} of the scenario {verb} (basis: {scenario.basis.value})."


def expectations(state: DocumentState) -> Iterator[Block]:
    """Yield what the scenario expects beside what was reached; nothing where none was played."""
    scenario = scenario_of(state)
    if scenario is None or not scenario.expect:
        return
    rows = []
    for node, value in scenario.expect.items():
        reached = state.value(node)
        is_met = reached == value
        rows.append(
            (
                Words(state.pathway.nodes[node].caption, Tone.STRONG),
                Words(state_word(value=value)),
                Words(state_word(value=reached)),
                Words("as expected" if is_met else "not as expected", Tone.GOOD if is_met else Tone.BAD),
            )
        )
    heads = ("Node", "Expected", "Reached", "")
    yield Heading(f"Expected by the scenario, and reached (basis: {scenario.basis.value})")
    yield Table("Expected and reached", heads, tuple(rows), (3.0, 1.2, 1.2, 1.8), (1, 2, 3))
