"""What can a user do to a document? Small classes, each a function from state to state with a label."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.logic.network import nearest
from explorer.logic.updater import SCHEMES
from explorer.session.snapshot import DocumentState, phase_run, run_again, start_run
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Holds, Node, Scenario


class Command(Protocol):
    """A step that the user takes; knows nothing of undo."""

    def label(self, state: DocumentState) -> str:
        """Return what is done, in the user's words."""

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows.

        Raises:
            CommandRefusedError: it cannot be done in ``state``.
            UnknownNodeError: it names a node that the pathway does not have.
        """


def _node(state: DocumentState, node: str) -> Node:
    found = state.pathway.nodes.get(node)
    if found is None:
        raise UnknownNodeError(node, hint=nearest(node, state.pathway.nodes))
    return found


def word(value: bool) -> str:  # noqa: FBT001  (the value is what the function is about)
    """Return ``ON`` or ``OFF``."""
    return "ON" if value else "OFF"


def _with_holds(state: DocumentState, holds: Mapping[str, bool], label: str) -> DocumentState:
    kept: Holds = MappingProxyType(
        {
            node: value
            for node, value in holds.items()
            if not (state.pathway.nodes[node].is_input and state.pathway.nodes[node].start == value)
        }
    )
    run = phase_run(state, kept, label)
    return replace(state, holds=kept, runs=(*state.runs, run), scenario="")


@dataclass(frozen=True, slots=True)
class ToggleNode:
    """Flip an input; hold a ruled node at its other value, or release it if it is held."""

    node: str

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        node = _node(state, self.node)
        if node.is_input:
            return f"Switch {node.caption} {word(not state.value(self.node))}"
        if self.node in state.holds:
            return f"Release {node.caption}"
        return f"Hold {node.caption} {word(not state.value(self.node))}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        node = _node(state, self.node)
        holds = dict(state.holds)
        if not node.is_input and self.node in holds:
            del holds[self.node]
        else:
            holds[self.node] = not state.value(self.node)
        return _with_holds(state, holds, self.label(state))


@dataclass(frozen=True, slots=True)
class HoldNode:
    """Pin a node to a value against its rule; an input is simply set."""

    node: str
    value: bool

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        node = _node(state, self.node)
        return f"{'Switch' if node.is_input else 'Hold'} {node.caption} {word(self.value)}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        _node(state, self.node)
        return _with_holds(state, {**state.holds, self.node: self.value}, self.label(state))


@dataclass(frozen=True, slots=True)
class ReleaseNode:
    """Let a held node follow its rule again; an input goes back to its start value."""

    node: str

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Release {_node(state, self.node).caption}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        if self.node not in state.holds:
            raise CommandRefusedError(f"{_node(state, self.node).caption} is not held.")
        holds = {node: value for node, value in state.holds.items() if node != self.node}
        return _with_holds(state, holds, self.label(state))


@dataclass(frozen=True, slots=True)
class ReleaseAll:
    """Release every hold; inputs go back to their start values. The run goes on from the present state."""

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return "Release everything"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        if not state.holds:
            raise CommandRefusedError("Nothing is held or switched.")
        return _with_holds(state, {}, self.label(state))


@dataclass(frozen=True, slots=True)
class SetHolds:
    """Hold exactly ``holds`` and nothing else, and run on from the present state."""

    holds: tuple[tuple[str, bool], ...]
    text: str

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return self.text

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        for node, _ in self.holds:
            _node(state, node)
        return _with_holds(state, dict(self.holds), self.text)


@dataclass(frozen=True, slots=True)
class NudgeNode:
    """Set a node to its other value once and let its rule speak."""

    node: str

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Nudge {_node(state, self.node).caption} {word(not state.value(self.node))}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        node = _node(state, self.node)
        if node.is_input:
            raise CommandRefusedError(f"{node.caption} has no rule: switch it instead.")
        if self.node in state.holds:
            raise CommandRefusedError(f"{node.caption} is held: release it first.")
        nudged = MappingProxyType({self.node: not state.value(self.node)})
        run = phase_run(state, state.holds, self.label(state), nudged=nudged)
        return replace(state, runs=(*state.runs, run), scenario="")


@dataclass(frozen=True, slots=True)
class StartAgain:
    """Release everything and go back to the pathway's start state run to rest."""

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return "Start again"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        run = start_run(state.pathway, state.scheme, seed=state.seed)
        return replace(state, holds=MappingProxyType({}), runs=(run,), scenario="")


@dataclass(frozen=True, slots=True)
class PlayScenario:
    """Start again, then run the phases of a scenario of the file one after the other."""

    scenario: str

    def _found(self, state: DocumentState) -> Scenario:
        for scenario in state.pathway.scenarios:
            if scenario.id == self.scenario:
                return scenario
        hint = nearest(self.scenario, [scenario.id for scenario in state.pathway.scenarios])
        raise CommandRefusedError(f"There is no scenario '{self.scenario}'. {hint}".strip())

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Play scenario: {self._found(state).title}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        scenario = self._found(state)
        at_start = StartAgain()(state)
        for number, phase in enumerate(scenario.phases, 1):
            label = phase.title or f"{scenario.title}, phase {number}"
            following = _with_holds(at_start, phase.hold, label)
            last = replace(following.runs[-1], scenario=scenario.id)
            at_start = replace(following, runs=(*following.runs[:-1], last))
        return replace(at_start, scenario=scenario.id)


@dataclass(frozen=True, slots=True)
class SetUpdateScheme:
    """Choose the order in which nodes follow their rules, and run everything since the start again in it."""

    scheme: str
    seed: int = 0

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return f"Update {self.scheme}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        if self.scheme not in SCHEMES:
            raise CommandRefusedError(f"There is no update scheme '{self.scheme}'. {nearest(self.scheme, SCHEMES)}")
        chosen = replace(state, scheme=self.scheme, seed=self.seed)
        return replace(run_again(chosen), scenario=state.scenario)


@dataclass(frozen=True, slots=True)
class ToggleVariant:
    """Switch an alternative rule of the file on or off, and run everything since the start again under it."""

    variant: str

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        titles = {variant.id: variant.title for variant in state.base.variants}
        verb = "Switch off" if self.variant in state.variants else "Switch on"
        return f"{verb} variant: {titles.get(self.variant, self.variant)}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        if self.variant not in {variant.id for variant in state.base.variants}:
            raise CommandRefusedError(f"There is no variant '{self.variant}'.")
        chosen = replace(state, variants=state.variants ^ {self.variant})
        return replace(run_again(chosen), scenario=state.scenario)
