"""What is open? A pathway with its present state and history; every change is published once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from explorer.session.history import Entry, History
from explorer.session.signal import Signal
from explorer.session.snapshot import DocumentState, carried_over, opened
from explorer.session.timeline import Timeline
from explorer.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.errors import Problem
    from explorer.pathway.definition import Layout, Pathway
    from explorer.session.commands import Command


@dataclass(frozen=True)
class ChangeSet:
    """One change of a document.

    Attributes:
        label: what was done.
        watch_from: the column of the timeline from which the change is worth watching; None where there is nothing
            to watch (undo, redo, a run that was only repeated).
        pathway_changed: whether nodes or arrows may differ.
        places_changed: whether the diagram is to be drawn anew; nothing was run where only this is so.
    """

    label: str
    before: DocumentState
    after: DocumentState
    watch_from: int | None
    pathway_changed: bool = False
    places_changed: bool = False

    @property
    def only_places(self) -> bool:
        """Whether nothing but places differs, so that the playhead stays where it is."""
        return self.places_changed and not self.pathway_changed and self.before.runs is self.after.runs

    @cached_property
    def timeline(self) -> Timeline:
        """The timeline of the state after the change."""
        return Timeline(self.after)


class Document:
    """An open pathway. Mutable; tells of every change through ``changed``."""

    def __init__(
        self,
        pathway: Pathway,
        *,
        path: Path | None = None,
        problems: tuple[Problem, ...] = (),
        layout: Layout | None = None,
    ) -> None:
        """Begin with ``pathway``, drawn as it says or as ``layout`` does."""
        self.path = path
        self.problems = problems
        self.history = History()
        self.changed: Signal[[ChangeSet]] = Signal()
        self._state = replace(opened(pathway), layout=layout)
        self._timeline = Timeline(self._state)

    @property
    def state(self) -> DocumentState:
        """The present state."""
        return self._state

    @property
    def pathway(self) -> Pathway:
        """The pathway with the switched-on variants in place."""
        return self._state.pathway

    @property
    def timeline(self) -> Timeline:
        """The runs since the start."""
        return self._timeline

    def run(self, command: Command) -> ChangeSet:
        """Carry out ``command``, record it and publish the change. If it raises, nothing has changed.

        Raises:
            CommandRefusedError: the command cannot be done now.
            UnknownNodeError: the command names a node that the pathway does not have.
        """
        before = self._state
        label = command.label(before)
        after = command(before)
        self.history.record(Entry(label, before, after))
        return self._publish(label, before, after, watch=True)

    def undo(self) -> ChangeSet | None:
        """Take the last step back; None where there is none."""
        entry = self.history.undo()
        if entry is None:
            return None
        return self._publish(f"Undo: {entry.label}", entry.after, entry.before, watch=False)

    def redo(self) -> ChangeSet | None:
        """Do the last undone step again; None where there is none."""
        entry = self.history.redo()
        if entry is None:
            return None
        return self._publish(f"Redo: {entry.label}", entry.before, entry.after, watch=False)

    def replace_pathway(
        self, pathway: Pathway, *, problems: tuple[Problem, ...] = (), layout: Layout | None = None
    ) -> ChangeSet:
        """Put a newer version of the same file in place, drawn as it says or as ``layout`` does.

        What was run since the start is run again on it, without the nodes that it no longer has; the history of
        steps starts anew, since they were taken on another pathway.
        """
        before = self._state
        self.history.clear()
        self.problems = problems
        after = replace(carried_over(before, pathway), layout=layout)
        return self._publish("Reload", before, after, watch=False, redraw=True)

    def _publish(
        self, label: str, before: DocumentState, after: DocumentState, *, watch: bool, redraw: bool = False
    ) -> ChangeSet:
        self._state = after
        self._timeline = Timeline(after)
        change = ChangeSet(
            label,
            before,
            after,
            watch_from=self._first_new_column(before, after) if watch else None,
            pathway_changed=redraw or before.pathway is not after.pathway,
            places_changed=redraw or before.layout is not after.layout,
        )
        self.changed.emit(change)
        return change

    def _first_new_column(self, before: DocumentState, after: DocumentState) -> int | None:
        shared = 0
        while shared < min(len(before.runs), len(after.runs)) and before.runs[shared] is after.runs[shared]:
            shared += 1
        # A fresh start run is nothing to watch; a scenario's phases after it are.
        shared = max(shared, 1)
        return self._timeline.starts[shared] if shared < len(after.runs) else None
