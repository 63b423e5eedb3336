"""Random commands on the shipped pathways: undo is exact, redo comes back, saving and loading changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from explorer.errors import ExplorerError
from explorer.io.formats import load
from explorer.io.pathway_reader import parse_pathway
from explorer.locate import shipped_pathways
from explorer.logic.updater import SCHEMES
from explorer.session.commands import (
    Command,
    HoldNode,
    NudgeNode,
    PlayScenario,
    ReleaseAll,
    ReleaseNode,
    SetUpdateScheme,
    StartAgain,
    ToggleNode,
    ToggleVariant,
)
from explorer.session.document import Document
from explorer.session.moment import moment_at

if TYPE_CHECKING:
    from explorer.session.snapshot import DocumentState

LOADED = [load(path) for path in shipped_pathways()]


class Session(RuleBasedStateMachine):
    """A user who does anything in any order."""

    @initialize(number=st.integers(0, len(LOADED) - 1))
    def open(self, number: int) -> None:
        """Open one of the shipped pathways."""
        self.loaded = LOADED[number]
        self.document = Document(self.loaded.pathway)
        self.states: list[DocumentState] = [self.document.state]

    def _do(self, command: Command) -> None:
        before = self.document.state
        try:
            self.document.run(command)
        except ExplorerError:
            assert before is self.document.state
        else:
            self.states.append(self.document.state)

    def _node(self, number: int) -> str:
        nodes = self.document.pathway.network.nodes
        return nodes[number % len(nodes)]

    @rule(number=st.integers(0, 99), kind=st.sampled_from([ToggleNode, NudgeNode, ReleaseNode]))
    def touch(self, number: int, kind: type[ToggleNode]) -> None:
        """Flip, nudge or release any node."""
        self._do(kind(self._node(number)))

    @rule(number=st.integers(0, 99), value=st.booleans())
    def hold(self, number: int, *, value: bool) -> None:
        """Hold any node."""
        self._do(HoldNode(self._node(number), value=value))

    @rule(number=st.integers(0, 30))
    def play(self, number: int) -> None:
        """Play any scenario."""
        scenarios = self.loaded.pathway.scenarios
        self._do(PlayScenario(scenarios[number % len(scenarios)].id))

    @rule(scheme=st.sampled_from(SCHEMES), seed=st.integers(0, 9))
    def choose_scheme(self, scheme: str, seed: int) -> None:
        """Choose any update scheme."""
        self._do(SetUpdateScheme(scheme, seed))

    @rule(command=st.sampled_from([StartAgain(), ReleaseAll()]))
    def start_over(self, command: Command) -> None:
        """Start again, or release everything."""
        self._do(command)

    @rule(variant=st.sampled_from(["V1", "V2"]))
    def switch_variant(self, variant: str) -> None:
        """Switch a variant, if the pathway has it."""
        self._do(ToggleVariant(variant))

    @rule()
    def undo(self) -> None:
        """Take one step back, and be exactly where the user was."""
        if self.document.undo() is not None:
            self.states.pop()
            assert self.states[-1] is self.document.state

    @rule()
    def undo_and_redo(self) -> None:
        """One step back and one forward is no step at all."""
        state = self.document.state
        if self.document.undo() is not None:
            self.document.redo()
            assert state is self.document.state

    @invariant()
    def present_respects_the_holds(self) -> None:
        """What is held has its held value, and every unheld input its start value."""
        if not hasattr(self, "document"):
            return
        state = self.document.state
        for node in state.pathway.nodes.values():
            if node.id in state.holds or node.is_input:
                assert state.holds.get(node.id, node.start) == state.value(node.id)

    @invariant()
    def every_moment_can_be_shown(self) -> None:
        """The timeline is sound at its ends and between."""
        if not hasattr(self, "document"):
            return
        timeline = self.document.timeline
        for position in (0.0, timeline.last / 2, timeline.last - 0.5, float(timeline.last)):
            moment = moment_at(timeline, position)
            assert len(self.document.pathway.nodes) == len(moment.after)
            assert moment.carriers <= set(self.document.pathway.edge_by_id)

    def teardown(self) -> None:
        """Undo everything: the very first state stands there again, and the file reads as it did."""
        if not hasattr(self, "document"):
            return
        while self.document.undo() is not None:
            pass
        assert self.states[0] is self.document.state
        assert self.loaded.pathway == parse_pathway(self.loaded.text, file="again").pathway


TestSession = Session.TestCase
TestSession.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
