"""How is the question answered in the background? First the matrix, then the sets, each told as it comes; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.logic.budget import Budget
from explorer.session.planning import Means, find_matrix, find_plans
from explorer.ui.answers.matrix_words import parts_reached
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from explorer.pathway.definition import Holds
    from explorer.session.planning import Matrix, Plans
    from explorer.session.snapshot import DocumentState

MATRIX_SECONDS = 20.0
PLAN_SECONDS = 120.0


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        state: from where.
        goal: the wanted values.
        means, most: what may be held, and how many at once.
    """

    state: DocumentState
    goal: Holds
    means: Means = Means.DRUGS
    most: int = 4


@dataclass(frozen=True)
class MatrixAnswer:
    """The matrix, and for each set the outcomes of the goal that it reaches alone."""

    matrix: Matrix
    parts: Mapping[frozenset[str], tuple[str, ...]]


def answers(question: Question, cancelled: Callable[[], bool]) -> Iterator[MatrixAnswer | Plans]:
    """Yield the matrix once, then the sets found so far, the last complete.

    Raises:
        CommandRefusedError: the goal is empty, or concerns a held node.
        NotFinishedError: cancelled.
    """
    state = question.state
    pathway, present, holds = state.pathway, state.present, state.holds
    limit = Budget(MATRIX_SECONDS, cancelled)
    matrix = find_matrix(pathway, present, holds, question.goal, budget=limit)
    pieces = {}
    if len(question.goal) > 1:
        for outcome, value in question.goal.items():
            pieces[outcome] = find_matrix(pathway, present, holds, {outcome: value}, budget=limit)
    yield MatrixAnswer(matrix, parts_reached(pieces))
    limit = Budget(PLAN_SECONDS, cancelled)
    yield from find_plans(
        pathway, present, holds, question.goal, means=question.means, most=question.most, budget=limit
    )
