"""Changing schedules: do bars stay on their lanes, do commands undo, and do sources and words agree with the runs?"""

from __future__ import annotations

import shlex
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pathways import ring

from explorer.cli.parser import parse
from explorer.cli.schedule import read_bar
from explorer.errors import CommandRefusedError
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.budget import Budget
from explorer.logic.simulation import StopReason
from explorer.session import scheduling
from explorer.session.commands import HoldNode, PlayScenario, ReleaseNode, SetUpdateScheme, ToggleNode
from explorer.session.course_runs import FIRST_COLUMN, at_step, course_state
from explorer.session.document import Document
from explorer.session.exposure import exposure
from explorer.session.schedule import Bar, check_bars, run_schedule
from explorer.session.schedule_sources import bars_of_runs, bars_of_scenario, order_examples
from explorer.session.schedule_words import (
    bar_text,
    bar_words,
    command_line,
    comparison_words,
    end_words,
    reached_words,
    row_words,
    sureness,
    threshold_words,
)
from explorer.session.snapshot import opened
from explorer.session.timeline import Timeline

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway

SHIPPED = [path.stem for path in shipped_pathways()]
THERAPY = Bar("Targeted_Therapy", True, 0, 6)
BLOCKADE = Bar("Anti_PD1", True, 10)


@cache
def shipped(name: str = "tnf-stat1-fatigue") -> Pathway:
    return next(formats.load(path).pathway for path in shipped_pathways() if path.stem == name)


moves = st.lists(
    st.tuples(st.sampled_from(["move", "begin", "end", "open", "turn", "remove", "add"]), st.integers(0, 9),
              st.integers(-30, 60)), max_size=25,
)  # fmt: skip


def edited(bars: scheduling.Bars, what: str, which: int, step: int) -> scheduling.Bars:
    number = which % len(bars) if bars else 0
    if what == "add":
        bar = Bar(["Targeted_Therapy", "Anti_PD1"][which % 2], True, abs(step), abs(step) + 4)
        taken = any(other.node == bar.node and other.covers(bar.start) for other in bars)
        return bars if taken else scheduling.with_bar(bars, bar)
    if not bars:
        return bars
    edits = {
        "remove": lambda: scheduling.without(bars, number),
        "turn": lambda: scheduling.turned(bars, number),
        "move": lambda: scheduling.moved(bars, number, step),
        "begin": lambda: scheduling.begun_at(bars, number, step),
        "end": lambda: scheduling.ended_at(bars, number, step),
        "open": lambda: scheduling.ended_at(bars, number, None),
    }
    return edits[what]()


@given(moves)
@settings(max_examples=150, deadline=None)
def test_whatever_the_hand_does_leaves_a_schedule(asked: list[tuple[str, int, int]]) -> None:
    """After any edits no two bars meet on a lane, and all lie within the steps that there are."""
    bars: scheduling.Bars = (THERAPY, Bar("Targeted_Therapy", False, 8, 12), BLOCKADE)
    for what, which, step in asked:
        bars = edited(bars, what, which, step)
        check_bars(shipped(), bars)
        for at, bar in enumerate(bars):
            for other in bars[:at]:
                assert bar.node != other.node or not (bar.covers(other.start) or other.covers(bar.start))


def test_a_bar_is_moved_as_far_as_its_lane_has_room() -> None:
    """It keeps its length, and stops at step 0 and at its neighbours."""
    bars = (THERAPY, Bar("Targeted_Therapy", True, 8, 12))
    assert Bar("Targeted_Therapy", True, 2, 8) == scheduling.moved(bars, 0, 5)[0]
    assert Bar("Targeted_Therapy", True, 6, 10) == scheduling.moved(bars, 1, -5)[1]
    assert THERAPY == scheduling.moved(bars, 0, -5)[0]


def test_schedules_are_steps_that_undo_takes_back() -> None:
    """Bars, a copy to compare, a swap, one kept: each undoes; runs and holds never change."""
    document = Document(shipped())
    first = document.state
    document.run(scheduling.ChangeBars(0, (THERAPY,), "add it"))
    document.run(scheduling.comparing(document.state))
    document.run(scheduling.ChangeBars(1, (BLOCKADE,), "other bars"))
    document.run(scheduling.swapping(document.state))
    assert ((BLOCKADE,), (THERAPY,)) == document.state.schedules
    change = document.run(scheduling.keeping(document.state, 1))
    assert change.keeps_runs
    assert ((THERAPY,),) == document.state.schedules
    assert (first.runs, first.holds) == (document.state.runs, document.state.holds)
    while document.history.undo_label:
        document.undo()
    assert first is document.state


