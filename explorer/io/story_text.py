"""How does a changed story get into a pathway file? Step by step, everything else byte for byte.

A step that was only moved keeps its text, with the comments above it; in one that was reworded only that changes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, TypeAlias

from explorer.errors import EditRefusedError, FileRefusedError, Severity
from explorer.io.building import story_of
from explorer.io.marks import MappingMark, ScalarMark, SequenceMark, read_marks
from explorer.io.pathway_writer import story_lines, story_step_values
from explorer.io.schema import pathway_schema, read_typed
from explorer.io.text_edit import REMOVED, edit_all, entry_end, raw_values, value_end
from explorer.pathway.definition import StoryStep
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.io.marks import Marked
    from explorer.io.text_edit import Change

Steps: TypeAlias = tuple[StoryStep, ...]

_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|$)")
_NEWLINE = re.compile(r"\r\n|\r|\n")


def with_story(text: str, before: Steps, after: Steps) -> str:
    """Return the file's ``text``, whose story is ``before``, with the story ``after``.

    Raises:
        EditRefusedError: that cannot be done without changing something else.
        FileRefusedError: ``text`` is not YAML.
    """
    if before == after:
        return text
    root, _ = read_marks(text)
    origins = origins_of(before, after)
    try:
        edited = _reworded(text, before, after, origins)
    except EditRefusedError:
        # A step whose values cannot be changed one by one is written anew.
        origins = [None if at is None or before[at] != step else at for step, at in zip(after, origins, strict=True)]
        edited = text
    if origins != list(range(len(before))):
        edited = _rearranged(edited, after, origins)
    _check(root, edited, after)
    return edited


def origins_of(before: Steps, after: Steps) -> list[int | None]:
    """Return for each step of ``after`` the number of the step of ``before`` that became it; None for a new one.

    Equal steps are the same; of the others those go together that have most in common.
    """
    left = list(range(len(before)))
    found: list[int | None] = []
    for step in after:
        same = next((at for at in left if before[at] == step), None)
        found.append(same)
        if same is not None:
            left.remove(same)
    pairs = [
        (_likeness(before[old], step), -abs(old - new), old, new)
        for new, step in enumerate(after)
        if found[new] is None
        for old in left
    ]
    for likeness, _, old, new in sorted(pairs, reverse=True):
        if likeness and old in left and found[new] is None:
            found[new] = old
            left.remove(old)
    return found


def _likeness(one: StoryStep, other: StoryStep) -> int:
    """Return how much two steps have in common: words count more than holds and what is seen."""
    told = (field.name for field in fields(StoryStep) if field.name not in ("begin", "rest"))
    shared = [name for name in told if getattr(one, name) and getattr(one, name) == getattr(other, name)]
    return sum(3 if name in ("title", "text", "notes") else 1 for name in shared)


# -- values within steps that stay -----------------------------------------------------------------------------------


def _reworded(text: str, before: Steps, after: Steps, origins: Sequence[int | None]) -> str:
    changes: list[Change] = []
    for step, at in zip(after, origins, strict=True):
        if at is not None and before[at] != step:
            changes += _changes(before[at], step, at)
    return edit_all(text, changes) if changes else text


def _changes(before: StoryStep, after: StoryStep, at: int) -> list[Change]:
    old, new = story_step_values(before), story_step_values(after)
    changes: list[Change] = [(("story", at, key), REMOVED) for key in old if key not in new]
    for key, value in new.items():
        if key in old and old[key] == value:
            continue
        given = old.get(key)
        if isinstance(value, dict) and isinstance(given, dict):
            changes += [(("story", at, key, node), REMOVED) for node in given if node not in value]
            changes += [(("story", at, key, node), on) for node, on in value.items() if given.get(node) != on]
        else:
            changes.append((("story", at, key), value))
    return changes


# -- steps that come, go, or change places ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a step stands: from the first comment above it to the end of its last line, as offsets in the text.

    ``gap`` is where the blank lines above begin.
    """

    gap: int
    start: int
    end: int


def _rearranged(text: str, after: Steps, origins: Sequence[int | None]) -> str:
    root, _ = read_marks(text)
    entry = root.entries.get("story") if isinstance(root, MappingMark) else None
    story = entry[1] if entry is not None else None
    if (
        not isinstance(root, MappingMark)
        or root.flow
        or (isinstance(story, SequenceMark) and story.flow and story.items)
    ):
        return edit_all(text, [(("story",), [dict(story_step_values(step)) for step in after])])
    if entry is None:
        return _with_section(text, root, after)
    assert story is not None
    if story.aliased or story.anchor is not None:
        raise EditRefusedError("the story is shared by an alias; the file has to be written anew")
    if not isinstance(story, SequenceMark) or not story.items:
        return _filled(text, entry[0], story, after)
    return _spliced(text, entry[0], story, after, origins)


def _newline_of(text: str) -> str:
    found = _NEWLINE.search(text)
    return found.group() if found else "\n"


def _with_section(text: str, root: MappingMark, after: Steps) -> str:
    """Return ``text`` with a story where it had none: before the layout, or at the end."""
    names = list(root.entries)
    at = names.index("layout") if "layout" in names else len(names)
    place = _line_end(text, entry_end(text, *root.entries[names[at - 1]] if at else root.entries[names[-1]]))
    newline = _newline_of(text)
    lines = ["", " " * (root.column - 1) + "story:", *story_lines(after, indent=root.column + 1)]
    return text[:place] + "".join(newline + line for line in lines) + text[place:]


