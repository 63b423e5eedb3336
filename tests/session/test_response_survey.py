"""Is each entry right, in every order of updates too; and does a table of cases ask the same only once?"""

from __future__ import annotations

import csv

import pytest
from small_pathways import chain, duel

from explorer.errors import NotFinishedError
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.budget import Budget
from explorer.pathway.definition import Node, NodeKind, Pathway, Profile
from explorer.session import response_survey as module
from explorer.session.commands import ToggleNode
from explorer.session.document import Document
from explorer.session.entering import EnterCase
from explorer.session.markers import MOST_MARKERS
from explorer.session.responders import respond, therapies_of, wanted
from explorer.session.response_survey import Entry, Orders, Verdict, response_csv, response_survey, usable_markers

NAIVE, STRESSED = Profile("naive", "Naive", {}), Profile("stressed", "Stressed", {"Stress": True})


def asked(pathway: Pathway, *profiles: Profile) -> dict[tuple[int, int], Entry]:
    """Return all entries at the end."""
    entries: dict[tuple[int, int], Entry] = {}
    for told in response_survey(pathway, profiles, therapies_of(pathway), wanted(pathway)):
        entries |= told.entries
    return entries


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_the_same_as_one_run_each(path: object) -> None:
    """Every profile of the shipped pathways by every drug, with all orders checked."""
    pathway = formats.load(path).pathway  # type: ignore[arg-type]
    entries = asked(pathway, *pathway.profiles)
    therapies, goal = therapies_of(pathway), wanted(pathway)
    assert len(pathway.profiles) * len(therapies) == len(entries)
    for (row, column), entry in entries.items():
        expected = respond(pathway, pathway.profiles[row], therapies[column], goal)
        assert (expected.outcomes, expected.is_response) == (entry.response.outcomes, entry.response.is_response)
        assert column == 0 or expected.steps == entry.response.steps
        assert entry.orders in {Orders.SAME, Orders.DEPENDS}


def test_signs() -> None:
    """Naive responds to nothing being done; stress does not, and with the drug it does."""
    entries = asked(chain(), NAIVE, STRESSED)
    assert {
        (0, 0): Verdict.RESPONDS,
        (0, 1): Verdict.RESPONDS,
        (1, 0): Verdict.NONE,
        (1, 1): Verdict.RESPONDS,
    } == {place: entry.verdict for place, entry in entries.items()}


def test_what_depends_on_the_order_is_said() -> None:
    """Two nodes race under the drug, so who wins decides; without it nothing moves."""
    entries = asked(duel(), NAIVE)
    assert (Verdict.NONE, Verdict.DEPENDS) == (entries[0, 0].verdict, entries[0, 1].verdict)
    assert {"Control"} == entries[0, 1].wavering


def test_equal_cases_are_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand cases of two kinds by two therapies ask four things."""
    runs = []
    real = module.after_phases
    monkeypatch.setattr(module, "after_phases", lambda *args: runs.append(args) or real(*args))
    profiles = [Profile(str(at), str(at), {"Stress": bool(at % 2)}) for at in range(1000)]
    entries = asked(chain(), *profiles)
    assert (4, 2000) == (len(runs), len(entries))


def test_orders_that_did_not_finish_are_not_called_the_same() -> None:
    """Without any time for them nothing is claimed, and the reason is told."""
    pathway = duel(turning=True)
    *_, last = response_survey(pathway, [NAIVE], therapies_of(pathway), wanted(pathway), seconds=0.0)
    assert "within 0 s" in last.reason or all(
        entry.orders is not Orders.NOT_FINISHED for entry in last.entries.values()
    )


def test_cancel_is_heard() -> None:
    """Nothing is told after it."""
    told = response_survey(chain(), [NAIVE], therapies_of(chain()), {}, budget=Budget(cancelled=lambda: True))
    with pytest.raises(NotFinishedError):
        list(told)


def test_the_table_for_others() -> None:
    """Names with commas are quoted, signs are words, notes stand below."""
    entries = asked(chain(), NAIVE, STRESSED)
    text = response_csv(["no therapy", "Drug, high dose"], [NAIVE, STRESSED], entries, ["exact", "caution"])
    assert [
        ["case", "basis", "no therapy", "Drug, high dose"],
        ["Naive", "inference", "responds", "responds"],
        ["Stressed", "inference", "does not", "responds"],
        ["exact"],
        ["caution"],
    ] == list(csv.reader(text.splitlines()))


def test_too_many_inputs_leave_those_that_cases_name() -> None:
    """Each setting is tried, so there is a bound; what the cases name comes first, and it is said."""
    nodes = {f"I{at}": Node(f"I{at}", f"I{at}", kind=NodeKind.CONDITION) for at in range(MOST_MARKERS + 1)}
    pathway = Pathway("wide", "Wide", nodes)
    markers, is_every = usable_markers(pathway, [Profile("a", "a", {"I3": True})], {})
    assert (["I3"], False) == ([marker.id for marker in markers], is_every)
    assert usable_markers(chain(), [], {"Drug": True})[1]


def test_a_case_is_shown_as_one_step() -> None:
    """Start again, history, markers, therapy: as the entry was run; undo brings back what was before."""
    document = Document(chain())
    document.run(ToggleNode("Drug"))
    before = document.state
    document.run(EnterCase(Profile("p", "After stress", {}, earlier={"Stress": True}), {"Drug": True}, "it"))
    assert ["Start", "After stress: earlier", "After stress", "Show it"] == [run.label for run in document.state.runs]
    assert document.state.value("Memory")
    document.undo()
    assert before is document.state
