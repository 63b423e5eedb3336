"""Is a story changed as asked, recorded as it is seen, taken back exactly, and saved without touching the rest?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from explorer.errors import CommandRefusedError, ExplorerError
from explorer.io.formats import load
from explorer.io.pathway_reader import parse_pathway
from explorer.io.story_text import with_story
from explorer.locate import shipped_pathways
from explorer.pathway.definition import Basis, Beginning, NodeKind, StoryStep, Unrevealed
from explorer.session.commands import HoldNode, NudgeNode, SetUpdateScheme, StartAgain, ToggleNode, ToggleVariant
from explorer.session.document import Document, change_to_newer
from explorer.session.evidence import LeaveOut
from explorer.session.story import ShowStoryStep, story_states
from explorer.session.story_editing import (
    DuplicateStep,
    EditStep,
    InsertSteps,
    MoveStep,
    RemoveStep,
    ReplaceStory,
)
from explorer.session.story_recording import Seen, ends_otherwise, recorded, updated
from explorer.session.talk import Talk
from explorer.session.trying import TryHolds
from tests.session.small_pathways import chain, ring

if TYPE_CHECKING:
    from explorer.session.commands import Command
    from explorer.session.snapshot import DocumentState

NAIVE = StoryStep("Naive")
STRESS = StoryStep("Stress", hold={"Stress": True})
DRUG = StoryStep("Drug", hold={"Stress": True, "Drug": True})
STORY = (NAIVE, STRESS, DRUG)


@pytest.fixture
def document() -> Document:
    """Return the chain with a story, open."""
    return Document(replace(chain(), story=STORY))


@pytest.mark.parametrize(
    ("command", "expected", "label"),
    [
        (InsertSteps(1, (StoryStep("New"),)), (NAIVE, StoryStep("New"), STRESS, DRUG), "Record story step 2: New"),
        (InsertSteps(3, (STRESS, DRUG)), (*STORY, STRESS, DRUG), "Record 2 story steps"),
        (MoveStep(2, 0), (DRUG, NAIVE, STRESS), "Move story step 3: Drug"),
        (MoveStep(0, 2), (STRESS, DRUG, NAIVE), "Move story step 1: Naive"),
        (RemoveStep(1), (NAIVE, DRUG), "Delete story step 2: Stress"),
        (DuplicateStep(1), (NAIVE, STRESS, STRESS, DRUG), "Duplicate story step 2: Stress"),
        (
            EditStep(0, (("title", "Calm"), ("basis", Basis.NEWS))),
            (StoryStep("Calm", basis=Basis.NEWS), STRESS, DRUG),
            "Edit story step 1: title, basis",
        ),
        (ReplaceStory((), "Take the file's story"), (), "Take the file's story"),
    ],
)
def test_every_edit_is_one_step_back(
    document: Document, command: Command, expected: tuple[StoryStep, ...], label: str
) -> None:
    """The story changes and nothing else; nothing is run."""
    before = document.state
    change = document.run(command)
    assert (expected, label) == (document.state.steps, document.history.undo_label)
    assert (True, before.base, before.runs) == (change.only_story, document.state.base, document.state.runs)
    document.undo()
    assert before is document.state


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (InsertSteps(5, (NAIVE,)), "no place 6"),
        (MoveStep(3, 0), "has 3 steps, not 4"),
        (MoveStep(0, 3), "has 3 steps, not 4"),
        (RemoveStep(3), "has 3 steps"),
        (DuplicateStep(-1), "has 3 steps"),
        (EditStep(0, (("title", ""),)), "Step 1 of the story needs a title"),
        (EditStep(0, (("hold", {"XY": True}),)), "names 'XY'"),
        (EditStep(0, (("evidence", ("nobody",)),)), "names 'nobody'"),
    ],
)
def test_what_cannot_be_is_refused(document: Document, command: Command, words: str) -> None:
    """In words, and nothing has changed."""
    before = document.state
    with pytest.raises(CommandRefusedError, match=words):
        document.run(command)
    assert before is document.state


def test_typing_in_one_field_is_one_step_back(document: Document) -> None:
    """Also letter by letter; another field, or anything else in between, begins another one."""
    for text in ("a", "ab", "abc"):
        document.run(EditStep(0, (("text", text),), merging="text of 1, visit 1"))
    assert ("Edit story step 1: text",) == document.history.labels
    document.run(EditStep(0, (("notes", "n"),), merging="notes of 1, visit 2"))
    document.run(EditStep(0, (("text", "abcd"),), merging="text of 1, visit 3"))
    assert ["text", "notes", "text"] == [label.split()[-1] for label in document.history.labels]
    document.undo()
    assert ("abc", "n") == (document.state.steps[0].text, document.state.steps[0].notes)
    document.run(EditStep(0, (("text", "x"),), merging="text of 1, visit 3"))
    assert ["text", "notes", "text"] == [label.split()[-1] for label in document.history.labels]


def test_a_story_as_the_file_has_it_is_not_an_edited_one(document: Document) -> None:
    """There and back again leaves nothing to save."""
    document.run(MoveStep(0, 1))
    document.run(MoveStep(1, 0))
    assert document.state.story is None


def test_answers_do_not_take_the_story_back(document: Document) -> None:
    """Trying an answer that was asked for before an edit keeps the edit."""
    asked = document.state
    document.run(RemoveStep(0))
    document.run(TryHolds(asked, {"Drug": True}, "Drug"))
    assert (STRESS, DRUG) == document.state.steps


def test_a_recorded_step_shows_the_same(document: Document) -> None:
    """Holds and state; the camera, what is shown and selected go with it."""
    document.run(ToggleNode("Stress"))
    seen = Seen((1.0, 2.0, 30.0, 40.0), ("Stress", "Signal"), ("Signal", "Stress -> Signal"))
    made = recorded(document.state, 1, seen)
    assert ((), "") == (made.differing, made.reason)
    assert (
        StoryStep(
            "Switch Stress ON",
            hold={"Stress": True},
            show=("Stress", "Signal"),
            rest=Unrevealed.HIDE,
            region=(1.0, 2.0, 30.0, 40.0),
            highlight=("Signal", "Stress -> Signal"),
        )
        == made.step
    )
    document.run(InsertSteps(1, (made.step,)))
    talk = Talk(document.state.told)
    talk.go(1)
    assert (document.state.present, dict(document.state.holds)) == (
        talk.document.state.present,
        dict(talk.document.state.holds),
    )


def test_a_step_begins_anew_where_only_that_leads_there(document: Document) -> None:
    """After the story's third step the memory stays; from the start, the drug at once leaves none."""
    document.run(HoldNode("Drug", value=True))
    document.run(ToggleNode("Stress"))
    made = recorded(document.state, 3, Seen())
    assert (Beginning.START, ()) == (made.step.begin, made.differing)


