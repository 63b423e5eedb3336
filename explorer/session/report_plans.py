"""What would it take? The smallest sets that were found, ranked, and whether they are all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.pathway.definition import Confidence
from explorer.session.planning import Means, Plans
from explorer.session.report import Pairs, Paragraph, Section, Table, Tone, Words
from explorer.session.report_run import held_words, wished_words

if TYPE_CHECKING:
    from explorer.pathway.definition import Holds, Pathway
    from explorer.session.planning import Plan
    from explorer.session.report import Block
    from explorer.session.snapshot import DocumentState

MOST_SETS = 40
"""More are counted, not listed."""


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """An answer to "what would it take?".

    Attributes:
        state: the document from which was asked.
        goal: the wanted values.
        means, most: what may be held, and how many at once.
        plans: what was found.
    """

    state: DocumentState
    goal: Holds
    means: Means
    most: int
    plans: Plans


def plans_section(state: DocumentState, answer: PlanAnswer) -> Section:
    """Return the answer; if it was asked from another state than ``state``, that is said."""
    pathway = answer.state.pathway
    using = "drugs" if answer.means is Means.DRUGS else "any node"
    rows = [
        ("Goal", Words(wished_words(pathway, answer.goal), Tone.STRONG)),
        ("Held already", Words(held_words(pathway, answer.state.holds) or "nothing")),
        ("Looked at", Words(f"sets of up to {answer.most}, using {using}, in every order of updates")),
    ]
    asked = answer.state
    if asked.present != state.present or asked.holds != state.holds or asked.pathway is not state.pathway:
        rows.append(("Asked from", Words("another state than the one that this report is about", Tone.BAD)))
    plans = answer.plans
    blocks: list[Block] = [Pairs(tuple(rows)), Paragraph(Words(_verdict(plans)))]
    shown = [plan for plan in plans.found[:MOST_SETS] if plan.added]
    if shown:
        lines = tuple(_row(pathway, number, plan) for number, plan in enumerate(shown, start=1))
        heads = ("", "Added together", "Settles", "Arrows on the way")
        blocks.append(Table("Smallest sets", heads, lines, (0.4, 3.4, 1.3, 2.9), (0,)))
    more = len(plans.found) - MOST_SETS
    if more > 0:
        blocks.append(Paragraph(Words(f"And {more:,} more.", Tone.MUTED)))
    return Section("What would it take?", tuple(blocks))


def _row(pathway: Pathway, number: int, plan: Plan) -> tuple[Words, ...]:
    added = " + ".join(held_words(pathway, {node: value}) for node, value in plan.added.items())
    steps = "keeps moving" if plan.steps is None else f"in {plan.steps} step{'' if plan.steps == 1 else 's'}"
    known = [f"{plan.confidence[word]} {word.words}" for word in Confidence if plan.confidence[word]]
    return Words(str(number), Tone.MUTED), Words(added, Tone.STRONG), Words(steps), Words(", ".join(known) or "none")


def _verdict(plans: Plans) -> str:
    looked = f"{plans.tried:,} of {plans.total:,} sets were looked at"
    found = "1 set" if len(plans.found) == 1 else f"{len(plans.found):,} sets"
    if any(not plan.added for plan in plans.found):
        return "Exact: the goal is reached from here in every order of updates, and nothing needs to be added."
    if not plans.exact:
        why = f" ({plans.reason})" if plans.reason else ""
        left = f", {len(plans.unsettled):,} of them could not be settled" if plans.unsettled else ""
        return f"Not finished{why}: {looked}{left}. What is listed is right in every order; there may be more."
    if not plans.found:
        return f"Exact: no such set reaches the goal in every order of updates; {looked}."
    return f"Exact: {found} reach{'es' if len(plans.found) == 1 else ''} the goal in every order of updates; {looked}."
