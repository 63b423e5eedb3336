"""What a report says: outcomes before and after, reasons with their sources, and what it stands on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest

from explorer import CAUTION, __version__
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Node, NodeKind, Pathway, Reference, ReferenceKind
from explorer.session.badge import badges
from explorer.session.commands import HoldNode, PlayScenario, ToggleNode
from explorer.session.course_runs import course_state
from explorer.session.planning import Means, find_plans
from explorer.session.report import Chain, Heading, Pairs, Paragraph, Picture, Report, Section, Sources, Table, Words
from explorer.session.report_plans import PlanAnswer
from explorer.session.report_sources import Citations, reference_words
from explorer.session.report_versions import Origin, origin_of
from explorer.session.reporting import Asked, explained_nodes, report_of
from explorer.session.schedule import Bar, run_schedule
from explorer.session.snapshot import DocumentState, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = TypeVar("Kind")
DAY = date(2026, 3, 9)
ORIGIN = Origin("shield.yaml", "pathway/1", "ab" * 32)
SHIPPED = {path.stem: path for path in shipped_pathways()}


def pathway_of(rules: dict[str, str | None], *, outcomes: dict[str, bool] | None = None) -> Pathway:
    """Return a pathway of bare rules; ``outcomes`` are wanted at these values."""
    wanted = outcomes or {}
    nodes = {
        id_: Node(
            id_,
            id_,
            NodeKind.OUTCOME if id_ in wanted else NodeKind.PROTEIN,
            rule=parse_rule(rule) if rule else None,
            rule_text=rule or "",
            wanted=wanted.get(id_),
        )
        for id_, rule in rules.items()
    }
    return Pathway("bare", "", nodes)


def played(name: str, scenario: str) -> DocumentState:
    """Return a scenario of a shipped pathway, played."""
    return PlayScenario(scenario)(opened(load(SHIPPED[name]).pathway))


def report(state: DocumentState, **more: object) -> Report:
    """Return the report on ``state``, orders of updates unchecked unless told otherwise."""
    return report_of(state, Asked(ORIGIN, DAY, **more))  # type: ignore[arg-type]


def section(made: Report, title: str) -> Section:
    """Return the section called so."""
    return next(found for found in made.sections if found.title == title)


def blocks(made: Report | Section, kind: type[Kind]) -> list[Kind]:
    """Return the blocks of one kind."""
    sections = made.sections if isinstance(made, Report) else (made,)
    return [block for part in sections for block in part.blocks if isinstance(block, kind)]


def pairs(made: Report, title: str) -> dict[str, str]:
    """Return names and what is said of them."""
    return {name: words.text for block in blocks(section(made, title), Pairs) for name, words in block.rows}


def texts(made: Report) -> Iterator[Words]:
    """Yield everything that may cite sources."""
    for block in (block for part in made.sections for block in part.blocks):
        if isinstance(block, Paragraph):
            yield block.words
        elif isinstance(block, Pairs):
            yield from (words for _, words in block.rows)
        elif isinstance(block, Table):
            yield from (words for row in block.rows for words in row)
        elif isinstance(block, Chain):
            yield from (words for reason in block.reasons for words in reason.arrows)
        elif isinstance(block, Sources):
            yield from (words for _, words in block.entries)


def test_a_scenario_is_named_with_its_basis_and_phases() -> None:
    """In order, with what was held and what followed."""
    made = report(played("lcn2-shield", "A3"))
    assert "Scenario A3: Stress + anti-LCN2" == made.subtitle
    facts = pairs(made, "What was run")
    assert facts["Basis"].startswith("news: ")
    (phases,) = blocks(section(made, "What was run"), Table)
    assert ["Start", "Phase 1", "Phase 2"] == [row[0].text for row in phases.rows]
    assert "Chronic tumour stress ON, Anti-LCN2 antibody ON" == phases.rows[2][2].text
    assert "at rest after 10 steps" == phases.rows[2][3].text


def test_outcomes_stand_before_and_after() -> None:
    """At the start, after each phase, at the end; and what is wanted."""
    made = report(played("lcn2-shield", "A3"))
    outcomes, expected = blocks(section(made, "Outcomes"), Table)
    assert ("Outcome", "Wanted", "Start", "After phase 1", "At the end", "How sure") == outcomes.heads
    control = next(row for row in outcomes.rows if row[0].text == "Tumour control")
    assert ["ON", "ON", "OFF", "ON, wanted"] == [words.text for words in control[1:5]]
    assert {"as expected"} == {row[3].text for row in expected.rows}
    lead = "At the end 2 of 3 outcomes are as wanted. Not as wanted: Durable response."
    assert f"{lead} 5 of 5 expectations of the scenario are met (basis: news)." == made.lead


def test_many_phases_are_cut_to_what_matters() -> None:
    """The start, what was before the last phase, and the end."""
    state = opened(load(SHIPPED["lcn2-shield"]).pathway)
    for _ in range(3):
        state = ToggleNode("Anti_LCN2")(ToggleNode("Chronic_Stress")(state))
    (outcomes,) = blocks(section(report(state), "Outcomes"), Table)
    assert ("Start", "Before the last phase", "At the end") == outcomes.heads[2:5]


def test_a_badge_is_honest() -> None:
    """Not checked where nobody looked; exact, or sampled with the number of runs, where somebody did."""
    state = played("lcn2-shield", "A3")
    assert "other orders of updates not checked" == blocks(report(state), Table)[1].rows[0][-1].text
    *_, sure = badges(state)
    checked = blocks(report(state, badges=sure), Table)[1]
    assert {"holds in every update order (exact)"} == {row[-1].text for row in checked.rows}
    race = HoldNode("S", value=True)(
        opened(pathway_of({"S": None, "A": "S and not B", "B": "S and not A"}, outcomes={"A": True}))
    )
    *_, sure = badges(race, runs=100)
    said = blocks(report(race, badges=sure), Table)[1].rows[0][-1].text
    assert "of 100 random-order runs" in said


def test_every_changed_outcome_is_explained_once() -> None:
    """Each under a heading; a reason that two chains share is told in the first, and the second says so."""
    state = played("immune-evasion-map", "E4")
    why = section(report(state), "Why")
    assert len(explained_nodes(state)) == len(blocks(why, Heading))
    reasons = [reason.sentence for chain in blocks(why, Chain) for reason in chain.reasons]
    assert len(set(reasons)) == len(reasons)
    assert any(paragraph.words.text.endswith("of this chain are told above.") for paragraph in blocks(why, Paragraph))


def test_an_arrow_carries_mechanism_confidence_and_papers() -> None:
    """For and, where there is any, against."""
    why = section(report(played("immune-evasion-map", "E4")), "Why")
    arrows = [words for chain in blocks(why, Chain) for reason in chain.reasons for words in reason.arrows]
    stated = next(words for words in arrows if words.text.startswith("Free RNase 1 inhibits T-cell STAT1"))
    assert "RNase 1 enters T cells and deactivates STAT1 (uptake collapsed) · reported" in stated.text
    assert stated.cites
    assert stated.against


@pytest.mark.parametrize("name", SHIPPED)
def test_whatever_is_cited_is_listed(name: str) -> None:
    """Every scenario of every shipped pathway: numbers run from 1 without gaps, all references are there."""
    pathway = load(SHIPPED[name]).pathway
    for scenario in pathway.scenarios:
        made = report(PlayScenario(scenario.id)(opened(pathway)))
        numbers = [number for block in blocks(made, Sources) for number, _ in block.entries]
        assert list(range(1, len(pathway.references) + 1)) == numbers
        listed = blocks(section(made, "References"), Sources)
        cited = {number for words in texts(made) for number in (*words.cites, *words.against)}
        assert cited == {number for number, _ in listed[0].entries} or not cited


def test_smallest_sets_go_in_if_asked_for() -> None:
    """With the goal, whether that is all there is, and each set; and it is said if it was asked elsewhere."""
    state = played("lcn2-shield", "A2")
    goal = {"Tumor_Control": True}
    *_, plans = find_plans(state.pathway, state.present, state.holds, goal)
    answer = PlanAnswer(state, goal, Means.DRUGS, 4, plans)
    made = report(state, answer=answer)
    assert "Tumour control ON" == pairs(made, "What would it take?")["Goal"]
    (sets,) = blocks(section(made, "What would it take?"), Table)
    assert ["Stress-response inhibitor ON", "Anti-LCN2 antibody ON"] == sorted(
        (row[1].text for row in sets.rows), reverse=True
    )
    (verdict,) = blocks(section(made, "What would it take?"), Paragraph)
    assert verdict.words.text.startswith("Exact: 2 sets reach the goal in every order of updates; ")
    partial = replace(answer, plans=replace(plans, exact=False, reason="cancelled"))
    (verdict,) = blocks(section(report(state, answer=partial), "What would it take?"), Paragraph)
    assert verdict.words.text.startswith("Not finished (cancelled): ")
    elsewhere = report(played("lcn2-shield", "A3"), answer=answer)
    assert "Asked from" in pairs(elsewhere, "What would it take?")
    assert not any(part.title == "What would it take?" for part in report(state).sections)


def test_it_says_what_it_stands_on(tmp_path: Path) -> None:
    """Program, file, checksum, date as handed in, update scheme."""
    made = report(replace(played("lcn2-shield", "A3"), scheme="asynchronous", seed=7))
    told = pairs(made, "Versions")
    assert f"Pathway Explorer {__version__}" == told["Program"]
    assert "shield.yaml · pathway/1" == told["File"]
    assert "SHA-256 abababababababab…" == told["Checksum of the file"]
    assert "2026-03-09" == told["Date"] == made.written
    assert "asynchronous, seed 7" == told["Update scheme"]
    assert CAUTION == made.caution
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(SHIPPED["lcn2-shield"].read_bytes())
    digests = {origin_of(load(path), "x").digest for path in (copy, SHIPPED["lcn2-shield"])}
    assert 1 == len(digests)


def test_a_pathway_of_bare_rules_has_a_report() -> None:
    """No outcomes, scenarios, sources or arrows: what changed at the ends of the arrows is explained instead."""
    state = HoldNode("S", value=True)(opened(pathway_of({"S": None, "A": "S", "B": "A"})))
    made = report(state)
    assert "Against the state before: 3 gained, 0 lost, 0 unchanged." == made.lead
    assert 1 == len(blocks(made, Picture))
    assert not any(part.title in {"References", "Doubts and limits"} for part in made.sections)


def test_a_clock_oscillates() -> None:
    """Neither ON nor OFF is said of what keeps changing."""
    state = opened(pathway_of({"A": "not B", "B": "A"}, outcomes={"A": True}))
    made = report(state)
    assert "oscillates" == blocks(section(made, "Outcomes"), Table)[0].rows[0][2].text
    assert "A, B" == pairs(made, "Every node at the end")["Oscillating"]
    assert "none" == pairs(made, "Every node at the end")["ON"]


def test_doubts_are_those_of_what_is_said() -> None:
    """Conflicting evidence about a node of a chain is told."""
    doubts = section(report(played("immune-evasion-map", "E4")), "Doubts and limits")
    assert any("RNase1" in words or "RNase 1" in words for words in _paragraphs(doubts) if "Conflicting" in words)


def _paragraphs(part: Section) -> list[str]:
    return [block.words.text for block in blocks(part, Paragraph)]


def test_a_reference_links_to_its_paper_and_nowhere_else() -> None:
    """A DOI or a PubMed number gives an address; anything else that a file may say does not."""
    assert "https://doi.org/10.1000/a%22b" == reference_words(Reference("r", "T", doi='10.1000/a"b')).link
    assert "https://pubmed.ncbi.nlm.nih.gov/123/" == reference_words(Reference("r", "T", pmid="123")).link
    assert "" == reference_words(Reference("r", "T", doi="javascript:alert(1)", pmid="1/../x")).link
    news = Reference("r", "Cells learn", ReferenceKind.NEWS, source="A Paper", year=2026)
    assert "Cells learn. A Paper (2026). News report." == reference_words(news).text


def test_a_source_is_numbered_when_first_cited() -> None:
    """And keeps its number; an id that the pathway does not have has none."""
    pathway = replace(pathway_of({"A": None}), references={key: Reference(key, key) for key in "abc"})
    citations = Citations(pathway)
    assert (1, 2) == citations.cite(["c", "x", "a", "c"])
    assert (1,) == citations.cite(["c"])


def test_a_schedule_is_reported_stretch_by_stretch() -> None:
    """Each stretch in which the same is held is a phase; it need not come to rest."""
    state = opened(load(SHIPPED["tnf-stat1-fatigue"]).pathway)
    bars = (Bar("Targeted_Therapy", value=True, start=0, end=3), Bar("Anti_PD1", value=True, start=5, end=None))
    shown = course_state(state, run_schedule(state.pathway, bars))
    made = report(shown, subject="A schedule")
    assert "A schedule" == made.subtitle
    (phases,) = blocks(section(made, "What was run"), Table)
    assert ["nothing", "Prolonged targeted therapy ON", "nothing", "PD-1/PD-L1 blockade ON"] == [
        row[2].text for row in phases.rows
    ]
    assert "not at rest after 2 steps" == phases.rows[1][3].text


def test_outcomes_of_the_same_name_are_told_apart() -> None:
    """One of two is as wanted; that both are called alike does not make both so."""
    bare = pathway_of({"A": None, "B": None, "X": "A", "Y": "not B"}, outcomes={"X": True, "Y": True})
    alike = {id_: replace(node, label="Response") if node.wanted else node for id_, node in bare.nodes.items()}
    assert report(opened(replace(bare, nodes=alike))).lead.startswith("At the end 1 of 2 outcomes are as wanted.")
