"""How is a rule made fast? Rules become one Python function through ``ast``; no text is ever evaluated.

A value is a Python integer used as a bit plane: bit i is the node's value in lane i. One run has one lane
(values 0 and 1, mask 1); many runs at once have many lanes and the same functions. ``not x`` is ``x ^ mask``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias, cast

from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable

Planes: TypeAlias = Sequence[int]
"""One integer a node, in network order."""
StepFunction: TypeAlias = Callable[[Planes, int], tuple[int, ...]]
"""From all planes and the lane mask to all planes one synchronous step later."""
NodeFunction: TypeAlias = Callable[[Planes, int], int]
"""From all planes and the lane mask to the next plane of one node."""


_MOST_TOGETHER = 2000
_PART = 250
"""Rules compiled together where there are many: compiling holds the interpreter, and 10,000 would stop a window."""


def compile_step(rules: Sequence[Rule], index: Mapping[str, int]) -> StepFunction:
    """Compile all ``rules`` (one a node, in network order) to one function.

    Raises:
        KeyError: a rule names a node that ``index`` does not hold.
    """
    if len(rules) > _MOST_TOGETHER:
        parts = [compile_step(rules[at : at + _PART], index) for at in range(0, len(rules), _PART)]
        return lambda planes, mask: tuple(chain.from_iterable([part(planes, mask) for part in parts]))
    body = ast.Tuple(elts=[_expression(rule, index) for rule in rules], ctx=ast.Load())
    return cast("StepFunction", _function(body))


def compile_node(rule: Rule, index: Mapping[str, int]) -> NodeFunction:
    """Compile one rule to a function of all planes."""
    return cast("NodeFunction", _function(_expression(rule, index)))


def _function(body: ast.expr) -> object:
    arguments = ast.arguments(
        posonlyargs=[], args=[ast.arg("s"), ast.arg("m")], kwonlyargs=[], kw_defaults=[], defaults=[]
    )
    tree = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, body)))
    # The tree holds indices, bit operators and two fixed names only: nothing of the user's text is in it.
    return eval(compile(tree, "<rules>", "eval"), {"__builtins__": {}})  # noqa: S307


def _expression(rule: Rule, index: Mapping[str, int]) -> ast.expr:
    if isinstance(rule, Constant):
        return ast.Name("m", ast.Load()) if rule.value else ast.Constant(0)
    if isinstance(rule, Variable):
        return ast.Subscript(ast.Name("s", ast.Load()), ast.Constant(index[rule.name]), ast.Load())
    if isinstance(rule, Not):
        return ast.BinOp(_expression(rule.term, index), ast.BitXor(), ast.Name("m", ast.Load()))
    operator: ast.operator = ast.BitAnd() if isinstance(rule, And) else ast.BitOr()
    assert isinstance(rule, And | Or)
    return _balanced([_expression(term, index) for term in rule.terms], operator)


def _balanced(parts: list[ast.expr], operator: ast.operator) -> ast.expr:
    """Join ``parts`` in a balanced tree, so that thousands of terms stay shallow."""
    while len(parts) > 1:
        pairs = [ast.BinOp(left, operator, right) for left, right in zip(parts[::2], parts[1::2], strict=False)]
        parts = [*pairs, parts[-1]] if len(parts) % 2 else [*pairs]
    return parts[0]
