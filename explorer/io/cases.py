"""Which cases does a table describe? A row a case, columns named by node; every problem at its line and column.

Comma, semicolon or tab, whichever the header has most of outside quotes; quotes as in RFC 4180. A first column that
is no node and holds no states gives the names of the cases. An empty field leaves the node as the pathway starts it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.errors import FileRefusedError, Problem, Severity
from explorer.io.files import decoded, read_bytes
from explorer.io.schema import STATES
from explorer.logic.network import nearest
from explorer.pathway.definition import Basis, Profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from explorer.pathway.definition import Pathway

MOST_CASES = 10_000
"""Rows that a table may have."""
_STATES = {**STATES, "1": True, "0": False, "+": True, "-": False, "high": True, "low": False}
_DELIMITERS = (",", ";", "\t")
_EMPTY = frozenset({"", "na", "n/a", "nan", "?", "."})


_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _Field:
    text: str
    line: int
    column: int


def read_cases(path: Path, pathway: Pathway) -> tuple[Profile, ...]:
    """Return the cases of the table at ``path`` as profiles, in the order of the file.

    Raises:
        FileRefusedError: it cannot be read, or holds at least one error; with all problems.
    """
    file = str(path)
    text, _ = decoded(read_bytes(path), file=file)
    return parse_cases(text, pathway, file=file)


def parse_cases(text: str, pathway: Pathway, *, file: str = "") -> tuple[Profile, ...]:
    """Return the cases of a table; ``file`` is the name that problems give.

    Raises:
        FileRefusedError: it holds at least one error; with all problems.
    """
    table = _Table(pathway, file)
    cases = table.read(text)
    if table.problems:
        raise FileRefusedError(tuple(sorted(table.problems)))
    return cases


class _Table:
    """Reads one table and collects what is wrong with it."""

    def __init__(self, pathway: Pathway, file: str) -> None:
        self._nodes = pathway.nodes
        self._file = file
        self.problems: list[Problem] = []

    def _error(self, at: _Field, text: str, hint: str = "") -> None:
        self.problems.append(Problem(at.line, at.column, Severity.ERROR, text, hint, self._file))

    def read(self, text: str) -> tuple[Profile, ...]:
        rows = _rows(text)
        if len(rows) < 2:
            hint = "The first row names the nodes; each row after it is a case."
            self._error(_Field("", 1, 1), "the table has no cases" if rows else "the table is empty", hint)
            return ()
        if len(rows) - 1 > MOST_CASES:
            self._error(rows[MOST_CASES + 1][0], f"the table has more than {MOST_CASES:,} cases", "Split it.")
            return ()
        header = rows[0]
        firsts = {row[0].text.casefold() for row in rows[1:]}
        # A column of states whose name is no node is a mistyped node rather than a column of names.
        is_named = header[0].text not in self._nodes and len(header) > 1 and not firsts <= {*_STATES, *_EMPTY}
        names: dict[str, int] = {}
        self._header(header[is_named:])
        return tuple(self._case(row, header, names, is_named=is_named) for row in rows[1:])

    def _header(self, header: Sequence[_Field]) -> None:
        seen: set[str] = set()
        for field in header:
            if field.text not in self._nodes:
                hint = nearest(field.text, self._nodes) or "Name each column by the id of a node."
                self._error(field, f"there is no node '{field.text}'" if field.text else "a column has no name", hint)
            elif field.text in seen:
                self._error(field, f"'{field.text}' has two columns", "Remove one.")
            seen.add(field.text)

    def _case(
        self, row: Sequence[_Field], header: Sequence[_Field], names: dict[str, int], *, is_named: bool
    ) -> Profile:
        line = row[0].line
        if len(row) != len(header):
            extra = row[len(header)] if len(row) > len(header) else row[-1]
            self._error(extra, f"this row has {_fields(len(row))}, the header {len(header)}", "Check the delimiters.")
        name = row[0].text if is_named and row[0].text else f"line {line}"
        if names.setdefault(name, line) != line:
            self._error(row[0], f"the case '{name}' is given twice, first in line {names[name]}", "Rename one.")
        hold: dict[str, bool] = {}
        for field, head in list(zip(row, header, strict=False))[is_named:]:
            word = field.text.casefold()
            if word in _EMPTY:
                continue
            if word in _STATES:
                hold[head.text] = _STATES[word]
            else:
                hint = nearest(field.text, ("on", "off", "high", "low")) or "Write on or off, or leave it empty."
                self._error(field, f"'{field.text}' is not a state of '{head.text}'", hint)
        return Profile(name, name, hold, Basis.INFERENCE, reason=f"From the table, line {line}.")


def _rows(text: str) -> list[list[_Field]]:
    """Return the rows that are not blank, each field with its place."""
    delimiter = re.escape(_delimiter(text))
    piece = re.compile(rf'[ ]*"(?P<quoted>(?:[^"]|"")*)"[ ]*(?=[{delimiter}\r\n]|\Z)|(?P<plain>[^{delimiter}\r\n]*)')
    begins = [0, *(end.end() for end in _LINE_END.finditer(text))]
    rows: list[list[_Field]] = [[]]
    position = 0
    while True:
        match = piece.match(text, position)
        assert match is not None
        quoted = match["quoted"]
        field = match["plain"].strip() if quoted is None else quoted.replace('""', '"').strip()
        blanks = len(match.group()) - len(match.group().lstrip())
        line = bisect_right(begins, position)
        rows[-1].append(_Field(field, line, position + blanks - begins[line - 1] + 1))
        position = match.end()
        if position == len(text):
            return [row for row in rows if any(field.text for field in row)]
        end = _LINE_END.match(text, position)
        if end is not None:
            rows.append([])
        position = position + 1 if end is None else end.end()


def _delimiter(text: str) -> str:
    """Return the delimiter that the first line with words has most of outside quotes; a comma if it has none."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max(_DELIMITERS, key=bare.count)


def _fields(count: int) -> str:
    return f"{count} field" if count == 1 else f"{count} fields"
