"""Where does each value of a YAML file stand? Text becomes marked values; nothing is ever constructed from it."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from explorer.errors import FileRefusedError, Problem, Severity
from explorer.io.files import refuse_unprintable
from explorer.io.yaml_words import in_plain_words
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML was built without libyaml: the same events, about ten times slower
    from explorer.io.python_events import PythonParser as _Parser  # type: ignore[assignment]

DEEPEST = 40
"""Levels of lists and mappings inside each other that a file may have."""
MOST_COPIES = 100_000
"""Values that all aliases of a file together may stand for."""

KeyPath: TypeAlias = "tuple[str | int, ...]"
"""Keys and list positions that lead from the top of a file to a value."""


@dataclass(slots=True, eq=False)
class ScalarMark:
    """A single value as its raw text.

    Attributes:
        line, column: where it begins, both from 1.
        start, end: the same place and the end as offsets in the text; an anchor is included.
        style: the quote ``'`` or ``"``, or ``|`` or ``>`` of a block, empty for a plain value.
        anchor: the name by which aliases refer to it, or None.
        aliased: whether an alias stands here, so that the value itself stands elsewhere.
    """

    line: int
    column: int
    start: int
    end: int
    text: str
    style: str = ""
    anchor: str | None = None
    aliased: bool = False


@dataclass(slots=True, eq=False)
class MappingMark:
    """Keys and values in file order; of a key given twice only the first is kept. See ``ScalarMark``."""

    line: int
    column: int
    start: int
    end: int
    flow: bool = False
    anchor: str | None = None
    aliased: bool = False
    entries: dict[str, tuple[ScalarMark, Marked]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class SequenceMark:
    """A list. See ``ScalarMark``."""

    line: int
    column: int
    start: int
    end: int
    flow: bool = False
    anchor: str | None = None
    aliased: bool = False
    items: list[Marked] = field(default_factory=list)


Marked: TypeAlias = ScalarMark | MappingMark | SequenceMark


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked values of one file, found by path."""

    root: Marked

    def value(self, path: Sequence[str | int]) -> Marked | None:
        """Return the value at ``path``, or None where the file has none."""
        *_, (_, value) = self._walk(path)
        return value

    def place(self, path: Sequence[str | int], *, on_key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at ``path``, or of its key.

        Where the file has no such value, the place of the nearest value that would hold it is given.
        """
        found: Marked = self.root
        for key, value in self._walk(path):
            if value is None:
                break
            found = key if key is not None and (on_key or not isinstance(value, ScalarMark)) else value
            if value.line == 0:  # made, not read: see Marks.made
                break
        return found.line, found.column

    def _walk(self, path: Sequence[str | int]) -> Iterator[tuple[ScalarMark | None, Marked | None]]:
        key: ScalarMark | None = None
        value: Marked | None = self.root
        yield key, value
        for part in path:
            if isinstance(value, MappingMark):
                key, value = value.entries.get(str(part), (None, None))
            elif isinstance(value, SequenceMark) and isinstance(part, int) and part < len(value.items):
                key, value = None, value.items[part]
            else:
                key, value = None, None
            yield key, value


def read_marks(text: str, *, file: str = "") -> tuple[Marked, tuple[Problem, ...]]:
    """Read YAML text of exactly one document.

    Returns:
        The marked values, and what is wrong without hiding the rest: keys given twice, tags, keys that are lists.

    Raises:
        FileRefusedError: the text holds control characters, is not YAML, or goes past a bound; with the problems
            found until there.
    """
    refuse_unprintable(text, file=file)
    reader = _Reader(text, file)
    try:
        root = reader.read()
    except MarkedYAMLError as error:
        place, words, hint = in_plain_words(error, text)
        raise FileRefusedError((*reader.problems, Problem(*place, Severity.ERROR, words, hint, file))) from None
    return root, tuple(reader.problems)


_DROPPED = ScalarMark(0, 0, 0, 0, "")
"""Stands for a key whose value is read but not kept."""


def _end_of(event: Event) -> int:
    mark: Any = event.end_mark
    at: int = mark.index
    return at


class _Reader:
    """Builds the marked values from the parser's events, without recursion."""

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._file = file
        self._root: Marked | None = None
        self._open: list[MappingMark | SequenceMark] = []
        self._keys: list[ScalarMark | None] = []
        self._begun_at: list[int] = []
        self._anchors: dict[str, tuple[Marked, int]] = {}
        self._count = 0
        self._copies = 0
        self._documents = 0

    def read(self) -> Marked:
        handlers: dict[type[Event | None], Callable[..., None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._begin,
            SequenceStartEvent: self._begin,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        parser = _Parser(self._text)
        try:
            while True:
                event = parser.get_event()
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
                elif type(event) is StreamEndEvent:
                    break
        finally:
            parser.dispose()
        if self._root is None or (isinstance(self._root, ScalarMark) and not self._root.text):
            raise self._refusal(1, 1, "the file is empty", "A pathway file begins with: format: pathway/1")
        return self._root

    def _scalar(self, event: ScalarEvent) -> None:
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        made = ScalarMark(line, column, mark.index, _end_of(event), event.value, event.style or "")
        if event.tag is not None:
            self._refuse_tag(event.tag, line, column)
        self._count += 1
        if event.anchor is not None:
            made.anchor = event.anchor
            self._anchors[event.anchor] = (made, 1)
        self._attach(made)

    def _begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if event.tag is not None:
            self._refuse_tag(event.tag, line, column)
        if len(self._open) == DEEPEST:
            raise self._refusal(
                line, column, f"lists and mappings are nested more than {DEEPEST} levels deep", "Make the file flatter."
            )
        kind = MappingMark if isinstance(event, MappingStartEvent) else SequenceMark
        made = kind(line, column, mark.index, mark.index, bool(event.flow_style), event.anchor)
        self._count += 1
        self._attach(made)
        self._open.append(made)
        self._keys.append(None)
        self._begun_at.append(self._count)

    def _end(self, event: MappingEndEvent | SequenceEndEvent) -> None:
        made = self._open.pop()
        made.end = _end_of(event)
        self._keys.pop()
        size = self._count - self._begun_at.pop() + 1
        if made.anchor is not None:
            self._anchors[made.anchor] = (made, size)

    def _alias(self, event: AliasEvent) -> None:
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if event.anchor not in self._anchors:
            raise self._refusal(
                line,
                column,
                f"the alias '*{event.anchor}' refers to nothing before it, or to a value that it is part of",
                "Write the value out, or quote the text if no alias is meant.",
            )
        target, size = self._anchors[event.anchor]
        self._copies += size
        self._count += size
        if self._copies > MOST_COPIES:
            raise self._refusal(
                line, column, f"aliases stand for more than {MOST_COPIES:,} values", "Write the values out."
            )
        self._attach(
            replace(target, line=line, column=column, start=mark.index, end=_end_of(event), anchor=None, aliased=True)
        )

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            mark: Any = event.start_mark
            raise self._refusal(
                mark.line + 1,
                mark.column + 1,
                "the file holds more than one document; a second one begins here",
                "Keep one, and remove the line '---' between them.",
            )

    def _attach(self, made: Marked) -> None:
        if not self._open:
            self._root = made
            return
        parent = self._open[-1]
        if isinstance(parent, SequenceMark):
            parent.items.append(made)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._checked_key(parent, made)
            return
        self._keys[-1] = None
        if key is not _DROPPED:
            parent.entries[key.text] = (key, made)

    def _checked_key(self, parent: MappingMark, made: Marked) -> ScalarMark:
        if not isinstance(made, ScalarMark):
            self._error(made, "a list or mapping stands where a key is expected", "Write a single word before the ':'.")
            return _DROPPED
        if made.text == "<<" and not made.style:
            self._error(made, "the merge key '<<' is not supported", "Write the keys out.")
            return _DROPPED
        earlier = parent.entries.get(made.text)
        if earlier is not None:
            self._error(
                made,
                f"'{made.text}' is given twice: here and in line {earlier[0].line}",
                "Keep one of the two; nothing is joined or chosen silently.",
            )
            return _DROPPED
        return made

    def _refuse_tag(self, tag: str, line: int, column: int) -> None:
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        self.problems.append(
            Problem(
                line,
                column,
                Severity.ERROR,
                f"the tag '{shown}' is not allowed: a pathway file holds only text, lists and mappings",
                "Remove the tag, or quote the text if it begins with '!'.",
                self._file,
            )
        )

    def _error(self, at: Marked, text: str, hint: str) -> None:
        self.problems.append(Problem(at.line, at.column, Severity.ERROR, text, hint, self._file))

    def _refusal(self, line: int, column: int, text: str, hint: str) -> FileRefusedError:
        return FileRefusedError((*self.problems, Problem(line, column, Severity.ERROR, text, hint, self._file)))
