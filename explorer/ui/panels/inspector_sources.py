"""How is a source written out? References in full and database entries as text to copy; HTML, free of Qt."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.pathway.definition import CrossReference, Pathway, Reference


def chip(word: str, tone: str) -> str:
    """Return a word set off by the class ``tone``."""
    return f"<span class='chip {tone}'>&nbsp;{escape(word)}&nbsp;</span>"


def references_of(pathway: Pathway, ids: Iterable[str]) -> str:
    """Return the references with these ids in full; an id that the file does not explain stands as it is."""
    parts = []
    for id_ in ids:
        known = pathway.references.get(id_)
        parts.append(reference(known) if known else f"<p>{escape(id_)}</p>")
    return "".join(parts)


def references(all_: Iterable[Reference]) -> str:
    """Return references in full, one a paragraph."""
    return "".join(reference(one) for one in all_)


def reference(one: Reference) -> str:
    """Return one reference: kind, title, authors, where and when, and its identifiers to copy."""
    where = ", ".join(part for part in (one.source, str(one.year or "")) if part)
    middle = ". ".join(part for part in (one.authors.rstrip("."), where) if part)
    entries = [
        _copy(f"{name} {value}", address)
        for name, value, address in (
            ("doi", one.doi, f"https://doi.org/{one.doi}"),
            ("PMID", one.pmid, f"https://identifiers.org/pubmed:{one.pmid}"),
            ("PMC", one.pmcid.removeprefix("PMC"), f"https://identifiers.org/pmc:{one.pmcid}"),
        )
        if value
    ]
    lines = [
        f"{chip(one.kind.value, one.kind.value)} <span class='strong'>{escape(one.title)}</span>",
        f"<span class='muted'>{escape(middle)}</span>" if middle else "",
        " · ".join(entries),
        f"<span class='muted'>{escape(one.note)}</span>" if one.note else "",
    ]
    return f"<p class='source'>{'<br>'.join(line for line in lines if line)}</p>"


def cross_references(entries: Iterable[CrossReference]) -> str:
    """Return database entries, each copied by a click; those that nobody checked say so."""
    rows = "<br>".join(copied(entry) for entry in entries)
    return f"<p>{rows}</p>" if rows else ""


def copied(entry: CrossReference) -> str:
    """Return one database entry as text that a click copies."""
    label = f" {escape(entry.label)}" if entry.label else ""
    doubt = "" if entry.checked else " <span class='bad'>unverified</span>"
    return f"{_copy(entry.curie, f'https://identifiers.org/{entry.curie}')}{label}{doubt}"


def _copy(words: str, text: str) -> str:
    return f"<a class='copy' href='copy:{quote(text, safe='')}' title='Copy {escape(text)}'>{escape(words)}</a>"
