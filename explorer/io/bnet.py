"""How are ``.bnet`` files read and written? One line a node: ``target, factors``.

Format: Müssel, Hopfensitz, Kestler, Bioinformatics 2010;26:1378 (BoolNet), as used by PyBoolNet and others.
Beyond it names may hold any sign that rules allow, such as ``IFN-γ``, ``NF-κB`` and ``p38/MAPK``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.errors import FileRefusedError, Problem, RuleError, Severity
from explorer.io.files import Encoding, decoded, read_bytes, refuse_unprintable
from explorer.io.loaded import LoadedPathway
from explorer.io.marks import MappingMark, Marks, ScalarMark
from explorer.io.node_labels import readable
from explorer.logic.influence import Influence, influences
from explorer.logic.rule import And, Constant, Not, Rule, Variable, variables
from explorer.logic.rule_parser import parse_rule
from explorer.pathway.definition import Edge, Effect, Node, NodeKind, Pathway
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = re.compile(r"""[^\s&|!~()"',#]+""")
_HEADER = re.compile(r"\s*targets?\s*,\s*(factors?|functions?)\s*", re.IGNORECASE)
_COMMENT = re.compile(r"(^|\s)#.*")


@dataclass(frozen=True, slots=True)
class _Line:
    """One function as it stands in the file; columns from 1, offsets in the whole text."""

    number: int
    name: str
    name_column: int
    rule: str
    rule_column: int
    start: int


def read_bnet(path: Path) -> LoadedPathway:
    """Open a ``.bnet`` file.

    Raises:
        FileRefusedError: it cannot be read, or holds at least one error; with all problems.
    """
    file = str(path)
    text, encoding = decoded(read_bytes(path), file=file)
    return parse_bnet(text, file=file, title=path.stem, encoding=encoding)


def parse_bnet(text: str, *, file: str = "", title: str = "model", encoding: Encoding | None = None) -> LoadedPathway:
    """Read ``text``; names without a line of their own become inputs, in alphabetical order after the others.

    Arrows are read off the rules: one for each regulator that can change the value; nothing is said about how well
    they are known.

    Raises:
        FileRefusedError: it holds at least one error, or no function at all; with all problems.
    """
    refuse_unprintable(text, file=file)
    problems: list[Problem] = []
    lines = _functions(text, file, problems)
    rules = _rules(lines, file, problems)
    if not lines and not problems:
        problems.append(
            Problem(1, 1, Severity.ERROR, "the file holds no function", "Write lines such as: A, B & !C", file)
        )
    if problems:
        raise FileRefusedError(tuple(sorted(problems)))
    texts = {line.name: line.rule for line in lines}
    undefined = sorted({name for rule in rules.values() for name in variables(rule)} - texts.keys())
    labels = readable([*texts, *undefined])
    nodes = {name: Node(name, labels[name], rule=rules[name], rule_text=text) for name, text in texts.items()}
    nodes.update({name: Node(name, labels[name], NodeKind.CONDITION) for name in undefined})
    id_ = re.sub(r"[^A-Za-z0-9_-]+", "-", title).strip("-") or "model"
    pathway = Pathway(id_, title, nodes, edges=_edges(rules))
    return LoadedPathway(pathway, (), text, _marks(lines), file, "bnet", encoding or Encoding())


def _functions(text: str, file: str, problems: list[Problem]) -> list[_Line]:
    """Split the text into functions; what is wrong with their shape goes to ``problems``."""
    found: list[_Line] = []
    first: dict[str, int] = {}
    header_may_follow = True
    offset = 0
    for number, whole in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        start, offset = offset, offset + len(whole) + (2 if text.startswith("\r\n", offset + len(whole)) else 1)
        line = _COMMENT.sub("", whole)
        if not line.strip():
            continue
        is_header = header_may_follow and _HEADER.fullmatch(line) is not None
        header_may_follow = False
        if is_header:
            continue
        column = len(line) - len(line.lstrip()) + 1
        trouble = _trouble(line, first)
        if trouble is not None:
            problems.append(Problem(number, column, Severity.ERROR, *trouble, file))
            continue
        left, right = line.split(",", 1)
        name = left.strip()
        first[name] = number
        rule_column = len(left) + 2 + len(right) - len(right.lstrip())
        found.append(_Line(number, name, column, right.strip(), rule_column, start))
    return found


