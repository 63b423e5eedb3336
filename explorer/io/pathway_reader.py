"""How is a pathway file opened? Text, marked values, typed values, rules, checks: every problem at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import FileRefusedError, Problem, RuleError, Severity
from explorer.io.building import build_pathway
from explorer.io.files import Encoding, decoded, read_bytes
from explorer.io.loaded import LoadedPathway
from explorer.io.marks import MappingMark, Marks, ScalarMark, read_marks
from explorer.io.rule_places import place_of
from explorer.io.schema import pathway_schema, read_typed
from explorer.logic.network import nearest
from explorer.logic.rule import variables
from explorer.logic.rule_parser import names_in, parse_rule
from explorer.pathway.checks import check_pathway

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.io.marks import Marked
    from explorer.logic.rule import Rule
    from explorer.pathway.definition import Pathway

FORMAT = "pathway/1"


def read_pathway(path: Path) -> LoadedPathway:
    """Open a pathway file.

    Raises:
        FileRefusedError: it cannot be read, or holds at least one error; with all problems.
    """
    file = str(path)
    text, encoding = decoded(read_bytes(path), file=file)
    return _parsed(text, file=file, encoding=encoding)


def parse_pathway(text: str, *, file: str = "") -> LoadedPathway:
    """Read a pathway from ``text``; ``file`` is the name that problems give.

    Raises:
        FileRefusedError: it holds at least one error; with all problems.
    """
    encoding = Encoding()
    if text.startswith("\ufeff"):
        text, encoding = text[1:], Encoding("utf-8", "\ufeff".encode())
    return _parsed(text, file=file, encoding=encoding)


def _parsed(text: str, *, file: str, encoding: Encoding) -> LoadedPathway:
    root, problems = read_marks(text, file=file)
    stranger = _stranger(root, file)
    if stranger is not None:
        raise FileRefusedError(tuple(sorted((*problems, stranger))))
    values, found = read_typed(root, pathway_schema(), file=file)
    problems += found
    marks = Marks(root)
    rules = _Rules(marks, text, file, tuple(values.get("nodes", {})))
    pathway = build_pathway(values, rules.read)
    problems += tuple(rules.problems)
    if _sections_stand(root):
        problems += _findings(pathway, marks, rules, file, errors_only=bool(_errors(problems)))
    problems = tuple(sorted(problems))
    if _errors(problems):
        raise FileRefusedError(problems)
    return LoadedPathway(pathway, problems, text, marks, file, FORMAT, encoding)


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _stranger(root: Marked, file: str) -> Problem | None:
    """Return the one problem that matters of a file that was never meant as a pathway file."""
    hint = f"A pathway file begins with the line 'format: {FORMAT}'."
    if not isinstance(root, MappingMark):
        return Problem(
            root.line, root.column, Severity.ERROR, f"this is not a {FORMAT} file: no keys at its top", hint, file
        )
    if "format" not in root.entries:
        if {"id", "title", "nodes"} <= set(root.entries):
            return None  # surely meant as one: the schema says what lacks, beside all else
        return Problem(
            root.line,
            root.column,
            Severity.ERROR,
            f"this is not a {FORMAT} file: the key 'format' is missing",
            hint,
            file,
        )
    value = root.entries["format"][1]
    given = value.text if isinstance(value, ScalarMark) else ""
    if given == FORMAT:
        return None
    if given.startswith("pathway/"):
        hint = "Open it with a newer version of the program." if given > FORMAT else hint
    return Problem(
        value.line, value.column, Severity.ERROR, f"this is not a {FORMAT} file: its format is '{given}'", hint, file
    )


def _sections_stand(root: Marked) -> bool:
    """Whether the sections that give out ids are mappings, so that an unknown id is not just a follow-up."""
    assert isinstance(root, MappingMark)
    sections = [root.entries.get(name) for name in ("nodes", "references", "compartments")]
    return sections[0] is not None and all(
        section is None or isinstance(section[1], MappingMark) or not _has_text(section[1]) for section in sections
    )


def _has_text(value: Marked) -> bool:
    return not isinstance(value, ScalarMark) or bool(value.text)


def _findings(pathway: Pathway, marks: Marks, rules: _Rules, file: str, *, errors_only: bool) -> tuple[Problem, ...]:
    """Return the cross checks' findings at their places; only errors where warnings may be mere consequences."""
    return tuple(
        Problem(*marks.place(finding.where, on_key=finding.on_key), finding.severity, finding.text, finding.hint, file)
        for finding in check_pathway(pathway, unread=rules.unread)
        if finding.severity is Severity.ERROR or not errors_only
    )


class _Rules:
    """Reads rules and collects what is wrong with them."""

    def __init__(self, marks: Marks, text: str, file: str, nodes: tuple[str, ...]) -> None:
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self._marks = marks
        self._text = text
        self._file = file
        self._nodes = dict.fromkeys(nodes)

    def read(self, where: tuple[str | int, ...], text: str) -> Rule | None:
        node = str(where[-2] if where[-1] == "rule" else where[-1])
        try:
            rule = parse_rule(text, self._nodes)
        except RuleError as error:
            self._problem(where, node, f"in the rule of '{node}': {error}", error.hint, error.offset)
            return None
        if all(name in self._nodes for name in variables(rule)):
            return rule
        for name, offset in names_in(text, self._nodes):
            if name not in self._nodes:
                hint = nearest(name, self._nodes) or f"Add '{name}' under nodes, or correct the rule."
                self._problem(where, node, f"the rule of '{node}' names '{name}', which is no node", hint, offset)
        return None

    def _problem(self, where: tuple[str | int, ...], node: str, text: str, hint: str, offset: int) -> None:
        self.unread.add(node)
        scalar = self._marks.value(where)
        assert isinstance(scalar, ScalarMark)
        place = place_of(scalar, offset, self._text)
        self.problems.append(Problem(*place, Severity.ERROR, text, hint, self._file))
