"""Is a handout one file that loads nothing, runs only its own script, and carries everything, whatever a file says?"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import CAUTION
from explorer.cli.parser import parse
from explorer.errors import FileNotSavedError, UsageError
from explorer.io.formats import load
from explorer.io.rule_tree import as_tree
from explorer.locate import resources, shipped_pathways
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable, evaluate
from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import (
    Basis,
    Compartment,
    Edge,
    Effect,
    Node,
    NodeKind,
    Note,
    Pathway,
    Phase,
    Reference,
    Scenario,
    StoryStep,
    Variant,
)
from explorer.session.handout import other_orders
from explorer.ui.export.handout import MOST_NODES, HandoutRefusedError, handout, write_handout
from explorer.ui.export.telling import GivenUpError
from explorer.ui.theme.roles import THEMES
from tests.session.small_pathways import chain, duel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
NASTY = """</script><img src=x onerror="alert(1)">'"&amp;<!--{{x}}`${1}` fill="#01fe05" d="M1 2L1 3" javascript:1"""
_VOID = {"meta", "br", "img", "input", "link", "hr"}


class Parsed(HTMLParser):
    """Every element of a page with its attributes, and the text of those that hold some."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    @property
    def text(self) -> str:
        return "\n".join(data for tag, data in self.texts if tag not in ("script", "style"))

    def of(self, class_: str) -> list[dict[str, str]]:
        return [named for _, named in self.elements if class_ in named.get("class", "").split()]

    def inside(self, tag: str) -> list[str]:
        return [data for name, data in self.texts if name == tag]


def value_of(tree: list[Any], values: dict[str, bool]) -> bool:
    """Interpret a tree as its format says, without the program's own code."""
    word, *rest = tree
    if word == "const":
        return bool(rest[0])
    if word == "var":
        return values[rest[0]]
    if word == "not":
        return not value_of(rest[0], values)
    return {"and": all, "or": any}[word](value_of(part, values) for part in rest)