def _filled(text: str, key: ScalarMark, story: Marked, after: Steps) -> str:
    """Return ``text`` with steps under a key that had none."""
    lines = story_lines(after, indent=key.column + 1)
    stripped = text[: story.start] + text[story.end :]
    place = _line_end(stripped, max(key.end, story.start))
    return stripped[:place] + "".join(_newline_of(text) + line for line in lines) + stripped[place:]


def _spliced(text: str, key: ScalarMark, story: SequenceMark, after: Steps, origins: Sequence[int | None]) -> str:
    places = _places(text, key, story)
    first, last = places[0], places[-1]
    if not after:
        head = text[key.end : first.start]
        colon = key.end + head.index(":") + 1
        rest = text[last.end :]
        return text[:colon] + " []" + text[colon : first.start] + rest
    newline = _newline_of(text)
    gaps = [text[place.gap : place.start] for place in places[1:]]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else ""
    body = ""
    earlier: int | None = None
    for number, (step, at) in enumerate(zip(after, origins, strict=True)):
        if number:
            together = at is not None and earlier is not None and at == earlier + 1
            body += gaps[at - 1] if together and at is not None else usual
        if at is None:
            body += "".join(line + newline for line in story_lines([step], indent=story.column - 1))
        else:
            own = text[places[at].start : places[at].end]
            body += own if own.endswith(("\n", "\r")) else own + newline
        earlier = at
    if not text[first.start : last.end].endswith(("\n", "\r")):
        body = body.removesuffix(newline)
    return text[: first.start] + body + text[last.end :]


def _places(text: str, key: ScalarMark, story: SequenceMark) -> list[_Place]:
    """Return where each step stands; comments directly above it belong to it, and deeper ones behind it."""
    dash = re.compile(rf"^ {{{story.column - 1}}}-(?=\s)", re.MULTILINE)
    begins: list[int] = []
    ends: list[int] = []
    at = key.end
    for item in story.items:
        found = dash.search(text, at)
        if found is None or found.start() > item.start:
            raise EditRefusedError("the steps of the story do not stand on lines of their own")
        begins.append(found.start())
        at = value_end(text, item)
        ends.append(_tail_end(text, _next_line(text, at), story.column))
    heads = [_head_start(text, ends[number - 1], begin) for number, begin in enumerate(begins) if number]
    has_heads = any(head[1] < begin for head, begin in zip(heads, begins[1:], strict=True))
    # A comment between the key and the first step is about the whole story, unless others have theirs above them, too.
    start = _comments_above(text, _next_line(text, key.end), begins[0]) if has_heads else begins[0]
    bounds = [(start, start), *heads]
    return [_Place(gap, head, end) for (gap, head), end in zip(bounds, ends, strict=True)]


def _head_start(text: str, floor: int, begin: int) -> tuple[int, int]:
    """Return where the lines between two steps begin, and where among them the comments above the second one do."""
    start = _comments_above(text, floor, begin)
    if text[floor:start].strip():  # further comments, after a blank line: they go with the step, too
        blank = re.match(r"(?:[ \t]*(?:\r\n|\r|\n))*", text[floor:start])
        start = floor + (blank.end() if blank else 0)
    return floor, start


def _comments_above(text: str, floor: int, begin: int) -> int:
    """Return where the comment lines begin that stand right above ``begin``, not before ``floor``."""
    while begin > floor:
        above = _line_start(text, begin)
        if above < floor or not text[above:begin].strip():
            break
        begin = above
    return begin


def _tail_end(text: str, start: int, column: int) -> int:
    """Return where the comments end that stand deeper than the dash, right behind a step."""
    while start < len(text):
        end = _next_line(text, start)
        line = text[start:end]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) < column:
            break
        start = end
    return start


def _line_start(text: str, before: int) -> int:
    """Return where the line begins that ends right before ``before``."""
    end = before - 2 if text[before - 2 : before] == "\r\n" else before - 1
    return max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"[^\r\n]*").match(text, at)
    assert found is not None
    return found.end()


def _next_line(text: str, at: int) -> int:
    found = _LINE.match(text, at)
    assert found is not None
    return found.end()


def _check(root: Marked, edited: str, after: Steps) -> None:
    """Read what was written back.

    Raises:
        EditRefusedError: the story came out otherwise, or something else did.
    """
    try:
        written, problems = read_marks(edited)
    except FileRefusedError as error:
        raise EditRefusedError(f"the story cannot be changed alone: {error}") from None
    assert isinstance(root, MappingMark)
    same = isinstance(written, MappingMark) and _others(root) == _others(written)
    values, found = read_typed(written, pathway_schema())
    broken = bool(problems) or any(problem.severity is Severity.ERROR for problem in found)
    if broken or not same or story_of(values) != after:
        raise EditRefusedError("the story cannot be changed there without changing something else")


def _others(root: MappingMark) -> dict[str, object]:
    return {name: raw_values(value) for name, (_, value) in root.entries.items() if name != "story"}
