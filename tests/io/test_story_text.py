"""Does a changed story alter only what was changed in its file, comments included?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import locate
from explorer.errors import EditRefusedError
from explorer.io.pathway_reader import parse_pathway, read_pathway
from explorer.io.story_text import origins_of, with_story
from explorer.pathway.definition import Basis, Beginning, Holds, StoryStep, Unrevealed

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
# a head comment
format: pathway/1
id: small
title: Small
references:
  smith: {title: A paper}   # cited
nodes:   # the nodes
  A: {start: off}
  B: {rule: A}
edges:
  - {from: A, to: B, effect: activates, evidence: [smith], confidence: reported}
"""
TAIL = """\

# where things stand
layout:
  nodes: {A: [1, 2], B: [3,4]}   # placed by hand
# the end
"""
STORY = """\

# told in March
story:   # for the board
  # all of it is a sketch

  # one
  - title: Naive
    text: >-   # short
      Nothing is
      held.
    notes: say hello   # and smile

  # two, a
  # two, b
  - title: Stress   # the flip
    hold: {A: yes}   # as a yes
    highlight: [B]
      # deeper, so of two
  # three
  - {title: End, hold: {A: yes}, from: start}
"""
TEXT = HEAD + STORY + TAIL
ONE, TWO, THREE = parse_pathway(TEXT).pathway.story
STEPS = (ONE, TWO, THREE)
NEW = StoryStep("New", "words", hold={"A": True}, basis=Basis.NEWS, evidence=("smith",), rest=Unrevealed.FADE)
NEW_LINES = "  - title: New\n    text: words\n    hold: {A: on}\n    basis: news\n    evidence: [smith]\n"


def part(begin: str, end: str) -> str:
    """Return the text of the story from ``begin`` to before ``end``."""
    return TEXT[TEXT.index(begin) : TEXT.index(end)]


PARTS = (part("  # one", "\n  # two, a"), part("  # two, a", "  # three"), part("  # three", TAIL))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("after", "old", "new"),
    [
        (STEPS, "", ""),
        ((replace(ONE, title="Calm"), TWO, THREE), "title: Naive", "title: Calm"),
        ((ONE, replace(TWO, title="a: b"), THREE), "title: Stress   #", 'title: "a: b"   #'),
        ((replace(ONE, notes=""), TWO, THREE), "    notes: say hello   # and smile\n", ""),
        ((ONE, replace(TWO, hold={"A": True, "B": False}), THREE), "{A: yes}   #", "{A: yes, B: off}   #"),
        ((ONE, TWO, replace(THREE, begin=Beginning.HERE)), ", from: start}", "}"),
        ((ONE, TWO, replace(THREE, text="x, y")), ", from: start}", ', from: start, text: "x, y"}'),
        ((ONE, replace(TWO, basis=Basis.NEWS), THREE), "[B]\n", "[B]\n    basis: news\n"),
        ((ONE, replace(TWO, region=(1.0, 2.5, 3.0, 4.0)), THREE), "[B]\n", "[B]\n    region: [1, 2.5, 3, 4]\n"),
        ((ONE, replace(TWO, notes="a\n\nb"), THREE), "[B]\n", '[B]\n    notes: "a\\n\\nb"\n'),
        (
            (replace(ONE, notes="a\n\nb"), TWO, THREE),
            "say hello   # and smile\n",
            "|-   # and smile\n      a\n\n      b\n",
        ),
        ((ONE, TWO), PARTS[2], ""),
        ((TWO, THREE), PARTS[0] + "\n", ""),
        ((ONE, THREE), PARTS[1], ""),
        ((TWO, ONE, THREE), PARTS[0] + "\n" + PARTS[1], PARTS[1] + "\n" + PARTS[0] + "\n"),
        ((ONE, THREE, TWO), PARTS[1] + PARTS[2], PARTS[2] + "\n" + PARTS[1]),
        ((ONE, TWO, THREE, NEW), PARTS[2], PARTS[2] + "\n" + NEW_LINES),
        ((ONE, NEW, TWO, THREE), PARTS[1] + PARTS[2], NEW_LINES + "\n" + PARTS[1] + PARTS[2]),
        ((ONE, TWO, TWO, THREE), "", None),
    ],
)
def test_only_what_was_changed_changes(after: tuple[StoryStep, ...], old: str, new: str | None, newline: str) -> None:
    """The new text is the old one with one place replaced; a moved step takes its comments along."""
    edited = with_story(TEXT.replace("\n", newline), STEPS, after)
    if new is not None:
        assert TEXT.replace(old, new, 1).replace("\n", newline) == edited
    assert after == parse_pathway(edited).pathway.story


