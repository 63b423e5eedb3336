"""How is the whole answer said? From where was asked, what was found, and whether that is all; free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.definition import NodeKind
from explorer.ui.answers.matrix_words import name
from explorer.ui.panels.words import counted

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway
    from explorer.session.planning import Matrix, Plans
    from explorer.session.snapshot import DocumentState


def from_where(state: DocumentState) -> str:
    """Return what is on and held in the state in which was asked."""
    nodes = state.pathway.nodes.values()
    context = [
        node.caption for node in nodes if node.is_input and node.kind is not NodeKind.DRUG and state.value(node.id)
    ]
    held = [
        name(state.pathway, id_, value=value)
        for id_, value in state.holds.items()
        if state.pathway.nodes[id_].kind is NodeKind.DRUG or not state.pathway.nodes[id_].is_input
    ]
    words = f"From the present state: {', '.join(context) or 'no context is on'}."
    return f"{words} Stays as it is: {', '.join(held)}." if held else words


def on_plans(plans: Plans) -> str:
    """Return what is known about the sets."""
    if any(not plan.added for plan in plans.found):
        return "Nothing needs to be added: the goal is reached from here in every update order. Exact."
    looked = f"{plans.tried:,} of {plans.total:,} sets looked at"
    if not plans.exact:
        why = f" ({plans.reason})" if plans.reason else ""
        open_ = f", {counted(len(plans.unsettled), 'set')} could not be settled" if plans.unsettled else ""
        return f"Not finished{why}: {looked}{open_}. What stands here is right, but there may be more."
    if not plans.found:
        advice = "Try fewer goals, any node, or more together."
        return f"No such set reaches the goal in every update order. Exact: {looked}. {advice}"
    return f"{counted(len(plans.found), 'set')}, each right in every update order. Exact: {looked}."


def without_goal(pathway: Pathway) -> str:
    """Return what to do where no goal is chosen."""
    if not pathway.outcomes:
        return "This model names no outcomes: select a node on the diagram and add it to the goal above."
    return "Choose at least one goal: click an outcome above, or add the selected node."


def on_matrix(matrix: Matrix) -> str:
    """Return what is to be known before reading the matrix."""
    if not matrix.drugs:
        return "There is no drug that is not given already. “Using any node” looks at every node instead."
    already = "The goal is reached without any of them. " if matrix.nothing.meets else ""
    sure = "Exact, in every update order." if matrix.exact else "Not finished: ? stands where time ran out."
    return f"{already}{sure} Click an entry to see it."
