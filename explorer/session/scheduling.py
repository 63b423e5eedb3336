"""How is a schedule changed? Bars moved, stretched, added and removed by hand, as steps that undo takes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.errors import CommandRefusedError, UnknownNodeError
from explorer.logic.network import nearest
from explorer.session.commands import HoldNode, ReleaseNode, ToggleNode, word
from explorer.session.schedule import Bar, check_bars
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.session.snapshot import DocumentState

Bars = tuple[Bar, ...]
LONGEST = 999
"""The latest step at which a bar drawn by hand may begin or end; the command line goes further."""
NAMES = ("A", "B")
"""What the two schedules are called."""


def room(bars: Bars, number: int) -> tuple[int, int | None]:
    """Return the steps that the bar of this number has for itself on its lane: from, to (None: for ever)."""
    bar = bars[number]
    others = [other for at, other in enumerate(bars) if at != number and other.node == bar.node]
    lowest = max((other.end or 0 for other in others if other.start < bar.start), default=0)
    highest = min((other.start for other in others if other.start > bar.start), default=None)
    return lowest, highest


def moved(bars: Bars, number: int, by: int) -> Bars:
    """Return ``bars`` with one moved by so many steps, as far as its lane has room."""
    bar = bars[number]
    lowest, highest = room(bars, number)
    end = bar.end
    latest = (LONGEST if highest is None else highest) - (1 if end is None else end - bar.start)
    start = min(max(bar.start + by, lowest), max(latest, lowest))
    shifted = replace(bar, start=start, end=None if end is None else end + start - bar.start)
    return _with(bars, number, shifted)


def begun_at(bars: Bars, number: int, step: int) -> Bars:
    """Return ``bars`` with the beginning of one dragged to ``step``; its end stays."""
    bar = bars[number]
    latest = LONGEST if bar.end is None else bar.end - 1
    return _with(bars, number, replace(bar, start=min(max(step, room(bars, number)[0]), latest)))


def ended_at(bars: Bars, number: int, step: int | None) -> Bars:
    """Return ``bars`` with the end of one dragged to ``step``, or open (None) where nothing follows on its lane."""
    bar = bars[number]
    highest = room(bars, number)[1]
    if step is None:
        return _with(bars, number, replace(bar, end=highest))
    latest = LONGEST if highest is None else highest
    return _with(bars, number, replace(bar, end=min(max(step, bar.start + 1), latest)))


def turned(bars: Bars, number: int) -> Bars:
    """Return ``bars`` with one held at its other value."""
    return _with(bars, number, replace(bars[number], value=not bars[number].value))


def without(bars: Bars, number: int) -> Bars:
    """Return ``bars`` without one of them."""
    return bars[:number] + bars[number + 1 :]


def free_step(bars: Bars, node: str, step: int) -> int:
    """Return the first step from ``step`` on at which ``node`` has no bar.

    Raises:
        CommandRefusedError: a bar without an end covers all of them.
    """
    for bar in sorted(bar for bar in bars if bar.node == node):
        if bar.covers(step):
            if bar.end is None:
                raise CommandRefusedError("A bar on this lane goes on for ever: shorten it, to add another one.")
            step = bar.end
    return step


def with_bar(bars: Bars, bar: Bar) -> Bars:
    """Return ``bars`` and ``bar``, shortened to the gap that it begins in.

    Raises:
        CommandRefusedError: its node is held already at the step where it begins.
    """
    own = [other for other in bars if other.node == bar.node]
    if any(other.covers(bar.start) for other in own):
        raise CommandRefusedError(f"There is a bar on this lane already at step {bar.start}.")
    following = min((other.start for other in own if other.start > bar.start), default=None)
    ends = [end for end in (bar.end, following) if end is not None]
    return (*bars, replace(bar, end=min(ends) if ends else None))


def _with(bars: Bars, number: int, bar: Bar) -> Bars:
    return (*bars[:number], bar, *bars[number + 1 :])


def flipped(state: DocumentState, bars: Bars, node: str, step: int) -> Bars:
    """Return ``bars`` with what a flip of ``node`` means at ``step``: a bar ends there, or one begins.

    An input or a ruled node that is not held is held at its other value, from this step on.
    """
    for number, bar in enumerate(bars):
        if bar.node == node and bar.covers(step):
            return without(bars, number) if bar.start == step else ended_at(bars, number, step)
    found = state.pathway.nodes.get(node)
    if found is None:
        raise UnknownNodeError(node, hint=nearest(node, state.pathway.nodes))
    return with_bar(bars, Bar(node, not found.start if found.is_input else not state.value(node), step))


def held(bars: Bars, node: str, step: int, *, value: bool) -> Bars:
    """Return ``bars`` with ``node`` held at ``value`` from ``step`` on; a bar that is there ends."""
    kept = bars
    for number, bar in enumerate(bars):
        if bar.node == node and bar.covers(step):
            if bar.value == value:
                return bars
            kept = without(bars, number) if bar.start == step else ended_at(bars, number, step)
    return with_bar(kept, Bar(node, value, step))


@dataclass(frozen=True, slots=True)
class ChangeBars:
    """Put other bars into schedule A (0) or B (1)."""

    which: int
    bars: Bars
    text: str

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        return f"Schedule {NAMES[self.which]}: {self.text}" if len(state.schedules) > 1 else f"Schedule: {self.text}"

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        check_bars(state.pathway, self.bars)
        kept = [*state.schedules] or [()]
        if self.which >= len(kept):
            raise CommandRefusedError(f"There is no schedule {NAMES[self.which]}.")
        kept[self.which] = self.bars
        return replace(state, schedules=tuple(kept))


@dataclass(frozen=True, slots=True)
class SetSchedules:
    """Put one schedule, or two to compare, in the place of what is there."""

    schedules: tuple[Bars, ...]
    text: str

    def label(self, state: DocumentState) -> str:  # noqa: ARG002  (a command's label may need the state)
        """Return what is done."""
        return self.text

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        if len(self.schedules) > len(NAMES):
            raise CommandRefusedError("Two schedules can be compared, not more.")
        for bars in self.schedules:
            check_bars(state.pathway, bars)
        return replace(state, schedules=self.schedules)


Flip = ToggleNode | HoldNode | ReleaseNode


@dataclass(frozen=True, slots=True)
class FlipAtStep:
    """What a flip, a hold or a release means while a step of a schedule is looked at: a bar from that step on.

    Attributes:
        flip: what was asked for on the diagram.
        which: schedule A (0) or B (1).
        step: the step that is shown.
        shown: the state at that step, with what is held there.
    """

    flip: Flip
    which: int
    step: int
    shown: DocumentState

    def _bars(self, state: DocumentState) -> Bars:
        return state.schedules[self.which] if self.which < len(state.schedules) else ()

    def label(self, state: DocumentState) -> str:
        """Return what is done."""
        found = state.pathway.nodes.get(self.flip.node)
        caption = self.flip.node if found is None else found.caption
        return ChangeBars(self.which, (), f"{caption} from step {self.step} on").label(state)

    def __call__(self, state: DocumentState) -> DocumentState:
        """Return the state that follows."""
        bars, node = self._bars(state), self.flip.node
        if isinstance(self.flip, HoldNode):
            after = held(bars, node, self.step, value=self.flip.value)
        elif isinstance(self.flip, ToggleNode) or any(bar.node == node and bar.covers(self.step) for bar in bars):
            after = flipped(self.shown, bars, node, self.step)
        else:
            raise CommandRefusedError(f"Nothing is held here at step {self.step}.")
        return ChangeBars(self.which, after, "")(state)


def comparing(state: DocumentState) -> SetSchedules:
    """Return the command that puts a copy of A below it, as B; an earlier B is overwritten."""
    bars = state.schedules[0] if state.schedules else ()
    words = "Copy schedule A into B" if len(state.schedules) > 1 else "Compare with a copy of the schedule"
    return SetSchedules((bars, bars), words)


def swapping(state: DocumentState) -> SetSchedules:
    """Return the command that exchanges A and B.

    Raises:
        CommandRefusedError: there is no second schedule.
    """
    if len(state.schedules) < len(NAMES):
        raise CommandRefusedError("There is no second schedule to swap with.")
    return SetSchedules(state.schedules[::-1], "Swap schedules A and B")


def keeping(state: DocumentState, which: int) -> SetSchedules:
    """Return the command that keeps one of two schedules, as A."""
    return SetSchedules(state.schedules[which : which + 1], f"Keep schedule {NAMES[which]} only")


def differing_bars(one: Bars, two: Bars) -> frozenset[int]:
    """Return the numbers of the bars of ``one`` that ``two`` does not have."""
    return frozenset(number for number, bar in enumerate(one) if bar not in two)


def added_words(caption: str, bar: Bar) -> str:
    """Return what adding ``bar`` is called."""
    return f"add {caption} {word(bar.value)}"
