"""How is a rule's text read? An operator-precedence parser without recursion.

Grammar (loosest first): ``or | ||``, ``and & &&``, ``not ! ~``, parentheses, names, ``true false 1 0``.
A name is any run of characters other than blanks, quotes, ``( ) & | ! ~ ,``; so ``IL-6``, ``TNF-α``,
``1433`` and ``p38/MAPK`` are names. A name that is also a word of the grammar is put in quotes: ``"not"``.
Method: E. W. Dijkstra's shunting-yard algorithm (Mathematisch Centrum report MR 34/61, 1961).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.errors import RuleError
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container

DEEPEST = 200
"""Levels of nesting that a rule may have once needless parentheses are gone."""

_TOKEN = re.compile(r"""\s+|(?P<sign>&&?|\|\|?|[!~()])|(?P<quote>"[^"]*"|'[^']*')|(?P<name>[^\s&|!~()"',]+)""")
_WORDS = {"and": "&", "or": "|", "not": "!", "&&": "&", "||": "|", "~": "!"}
_CONSTANTS = {"true": True, "false": False, "1": True, "0": False}
_PRECEDENCE = {"|": 1, "&": 2, "!": 3}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "&", "|", "!", "(", ")", "name", "constant"
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Operand:
    rule: Rule
    depth: int


def quoted(name: str) -> str:
    """Return ``name`` as it must be written in a rule, in quotes where it would not be read as one name."""
    match = _TOKEN.fullmatch(name)
    plain = match is not None and match["name"] is not None
    if plain and name.lower() not in _WORDS and name.lower() not in _CONSTANTS:
        return name
    return f'"{name}"' if '"' not in name else f"'{name}'"


def parse_rule(text: str, nodes: Container[str] = ()) -> Rule:
    """Read ``text`` as a rule.

    Args:
        text: the rule, for example ``eIF2a_P and not ISR_Inhibitor``.
        nodes: known node ids; ``1``, ``0``, ``true``, ``false``, ``and``... that are also ids here are read as
            the node, unless they are needed as an operator.

    Raises:
        RuleError: the text is not a rule; says where.
    """
    output: list[_Operand] = []
    operators: list[_Token] = []
    operand_next = True
    for token in _tokens(text, nodes):
        if operand_next != (token.kind in ("name", "constant", "!", "(")):
            raise _misplaced(token, operand_next=operand_next)
        if token.kind == "name":
            output.append(_Operand(Variable(token.text), 0))
        elif token.kind == "constant":
            output.append(_Operand(Constant(_CONSTANTS[token.text.lower()]), 0))
        elif token.kind in ("!", "("):
            operators.append(token)
        elif token.kind == ")":
            _close(token, output, operators)
        else:
            # What binds equally waits too, so that a run of thousands is joined once.
            _reduce(output, operators, _PRECEDENCE[token.kind] + 1)
            operators.append(token)
        operand_next = token.kind in ("!", "(", "&", "|")
    if operand_next:
        raise RuleError(
            "the rule ends where a node name is expected" if text.strip() else "the rule is empty",
            offset=len(text.rstrip()),
            hint="Write for example: A and not B",
        )
    _reduce(output, operators, 0)
    if operators:
        raise RuleError("this parenthesis is never closed", offset=operators[-1].offset, hint="Add a ')'.")
    return output[0].rule


def _tokens(text: str, nodes: Container[str]) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise RuleError(f"'{text[position]}' has no meaning in a rule", offset=position)
        tokens.extend(_classified(match, nodes))
        position = match.end()
    return tokens


def _classified(match: re.Match[str], nodes: Container[str]) -> list[_Token]:
    piece, offset = match.group(), match.start()
    if match["quote"] is not None:
        if not piece[1:-1]:
            raise RuleError("a name in quotes is empty", offset=offset)
        return [_Token("name", piece[1:-1], offset)]
    if match["sign"] is not None:
        return [_Token(_WORDS.get(piece, piece), piece, offset)]
    if match["name"] is None:
        return []
    if "\0" in piece:
        raise RuleError("a name holds a NUL character", offset=offset)
    if piece in nodes:
        return [_Token("name", piece, offset)]
    if piece.lower() in _WORDS:
        return [_Token(_WORDS[piece.lower()], piece, offset)]
    return [_Token("constant" if piece.lower() in _CONSTANTS else "name", piece, offset)]


def _misplaced(token: _Token, *, operand_next: bool) -> RuleError:
    if operand_next:
        return RuleError(f"'{token.text}' stands where a node name is expected", offset=token.offset)
    return RuleError(
        f"'{token.text}' follows without an operator", offset=token.offset, hint="Put 'and' or 'or' before it."
    )


def _close(token: _Token, output: list[_Operand], operators: list[_Token]) -> None:
    _reduce(output, operators, 0)
    if not operators:
        raise RuleError("this parenthesis was never opened", offset=token.offset, hint="Remove it, or add a '('.")
    operators.pop()


def _reduce(output: list[_Operand], operators: list[_Token], floor: int) -> None:
    """Apply the waiting operators that bind at least as tightly as ``floor``, runs of one kind at once."""
    while operators and operators[-1].kind != "(" and _PRECEDENCE[operators[-1].kind] >= max(floor, 1):
        operator = operators.pop()
        if operator.kind == "!":
            output.append(_negated(output.pop(), operator))
            continue
        count = 2
        while operators and operators[-1].kind == operator.kind:
            operators.pop()
            count += 1
        terms = output[-count:]
        del output[-count:]
        output.append(_joined(operator, terms))


def _negated(operand: _Operand, operator: _Token) -> _Operand:
    if isinstance(operand.rule, Not):
        return _Operand(operand.rule.term, operand.depth - 1)
    return _Operand(Not(operand.rule), _checked(operand.depth + 1, operator))


def _joined(operator: _Token, operands: list[_Operand]) -> _Operand:
    kind: type[And | Or] = And if operator.kind == "&" else Or
    terms: list[Rule] = []
    depth = 0
    for operand in operands:
        if isinstance(operand.rule, kind):
            terms.extend(operand.rule.terms)
            depth = max(depth, operand.depth)
        else:
            terms.append(operand.rule)
            depth = max(depth, operand.depth + 1)
    return _Operand(kind(tuple(terms)), _checked(depth, operator))


def _checked(depth: int, token: _Token) -> int:
    if depth > DEEPEST:
        raise RuleError(
            f"the rule is nested more than {DEEPEST} levels deep",
            offset=token.offset,
            hint="Give parts of it a node of their own.",
        )
    return depth


def names_in(text: str, nodes: Container[str] = ()) -> list[tuple[str, int]]:
    """Return each name in a rule's ``text``, as often as it stands there, with its offset.

    Raises:
        RuleError: a character has no meaning in a rule.
    """
    return [(token.text, token.offset) for token in _tokens(text, nodes) if token.kind == "name"]
