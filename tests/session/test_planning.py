"""Are the plans right: against an exhaustive search written apart from them, with another engine?"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from small_pathways import chain, ring

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.logic.budget import Budget
from explorer.logic.rule import to_text
from explorer.pathway.definition import Confidence, NodeKind, Pathway
from explorer.pathway.run import run_phase, settled_start
from explorer.session.planning import Interplay, Means, find_matrix, find_plans

if TYPE_CHECKING:
    from collections.abc import Iterable

STARTS = {
    "chronic stress": (["Chronic_Stress"], 3),
    "prolonged targeted therapy": (["Targeted_Therapy"], 3),
    "both": (["Chronic_Stress", "Targeted_Therapy"], 4),
    "both, RNase 1 high": (["Chronic_Stress", "Targeted_Therapy", "RNASE1_High"], 4),
    "residual disease and trigger": (["Residual_Disease", "Inflammatory_Trigger"], 2),
}
"""What is held, and up to which size every set is tried: one more than is needed, to keep the test short."""
GOALS: list[dict[str, bool]] = [{"Durable_Response": True}, {"Tumor_Progression": False}]


@pytest.fixture(scope="module")
def whole_map() -> Pathway:
    (path,) = [path for path in shipped_pathways() if path.stem == "immune-evasion-map"]
    return load(path).pathway


def after(pathway: Pathway, held: Iterable[str]) -> tuple[tuple[int, ...], dict[str, bool]]:
    """Return the state after one phase from the naive state, and the holds of that phase."""
    holds = dict.fromkeys(held, True)
    return run_phase(pathway, settled_start(pathway).last, holds).last, holds


class Exhaustive:
    """Every set of drugs: all states reachable under it, and of these all attractors, on the whole unreduced map."""

    def __init__(self, pathway: Pathway, present: tuple[int, ...], holds: dict[str, bool]) -> None:
        self.pathway, self.holds = pathway, holds
        self.values = dict(zip(pathway.nodes, map(bool, present), strict=True))

    def always(self, added: dict[str, bool]) -> list[dict[str, bool] | None]:
        """Return for each reachable attractor the values that it never leaves."""
        import biodivine_aeon as aeon

        pinned = {**self.holds, **added}
        lines, start = ["targets, factors"], dict(self.values)
        for node in self.pathway.nodes.values():
            if node.id in pinned or node.rule is None:
                start[node.id] = pinned.get(node.id, node.start)
                text = str(start[node.id]).lower()
            else:
                text = to_text(node.rule).replace(" and ", " & ").replace(" or ", " | ").replace("not ", "!")
            lines.append(f"{node.id}, {text}")
        graph = aeon.AsynchronousGraph(aeon.BooleanNetwork.from_bnet("\n".join(lines)))
        reached = aeon.Reachability.forward_superset(graph, graph.mk_subspace(start))
        attractors = aeon.Attractors.attractors(graph.restrict(reached))
        assert attractors
        return [found.vertices().enclosing_named_subspace() for found in attractors]

    def smallest(self, goals: list[dict[str, bool]], most: int) -> list[set[frozenset[str]]]:
        """Return for each goal the minimal sets of drugs switched ON."""
        drugs = [n.id for n in self.pathway.nodes.values() if n.kind is NodeKind.DRUG and n.id not in self.holds]
        met: list[set[frozenset[str]]] = [set() for _ in goals]
        for size in range(most + 1):
            for chosen in map(frozenset, combinations(drugs, size)):
                wanted = [at for at, sets in enumerate(met) if not any(other <= chosen for other in sets)]
                ends = self.always(dict.fromkeys(chosen, True)) if wanted else []
                for at in wanted:
                    if all(end is not None and goals[at].items() <= end.items() for end in ends):
                        met[at].add(chosen)
        return met


@pytest.mark.parametrize(("held", "most"), STARTS.values(), ids=STARTS)
def test_the_five_starting_points_of_the_whole_map(whole_map: Pathway, held: list[str], most: int) -> None:
    """All minimal sets of drugs, for a durable response and for no progression, and nothing else."""
    present, holds = after(whole_map, held)
    expected = Exhaustive(whole_map, present, holds).smallest(GOALS, most)
    for goal, sets in zip(GOALS, expected, strict=True):
        *_, plans = find_plans(whole_map, present, holds, goal, most=most)
        assert plans.exact
        assert sets
        assert sets == {frozenset(plan.added) for plan in plans.found}
        assert all(all(plan.added.values()) for plan in plans.found)
        assert [plan.rank for plan in plans.found] == sorted(plan.rank for plan in plans.found)


def test_known_plans(whole_map: Pathway) -> None:
    """From chronic stress a durable response takes PD-1 blockade and either block of the LCN2 shield."""
    present, holds = after(whole_map, ["Chronic_Stress"])
    *_, plans = find_plans(whole_map, present, holds, {"Durable_Response": True})
    assert [{"Anti_LCN2": True, "Anti_PD1": True}, {"ISR_Inhibitor": True, "Anti_PD1": True}] == [
        plan.added for plan in plans.found
    ]
    assert [8, 10] == [plan.steps for plan in plans.found]


def test_the_matrix_agrees_with_the_exhaustive_search(whole_map: Pathway) -> None:
    """Every single and pair; synergy where only the pair reaches the goal, antagonism where it spoils a single."""
    present, holds = after(whole_map, STARTS["residual disease and trigger"][0])
    goal = {"Durable_Response": True}
    matrix = find_matrix(whole_map, present, holds, goal)
    search = Exhaustive(whole_map, present, holds)
    for cell in (matrix.nothing, *matrix.singles, *matrix.pairs):
        ends = search.always(dict(cell.added))
        assert all(end is not None and goal.items() <= end.items() for end in ends) == cell.meets
    assert matrix.exact
    assert {frozenset({"Targeted_Therapy", "Anti_PD1"}), frozenset({"HDAC_Inhibitor", "Anti_PD1"})} == {
        frozenset(cell.added) for cell in matrix.pairs if cell.interplay is Interplay.ANTAGONISM
    }


def test_synergy_is_marked(whole_map: Pathway) -> None:
    """From chronic stress the two pairs that work do what none of their parts does."""
    present, holds = after(whole_map, ["Chronic_Stress"])
    matrix = find_matrix(whole_map, present, holds, {"Durable_Response": True})
    pairs = [frozenset(cell.added) for cell in matrix.pairs if cell.interplay is Interplay.SYNERGY]
    assert {frozenset({"ISR_Inhibitor", "Anti_PD1"}), frozenset({"Anti_LCN2", "Anti_PD1"})} == set(pairs)


def test_any_nodes_may_be_held() -> None:
    """With all nodes allowed the goal itself is not held, and the arrows on the way are counted."""
    pathway = chain()
    present, holds = after(pathway, ["Stress"])
    *_, plans = find_plans(pathway, present, holds, {"Growth": False}, means=Means.ALL, most=2)
    assert [{"Shield": False}, {"Drug": True}, {"Signal": False}] == [plan.added for plan in plans.found]
    assert ("Shield -> Growth",) == plans.found[0].arrows
    assert {Confidence.NOT_STATED: 1} == {known: count for known, count in plans.found[0].confidence.items() if count}


def test_a_goal_that_is_met_needs_nothing() -> None:
    """The only minimal set is then the empty one."""
    pathway = chain()
    *_, plans = find_plans(pathway, pathway.start, {}, {"Growth": False})
    assert [{}] == [plan.added for plan in plans.found]


def test_a_goal_that_turns_is_not_met() -> None:
    """A node that keeps changing is at no value for good; cutting the ring stops it."""
    pathway = ring()
    *_, plans = find_plans(pathway, (1, 0, 0), {"Gate": True}, {"A": True}, means=Means.ALL)
    assert [{"B": False}] == [plan.added for plan in plans.found]


def test_goals_that_make_no_sense_are_refused() -> None:
    """Empty, held, or unknown: said at once, in words."""
    pathway = chain()
    with pytest.raises(CommandRefusedError, match="empty"):
        next(find_plans(pathway, pathway.start, {}, {}))
    with pytest.raises(CommandRefusedError, match="held ON"):
        next(find_plans(pathway, pathway.start, {"Stress": True}, {"Stress": False}))
    with pytest.raises(UnknownNodeError, match="Did you mean 'Growth'"):
        find_matrix(pathway, pathway.start, {}, {"Grwth": True})


def test_a_cancelled_search_keeps_what_it_has() -> None:
    """The answer then says that it is not exact, and why."""
    pathway = chain()
    *_, plans = find_plans(pathway, pathway.start, {}, {"Growth": True}, budget=Budget(cancelled=lambda: True))
    assert (False, "cancelled") == (plans.exact, plans.reason)
