"""Does a handout in a reader's browser answer as the program does? Clicked in headless Chromium, its network off."""

from __future__ import annotations

import json
import math
import random
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from chromium import Browser, chromium
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from explorer import CAUTION
from explorer.cli.parser import parse
from explorer.cli.run_options import run_as_asked
from explorer.io.formats import load
from explorer.io.rule_tree import as_tree
from explorer.locate import resources, shipped_pathways
from explorer.logic.network import Network
from explorer.logic.rule import And, Constant, Not, Or, Variable
from explorer.logic.simulation import Simulation
from explorer.pathway.definition import Variant
from explorer.pathway.diagram import diagram_of
from explorer.pathway.run import settled_start
from explorer.session.commands import PlayScenario, ReleaseAll, StartAgain, ToggleNode, ToggleVariant
from explorer.session.document import Document
from explorer.session.moment import moment_at
from explorer.session.story import story_states
from explorer.ui.canvas.drawing import draw_diagram
from explorer.ui.export.handout import write_handout
from explorer.ui.theme.roles import DARK, LIGHT, colour
from tests.session.small_pathways import chain, ring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explorer.logic.rule import Rule
    from explorer.logic.state import State
    from explorer.pathway.definition import Pathway
    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme

PROGRAM = chromium()
pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(
        PROGRAM is None, reason="no Chromium (chromium, chromium-browser, google-chrome) on this machine"
    ),
]

WALK = """(() => {
  const nodes = [...document.querySelectorAll(".node")], found = [];
  const press = (id) => document.getElementById(id).click();
  const isOn = (node) => node.getAttribute("aria-checked") === "true";
  const seen = () => Object.fromEntries(nodes.map((node) => [node.dataset.id, isOn(node)]));
  press("to-start");
  for (const last = Number(document.getElementById("playhead").max); ; press("forward")) {
    const held = nodes.filter((node) => node.classList.contains("is-held")).map((node) => node.dataset.id);
    const place = document.getElementById("place").textContent;
    found.push({state: seen(), held, place, label: document.getElementById("doing").textContent});
    if (Number(document.getElementById("playhead").value) === last) return found;
  }
})()"""
"""Steps through everything that was run by the page's own buttons, and reads every node at each step."""
NARROW = """[...document.querySelectorAll("button, select, summary, .row")].flatMap((element) => {
  const {width, height} = element.getBoundingClientRect();
  return element.offsetParent !== null && (width < 40 || height < 40) ? [element.outerHTML.slice(0, 80)] : [];
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests: starting it takes a second."""
    assert PROGRAM is not None
    with Browser(PROGRAM) as running:
        yield running


