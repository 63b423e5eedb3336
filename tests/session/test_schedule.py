"""Schedules: do they run as phases do, does the order matter, and which exposures leave a lasting change?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pathways import chain, ring

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.simulation import StopReason
from explorer.session.exposure import exposure, exposures
from explorer.session.schedule import Bar, compare, run_schedule

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway


@cache
def shipped(name: str) -> Pathway:
    return next(formats.load(path).pathway for path in shipped_pathways() if path.stem == name)


def step_by_step(pathway: Pathway, bars: list[Bar], steps: int) -> list[dict[str, bool]]:
    """An independent run: one synchronous step after the other, the holds of each step looked up anew."""
    network = pathway.network
    state = dict(zip(network.nodes, map(bool, pathway.start), strict=True))
    for _ in range(60):  # to rest
        state = network.named(network.step(network.state(state), 1))
    seen = []
    for step in range(steps + 1):
        if step:
            state = network.named(network.step(network.state(state), 1))
        for node in network.inputs:
            state[node] = pathway.nodes[node].start
        state |= {bar.node: bar.value for bar in bars if bar.start <= step and (bar.end is None or step < bar.end)}
        seen.append(state)
    return seen


bars = st.builds(
    lambda node, start, length: Bar(node, not shipped("tnf-stat1-fatigue").nodes[node].start, start, start + length),
    st.sampled_from(["Targeted_Therapy", "Anti_PD1", "Anti_TNF", "HDAC_Inhibitor", "STAT1_Pool"]),
    st.integers(0, 12),
    st.integers(1, 12),
)


@given(st.lists(bars, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_schedule_is_what_single_steps_give(chosen: list[Bar]) -> None:
    """Every state equals that of a run made step by step, and the end does not move any more."""
    pathway = shipped("tnf-stat1-fatigue")
    course = run_schedule(pathway, chosen)
    expected = step_by_step(pathway, chosen, len(course.states) + 3)
    assert expected[: len(course.states)] == [pathway.network.named(state) for state in course.states]
    assert StopReason.FIXED_POINT is course.end
    assert all(state == expected[-1] for state in expected[len(course.states) - 1 :])


def test_immunotherapy_first_or_after_targeted_therapy_is_not_the_same() -> None:
    """B2 against B5: PD-1 blockade alone leads to a durable response; after six steps of targeted therapy it fails."""
    pathway = shipped("tnf-stat1-fatigue")
    after = run_schedule(pathway, [Bar("Targeted_Therapy", True, 0, 6), Bar("Anti_PD1", True, 12)])
    before = run_schedule(pathway, [Bar("Anti_PD1", True, 12)])
    assert (False, True) == (after.ends("Durable_Response"), before.ends("Durable_Response"))
    found = compare(after, before)
    assert {"Durable_Response", "Tumor_Control", "Tumor_Progression"} == set(found.differing)
    assert found.apart["Durable_Response"]


def test_tnf_blockade_in_between_resets_the_memory() -> None:
    """B10: a course of TNF blockade with the drug off, a wash-out, then PD-1 blockade works again."""
    pathway = shipped("tnf-stat1-fatigue")
    course = run_schedule(
        pathway,
        [Bar("Targeted_Therapy", True, 0, 6), Bar("Anti_TNF", True, 6, 14), Bar("Anti_PD1", True, 20)],
    )
    assert course.ends("Durable_Response")
    assert not course.ends("TNF_Tumor")


@pytest.mark.parametrize("name", ["tnf-stat1-fatigue", "immune-evasion-map"])
def test_the_latch_threshold_is_the_one_that_a_plain_loop_finds(name: str) -> None:
    """The shortest targeted therapy that leaves TNF on, found here by giving it 1, 2, 3 ... steps by hand."""
    pathway = shipped(name)
    latching = [
        steps
        for steps in range(1, 40)
        if step_by_step(pathway, [Bar("Targeted_Therapy", True, 0, steps)], 100)[-1]["TNF_Tumor"]
    ]
    found = exposure(pathway, Bar("Targeted_Therapy", True))
    assert latching[0] == found.shortest
    assert list(range(latching[0], 40)) == latching
    assert found.or_more
    assert ({"TNF_Tumor", "TNFR1_Signal", "NFkB"},) == tuple(set(group) for group in found.latched)
    assert f"{latching[0]} steps or more latch this loop: Tumour TNF-α" in found.words(pathway)


def test_nothing_else_leaves_a_lasting_change() -> None:
    """Of all inputs of all shipped pathways, only the targeted therapy has a memory."""
    lasting = {
        (path.stem, found.bar.node)
        for path in shipped_pathways()
        for found in exposures(shipped(path.stem))
        if found.shortest is not None
    }
    assert {("tnf-stat1-fatigue", "Targeted_Therapy"), ("immune-evasion-map", "Targeted_Therapy")} == lasting


def test_another_therapy_at_the_same_time_moves_the_threshold() -> None:
    """Under TNF blockade throughout no exposure latches the loop; the search looks at the whole schedule."""
    pathway = shipped("tnf-stat1-fatigue")
    found = exposure(pathway, Bar("Targeted_Therapy", True), [Bar("Anti_TNF", True)])
    assert found.shortest is None
    assert "no exposure leaves a lasting change" in found.words(pathway)


def test_a_memory_of_one_node_latches() -> None:
    """In the small chain three steps of stress reach the memory, which keeps itself."""
    found = exposure(chain(), Bar("Stress", True))
    by_hand = [s for s in range(1, 9) if step_by_step(chain(), [Bar("Stress", True, 0, s)], 20)[-1]["Memory"]]
    assert by_hand[0] == found.shortest
    assert (("Memory",),) == found.latched


def test_a_cycle_is_followed_to_its_close() -> None:
    """With the gate open the ring turns; before a later bar ends it goes on turning."""
    course = run_schedule(ring(), [Bar("Gate", True, 0, 11)])
    expected = step_by_step(ring(), [Bar("Gate", True, 0, 11)], len(course.states) - 1)
    assert expected == [ring().network.named(state) for state in course.states]
    turning = run_schedule(ring(), [Bar("Gate", True)])
    assert (StopReason.CYCLE, {"A", "B"}) == (turning.end, set(turning.turning))
    assert turning.ends("A") is None


def test_rows_are_spans_of_steps() -> None:
    """Stress for two steps: the shield is on in steps 2 and 3, growth one later."""
    course = run_schedule(chain(), [Bar("Stress", True, 0, 2)])
    assert ((2, 4),) == course.row("Shield")
    assert {"Growth": ((3, 5),)} == course.rows()
    assert ((4, len(course.states)),) == course.row("Memory")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ([Bar("Strss", True)], UnknownNodeError),
        ([Bar("Stress", True, 3, 3)], CommandRefusedError),
        ([Bar("Stress", True, -1, 3)], CommandRefusedError),
        ([Bar("Stress", True, 0, 5), Bar("Stress", False, 4)], CommandRefusedError),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(wrong: list[Bar], error: type[Exception]) -> None:
    """Unknown nodes, bars without length, contradictions."""
    with pytest.raises(error):
        run_schedule(chain(), wrong)


def test_a_search_that_would_take_too_long_is_cut_off_and_says_so() -> None:
    """Another bar of 100,000 steps leaves too many lengths to try them all."""
    found = exposure(chain(), Bar("Stress", True), [Bar("Drug", True, 0, 100_000)])
    assert not found.is_complete
    assert f"no exposure of up to {len(found.lasting)} steps" in found.words(chain())
