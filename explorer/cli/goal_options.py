"""Which goal and which limits do the options of the exact analyses ask for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.cli.run_options import parse_holds
from explorer.errors import CommandRefusedError, UsageError
from explorer.logic.budget import Budget
from explorer.session.planning import Means, check_goal

if TYPE_CHECKING:
    import argparse

    from explorer.pathway.definition import Holds, Pathway

_MOST_SECONDS = 86_400


def add_goal(parser: argparse.ArgumentParser) -> None:
    """Add ``--goal``."""
    parser.add_argument(
        "--goal", metavar="X=on,Y=off", action="append", default=[], help="the wanted values; may be given again"
    )


def add_means(parser: argparse.ArgumentParser) -> None:
    """Add ``--using``."""
    parser.add_argument(
        "--using",
        choices=[means.value for means in Means],
        default=Means.DRUGS.value,
        help="what may be held to reach the goal: drugs (default), or all nodes",
    )


def add_limit(parser: argparse.ArgumentParser) -> None:
    """Add ``--seconds``."""
    parser.add_argument(
        "--seconds", type=float, default=60.0, metavar="N", help="give up after N seconds and say so (default 60)"
    )


def goal_of(pathway: Pathway, options: argparse.Namespace, holds: Holds) -> dict[str, bool]:
    """Return the goal.

    Raises:
        UsageError: it is empty, cannot be read, names an unknown node, contradicts itself, or concerns a held node.
    """
    goal: dict[str, bool] = {}
    for text in options.goal:
        for node, value in parse_holds(text, pathway, option="--goal").items():
            if goal.setdefault(node, value) != value:
                raise UsageError(f"--goal: '{node}' is given both on and off")
    try:
        check_goal(pathway, holds, goal)
    except CommandRefusedError as error:
        known = ", ".join(f"{node.id}={'off' if node.wanted is False else 'on'}" for node in pathway.outcomes)
        hint = f'. For example: --goal "{known}"' if known and not goal else ""
        raise UsageError(f"--goal: {error}{hint}") from None
    return goal


def budget_of(options: argparse.Namespace) -> Budget:
    """Return the limit of time, begun now.

    Raises:
        UsageError: it makes no sense.
    """
    if not 0 < options.seconds <= _MOST_SECONDS:
        raise UsageError(f"--seconds takes a number above 0, up to {_MOST_SECONDS:,}, not {options.seconds:g}")
    return Budget(options.seconds)


def words(holds: Holds) -> str:
    """Return ``A ON, B OFF``."""
    return ", ".join(f"{node} {'ON' if value else 'OFF'}" for node, value in holds.items())
