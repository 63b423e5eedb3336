"""Why does a node have its value at the end of these phases? In sentences with their sources, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from explorer import CAUTION
from explorer.cli.asked_document import as_document
from explorer.cli.pathway_file import load_file
from explorer.cli.run_options import add_run_options, run_as_asked
from explorer.errors import UnknownNodeError, UsageError
from explorer.session.timeline import Timeline
from explorer.session.why import why, why_not
from explorer.session.why_words import arrow_words, link_sentence, sentences, summary, why_not_sentences

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from explorer.pathway.definition import Edge, Pathway, Reference
    from explorer.session.causes import Link
    from explorer.session.why import Loop, Why, WhyNot

EXAMPLES = """\
examples:
  pathway-explorer why lcn2-shield Tumor_Progression --settle-first --phase "Chronic_Stress=on"
  pathway-explorer why tnf-stat1-fatigue TNF_Tumor --scenario B5
  pathway-explorer why my-pathway.yaml Relapse --phase "Trigger=on" --json

For each value the smallest set of regulators that forces it is named, then what forces these, back to what was
switched or held, to values that stand since the start, and to loops that keep themselves up. A step counts within
its phase. Below: what would have to differ for the node to have its other value.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``why``."""
    parser.add_argument("file", metavar="FILE", help="a pathway file, or the id of a shipped pathway")
    parser.add_argument("node", metavar="NODE", help="the id of a node")
    add_run_options(parser)
    parser.add_argument("--json", action="store_true", help="print the chain as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the phases and print why the node has its value.

    Raises:
        FileRefusedError: the file cannot be opened.
        UsageError: the node or the options do not fit the pathway.
    """
    pathway = load_file(options.file).pathway
    document, first_phase = as_document(pathway, run_as_asked(pathway, options), options)
    timeline = Timeline(document)
    try:
        answer, other = why(timeline, options.node), why_not(timeline, options.node)
    except UnknownNodeError as error:
        raise UsageError(str(error)) from None
    if options.json:
        print(json.dumps(as_json(answer, other, timeline, first_phase)))
    else:
        print("\n".join(_text(answer, other, timeline, first_phase)))
    return 0


def as_json(answer: Why, other: WhyNot, timeline: Timeline, first_phase: int) -> dict[str, Any]:
    """Return the answer under the keys of the command-line contract, and more beside them."""
    told = sentences(answer, timeline, first_phase=first_phase)
    cited = dict.fromkeys(id_ for link in _all_links(answer) for edge in link.arrows for id_ in _cited(edge))
    return {
        "node": answer.node,
        "value": answer.value,
        "because": [_link_json(answer.pathway, link, first_phase) for link in answer.links],
        "loops": [_loop_json(answer.pathway, loop, first_phase) for loop in answer.loops],
        "summary": summary(answer, timeline, first_phase=first_phase),
        "sentences": list(told),
        "why_not": {
            "value": other.value,
            "changes": [dict(changes) for changes in other.changes],
            "held": other.is_held,
            "input": other.is_input,
            "complete": other.is_complete,
        },
        "references": {id_: _reference_json(answer.pathway.references[id_]) for id_ in cited},
        "caution": CAUTION,
    }


def _link_json(pathway: Pathway, link: Link, first_phase: int) -> dict[str, Any]:
    return {
        "node": link.node,
        "value": link.value,
        "step": link.step,
        "rule": pathway.nodes[link.node].rule_text,
        "regulators": dict(link.regulators),
        "references": list(link.references),
        "phase": link.run + first_phase,
        "ground": link.ground.value,
        "confidence": link.confidence.value if link.confidence else None,
        "arrows": [
            {
                "from": edge.source,
                "to": edge.target,
                "effect": edge.effect.value,
                "mechanism": edge.mechanism,
                "confidence": edge.confidence.value,
                "references": list(edge.evidence),
                "against": list(edge.against),
            }
            for edge in link.arrows
        ],
    }


def _loop_json(pathway: Pathway, loop: Loop, first_phase: int) -> dict[str, Any]:
    return {
        "nodes": list(loop.nodes),
        "turning": loop.is_turning,
        "from_start": not loop.origin and not loop.is_turning,
        "origin": [_link_json(pathway, link, first_phase) for link in loop.origin],
    }


def _reference_json(reference: Reference) -> dict[str, Any]:
    return {
        "title": reference.title,
        "kind": reference.kind.value,
        "authors": reference.authors,
        "source": reference.source,
        "year": reference.year,
        "doi": reference.doi,
    }


def _text(answer: Why, other: WhyNot, timeline: Timeline, first_phase: int) -> Iterator[str]:
    pathway = answer.pathway
    yield f"{pathway.title or pathway.id}"
    yield ""
    yield summary(answer, timeline, first_phase=first_phase)
    yield ""
    for link in answer.links:
        yield f"- {link_sentence(answer, link, timeline, first_phase=first_phase)}"
        for edge in link.arrows:
            yield f"    {edge.id}: {arrow_words(edge)}"
    for told in sentences(answer, timeline, first_phase=first_phase)[len(answer.links) :]:
        yield f"- {told}"
    yield ""
    yield "What would have to differ"
    for way in why_not_sentences(pathway, other):
        yield f"- {way}"
    sources = dict.fromkeys(id_ for link in _all_links(answer) for edge in link.arrows for id_ in _cited(edge))
    if sources:
        yield ""
        yield "Sources"
        yield from _sources(pathway, sources)
    yield ""
    yield CAUTION


def _all_links(answer: Why) -> Iterator[Link]:
    yield from answer.links
    for loop in answer.loops:
        yield from loop.origin


def _cited(edge: Edge) -> tuple[str, ...]:
    return (*edge.evidence, *edge.against)


def _sources(pathway: Pathway, ids: Iterable[str]) -> Iterator[str]:
    for id_ in ids:
        source = pathway.references[id_]
        words = ", ".join(str(part) for part in (source.authors, source.source, source.year, source.doi) if part)
        yield f"  {id_}: {source.title}{'. ' + words if words else ''}"
