"""What is open? A pathway with its present state and history; every change is published once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from explorer.errors import StaleChangeError
from explorer.session.history import Entry, History
from explorer.session.signal import Signal
from explorer.session.snapshot import DocumentState, carried_over, opened
from explorer.session.timeline import Timeline, timeline_of
from explorer.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.errors import Problem
    from explorer.pathway.definition import Layout, Pathway, StoryStep
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
    merging: str = ""
    """A later step of the same name right after this one becomes one step with it; empty: none does."""

    @property
    def only_story(self) -> bool:
        """Whether nothing but the story differs: nothing is to be drawn or run."""
        return self.keeps_runs and not self.places_changed and self.before.steps is not self.after.steps

    @property
    def only_places(self) -> bool:
        """Whether nothing but places differs, so that the playhead stays where it is."""
        return self.places_changed and not self.pathway_changed and self.before.runs is self.after.runs

    @property
    def keeps_runs(self) -> bool:
        """Whether nothing was run: places or schedules differ, and the playhead stays where it is."""
        return not self.pathway_changed and self.before.runs is self.after.runs

    @cached_property
    def timeline(self) -> Timeline:
        """The timeline of the state after the change."""
        return timeline_of(self.after)


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
        self._timeline = timeline_of(self._state)

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
        return self.commit(change_by(command, self._state))

    def commit(self, change: ChangeSet) -> ChangeSet:
        """Take, record and publish a change that was found with ``change_by``, perhaps in another thread.

        Raises:
            StaleChangeError: the state is no longer the one from which the change was found.
        """
        self.refuse_stale(change)
        self.history.record(Entry(change.label, change.before, change.after, change.merging))
        return self._publish(change)

    def undo(self) -> ChangeSet | None:
        """Take the last step back; None where there is none."""
        entry = self.history.undo()
        if entry is None:
            return None
        return self._publish(_change(f"Undo: {entry.label}", entry.after, entry.before, watch=False))

    def redo(self) -> ChangeSet | None:
        """Do the last undone step again; None where there is none."""
        entry = self.history.redo()
        if entry is None:
            return None
        return self._publish(_change(f"Redo: {entry.label}", entry.before, entry.after, watch=False))

    def settle(self, layout: Layout, tidy: Layout) -> None:
        """Put ``tidy``, which has a way for every arrow, in the place of ``layout``, here and in every step.

        It is no step of its own: the step that left arrows without a way ends with ``tidy`` now.
        """
        from explorer.session.tidying import Settling  # noqa: PLC0415  (only where nodes have moved)

        settling = Settling(layout, tidy)
        before, after = self._state, settling(self._state)
        self.history.rewrite(settling)
        if after is not before:
            self._publish(ChangeSet("", before, after, watch_from=None, places_changed=True))

    def replace_pathway(
        self, pathway: Pathway, *, problems: tuple[Problem, ...] = (), layout: Layout | None = None
    ) -> ChangeSet:
        """Put a newer version of the same file in place, drawn as it says or as ``layout`` does.

        What was run since the start is run again on it, without the nodes that it no longer has; the history of
        steps starts anew, since they were taken on another pathway.
        """
        return self.commit_newer(change_to_newer(self._state, pathway, layout), problems=problems)

    def commit_newer(self, change: ChangeSet, *, problems: tuple[Problem, ...] = ()) -> ChangeSet:
        """Take and publish a newer version of the file that was prepared with ``change_to_newer``.

        Raises:
            StaleChangeError: the state is no longer the one from which the change was found.
        """
        self.refuse_stale(change)
        self.history.clear()
        self.problems = problems
        return self._publish(change)

    def refuse_stale(self, change: ChangeSet) -> None:
        """Do nothing if ``change`` can be taken now.

        Raises:
            StaleChangeError: the state is no longer the one from which the change was found.
        """
        if change.before is not self._state:
            raise StaleChangeError(change.label)

    def _publish(self, change: ChangeSet) -> ChangeSet:
        self._state, self._timeline = change.after, change.timeline
        self.changed.emit(change)
        return change


def change_by(command: Command, before: DocumentState) -> ChangeSet:
    """Return what ``command`` makes of ``before``; nothing is changed by that.

    Raises:
        CommandRefusedError: the command cannot be done now.
        UnknownNodeError: the command names a node that the pathway does not have.
    """
    change = _change(command.label(before), before, command(before), watch=True)
    merging = getattr(command, "merging", "")
    if merging:
        change = replace(change, merging=merging)
    if change.watch_from is not None and getattr(command, "shows_last_run", False):
        change = replace(change, watch_from=change.timeline.starts[-1])
    return change


def change_to_newer(
    before: DocumentState, pathway: Pathway, layout: Layout | None, story: tuple[StoryStep, ...] | None = None
) -> ChangeSet:
    """Return the change from ``before`` to a newer version of its file; see ``Document.replace_pathway``.

    ``story`` is what the user made of the story and has not saved; it is kept, without what the newer version lacks.
    """
    from explorer.pathway.story import fitted  # noqa: PLC0415  (a start does without it)

    kept = None if story is None else tuple(fitted(step, pathway) for step in story)
    after = replace(carried_over(before, pathway), layout=layout, story=None if kept == pathway.story else kept)
    return _change("Reload", before, after, watch=False, redraw=True)


def _change(label: str, before: DocumentState, after: DocumentState, *, watch: bool, redraw: bool = False) -> ChangeSet:
    return ChangeSet(
        label,
        before,
        after,
        watch_from=_first_new_column(before, after) if watch else None,
        pathway_changed=redraw or before.pathway is not after.pathway,
        places_changed=redraw or before.layout is not after.layout,
    )


def _first_new_column(before: DocumentState, after: DocumentState) -> int | None:
    shared = 0
    while shared < min(len(before.runs), len(after.runs)) and before.runs[shared] is after.runs[shared]:
        shared += 1
    # A fresh start run is nothing to watch; a scenario's phases after it are.
    shared = max(shared, 1)
    return timeline_of(after).starts[shared] if shared < len(after.runs) else None