def test_only_two_schedules_are_compared_and_none_is_invented() -> None:
    """A third schedule, a swap without a second, and a bar in a schedule that is not there are refused."""
    state = opened(shipped())
    with pytest.raises(CommandRefusedError, match="not more"):
        scheduling.SetSchedules(((), (), ()), "three")(state)
    with pytest.raises(CommandRefusedError, match="no second"):
        scheduling.swapping(state)
    with pytest.raises(CommandRefusedError, match="no schedule B"):
        scheduling.ChangeBars(1, (), "none")(state)


def test_a_newer_file_keeps_the_bars_whose_nodes_it_has() -> None:
    """Bars of nodes that are gone go; a run of the document keeps the schedules."""
    document = Document(shipped())
    document.run(scheduling.ChangeBars(0, (THERAPY, BLOCKADE), "bars"))
    document.run(SetUpdateScheme("priority"))
    assert ((THERAPY, BLOCKADE),) == document.state.schedules
    document.replace_pathway(shipped("lcn2-shield"))
    assert ((BLOCKADE,),) == document.state.schedules


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scenario_taken_as_a_schedule_ends_as_the_scenario_does(name: str) -> None:
    """Step by step the states of the schedule are those of the scenario's phases, in every shipped pathway."""
    pathway = shipped(name)
    for scenario in pathway.scenarios:
        document = Document(pathway)
        document.run(PlayScenario(scenario.id))
        played = [state for run in document.state.runs[1:] for state in run.trajectory.states]
        bars = bars_of_scenario(pathway, scenario)
        assert bars == bars_of_runs(document.state)
        course = run_schedule(pathway, bars)
        assert [course.at(step) for step in range(len(played))] == played, scenario.id
        assert document.state.present == course.states[-1]


def test_examples_end_under_the_same_holds_and_yet_differently() -> None:
    """The TNF pathway and the whole map each have one; what they name really differs."""
    for name in ("tnf-stat1-fatigue", "immune-evasion-map"):
        found = list(order_examples(shipped(name)))
        assert found
        for example in found:
            courses = [run_schedule(shipped(name), bars) for bars in example.schedules]
            assert courses[0].holds_at(9_999) == courses[1].holds_at(9_999)
            assert {
                node.id for node in shipped(name).outcomes if courses[0].ends(node.id) != courses[1].ends(node.id)
            } == set(example.differing)
            assert comparison_words(*courses).startswith("The order matters.")


def test_a_course_on_screen_has_a_column_for_each_step() -> None:
    """The naive state first, then a run a stretch of equal holds; cut at a step it ends there."""
    course = run_schedule(shipped(), (THERAPY, BLOCKADE))
    shown = course_state(opened(shipped()), course)
    columns = [column.state for column in Timeline(shown).columns]
    assert [course.naive, *course.states] == columns
    assert [{}, {"Targeted_Therapy": True}, {}, {"Anti_PD1": True}] == [dict(run.holds) for run in shown.runs]
    cut = at_step(shown, 3 + FIRST_COLUMN)
    assert (course.states[3], {"Targeted_Therapy": True}) == (cut.present, dict(cut.holds))
    assert StopReason.FIXED_POINT is shown.runs[-1].trajectory.end


def test_states_after_the_end_rest_or_go_round() -> None:
    """``at`` beyond the last state agrees with stepping on by hand."""
    pathway = shipped()
    course = run_schedule(pathway, (THERAPY,))
    assert course.states[-1] == course.at(len(course.states) + 7)


def test_a_flip_at_a_step_begins_or_ends_a_bar_there() -> None:
    """A switch on the diagram means: from this step on; on a bar it ends it, at its first step it removes it."""
    document = Document(shipped())
    document.run(scheduling.ChangeBars(0, (THERAPY,), "therapy"))
    course = course_state(document.state, run_schedule(shipped(), (THERAPY,)))

    def after(flip: scheduling.Flip, step: int) -> scheduling.Bars:
        shown = at_step(course, step + FIRST_COLUMN)
        return scheduling.FlipAtStep(flip, 0, step, shown)(document.state).schedules[0]

    assert (THERAPY, Bar("Anti_PD1", True, 4)) == after(ToggleNode("Anti_PD1"), 4)
    assert (Bar("Targeted_Therapy", True, 0, 4),) == after(ToggleNode("Targeted_Therapy"), 4)
    assert () == after(ReleaseNode("Targeted_Therapy"), 0)
    assert (THERAPY,) == after(HoldNode("Targeted_Therapy", True), 3)
    off = (Bar("Targeted_Therapy", True, 0, 3), Bar("Targeted_Therapy", False, 3))
    assert off == after(HoldNode("Targeted_Therapy", False), 3)
    value = course.runs[1].trajectory.states[5][shipped().network.index["STAT1_Pool"]]
    assert (THERAPY, Bar("STAT1_Pool", not value, 5)) == after(ToggleNode("STAT1_Pool"), 5)
    with pytest.raises(CommandRefusedError, match="Nothing is held here"):
        after(ReleaseNode("Anti_PD1"), 2)


