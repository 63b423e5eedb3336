"""What can be said of networks too large to list states? Decision diagrams, in a process of their own.

The library (biodivine_aeon, MIT; Benes et al., Bioinformatics 2022;38:4978) holds Python's lock while it works, so
that a window would freeze; it cannot be stopped either. A process can be ended at any moment.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.errors import NotFinishedError
from explorer.logic.rule import And, Constant, Not, Or, Rule, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from explorer.logic.budget import Budget
    from explorer.logic.network import Network

_PAUSE = 0.03  # seconds between two looks at whether to go on


def ask(
    task: str,
    network: Network,
    nodes: Sequence[int],
    fixed: Mapping[int, int],
    budget: Budget,
    *,
    start: Mapping[str, int] | None = None,
) -> Any:  # noqa: ANN401  (as JSON has it)
    """Return the answer to ``task`` about ``nodes`` (numbers) under ``fixed`` bits; see ``symbolic_child``.

    ``start`` is a state of ``nodes``, by number, where the task begins at one.

    Raises:
        NotFinishedError: the budget is spent, or the library gave up, for example for want of memory.
    """
    question = {"task": task, "rules": {str(at): _rule_text(network, at, nodes, fixed) for at in nodes}, "start": start}
    root = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, {root!r}); from explorer.logic.symbolic_child import main; main()"
    with subprocess.Popen(  # noqa: S603  (our own interpreter, our own code)
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            answer = _wait(process, json.dumps(question), budget)
        finally:
            with contextlib.suppress(OSError):
                process.kill()
    if process.returncode != 0 or not answer:
        raise NotFinishedError("the exact computation grew too large")
    return json.loads(answer)


def _wait(process: subprocess.Popen[str], question: str, budget: Budget) -> str:
    text: str | None = question
    while True:
        budget.check()
        try:
            return process.communicate(text, timeout=_PAUSE)[0]
        except subprocess.TimeoutExpired:
            text = None


def _rule_text(network: Network, at: int, nodes: Sequence[int], fixed: Mapping[int, int]) -> str:
    """Return the rule with ``fixed`` bits put in; what is neither fixed nor among ``nodes`` does not matter: OFF."""
    node = network.nodes[at]
    rule = network.rules.get(node, Variable(node))
    free = frozenset(nodes)

    def value(name: str) -> bool | None:
        number = network.index[name]
        return None if number in free else bool(fixed.get(number, 0))

    simple = _simplified(rule, value)
    return _text(simple, network)


def _simplified(rule: Rule, value: Callable[[str], bool | None]) -> Rule:
    if isinstance(rule, Constant):
        return rule
    if isinstance(rule, Variable):
        known = value(rule.name)
        return rule if known is None else Constant(known)
    if isinstance(rule, Not):
        inner = _simplified(rule.term, value)
        return Constant(not inner.value) if isinstance(inner, Constant) else Not(inner)
    assert isinstance(rule, And | Or)
    deciding = isinstance(rule, Or)
    terms = []
    for term in rule.terms:
        simple = _simplified(term, value)
        if not isinstance(simple, Constant):
            terms.append(simple)
        elif simple.value == deciding:
            return Constant(deciding)
    if not terms:
        return Constant(not deciding)
    return terms[0] if len(terms) == 1 else type(rule)(tuple(terms))


def _text(rule: Rule, network: Network) -> str:
    if isinstance(rule, Constant):
        return "true" if rule.value else "false"
    if isinstance(rule, Variable):
        return f"n{network.index[rule.name]}"
    if isinstance(rule, Not):
        return f"!{_text(rule.term, network)}"
    sign = " & " if isinstance(rule, And) else " | "
    assert isinstance(rule, And | Or)
    return f"({sign.join(_text(term, network) for term in rule.terms)})"
