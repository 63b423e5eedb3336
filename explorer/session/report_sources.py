"""Which sources does a report rest on? Numbered as they are first named; then the others of the pathway."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from explorer.pathway.definition import ReferenceKind
from explorer.session.report import Heading, Section, Sources, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.pathway.definition import Pathway, Reference
    from explorer.session.report import Block

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NUMBER = re.compile(r"\d{1,9}")
_KINDS = {
    ReferenceKind.NEWS: "News report",
    ReferenceKind.DATABASE: "Database",
    ReferenceKind.TEXTBOOK: "Textbook",
    ReferenceKind.MODELLING: "Modelling choice",
}
"""What is said of a source that is no paper."""


class Citations:
    """Gives each source a number when it is first cited."""

    def __init__(self, pathway: Pathway) -> None:
        self._references = pathway.references
        self._numbers: dict[str, int] = {}

    def cite(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the sources ``ids``, each once; ids that the pathway does not have are left out."""
        known = [id_ for id_ in dict.fromkeys(ids) if id_ in self._references]
        return tuple(self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in known)

    def section(self) -> Section | None:
        """Return the list of references, those cited first; None where the pathway has none."""
        cited = tuple(self._numbers)
        others = tuple(id_ for id_ in self._references if id_ not in self._numbers)
        blocks: list[Block] = []
        if cited:
            blocks += [Heading("Cited in this report"), self._entries(cited)]
        if others:
            words = "Further references of this pathway" if cited else "References of this pathway"
            blocks += [Heading(words), self._entries(others)]
        return Section("References", tuple(blocks)) if blocks else None

    def _entries(self, ids: tuple[str, ...]) -> Sources:
        return Sources(tuple((self.cite((id_,))[0], reference_words(self._references[id_])) for id_ in ids))


def reference_words(reference: Reference) -> Words:
    """Return ``reference`` as an entry of a list, with the web address of its DOI or PubMed number if it has one."""
    year = f" ({reference.year})" if reference.year else ""
    begin = f"{reference.authors}{year}" if reference.authors else ""
    place = f"{reference.source}{'' if begin else year}"
    kind = _KINDS.get(reference.kind, "")
    if kind.casefold() in f"{reference.title} {reference.source}".casefold():
        kind = ""
    numbers = [f"doi:{reference.doi}" if reference.doi else "", f"PMID {reference.pmid}" if reference.pmid else ""]
    numbers.append(reference.pmcid)
    parts = [begin, reference.title or reference.id, place, kind, *numbers]
    text = " ".join(_ended(part) for part in parts if part.strip())
    return Words(text, link=_address(reference))


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _address(reference: Reference) -> str:
    if _DOI.fullmatch(reference.doi):
        return f"https://doi.org/{quote(reference.doi, safe='/:;()._-')}"
    if _NUMBER.fullmatch(reference.pmid):
        return f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
    return ""