def _trouble(line: str, first: Mapping[str, int]) -> tuple[str, str] | None:
    if "," not in line:
        return "there is no ',' between the target and its function", "Write: name, function"
    name = line.split(",", 1)[0].strip()
    if not name:
        return "the target before the ',' is missing", "Write: name, function"
    if _NAME.fullmatch(name) is None:
        return f"'{name}' is not a name", "A name holds no blanks, quotes, parentheses, & | ! ~ or '#'."
    if name in first:
        return f"'{name}' has a second function; the first is in line {first[name]}", "Keep one of them."
    return None


def _rules(lines: list[_Line], file: str, problems: list[Problem]) -> dict[str, Rule]:
    names = {line.name: None for line in lines}
    rules: dict[str, Rule] = {}
    for line in lines:
        try:
            rules[line.name] = parse_rule(line.rule, names)
        except RuleError as error:
            column = line.rule_column + error.offset
            text = f"in the function of '{line.name}': {error}"
            problems.append(Problem(line.number, column, Severity.ERROR, text, error.hint, file))
    return rules


def _edges(rules: Mapping[str, Rule]) -> tuple[Edge, ...]:
    found: list[Edge] = []
    for target, rule in rules.items():
        if rule == Variable(target):
            continue
        for source, sign in influences(rule).items():
            if sign is Influence.NONE:
                continue
            effect = Effect.INHIBITS if sign is Influence.INHIBITS else Effect.ACTIVATES
            note = "activates or inhibits, depending on the other regulators" if sign is Influence.BOTH else ""
            found.append(Edge(source, target, effect, note=note))
    return tuple(found)


def _marks(lines: list[_Line]) -> Marks:
    """Return marks as if the nodes stood in a pathway file, each at its line here."""
    nodes = MappingMark(1, 1, 0, 0)
    for line in lines:
        at = line.start + line.name_column - 1
        key = ScalarMark(line.number, line.name_column, at, at + len(line.name), line.name)
        begin = line.start + line.rule_column - 1
        rule = ScalarMark(line.number, line.rule_column, begin, begin + len(line.rule), line.rule)
        node = MappingMark(line.number, line.name_column, at, rule.end)
        node.entries["rule"] = (key, rule)
        nodes.entries[line.name] = (key, node)
    root = MappingMark(1, 1, 0, 0)
    root.entries["nodes"] = (ScalarMark(1, 1, 0, 0, "nodes"), nodes)
    return Marks(root)


def write_bnet(pathway: Pathway) -> str:
    """Return the rules as ``.bnet`` text; an input becomes its own function, as is usual in this format.

    A name that the format cannot hold gets underscores; a comment says which. All else that a pathway file says
    (labels, evidence, start values, scenarios) has no place in this format.
    """
    names = _allowed_names(pathway)
    comments = [f"# {new} stands for: {old}" for old, new in names.items() if old != new]
    lines = [
        f"{names[id_]}, {names[id_] if node.rule is None else _formula(node.rule, names)}"
        for id_, node in pathway.nodes.items()
    ]
    return "\n".join(["targets, factors", *comments, *lines, ""])


def _allowed_names(pathway: Pathway) -> dict[str, str]:
    names: dict[str, str] = {id_: id_ for id_ in pathway.nodes if _NAME.fullmatch(id_)}
    taken = set(names)
    for id_ in pathway.nodes:
        if id_ not in names:
            base = "_".join(_NAME.findall(id_)) or "node"
            name, number = base, 1
            while name in taken:
                number += 1
                name = f"{base}_{number}"
            taken.add(name)
            names[id_] = name
    return {id_: names[id_] for id_ in pathway.nodes}


def _formula(rule: Rule, names: Mapping[str, str]) -> str:
    if isinstance(rule, Constant):
        return "1" if rule.value else "0"
    if isinstance(rule, Variable):
        return names[rule.name]
    if isinstance(rule, Not):
        inner = _formula(rule.term, names)
        return f"!{inner}" if isinstance(rule.term, Variable | Constant) else f"!({inner})"
    sign = " & " if isinstance(rule, And) else " | "
    return sign.join(
        _formula(term, names) if isinstance(term, Variable | Constant | Not) else f"({_formula(term, names)})"
        for term in rule.terms
    )