def test_where_the_way_matters_it_is_offered() -> None:
    """Stress, then the drug leaves a memory that both at once do not: the steps on the way are recorded, too."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    document.run(ToggleNode("Drug"))
    made = recorded(document.state, 0, Seen())
    assert (("Memory",), "How it came to this matters: the same holds, set at once, lead elsewhere.") == (
        made.differing,
        made.reason,
    )
    assert ["Switch Stress ON", "Switch Drug ON"] == [step.title for step in made.way]
    document.run(InsertSteps(0, made.way))
    assert document.state.present == story_states(document.state.told)[-1].present


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ((NudgeNode("Memory"),), "A nudge"),
        ((ToggleNode("Stress"), LeaveOut("Signal -> Shield")), "Arrows are left out"),
        ((ToggleNode("Stress"), ToggleNode("Drug"), SetUpdateScheme("sequential")), "update order is sequential"),
    ],
)
def test_what_a_story_cannot_show_is_said(commands: tuple[Command, ...], words: str) -> None:
    """With the nodes that would differ."""
    document = Document(chain())
    for command in commands:
        document.run(command)
    made = recorded(document.state, 0, Seen())
    assert made.differing
    assert words in made.reason


def test_any_state_of_a_cycle_is_the_same_end() -> None:
    """A ring that turns is recorded as turning."""
    document = Document(ring())
    document.run(ToggleNode("Gate"))
    assert () == recorded(document.state, 0, Seen()).differing


def test_variants_go_with_the_step(document: Document) -> None:
    """They are switched on in it as they are now."""
    document.run(ToggleVariant("V1"))
    document.run(ToggleNode("Stress"))
    assert (("V1",), ()) == (recorded(document.state, 1, Seen()).step.variants, recorded(document.state, 1, Seen()).way)


def test_an_update_keeps_the_words(document: Document) -> None:
    """Holds and camera are those of now."""
    words = (("text", "words"), ("notes", "said"), ("basis", Basis.NEWS), ("camera", ("Signal",)))
    document.run(EditStep(1, words))
    document.run(ToggleNode("Drug"))
    made = updated(document.state, 1, Seen((0.0, 0.0, 5.0, 5.0)))
    assert (
        StoryStep("Stress", "words", hold={"Drug": True}, region=(0.0, 0.0, 5.0, 5.0), basis=Basis.NEWS, notes="said")
        == made.step
    )
    stays = updated(document.state, 1, Seen((0.0, 0.0, 5.0, 5.0), is_where_it_was=True)).step
    assert (("Signal",), None) == (stays.camera, stays.region)


def test_what_a_step_keeps_out_is_not_held_by_its_update() -> None:
    """Showing the step holds the rest of the diagram; updating it does not write that into its holds."""
    step = StoryStep("Only the signal", hold={"Stress": True}, show=("Stress", "Signal"), rest=Unrevealed.OUT)
    document = Document(replace(chain(), story=(step,)))
    document.run(ShowStoryStep(0))
    assert {"Stress": True} != dict(document.state.holds)
    assert step == updated(document.state, 0, Seen()).step
    again = recorded(document.state, 1, Seen())
    assert (step, ()) == (again.step, again.differing)


def test_later_steps_that_end_otherwise_are_named() -> None:
    """Without the stress before it, the step with the drug shows no memory; a reworded step is not named."""
    given = chain()
    outcome = replace(given.nodes["Memory"], kind=NodeKind.OUTCOME)
    document = Document(replace(given, nodes={**given.nodes, "Memory": outcome}, story=STORY))
    before = document.state
    document.run(EditStep(2, (("text", "words"),)))
    assert () == ends_otherwise(before, document.state)
    document.undo()
    document.run(RemoveStep(1))
    assert ((1, ("Memory",)),) == ends_otherwise(before, document.state)


def test_looking_at_steps_is_one_step_back(document: Document) -> None:
    """The present state comes back at once, schedules and edits of the story stay where they are."""
    document.run(EditStep(0, (("title", "Calm"),)))
    document.run(ToggleNode("Drug"))
    before = document.state
    document.run(ShowStoryStep(1))
    document.run(ShowStoryStep(2))
    assert ("Calm", {"Stress": True, "Drug": True}) == (document.state.steps[0].title, dict(document.state.holds))
    document.undo()
    assert before is document.state


def test_a_newer_version_of_the_file_keeps_unsaved_edits() -> None:
    """Without what that version no longer has; where nothing was edited, the story is that of the file."""
    pathway = replace(chain(), story=STORY)
    document = Document(pathway)
    document.run(ToggleNode("Drug"))
    nodes = {id_: node for id_, node in pathway.nodes.items() if id_ != "Memory"}
    edges = tuple(edge for edge in pathway.edges if "Memory" not in edge.id)
    newer = replace(pathway, nodes=nodes, edges=edges, story=(NAIVE,))
    document.run(EditStep(1, (("highlight", ("Memory", "Signal")),)))
    change = change_to_newer(document.state, newer, None, document.state.steps)
    assert (NAIVE, replace(STRESS, highlight=("Signal",)), DRUG) == change.after.steps
    assert (NAIVE,) == change_to_newer(document.state, newer, None).after.steps


LOADED = [load(path) for path in shipped_pathways()]


class Editing(RuleBasedStateMachine):
    """An author who changes the story of a shipped pathway in any order, and flips nodes in between."""

    @initialize(number=st.integers(0, len(LOADED) - 1))
    def open(self, number: int) -> None:
        """Open one of the shipped pathways."""
        self.loaded = LOADED[number]
        self.document = Document(self.loaded.pathway)
        self.states: list[DocumentState] = [self.document.state]
        self.text, self.saved = self.loaded.text, self.loaded.pathway.story

    def _do(self, command: Command) -> None:
        before, steps = self.document.state, len(self.document.history.labels)
        try:
            self.document.run(command)
        except ExplorerError:
            assert before is self.document.state
        else:
            if len(self.document.history.labels) > steps:
                self.states.append(self.document.state)
            else:
                self.states[-1] = self.document.state

    @rule(number=st.integers(0, 99))
    def flip(self, number: int) -> None:
        """Flip any node."""
        nodes = self.document.pathway.network.nodes
        self._do(ToggleNode(nodes[number % len(nodes)]))

    @rule(at=st.integers(0, 9), region=st.none() | st.just((1.0, 2.5, 300.0, 200.0)), update=st.booleans())
    def record(self, at: int, region: tuple[float, float, float, float] | None, *, update: bool) -> None:
        """Record the present state: told, it is the present state, or the difference is named."""
        state = self.document.state
        at = min(at, len(state.steps))
        if update and at < len(state.steps):
            made = updated(state, at, Seen(region))
            self._do(EditStep(at, tuple((name, getattr(made.step, name)) for name in ("hold", "begin", "region"))))
            return
        made = recorded(state, at, Seen(region, highlight=(state.pathway.network.nodes[0],)))
        self._do(InsertSteps(at, (made.step,)))
        talk = Talk(self.document.state.told)
        talk.go(at)
        assert bool(made.differing) != (made.reason == "")
        if not made.differing:
            shown = talk.document.state
            assert dict(state.holds) == dict(shown.holds)
            assert shown.present in {state.present, *state.runs[-1].trajectory.states}

    @rule(at=st.integers(0, 9), to=st.integers(0, 9), kind=st.sampled_from(["move", "remove", "copy", "show"]))
    def rearrange(self, at: int, to: int, kind: str) -> None:
        """Move, remove, duplicate or show any step."""
        if kind == "move":
            self._do(MoveStep(at, to))
        elif kind == "remove":
            self._do(RemoveStep(at))
        else:
            self._do(DuplicateStep(at) if kind == "copy" else ShowStoryStep(at))

    @rule(
        at=st.integers(0, 9),
        name=st.sampled_from(["title", "text", "notes"]),
        words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=9),
        typed=st.booleans(),
    )
    def reword(self, at: int, name: str, words: str, *, typed: bool) -> None:
        """Write anything into any field."""
        self._do(EditStep(at, ((name, words),), merging=f"{name} {at}" if typed else ""))

    @rule()
    def start_again(self) -> None:
        """Start again."""
        self._do(StartAgain())

    @rule()
    def undo(self) -> None:
        """Take one step back, and be exactly where the author was."""
        if self.document.undo() is not None:
            self.states.pop()
            assert self.states[-1] is self.document.state

    @rule()
    def save(self) -> None:
        """Written and read it is the same story; whatever is not of it keeps its bytes."""
        self.text = with_story(self.text, self.saved, self.document.state.steps)
        self.saved = self.document.state.steps
        assert self.saved == parse_pathway(self.text).pathway.story
        begin, end = self.loaded.text.index("\nstory:"), self.loaded.text.index("\nlayout:")
        assert self.text.startswith(self.loaded.text[:begin])
        assert self.text.endswith(self.loaded.text[end:])

    @invariant()
    def the_story_can_be_told(self) -> None:
        """Every step has a state."""
        if hasattr(self, "document"):
            state = self.document.state
            assert len(state.steps) == len(story_states(state.base, steps=state.steps))

    def teardown(self) -> None:
        """Undo everything: the very first state stands there again."""
        if hasattr(self, "document"):
            while self.document.undo() is not None:
                pass
            assert self.states[0] is self.document.state


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
