"""Which words stand in a handout, and where? Sections of HTML; nothing of a file is ever markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from explorer.logic.simulation import StopReason
from explorer.pathway.citing import short_name
from explorer.pathway.definition import NodeKind
from explorer.pathway.scenario import play
from explorer.session.handout import BASIS, anchors
from explorer.ui.export.handout_drawing import icon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from explorer.pathway.definition import Basis, Holds, Node, Note, Pathway, Reference, Scenario, StoryStep

_DRUG, _CONTEXT = "Therapies", "Context"
_TONES = {"good": "✓ ", "bad": "! ", "plain": ""}


def on_off(*, value: bool) -> str:
    """Return ``ON`` or ``OFF``."""
    return "ON" if value else "OFF"


def chip(*, value: bool, wanted: bool | None, strip: str = "") -> str:
    """Return a state set off, with the sign of good or bad; ``strip`` is the node whose state it is to follow."""
    tone = "plain" if wanted is None else "good" if wanted == value else "bad"
    word = on_off(value=value)
    follows = f' data-strip="{escape(strip)}"' if strip else ""
    return f'<span class="chip {tone} {word.lower()}"{follows}>{_TONES[tone]}{word}</span>'


def basis_chip(basis: Basis) -> str:
    """Return the word for a basis, with what it means as a tooltip."""
    return f'<span class="basis {basis.value}" title="{escape(BASIS[basis])}">{basis.value}</span>'


def cited(pathway: Pathway, ids: Iterable[str]) -> str:
    """Return sources in short, each leading to its full entry."""
    named = anchors(pathway)
    links = [
        f'<a href="#{named[id_]}">{escape(short_name(pathway.references[id_]))}</a>' if id_ in named else escape(id_)
        for id_ in ids
    ]
    return f'<p class="cited">{" · ".join(links)}</p>' if links else ""


# -- switches, scenarios, story ---------------------------------------------------------------------------------------


def switches(pathway: Pathway) -> str:
    """Return a switch for every input, for every variant, and (folded away) for every other node."""
    groups: dict[str, list[Node]] = {_DRUG: [], _CONTEXT: [], "Other inputs": []}
    others: list[Node] = []
    for node in pathway.nodes.values():
        if node.kind is NodeKind.DRUG:
            groups[_DRUG].append(node)
        elif not node.is_input:
            others.append(node)
        else:
            known = node.kind in (NodeKind.CONDITION, NodeKind.CELLS)
            groups[_CONTEXT if known else "Other inputs"].append(node)
    sections = {name: "".join(map(_switch, nodes)) for name, nodes in groups.items() if nodes}
    if pathway.variants:
        rows = (
            f'<button type="button" class="row" role="switch" aria-checked="false" data-variant="{escape(variant.id)}">'
            f'<span class="track" aria-hidden="true"></span><span class="name">{escape(variant.title)}</span>'
            f'<span class="more">{escape(variant.description)}</span></button>'
            for variant in pathway.variants
        )
        sections["Alternative rules"] = "".join(rows)
    release = '<button type="button" class="word" id="release" disabled>Release everything</button>'
    heads = [*sections] or ["Nodes"]
    parts = [f'<div class="steps"><h2>{heads[0]}</h2>{release}</div>{sections.get(heads[0], "")}']
    parts += [f"<h2>{name}</h2>{sections[name]}" for name in heads[1:]]
    if others:
        folded = "".join(map(_switch, others))
        parts.append(f"<details><summary>Hold any other node ON or OFF</summary>{folded}</details>")
    return "".join(parts)


def _switch(node: Node) -> str:
    more = f'<span class="more">{escape(node.description)}</span>' if node.description and node.is_input else ""
    kind = {NodeKind.DRUG: " drug", NodeKind.CONDITION: " condition"}.get(node.kind, "")
    return (
        f'<button type="button" class="row{kind}" role="switch" aria-checked="{str(node.start).lower()}" '
        f'data-node="{escape(node.id)}"><span class="track" aria-hidden="true"></span>'
        f'<span class="name">{escape(node.caption)}</span><span class="held"></span>{more}</button>'
    )


def scenarios(pathway: Pathway) -> str:
    """Return a row for each scenario, with what it expects and its basis."""
    rows = (
        f'<li><button type="button" class="row pick" aria-pressed="false" data-scenario="{escape(scenario.id)}">'
        f"<strong>{escape(scenario.title)}</strong>{basis_chip(scenario.basis)}"
        f'<span class="more">{escape(_expected(pathway, scenario.expect))}</span></button></li>'
        for scenario in pathway.scenarios
    )
    return f"<ol>{''.join(rows)}</ol>"


def _expected(pathway: Pathway, holds: Holds) -> str:
    return ", ".join(f"{pathway.nodes[id_].caption} {on_off(value=value)}" for id_, value in holds.items())


def story(pathway: Pathway) -> str:
    """Return a row for each step of the story, its words under it."""
    steps = "".join(_step(pathway, number, step) for number, step in enumerate(pathway.story))
    return (
        '<div class="steps"><button type="button" class="word" id="story-back" disabled>Back</button>'
        f'<span id="story-place">{len(pathway.story)} steps</span>'
        f'<button type="button" class="word" id="story-next">Next</button></div><ol>{steps}</ol>'
    )


def _step(pathway: Pathway, number: int, step: StoryStep) -> str:
    rests_on = basis_chip(step.basis) if step.basis else ""
    return (
        f'<li><button type="button" class="row numbered" aria-pressed="false" data-step="{number}">'
        f'<span class="number">{number + 1}</span><strong>{escape(step.title)}</strong></button>'
        f'<div class="told"><p>{escape(step.text)}</p>{f"<p>{rests_on}</p>" if rests_on else ""}'
        f"{cited(pathway, step.evidence)}</div></li>"
    )


# -- results ----------------------------------------------------------------------------------------------------------


def outcomes(pathway: Pathway, values: Holds) -> str:
    """Return a row for each outcome as it is in ``values``."""
    if not pathway.outcomes:
        return '<p class="muted">This pathway names no outcomes.</p>'
    rows = (
        f'<div class="outcome" data-outcome="{escape(node.id)}"><span class="name">{escape(node.caption)}</span>'
        f'<span class="since"></span><span class="was">{on_off(value=values[node.id])}</span>'
        f"{chip(value=values[node.id], wanted=node.wanted)}</div>"
        for node in pathway.outcomes
    )
    return "".join(rows)


def outcome_strip(pathway: Pathway, values: Holds) -> str:
    """Return the outcomes on one line, for narrow pages."""
    return "".join(
        f"<span>{escape(node.caption)} {chip(value=values[node.id], wanted=node.wanted, strip=node.id)}</span>"
        for node in pathway.outcomes
    )


def scenario_table(pathway: Pathway, orders: Mapping[str, str]) -> str:
    """Return what every scenario comes to: a row each, a column an outcome; its basis, and whether as expected."""
    if not (pathway.scenarios and pathway.outcomes):
        return ""
    heads = "".join(f'<th scope="col">{escape(node.caption)}</th>' for node in pathway.outcomes)
    rows = "".join(_scenario_row(pathway, scenario, orders.get(scenario.id, "")) for scenario in pathway.scenarios)
    return (
        '<section class="leaf" id="outcome-table"><h2>What each scenario comes to</h2>'
        '<p class="muted">The rules run from the rest state, phase by phase, all nodes at the same time. '
        f"{' '.join(f'{basis_chip(basis)} {escape(words)}' for basis, words in BASIS.items())}</p>"
        '<div class="wide"><table class="table-chips"><thead><tr><th scope="col">Scenario</th>'
        f'<th scope="col">Basis</th>{heads}'
        '<th scope="col">As expected?</th>'
        f'<th scope="col">In other update orders</th></tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _scenario_row(pathway: Pathway, scenario: Scenario, orders: str) -> str:
    result = play(pathway, scenario)
    last = result.trajectories[-1]
    final = pathway.network.named(last.last)
    cells = "".join(f"<td>{chip(value=final[node.id], wanted=node.wanted)}</td>" for node in pathway.outcomes)
    missed = [pathway.nodes[id_].caption for id_ in result.missed]
    met = f"✗ not: {', '.join(missed)}" if missed else "✓ yes" if scenario.expect else "nothing expected"
    if last.end is StopReason.CYCLE:
        met += f"; keeps turning, period {last.period}"
    elif last.end is StopReason.LIMIT:
        met += "; no rest found"
    return (
        f'<tr><th scope="row">{escape(scenario.title)}</th><td>{basis_chip(scenario.basis)}</td>{cells}'
        f'<td>{escape(met)}</td><td class="orders">{escape(orders)}</td></tr>'
    )


# -- sources and remarks ----------------------------------------------------------------------------------------------


def sources(pathway: Pathway) -> str:
    """Return every reference in full."""
    if not pathway.references:
        return ""
    named = anchors(pathway)
    rows = "".join(f'<li id="{named[id_]}">{_reference(known)}</li>' for id_, known in pathway.references.items())
    return f'<section class="leaf" id="sources"><h2>Sources</h2><ol class="sources">{rows}</ol></section>'


def _reference(known: Reference) -> str:
    where = ", ".join(part for part in (known.source, str(known.year or "")) if part)
    middle = ". ".join(part for part in (known.authors.rstrip("."), where) if part)
    entries = [
        f'<a href="{address}{quote(value, safe="/():;.-_")}" rel="noreferrer">{name} {escape(value)}</a>'
        for name, value, address in (
            ("doi", known.doi, "https://doi.org/"),
            ("PMID", known.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
            ("PMC", known.pmcid, "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
        )
        if value
    ]
    lines = [
        f'<span class="kind">{known.kind.value}</span><strong>{escape(known.title)}</strong>',
        escape(middle),
        " · ".join(entries),
        f'<span class="muted">{escape(known.note)}</span>' if known.note else "",
    ]
    return "<br>".join(line for line in lines if line)


def remarks(pathway: Pathway) -> str:
    """Return what the file says is doubtful, and what is known beside the rules."""
    parts = []
    if pathway.notes:
        rows = "".join(f"<li>{_remark(note)}{cited(pathway, note.evidence)}</li>" for note in pathway.notes)
        parts.append(f'<section class="leaf"><h2>Doubts and remarks</h2><ul class="notes">{rows}</ul></section>')
    if pathway.annotations:
        rows = "".join(
            f"<li><strong>{escape(known.label)}</strong>: {escape(known.text)}{cited(pathway, known.evidence)}</li>"
            for known in pathway.annotations
        )
        parts.append(f'<section class="leaf"><h2>Known beside the rules</h2><ul class="notes">{rows}</ul></section>')
    return "".join(parts)


def _remark(note: Note) -> str:
    says_so = note.text.casefold().startswith("conflicting evidence")
    return f"{'<strong>Conflicting evidence.</strong> ' if note.conflict and not says_so else ''}{escape(note.text)}"


# -- buttons and tabs -------------------------------------------------------------------------------------------------


def tool(id_: str, name: str, *icons: str, disabled: bool = False) -> str:
    """Return a button with an icon, or two of which the page shows one."""
    classes = ("start", "pause")
    shown = icon(icons[0])
    if len(icons) > 1:
        shown = "".join(
            icon(each).replace("<svg", f'<svg class="{class_}"', 1) for each, class_ in zip(icons, classes, strict=True)
        )
    off = " disabled" if disabled else ""
    return f'<button type="button" class="tool" id="{id_}" aria-label="{name}" title="{name}"{off}>{shown}</button>'


def tabs(panels: Sequence[tuple[str, str, str]]) -> str:
    """Return tabs and their panels; each is an id, words, and what the panel holds. The first is shown."""
    heads = "".join(
        f'<button type="button" role="tab" id="tab-{id_}" aria-controls="panel-{id_}" '
        f'aria-selected="{str(not number).lower()}" tabindex="{-1 if number else 0}">{words}</button>'
        for number, (id_, words, _) in enumerate(panels)
    )
    bodies = "".join(
        f'<div class="panel{"" if number else " shown"}" role="tabpanel" id="panel-{id_}" aria-labelledby="tab-{id_}">'
        f"{body}</div>"
        for number, (id_, _, body) in enumerate(panels)
    )
    return f'<div class="tabs" role="tablist" aria-label="What to do">{heads}</div>{bodies}'
