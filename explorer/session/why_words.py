"""How does an answer to "why?" read? Sentences with the names on the diagram."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.pathway.rule_words import state_word
from explorer.session.causes import Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explorer.pathway.definition import Edge, Pathway
    from explorer.session.causes import Link
    from explorer.session.timeline import Timeline
    from explorer.session.why import Loop, Why, WhyNot

_BEFORE_PLACE = re.compile(r" (?:in|of|by|on|at|from|for) ")
_FEWEST_OF_MANY = 3
"""Alternatives that a sentence names before it says how many more there are."""


def summary(answer: Why, timeline: Timeline, *, first_phase: int = 0) -> str:
    """Return in one sentence what the value comes down to; arguments as for ``sentences``."""
    if len(answer.links) == 1 and not answer.loops:
        return _Words(answer.pathway, timeline, first_phase).link(answer.links[0])
    told = [link for link in answer.roots if _was_told(link, timeline)]
    causes = [_is(answer.pathway, link.node, value=link.value) for link in told]
    kept = [f"a loop that keeps itself ({_names(answer.pathway, loop)})" for loop in answer.loops if loop.origin]
    first = _is(answer.pathway, answer.node, value=answer.value)
    if not causes and not kept:
        return f"{first}. Nothing that was switched or held is behind it."
    return f"{first}. It comes down to this: {_listed([*causes, *kept])}."


def sentences(answer: Why, timeline: Timeline, *, first_phase: int = 0) -> tuple[str, ...]:
    """Return a sentence for each link, then for each loop.

    Args:
        answer: the answer.
        timeline: the timeline that it is about.
        first_phase: the number of the timeline's first run; 0 where that brings the start state to rest.
    """
    words = _Words(answer.pathway, timeline, first_phase)
    links = (words.link(link) for link in answer.links)
    return (*links, *(sentence for loop in answer.loops for sentence in words.loop(loop)))


def link_sentence(answer: Why, link: Link, timeline: Timeline, *, first_phase: int = 0) -> str:
    """Return the sentence for one link; arguments as for ``sentences``."""
    return _Words(answer.pathway, timeline, first_phase).link(link)


def why_not_sentences(pathway: Pathway, answer: WhyNot) -> tuple[str, ...]:
    """Return what would have to differ, an alternative a sentence."""
    wish = f"{_caption(pathway, answer.node)} would be {state_word(value=answer.value)}"
    if answer.is_input:
        return (f"{wish} as soon as it is switched: nothing else decides it.",)
    release = "once its hold is released" if answer.is_held else ""
    if answer.changes == ({},):
        return (f"{wish} {release}: its rule already says so." if release else f"{wish} at its next turn.",)
    if not answer.changes:
        return (f"{_caption(pathway, answer.node)} cannot be {state_word(value=answer.value)}: its rule is constant.",)
    more = len(answer.changes) - _FEWEST_OF_MANY
    ways = [
        f"{wish} if {_listed([_would_be(pathway, node, value=value) for node, value in changes.items()])}"
        f"{', ' + release if release else ''}."
        for changes in answer.changes[: _FEWEST_OF_MANY + (more == 1)]
    ]
    if more > 1:
        ways.append(f"There are {more if answer.is_complete else f'more than {more}'} other ways of the same size.")
    return tuple(ways)


def arrow_words(edge: Edge) -> str:
    """Return what is known about an arrow: mechanism, confidence, sources for and against, by their ids."""
    against = f"against: {', '.join(edge.against)}" if edge.against else ""
    parts = (edge.mechanism, edge.confidence.words, ", ".join(edge.evidence), against)
    return " · ".join(part for part in parts if part)


class _Words:
    """The words for links and loops of one timeline."""

    def __init__(self, pathway: Pathway, timeline: Timeline, first_phase: int) -> None:
        self._pathway = pathway
        self._timeline = timeline
        self._first_phase = first_phase

    def link(self, link: Link) -> str:
        """Return one sentence."""
        name = _is(self._pathway, link.node, value=link.value)
        when = self._when(link.column)
        if link.ground is Ground.HOLD:
            word = "switched" if self._pathway.nodes[link.node].is_input else "held"
            verb = "were" if _is_plural(_caption(self._pathway, link.node)) else "was"
            at = self._at(link.column)
            return f"{_caption(self._pathway, link.node)} {verb} {word} {state_word(value=link.value)} {at}."
        if link.ground is Ground.INPUT:
            return f"{name} {when}; it is an input, and nothing switched it."
        if link.ground is Ground.START:
            return f"{name} {when}; no rule made it so."
        reasons = _reasons(self._pathway, link.regulators)
        if link.ground is Ground.LOOP and not link.column:
            return f"{name} {when}, and nothing has changed it: {reasons}."
        return f"{name} {when}, because {reasons}."

    def loop(self, loop: Loop) -> Iterator[str]:
        """Yield what a loop does and how it began."""
        names = _names(self._pathway, loop)
        if loop.is_turning:
            yield f"These keep changing each other, so that they never rest: {names}."
            return
        if not loop.origin:
            yield f"These keep each other as they were at the start, without any other cause in this run: {names}."
            return
        itself = "This value keeps itself up" if len(loop.nodes) == 1 else "These keep each other up"
        yield f"{itself}, whatever began it: {names}."
        first = loop.origin[0]
        if first.regulators:
            began = f"because {_reasons(self._pathway, first.regulators, past=True)}"
        else:
            began = "by hand" if first.ground is Ground.HOLD else "without a rule of this run"
        yield (
            f"It began when {_caption(self._pathway, first.node)} went {state_word(value=first.value)}"
            f" {self._at(first.column)} {began}{self._behind(loop.origin)}."
        )

    def _behind(self, origin: Iterable[Link]) -> str:
        told = [link for link in origin if link.regulators == {} and _was_told(link, self._timeline)]
        names = [f"{_caption(self._pathway, link.node)} {state_word(value=link.value)}" for link in told]
        return f"; behind that stood {_listed(names)}" if names else ""

    def _when(self, column: int) -> str:
        return f"since {self._point(column)}" if column else "from the start"

    def _at(self, column: int) -> str:
        return f"at {self._point(column)}" if column else "at the beginning"

    def _point(self, column: int) -> str:
        place = self._timeline.columns[column]
        phase = place.run + self._first_phase
        if phase == 0:
            return f"step {place.step} of the opening rest"
        many = len(self._timeline.source.runs) + self._first_phase > 2
        if not place.step:
            return f"the beginning of phase {phase}" if many else "the beginning"
        return f"step {place.step} of phase {phase}" if many else f"step {place.step}"


def _was_told(link: Link, timeline: Timeline) -> bool:
    """Whether somebody switched or held it, rather than that it stands as the file has it."""
    if link.ground is Ground.HOLD:
        node = timeline.source.pathway.nodes[link.node]
        return not node.is_input or node.start != link.value
    return link.ground is Ground.START and link.column > 0


def _reasons(pathway: Pathway, regulators: Mapping[str, bool], *, past: bool = False) -> str:
    if not regulators:
        return "its rule is constant"
    return _listed([_is(pathway, node, value=value, past=past) for node, value in regulators.items()])


def _is(pathway: Pathway, node: str, *, value: bool, past: bool = False) -> str:
    caption = _caption(pathway, node)
    verbs = ("were", "are") if _is_plural(caption) else ("was", "is")
    return f"{caption} {verbs[not past]} {state_word(value=value)}"


def _is_plural(caption: str) -> bool:
    """Whether a caption reads as a plural: ``CD8 T cells in tumour`` does, ``Chronic tumour stress`` does not."""
    head = _BEFORE_PLACE.split(caption, maxsplit=1)[0]
    return head.endswith("s") and not head.endswith(("ss", "is", "us"))


def _would_be(pathway: Pathway, node: str, *, value: bool) -> str:
    return f"{_caption(pathway, node)} were {state_word(value=value)}"


def _names(pathway: Pathway, loop: Loop) -> str:
    names = [_caption(pathway, node) for node in loop.nodes]
    return " → ".join([*names, names[0]]) if loop.is_ring else ", ".join(names)


def _caption(pathway: Pathway, node: str) -> str:
    return pathway.nodes[node].caption


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