@pytest.fixture(scope="module", params=shipped_pathways(), ids=lambda path: path.stem)
def shipped(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> tuple[Pathway, Path]:
    """A shipped pathway and the file of its handout."""
    pathway = load(request.param).pathway
    return pathway, written(pathway, tmp_path_factory.mktemp("handout"))


def written(pathway: Pathway, folder: Path) -> Path:
    path = folder / f"{pathway.id}.html"
    write_handout(pathway, path)
    return path


def click(browser: Browser, selector: str) -> None:
    """Press the mouse on the middle of an element, as a reader would."""
    browser.ask(f"document.querySelector({selector!r}).scrollIntoView({{block: 'center'}})")
    x, y = browser.ask(
        f"(() => {{const box = document.querySelector({selector!r}).getBoundingClientRect();"
        "return [box.x + box.width / 2, box.y + box.height / 2]})()"
    )
    browser.click(x, y)


def columns(state: DocumentState) -> list[State]:
    return [column for run in state.runs for column in run.trajectory.states]


def compare(browser: Browser, state: DocumentState) -> None:
    """Check that the page has the same runs, step by step, with the same holds."""
    pathway, found = state.pathway, browser.ask(WALK)
    assert [pathway.network.named(column) for column in columns(state)] == [step["state"] for step in found]
    expected = [sorted(run.holds) for run in state.runs for _ in run.trajectory.states]
    assert expected == [sorted(step["held"]) for step in found]
    assert [run.label for run in state.runs for _ in run.trajectory.states] == [step["label"] for step in found]


def check_quiet(browser: Browser, path: Path) -> None:
    """Nothing was asked for but the file and the letters in it, and the browser found nothing to complain of."""
    assert [] == browser.complaints
    assert {path.as_uri()} == {address for address in browser.requests if not address.startswith("data:font/woff;")}


def test_every_scenario_goes_as_simulate_says(shipped: tuple[Pathway, Path], browser: Browser) -> None:
    """Each scenario clicked in the page: every node at every step is that of ``simulate --scenario``."""
    pathway, path = shipped
    browser.open(path)
    click(browser, "#tab-scenarios")
    for scenario in pathway.scenarios:
        click(browser, f'[data-scenario="{scenario.id}"]')
        options = parse(["simulate", path.stem, "--scenario", scenario.id]).options
        asked = run_as_asked(pathway, options)
        opening = settled_start(pathway)
        assert opening.last == asked.start
        found = browser.ask(WALK)
        expected = [*opening.states, *(state for phase in asked.phases for state in phase.trajectory.states)]
        assert [pathway.network.named(state) for state in expected] == [step["state"] for step in found], scenario.id
        last = asked.phases[-1].trajectory
        assert found[-1]["place"].startswith(f"step {len(last.states) - 1} of {len(last.states) - 1}")
        assert "✗" not in browser.ask("document.querySelector('#expectation').textContent")
        assert scenario.basis.value == browser.ask("document.querySelector('#expectation .basis').textContent")
    check_quiet(browser, path)


def test_every_step_of_the_story_ends_as_on_stage(shipped: tuple[Pathway, Path], browser: Browser) -> None:
    """In order, and picked in any other; what is revealed and what stands out is that of the step."""
    pathway, path = shipped
    browser.open(path)
    click(browser, "#tab-story")
    states = story_states(pathway)
    order = [*range(len(states)), *random.Random(1).sample(range(len(states)), len(states))]  # noqa: S311  (no secret)
    for number in order:
        click(browser, f'[data-step="{number}"]')
        compare(browser, states[number])
        marked = set(
            browser.ask("[...document.querySelectorAll('.is-marked:not(.hidden)')].map((one) => one.dataset.id)")
        )
        assert set(pathway.story[number].highlight) == marked
        basis = pathway.story[number].basis
        assert (basis.value if basis else None) == browser.ask(
            "document.querySelector('#expectation .basis')?.textContent"
        )
    check_quiet(browser, path)


def test_clicks_on_nodes_do_what_the_program_does(shipped: tuple[Pathway, Path], browser: Browser) -> None:
    """Random nodes, inputs and ruled ones, flipped on the diagram; then everything is released, and started again."""
    pathway, path = shipped
    browser.open(path)
    document, source = Document(pathway), random.Random(pathway.id)  # noqa: S311  (no secret)
    inputs = [id_ for id_, node in pathway.nodes.items() if node.is_input]
    for _ in range(10):
        id_ = source.choice(inputs if source.random() < 0.6 else list(pathway.nodes))
        document.run(ToggleNode(id_))
        click(browser, f'.node[data-id="{id_}"]')
        compare(browser, document.state)
    if document.state.holds:
        document.run(ReleaseAll())
        click(browser, "#release")
        compare(browser, document.state)
    document.run(StartAgain())
    click(browser, "#start-again")
    compare(browser, document.state)
    check_quiet(browser, path)


def test_runs_of_random_networks_end_alike(browser: Browser) -> None:
    """Fixed points, cycles with their periods, and limits, under holds: the page's own model against the program's."""
    source, cases = random.Random(7), []  # noqa: S311  (no secret)

    def rule(names: list[str], depth: int = 3) -> Rule:
        kind = source.random()
        if depth == 0 or kind < 0.25:
            return Constant(kind < 0.01) if kind < 0.02 else Variable(source.choice(names))
        if kind < 0.5:
            return Not(rule(names, depth - 1))
        terms = tuple(rule(names, depth - 1) for _ in range(source.randint(2, 3)))
        return And(terms) if kind < 0.75 else Or(terms)

    for _ in range(400):
        names = [f"n{at}" for at in range(source.randint(1, 9))]
        rules = {name: rule(names) for name in names if source.random() < 0.85}
        network = Network(names, rules)
        start = tuple(source.randint(0, 1) for _ in names)
        holds = {name: source.random() < 0.5 for name in names if source.random() < 0.15}
        limit = source.choice([0, 1, 2, 3, 5, 1000])
        run = Simulation(network, start, holds=holds, limit=limit).trajectory()
        asked = {
            "names": names,
            "trees": [as_tree(rules[name]) if name in rules else None for name in names],
            "begin": start,
            "holds": list(network.positions(holds).items()),
            "limit": limit,
        }
        cases.append(
            (asked, {"states": [list(state) for state in run.states], "end": run.end.value, "period": run.period})
        )
    model = (resources() / "handout" / "model.js").read_text(encoding="utf-8")
    found = browser.ask(
        f"(() => {{{model}; return {json.dumps([asked for asked, _ in cases])}.map((asked) => {{"
        "const numbers = new Map(asked.names.map((name, at) => [name, at]));"
        "const rules = asked.trees.map((tree) => tree === null ? null : numbered(tree, numbers));"
        "return simulated(rules, asked.begin, new Map(asked.holds), asked.limit)})})()"
    )
    assert {"fixed_point", "cycle", "limit"} == {expected["end"] for _, expected in cases}
    assert [expected for _, expected in cases] == found


def test_a_variant_runs_everything_anew(browser: Browser, tmp_path: Path) -> None:
    """As in the program: the runs since the start again, under the other rules; its arrow is seen, the other is not."""
    pathway = chain()
    path = written(pathway, tmp_path)
    browser.open(path)
    document = Document(pathway)
    for id_ in ("Stress", "Drug", "Memory", "Drug"):
        document.run(ToggleNode(id_))
        click(browser, f'.node[data-id="{id_}"]')
    for _ in range(2):
        document.run(ToggleVariant("V1"))
        click(browser, '[data-variant="V1"]')
        compare(browser, document.state)
        seen = browser.ask("[...document.querySelectorAll('.edge:not(.hidden)')].map((one) => one.dataset.id)")
        assert sorted(document.state.pathway.edge_by_id) == sorted(seen)


def test_a_cycle_keeps_turning_and_says_its_period(browser: Browser, tmp_path: Path) -> None:
    """It is marked on the nodes, said in words, and goes round at its end."""
    pathway = ring()
    browser.open(written(pathway, tmp_path))
    document = Document(pathway)
    document.run(ToggleNode("Gate"))
    click(browser, '.node[data-id="Gate"]')
    compare(browser, document.state)
    assert browser.ask("document.querySelector('#place').textContent").endswith(", cycle of 4")
    assert "Keeps turning: a cycle of period 4." == browser.ask("document.querySelector('#sentence').textContent")
    assert ["A", "B"] == browser.ask("[...document.querySelectorAll('.node.turns')].map((one) => one.dataset.id)")
    last = int(browser.ask("document.querySelector('#playhead').value"))
    click(browser, "#forward")
    assert last - 3 == int(browser.ask("document.querySelector('#playhead').value"))


def test_a_flip_is_seen_at_once_and_plays_to_its_end(browser: Browser, tmp_path: Path) -> None:
    """Step by step, with light on the arrows on the way; at the end it stands still, and says what it came to."""
    browser.open(written(load(shipped_pathways()[0]).pathway, tmp_path), calm=False)
    browser.ask("(() => {const one = document.querySelector('#speed'); one.value = '4';"
                "one.dispatchEvent(new Event('change'))})()")  # fmt: skip
    click(browser, '.node[data-id="Chronic_Stress"]')
    assert "step 0 of 12" == browser.ask("document.querySelector('#place').textContent")
    seen = browser.ask("""new Promise((done) => {
      const head = document.querySelector("#playhead"), columns = new Set(), lit = new Set();
      const look = () => {
        columns.add(Number(head.value));
        for (const arrow of document.querySelectorAll(".is-carrying")) lit.add(arrow.dataset.id);
      };
      const stepped = new MutationObserver(look), ended = new MutationObserver(() => done([[...columns], [...lit]]));
      look();
      stepped.observe(document.querySelector("#place"), {childList: true});
      ended.observe(document.querySelector("#said"), {childList: true});
    })""")
    columns, lit = seen
    assert list(range(columns[0], int(browser.ask("document.querySelector('#playhead').max")) + 1)) == columns
    assert {"Chronic_Stress -> PERK", "PERK -> eIF2a_P", "eIF2a_P -> ATF4", "ATF4 -> LCN2"} <= set(lit)
    said = browser.ask("document.querySelector('#said').textContent")
    assert (
        "Tumour control OFF, Durable response OFF, Tumour progression ON, Settles in 12 steps: a fixed point." == said
    )


def test_the_keyboard_and_a_screen_reader_are_enough(browser: Browser, tmp_path: Path) -> None:
    """A node is a switch with a name and a state; Space and Enter flip it, arrows lead to its neighbour."""
    browser.open(written(load(shipped_pathways()[0]).pathway, tmp_path))
    node = "document.querySelector('.node[data-id=\"Chronic_Stress\"]')"
    browser.ask(f"{node}.focus()")
    for key, text, expected in ((" ", " ", "true"), ("Enter", "\r", "false")):
        browser.press(key, "Space" if key == " " else key, text)
        click(browser, "#to-end")
        assert expected == browser.ask(f"{node}.getAttribute('aria-checked')")
        browser.ask(f"{node}.focus()")
    browser.press("ArrowDown")
    assert "PERK" == browser.ask("document.activeElement.dataset.id")
    told = browser.send("Accessibility.getFullAXTree")["nodes"]
    switches = {
        entry["name"]["value"]: entry["properties"] for entry in told if entry.get("role", {}).get("value") == "switch"
    }
    assert "PERK, protein, OFF" in switches
    (checked,) = [entry["value"]["value"] for entry in switches["PERK, protein, OFF"] if entry["name"] == "checked"]
    assert "false" == checked


def test_a_phone_has_room_for_fingers(shipped: tuple[Pathway, Path], browser: Browser) -> None:
    """Nothing hangs over the page's side, and whatever is touched is 40 pixels or more each way."""
    _, path = shipped
    browser.open(path, width=390, height=844)
    for tab in ("switches", "scenarios", "story"):
        browser.ask(f"document.querySelector('#tab-{tab}').click()")
        assert 390 == browser.ask("document.documentElement.scrollWidth")
        assert [] == browser.ask(NARROW)


def test_a_finger_comes_closer_before_it_switches(browser: Browser, tmp_path: Path) -> None:
    """Where the whole map is seen nodes are too small to be hit; the second touch flips."""
    pathway = load(shipped_pathways()[-1]).pathway
    browser.open(written(pathway, tmp_path), width=390, height=844)
    node = "document.querySelector('.node[data-id=\"Chronic_Stress\"]')"
    box = f"const box = {node}.getBoundingClientRect()"
    state = f"(() => {{{box}; return [box.x + box.width / 2, box.y + box.height / 2, box.width]}})()"
    x, y, width = browser.ask(state)
    browser.tap(x, y)
    near_x, near_y, near = browser.ask(state)
    assert near > 2 * width
    assert "false" == browser.ask(f"{node}.getAttribute('aria-checked')")
    browser.tap(near_x, near_y)
    browser.ask("document.querySelector('#to-end').click()")
    assert "true" == browser.ask(f"{node}.getAttribute('aria-checked')")


def test_fingers_pinch_and_drag_the_diagram(browser: Browser, tmp_path: Path) -> None:
    """Two come closer round what is between them, one moves it about; nothing is switched by either."""
    browser.open(written(load(shipped_pathways()[-1]).pathway, tmp_path), width=390, height=844)
    seen = """(() => {const svg = document.querySelector("#diagram"), view = svg.viewBox.baseVal;
      return [view.x, view.width, svg.clientWidth]})()"""
    _, whole, _ = browser.ask(seen)
    browser.drag(((180, 220), (120, 190)), ((210, 240), (270, 270)))
    x, width, pixels = browser.ask(seen)
    assert whole > 3 * width
    browser.drag(((220, 230), (160, 230)))
    moved, same, _ = browser.ask(seen)
    assert pytest.approx(width) == same
    assert pytest.approx(60 * width / pixels, rel=0.1) == moved - x
    assert 0 == browser.ask("document.querySelectorAll('.is-held').length")
    assert 0 == browser.ask("scrollY")


def test_the_reader_chooses_light_or_dark(browser: Browser, tmp_path: Path) -> None:
    """It begins as the system prefers, and a button turns it."""
    path = written(chain(), tmp_path)
    ground = "getComputedStyle(document.body.parentElement).backgroundColor"
    for dark, colours in (
        (False, ("rgb(247, 249, 251)", "rgb(16, 23, 31)")),
        (True, ("rgb(16, 23, 31)", "rgb(247, 249, 251)")),
    ):
        browser.open(path, dark=dark)
        assert colours[0] == browser.ask(ground)
        click(browser, "#theme")
        assert colours[1] == browser.ask(ground)


def test_the_look_is_that_of_the_state(browser: Browser, tmp_path: Path) -> None:
    """Of the looks of a node exactly one is seen; a hold has its pin, a change its sign."""
    pathway = replace(load(shipped_pathways()[0]).pathway, story=())
    browser.open(written(pathway, tmp_path))
    for id_ in ("Chronic_Stress", "ATF4"):
        click(browser, f'.node[data-id="{id_}"]')
    click(browser, "#to-end")
    looks: dict[str, Any] = browser.ask("""Object.fromEntries([...document.querySelectorAll(".node")].map((node) => [
      node.dataset.id, [...node.children].filter((part) => getComputedStyle(part).visibility === "visible"
        && part.matches(".b, .badge")).map((part) => part.getAttribute("class"))]))""")
    assert ["b b-on-held", "badge t-switched"] == looks["Chronic_Stress"]
    assert ["b b-off-held", "badge t-held", "badge t-off"] == looks["ATF4"]
    assert all(1 == sum(part.startswith("b ") for part in parts) for parts in looks.values())


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_diagram_looks_as_the_program_draws_it(
    shipped: tuple[Pathway, Path], browser: Browser, tmp_path: Path, theme: Theme
) -> None:
    """At the end of a scenario, pixel by pixel: what differs is how two painters smooth edges and letters."""
    pathway, path = shipped
    browser.open(path, dark=theme is DARK)
    document = Document(pathway)
    document.run(PlayScenario(pathway.scenarios[-1].id))
    browser.ask(f"document.querySelector('[data-scenario=\"{pathway.scenarios[-1].id}\"]').click()")
    browser.ask("document.querySelector('#to-end').click()")
    browser.ask("document.querySelector('.tools').remove()")
    browser.picture(tmp_path / "page.png")
    place = browser.ask("""(() => {const svg = document.querySelector("#diagram"), box = svg.getBoundingClientRect();
      const {a, e, f} = svg.getScreenCTM(); return [box.x, box.y, box.width, box.height, a, e, f]})()""")
    left, top, width, height, scale, x, y = place
    left, top = math.ceil(left), math.ceil(top)
    seen = QImage(str(tmp_path / "page.png")).copy(left, top, int(width), int(height) - 1)
    drawn = QImage(seen.size(), QImage.Format.Format_RGB32)
    drawn.fill(colour(theme.canvas))
    painter = QPainter(drawn)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(x - left, y - top)
    painter.scale(scale, scale)
    draw_diagram(painter, theme, pathway, diagram_of(pathway), moment_at(document.timeline, document.timeline.last))
    painter.end()
    # Smoothing moves a shade by a pixel; a sign, a look or an arrow that is another one changes whole patches.
    small = [image.scaled(image.size() / 6, mode=Qt.TransformationMode.SmoothTransformation) for image in (seen, drawn)]
    far = [
        (column, row)
        for row in range(small[0].height())
        for column in range(small[0].width())
        if max(abs(one - other) for one, other in zip(*(rgb(image, column, row) for image in small), strict=True)) > 45
    ]
    assert [] == far


def rgb(image: QImage, column: int, row: int) -> tuple[int, int, int]:
    pixel = image.pixelColor(column, row)
    return pixel.red(), pixel.green(), pixel.blue()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed here")
def test_paper_holds_the_story_and_the_sources(shipped: tuple[Pathway, Path], browser: Browser, tmp_path: Path) -> None:
    """Printed, with nothing to click: every step in full, the outcome table, every source, the caution."""
    pathway, path = shipped
    browser.open(path)
    browser.paper(tmp_path / "page.pdf")
    command = ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"]
    read = subprocess.run(command, check=True, capture_output=True, timeout=60)
    words = " ".join(read.stdout.decode().split())
    for title in (step.title for step in pathway.story):
        assert title in words
    assert "What each scenario comes to" in words
    assert CAUTION in words
    assert "Release everything" not in words
    for reference in pathway.references.values():
        assert (reference.doi or reference.source) in words


def test_the_played_scenario_of_the_window_is_the_same(browser: Browser, tmp_path: Path) -> None:
    """After other flips, too: a scenario begins anew, and a flip after it goes on from there."""
    pathway = load(shipped_pathways()[1]).pathway
    browser.open(written(pathway, tmp_path))
    document = Document(pathway)
    drug = next(id_ for id_, node in pathway.nodes.items() if node.is_input)
    for command, selector in (
        (ToggleNode(drug), f'.node[data-id="{drug}"]'),
        (PlayScenario(pathway.scenarios[3].id), f'[data-scenario="{pathway.scenarios[3].id}"]'),
        (ToggleNode(drug), f'.node[data-id="{drug}"]'),
    ):
        document.run(command)
        if selector.startswith("[data-scenario"):
            click(browser, "#tab-scenarios")
        click(browser, selector)
        compare(browser, document.state)


def test_what_is_said_of_a_node_follows_the_variant(browser: Browser, tmp_path: Path) -> None:
    """One that has a rule only under a variant is switched without it, and held against it with it."""
    rule = ("Memory", Variable("Memory"))
    pathway = replace(chain(), variants=(Variant("V1", "The drug is remembered", {"Drug": rule}),))
    browser.open(written(pathway, tmp_path))
    click(browser, '.node[data-id="Drug"]')
    said = "document.querySelector('.node[data-id=\"Drug\"]').getAttribute('aria-label')"
    assert "Drug, drug, ON, switched" == browser.ask(said)
    click(browser, '[data-variant="V1"]')
    assert "Drug, drug, ON, held against its rule" == browser.ask(said)
    about = browser.ask("document.querySelector('#about').textContent")
    assert "Rule under “The drug is remembered”: Memory" in about
    click(browser, '[data-variant="V1"]')
    assert "Drug, drug, ON, switched" == browser.ask(said)


def test_a_phone_shows_a_caution_at_once(shipped: tuple[Pathway, Path], browser: Browser) -> None:
    """Above the diagram, in brief; a wide page, which has room for all of it below, does without."""
    _, path = shipped
    place = """(() => {const box = document.querySelector(".caution.brief").getBoundingClientRect();
      return [box.top, box.bottom, box.height]})()"""
    browser.open(path, width=390, height=844)
    top, bottom, height = browser.ask(place)
    assert 0 < top < bottom < 200
    assert 0 < height < 45
    browser.open(path)
    assert 0 == browser.ask(place)[2]