def known_facts(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    facts: dict[str, Any] = json.loads(found[1])
    return facts


def nasty() -> Pathway:
    """Every text of a file that a page shows says something that must not be obeyed."""
    ids = [f"{NASTY} {number}" for number in range(3)]
    rules = {ids[1]: Variable(ids[0]), ids[2]: Not(Variable(ids[1]))}
    texts = {"label": NASTY, "description": NASTY, "why": NASTY, "form": NASTY, "status": NASTY, "note": NASTY}
    nodes = {
        id_: Node(
            id_, **texts, short=NASTY, compartment=NASTY, rule=rules.get(id_), rule_text=NASTY, evidence=(NASTY,),
            kind=NodeKind.OUTCOME if id_ == ids[2] else NodeKind.PROTEIN, against=(NASTY,), mark="<",
        )
        for id_ in ids
    }  # fmt: skip
    step = StoryStep(
        NASTY, text=NASTY, hold={ids[0]: True}, highlight=(ids[1],), basis=Basis.NEWS, evidence=(NASTY,), notes=NASTY
    )
    scenario = Scenario(
        NASTY, NASTY, (Phase({ids[0]: True}, NASTY),), {ids[2]: False}, Basis.PREDICTION, NASTY, (NASTY, "unknown<b>")
    )
    edge = Edge(ids[0], ids[1], Effect.ACTIVATES, mechanism=NASTY, evidence=(NASTY,), against=(NASTY,), note=NASTY)
    other = Edge(ids[0], ids[2], Effect.INHIBITS, mechanism=NASTY)
    variant = Variant(NASTY, NASTY, {ids[2]: (NASTY, Not(Variable(ids[0])))}, NASTY, NASTY, edges=(other,))
    reference = Reference(
        NASTY, NASTY, authors=NASTY, source=NASTY, year=1, doi=NASTY, pmid=NASTY, pmcid=NASTY, note=NASTY
    )
    return Pathway(
        NASTY, NASTY, nodes, NASTY, NASTY, {NASTY: reference}, {NASTY: Compartment(NASTY, NASTY)}, (edge,), (scenario,),
        (variant,), (Note(NASTY, (ids[0],), (NASTY,), conflict=True),), story=(step,),
    )  # fmt: skip


@pytest.fixture(scope="module", params=shipped_pathways(), ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest, qapp: object) -> tuple[Pathway, str]:
    """A shipped pathway and its page."""
    pathway = load(request.param).pathway
    return pathway, handout(pathway)


def test_giving_up_is_heard_in_between(shipped: tuple[Pathway, str]) -> None:
    """Before every arrow and node, while other orders are checked, and before each font; what is told grows."""
    pathway, _ = shipped
    parts: list[float] = []
    handout(pathway, told=parts.append)
    assert sorted(parts) == parts
    assert len(parts) > len(pathway.nodes) + len(pathway.edges)
    for last in (0, len(parts) // 2, len(parts) - 1):
        left = iter(range(last))

        def told(_part: float, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise GivenUpError("enough")

        with pytest.raises(GivenUpError, match="enough"):
            handout(pathway, told=told)


def test_other_orders_are_not_looked_at_for_nobody(shipped: tuple[Pathway, str]) -> None:
    """They may take eight seconds: who gives up does not wait for them."""
    pathway, _ = shipped
    assert {"Not checked in other update orders."} == set(other_orders(pathway, lambda: True).values())


def test_everything_of_the_pathway_is_on_the_page(shipped: tuple[Pathway, str]) -> None:
    """Diagram, switches, scenarios, story, outcome table, sources in full, remarks, and the caution."""
    pathway, text = shipped
    page = Parsed(text)
    assert [] == page.unbalanced
    assert list(pathway.nodes) == [node["data-id"] for node in page.of("node")]
    variants = [edge.id for variant in pathway.variants for edge in variant.edges]
    assert [*pathway.edge_by_id, *variants] == [edge["data-id"] for edge in page.of("edge")]
    switches = [named["data-node"] for _, named in page.elements if "data-node" in named]
    assert set(pathway.nodes) == set(switches)
    words = page.text
    for step in pathway.story:
        assert step.title in words
        assert step.text in words
    for scenario in pathway.scenarios:
        assert 2 <= words.count(scenario.title)
    for reference in pathway.references.values():
        for part in (reference.title, reference.authors.rstrip("."), reference.source, reference.doi, reference.pmid):
            assert part in words
    for note in pathway.notes:
        assert note.text in words
    assert 2 <= words.count(CAUTION)
    assert all(step.notes not in text for step in pathway.story if step.notes), "notes are for the speaker alone"


def test_each_scenario_says_what_it_rests_on(shipped: tuple[Pathway, str]) -> None:
    """In its row, in the outcome table, and in what the script shows with a result; so does each step of the story."""
    pathway, text = shipped
    facts = known_facts(text)
    assert [scenario.basis.value for scenario in pathway.scenarios] == [known["basis"] for known in facts["scenarios"]]
    assert [step.basis.value if step.basis else "" for step in pathway.story] == [
        known["basis"] for known in facts["story"]
    ]
    shown = [named["class"].split()[1] for named in Parsed(text).of("basis")]
    for basis in {scenario.basis.value for scenario in pathway.scenarios}:
        own = sum(scenario.basis.value == basis for scenario in pathway.scenarios)
        told = sum(step.basis is not None and step.basis.value == basis for step in pathway.story)
        assert 2 * own + told + 1 == shown.count(basis)


def test_the_page_loads_nothing_and_runs_only_its_own_script(shipped: tuple[Pathway, str]) -> None:
    """A strict policy with the hashes of the one script and the one style sheet; no address is loaded from anywhere."""
    _, text = shipped
    page = Parsed(text)
    (policy,) = [named["content"] for tag, named in page.elements if tag == "meta" and "http-equiv" in named]
    (style,) = page.inside("style")
    facts, script = page.inside("script")
    for name, content in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    json.loads(facts)
    for tag, named in page.elements:
        assert not {name for name in named if name.startswith("on") or name in ("style", "src", "srcset", "action")}
        if "href" in named:
            assert named["href"].startswith("#") or (tag == "a" and named["href"].startswith("https://"))
    assert re.findall(r"url\((?!data:)", style) == []
    assert "@import" not in style
    for word in (
        "eval",
        "Function(",
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "fetch(",
        "XMLHttp",
        "import(",
    ):
        assert word not in script


def test_it_is_small_enough_to_be_sent(shipped: tuple[Pathway, str]) -> None:
    """Under 2 MB."""
    assert 2_000_000 > len(shipped[1].encode())


def test_every_colour_is_a_role_that_each_theme_gives(shipped: tuple[Pathway, str]) -> None:
    """No colour that stood for a role is left, and every role that is named has a colour by day, at night, in print."""
    _, text = shipped
    assert "#01fe" not in text
    (style,) = Parsed(text).inside("style")
    used = set(re.findall(r"var\(--([a-z-]+)\)", text)) - {"ink", "soft", "words"}
    given = [set(re.findall(r"--([a-z-]+):", block)) for block in re.findall(r"\{([^{}]*--canvas:[^{}]*)\}", style)]
    assert 4 == len(given)
    for block in given:
        assert set() == used - block - {"pace", "text-scale", "shape"}


def test_rules_as_trees_say_what_the_network_does(shipped: tuple[Pathway, str]) -> None:
    """On random states, interpreted by a few lines of the test; those of the variants, too."""
    pathway, text = shipped
    facts, source = known_facts(text), random.Random(4)  # noqa: S311  (no secret)
    asked = [(pathway, {node["id"]: node["rule"] for node in facts["nodes"]})]
    for known in facts["variants"]:
        changed = {**asked[0][1], **dict(known["rules"])}
        asked.append((pathway.with_variants(frozenset({known["id"]})), changed))
    for network, trees in ((one.network, trees) for one, trees in asked):
        assert list(network.nodes) == list(trees)
        for _ in range(200):
            state = tuple(source.randint(0, 1) for _ in network.nodes)
            values = network.named(state)
            expected = network.named(network.step(state, 1))
            assert expected == {
                id_: values[id_] if tree is None else value_of(tree, values) for id_, tree in trees.items()
            }


_rules = st.recursive(
    st.one_of(st.booleans().map(Constant), st.sampled_from("ABC").map(Variable)),
    lambda part: st.one_of(
        part.map(Not),
        st.lists(part, min_size=2, max_size=4).map(lambda terms: And(tuple(terms))),
        st.lists(part, min_size=2, max_size=4).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=12,
)


@given(_rules, st.fixed_dictionaries({name: st.booleans() for name in "ABC"}))
def test_any_rule_is_a_tree_of_json(rule: Rule, values: dict[str, bool]) -> None:
    """It survives the way through JSON and has the rule's value."""
    tree = json.loads(json.dumps(as_tree(rule)))
    assert evaluate(rule, values) == value_of(tree, values)


def test_nothing_of_a_file_becomes_markup_or_script() -> None:
    """Whatever labels, ids, texts and sources say, the page has the same elements, and the texts read as written."""
    tame = NASTY.translate(str.maketrans("<>&\"'", "xxxxx"))
    page, plain = Parsed(handout(nasty())), Parsed(handout(_renamed(nasty(), tame)))
    assert [tag for tag, _ in plain.elements] == [tag for tag, _ in page.elements]
    assert [] == page.unbalanced
    names = [{name for name in named if not name.startswith("data")} for _, named in page.elements]
    assert [{name for name in named if not name.startswith("data")} for _, named in plain.elements] == names
    assert "img" not in {tag for tag, _ in page.elements}
    assert " ".join(NASTY.split()) in " ".join(page.text.split())
    hrefs = [named["href"] for _, named in page.elements if "href" in named]
    assert all(href.startswith(("#", "https://doi.org/", "https://pubmed.", "https://www.ncbi.")) for href in hrefs)
    assert NASTY == known_facts(handout(nasty()))["nodes"][0]["label"]


def _renamed(pathway: Pathway, tame: str) -> Pathway:
    """Return the same pathway with ``tame`` in place of every nasty text."""

    def tamed(thing: Any) -> Any:
        if isinstance(thing, str):
            return thing.replace(NASTY, tame)
        if isinstance(thing, tuple | list):
            return type(thing)(tamed(part) for part in thing)
        if isinstance(thing, dict):
            return {tamed(key): tamed(value) for key, value in thing.items()}
        if hasattr(thing, "__dataclass_fields__"):
            return replace(thing, **{name: tamed(getattr(thing, name)) for name in thing.__dataclass_fields__})
        return thing

    made: Pathway = tamed(pathway)
    return made


def test_a_stranger_without_scenarios_story_or_outcomes() -> None:
    """Gets its switches and its diagram; what there is not takes no room."""
    page = Parsed(handout(replace(chain(), scenarios=(), story=(), references={})))
    assert page.of("node")
    ids = {named.get("id") for _, named in page.elements}
    assert not {"panel-story", "panel-scenarios", "outcome-table", "sources"} & ids


def test_what_depends_on_the_order_of_updates_is_said() -> None:
    """In the outcome table and with the scenario's result; and what holds in any order, too."""
    steps = (Phase({"Drug": True}),)
    scenario = Scenario("S", "Set free", steps, {"Control": False}, Basis.PREDICTION)
    quiet = Scenario("Q", "Left alone", (Phase(),), {"Control": False}, Basis.PREDICTION)
    text = handout(replace(duel(), scenarios=(scenario, quiet)))
    first, second = (known["orders"] for known in known_facts(text)["scenarios"])
    assert re.match(r"Control: depends on the order: .* random-order runs", first)
    assert "Control: holds in every update order (exact)." == second
    words = Parsed(text).text
    assert first in words
    assert second in words


@pytest.mark.parametrize("name", THEMES)
def test_it_opens_in_the_chosen_theme(name: str) -> None:
    """Light ones by day, the dark one at night; without a choice what the reader's system prefers."""
    page = handout(chain(), theme=THEMES[name])
    assert f'data-theme="{"dark" if name == "dark" else "day"}"' in page
    assert THEMES[name].canvas in page
    assert 'data-theme="auto"' in handout(chain())


def test_a_pathway_that_no_browser_would_like_is_refused(tmp_path: Path) -> None:
    """In words that say the bound; nothing is written."""
    nodes = {f"N{number}": Node(f"N{number}", "A node") for number in range(MOST_NODES + 1)}
    with pytest.raises(HandoutRefusedError, match=r"1,001 nodes: a handout holds 1,000 at most"):
        write_handout(Pathway("large", "A large one", nodes), tmp_path / "out.html")
    assert [] == list(tmp_path.iterdir())


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    """Under any name that ends in .html, and over an existing file only as a whole."""
    out = tmp_path / "ein Blatt für Ärzte 'A' & B.HTML"
    out.write_text("older", encoding="utf-8")
    assert 0 == _command("lcn2-shield", "-o", str(out), "--theme", "dark")
    assert 'data-theme="dark"' in out.read_text(encoding="utf-8")
    assert [out] == list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(UsageError, match=r"written as \.html"):
        _command("lcn2-shield", "-o", str(tmp_path / "talk.pdf"))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """In words; nothing is made."""
    with pytest.raises(FileNotSavedError, match="there is no such folder"):
        _command("lcn2-shield", "-o", str(tmp_path / "nowhere" / "page.html"))


def _command(*words: str) -> int:
    invocation = parse(["handout", *words])
    assert invocation.module is not None
    return invocation.module.run(invocation.options)


def test_the_script_and_the_styles_travel_with_the_program() -> None:
    """They lie in the resources, which a wheel takes along whole; each script is short enough to be read."""
    files = sorted(path.name for path in (resources() / "handout").iterdir())
    assert ["camera.js", "commands.js", "diagram.css", "diagram.js", "model.js", "page.css", "page.js"] == files
    for path in (resources() / "handout").glob("*.js"):
        assert 600 > len(path.read_text(encoding="utf-8").splitlines())


def test_a_rule_of_the_parser_keeps_its_words() -> None:
    """The format of the tree is a promise to whoever reads it."""
    tree = ["and", ["var", "A"], ["not", ["or", ["var", "B-1"], ["const", True]]]]
    assert tree == as_tree(parse_rule("A and not ('B-1' or true)"))
