"""Why did the outcomes change? Each in a chain of reasons, told once where several rest on the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.rule_words import edge_details, edge_in_words, state_word
from explorer.session.causes import Ground
from explorer.session.report import Chain, Heading, Paragraph, Reason, Section, Tone, Words
from explorer.session.timeline import timeline_of
from explorer.session.why import why
from explorer.session.why_words import link_sentence, sentences, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.pathway.definition import Edge, Pathway
    from explorer.session.causes import Link
    from explorer.session.report import Block
    from explorer.session.report_sources import Citations
    from explorer.session.snapshot import DocumentState
    from explorer.session.timeline import Timeline
    from explorer.session.why import Why


def why_section(state: DocumentState, nodes: Sequence[str], citations: Citations) -> tuple[Section, frozenset[str]]:
    """Return the chains of ``nodes`` at the end of the run, and the ids of all nodes and arrows that they name."""
    timeline = timeline_of(state)
    told: set[str] = set()
    named: set[str] = set()
    blocks: list[Block] = []
    for node in nodes:
        answer = why(timeline, node)
        named |= answer.lit_nodes | answer.lit_arrows
        value = state_word(value=answer.value)
        blocks.append(Heading(f"{state.pathway.nodes[node].caption} is {value}"))
        blocks.append(Paragraph(Words(summary(answer, timeline))))
        blocks += _chain(answer, timeline, citations, told)
    return Section("Why", tuple(blocks)), frozenset(named)


def _chain(answer: Why, timeline: Timeline, citations: Citations, told: set[str]) -> Iterator[Block]:
    """Yield the reasons that were not ``told`` yet: what changed, then what stood so; and a line on the others."""
    pathway = answer.pathway
    changed: list[Reason] = []
    standing: list[Reason] = []
    inputs: list[str] = []
    repeated = 0
    for link in answer.links:
        sentence = link_sentence(answer, link, timeline)
        if sentence in told:
            repeated += 1
            continue
        told.add(sentence)
        if link.ground is Ground.INPUT:
            inputs.append(f"{pathway.nodes[link.node].caption} {state_word(value=link.value)}")
            continue
        reason = Reason(sentence, tuple(_arrow(pathway, edge, citations) for edge in link.arrows))
        (standing if _stood(link) else changed).append(reason)
    for sentence in sentences(answer, timeline)[len(answer.links) :]:
        if sentence not in told:
            told.add(sentence)
            changed.append(Reason(sentence))
    if changed:
        yield Chain(tuple(changed))
    if standing:
        yield Paragraph(Words("It rests besides on what stood so from the start:", Tone.MUTED))
        yield Chain(tuple(standing), first=len(changed) + 1)
    if inputs:
        yield Paragraph(Words(f"Inputs that nothing switched: {', '.join(inputs)}.", Tone.MUTED))
    if repeated:
        count = "One more step of this chain is" if repeated == 1 else f"{repeated} more steps of this chain are"
        yield Paragraph(Words(f"{count} told above.", Tone.MUTED))


def _stood(link: Link) -> bool:
    """Whether a value was there before the first phase; what is held was told, whenever that was."""
    return link.ground is not Ground.HOLD and (not link.column or not link.run)


def _arrow(pathway: Pathway, edge: Edge, citations: Citations) -> Words:
    text = f"{edge_in_words(pathway, edge)} · {edge_details(edge)}"
    return Words(text, Tone.MUTED, citations.cite(edge.evidence), citations.cite(edge.against))