def test_a_threshold_stops_where_the_next_bar_of_the_lane_begins() -> None:
    """Only the gap counts; without room to last, none does; a cancelled search says so, a spent one how far it came."""
    pathway = shipped()
    full = exposure(pathway, THERAPY)
    assert 4 == full.shortest
    assert "4 steps or more latch Tumour TNF-α, TNF receptor 1 signal, NF-κB" == threshold_words(pathway, full)
    short = exposure(pathway, Bar("Targeted_Therapy", True, 0, 1), (Bar("Targeted_Therapy", False, 3, 9),))
    assert (None, 3, True) == (short.shortest, len(short.lasting), short.is_complete)
    spent = exposure(pathway, THERAPY, budget=Budget(0))
    assert (None, (), False) == (spent.shortest, spent.lasting, spent.is_complete)
    assert sureness(spent).startswith("Cut off")
    with pytest.raises(Exception, match="cancelled"):
        exposure(pathway, THERAPY, budget=Budget(5, lambda: True))


def test_a_loop_that_an_exposure_ends_is_released_not_latched() -> None:
    """After targeted therapy has latched the loop, one step of TNF blockade lets go of it for good."""
    found = exposure(shipped(), Bar("Anti_TNF", True, 8, 9), (THERAPY,))
    assert (1, (False,)) == (found.shortest, found.kept_on)
    assert "1 step or more release Tumour TNF-α, TNF receptor 1 signal, NF-κB" == threshold_words(shipped(), found)
    assert "1 step or more release this loop: Tumour TNF-α" in found.words(shipped())


def test_a_bar_says_how_it_stands_to_its_threshold() -> None:
    """Too short by so many steps, or lasting."""
    found = exposure(shipped(), THERAPY)
    assert "lasts: 6 steps" == reached_words(THERAPY, found)
    assert "1 step short" == reached_words(Bar("Targeted_Therapy", True, 0, 3), found)
    assert "has no end" == reached_words(Bar("Targeted_Therapy", True, 0), found)


def test_rows_and_bars_in_words() -> None:
    """When a node is ON, how a course ends, how long a bar is."""
    course = run_schedule(shipped(), (THERAPY, BLOCKADE))
    assert "ON step 0 to 8, then OFF" == row_words(course, "Tumor_Control")
    assert "never ON" == row_words(course, "Durable_Response")
    assert "at rest from step 11" == end_words(course)
    assert "Prolonged targeted therapy ON, step 0 to 5, 6 steps" == bar_words(shipped(), THERAPY)
    assert "PD-1/PD-L1 blockade ON, from step 10 on" == bar_words(shipped(), BLOCKADE)


def test_the_copied_command_runs_the_same_schedules() -> None:
    """Every option is read back as the bar that it came from."""
    schedules = ((THERAPY, BLOCKADE), (Bar("Host_T_Cells", False, 3),))
    words = shlex.split(command_line("a file.yaml", schedules))
    options = parse(words[1:]).options
    assert "a file.yaml" == options.file
    assert [bar_text(bar) for bar in schedules[0]] == options.bar
    assert list(schedules[0]) == [read_bar(text, shipped(), option="--bar") for text in options.bar]
    assert ["Host_T_Cells=off@3-"] == options.against


def test_without_outcomes_all_nodes_are_compared() -> None:
    """The nodes that end otherwise are named, those that keep changing too; equal ends are said."""
    one, two = run_schedule(ring(), (Bar("Gate", True),)), run_schedule(ring(), ())
    assert "Both end alike in every node; this pathway names no outcomes." == comparison_words(one, one)
    assert "At the end 3 nodes differ: Gate, A, B." == comparison_words(one, two)
    assert ("turns for ever, in a cycle of 4 steps", "keeps changing") == (end_words(one), row_words(one, "A"))


def test_states_of_a_cycle_go_on_round() -> None:
    """``at`` far beyond the end is what stepping on by hand gives."""
    course = run_schedule(ring(), (Bar("Gate", True),))
    state = course.states[-1]
    for step in range(len(course.states), len(course.states) + 11):
        state = ring().network.step(state, 1)
        assert state == course.at(step)