def test_a_long_text_stays_readable() -> None:
    """It is folded below the comment that stood behind it."""
    words = "The same words again and again, so that they do not fit into one line of the file at all, not even nearly."
    edited = with_story(TEXT, STEPS, (replace(ONE, notes=words), TWO, THREE))
    expected = (
        "notes: >-   # and smile\n      The same words again and again, so that they do not fit into one line of the "
        "file at all, not even\n      nearly."
    )
    assert TEXT.replace("notes: say hello   # and smile", expected) == edited


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("", "\nstory:\n" + NEW_LINES),
        ("story:\n", "story:\n" + NEW_LINES),
        ("story: []   # none yet\n", "story:    # none yet\n" + NEW_LINES),
        ("story: ~\n", "story: \n" + NEW_LINES),
    ],
)
def test_the_first_step_makes_the_section(story: str, expected: str) -> None:
    """Before the layout, in the style of the shipped pathways."""
    edited = with_story(HEAD + story + TAIL, (), (NEW,))
    assert HEAD + expected + TAIL == edited


def test_without_a_layout_the_section_ends_the_file() -> None:
    """Also where the file ends without a line end."""
    expected = HEAD + "\nstory:\n" + NEW_LINES
    assert expected == with_story(HEAD, (), (NEW,))
    assert expected.rstrip() == with_story(HEAD.rstrip(), (), (NEW,)).rstrip()


def test_the_last_step_leaves_an_empty_story() -> None:
    """With the comments about the whole."""
    start, end = TEXT.index("  # one"), TEXT.index(TAIL)
    expected = (TEXT[:start] + TEXT[end:]).replace("story:   #", "story: []   #")
    assert expected == with_story(TEXT, STEPS, ())


@pytest.mark.parametrize(
    "story", ["story: [{title: Naive}, {title: Stress}]\n", "story:\n- title: Naive\n- title: Stress\n"]
)
@pytest.mark.parametrize("order", [(1, 0), (0,), (1,), (0, 0, 1), ()])
def test_other_styles_are_kept(story: str, order: tuple[int, ...]) -> None:
    """A list in brackets, and one without indentation."""
    text = HEAD + story + TAIL
    before = parse_pathway(text).pathway.story
    after = tuple(before[at] for at in order)
    edited = with_story(text, before, after)
    assert after == parse_pathway(edited).pathway.story
    assert edited.startswith(HEAD)
    assert edited.endswith(TAIL)


def test_what_is_shared_is_refused() -> None:
    """A step that another place refers to is not moved behind the author's back."""
    text = TEXT.replace("  - {title: End", "  - &end {title: End")
    edited = with_story(text, STEPS, (THREE, ONE, TWO))
    assert (THREE, ONE, TWO) == parse_pathway(edited).pathway.story
    aliased = HEAD + "story: &all\n  - {title: Naive}\n  - {title: Stress}\n"
    before = parse_pathway(aliased).pathway.story
    with pytest.raises(EditRefusedError):
        with_story(aliased, before, before[::-1])


def test_steps_are_known_again() -> None:
    """Equal ones first, then those with most in common; a copy is new."""
    assert [1, 0, None] == origins_of((ONE, TWO), (replace(TWO, notes="x"), ONE, NEW))
    assert [0, None, 1] == origins_of((ONE, TWO), (ONE, ONE, TWO))


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_a_shipped_story_backwards(path: Path) -> None:
    """All lines stand, the comments outside the story in their places; and backwards again gives the same bytes."""
    loaded = read_pathway(path)
    story = loaded.pathway.story
    edited = with_story(loaded.text, story, story[::-1])
    assert sorted(loaded.text.splitlines()) == sorted(edited.splitlines())
    assert loaded.text == with_story(edited, story[::-1], story)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8) | st.text(
    "ab'\":,#&*!?|>{}[] -\n\t", max_size=12
)
holds: st.SearchStrategy[Holds] = st.dictionaries(st.sampled_from("AB"), st.booleans(), max_size=2)
steps = st.builds(
    StoryStep,
    title=words.filter(bool),
    text=words,
    begin=st.sampled_from(Beginning),
    hold=holds,
    show=st.lists(st.sampled_from("AB"), max_size=2).map(tuple),
    rest=st.sampled_from(Unrevealed),
    region=st.none() | st.just((1.0, 2.5, 300.0, 200.0)),
    highlight=st.lists(st.sampled_from(["A", "A -> B"]), max_size=2).map(tuple),
    basis=st.none() | st.sampled_from(Basis),
    evidence=st.lists(st.just("smith"), max_size=1).map(tuple),
    notes=words,
)


@settings(deadline=None)
@given(st.lists(st.one_of(steps, st.sampled_from(STEPS)), max_size=5), st.lists(steps, max_size=4))
def test_any_story_can_be_written(one: list[StoryStep], other: list[StoryStep]) -> None:
    """One after the other; everything outside the story keeps its bytes."""
    text, before = TEXT, STEPS
    for after in (tuple(one), tuple(other)):
        text = with_story(text, before, after)
        assert after == parse_pathway(text).pathway.story
        assert text.startswith(HEAD)
        assert text.endswith(TAIL)
        before = after
