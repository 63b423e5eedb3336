"""What did the user mean by these letters? Nodes and commands found by any of their names, best first."""

from __future__ import annotations

import heapq
import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explorer.pathway.definition import Node, Pathway

NODE, ACTION, SCENARIO = "node", "action", "scenario"
"""The kinds of targets; each chooses what going there means."""

_WHOLE, _START, _WORD, _INSIDE, _SCATTERED, _MISSPELT = 1000.0, 800.0, 600.0, 400.0, 220.0, 180.0
_LONGEST = 60  # letters that count when the shorter of two texts is preferred
_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho",
    "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SPELT = re.compile(r"\b(alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega)|"
                    r"(alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega)\b")  # fmt: skip
_APART = re.compile(r"[^0-9a-z]+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_BITS = {letter: 1 << at for at, letter in enumerate(_ALPHABET)}


@dataclass(frozen=True, slots=True)
class Name:
    """One text by which a target is found.

    Attributes:
        field: what the text is, in the user's words: ``name``, ``id``, ``synonym``, ``cross-reference`` ...
        weight: how much a match counts, 1 for the name itself.
        is_loose: whether letters far apart or misspelt may match.
    """

    text: str
    field: str = "name"
    weight: float = 1.0
    is_loose: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be found; ``detail`` is one muted line about it."""

    kind: str
    id: str
    caption: str
    names: tuple[Name, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A target, by which of its names it was found, and how well (higher is better)."""

    target: Target
    name: Name
    score: float


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return ``text`` in plain small letters: Greek spelt out, accents and signs gone, words apart by one space."""
    if text.isascii():  # most names are, and at ten thousand nodes it counts
        return _APART.sub(" ", text.lower()).strip()
    flat = unicodedata.normalize("NFKD", text.casefold())
    spelt = "".join(_NAMES.get(letter, letter) for letter in flat if not unicodedata.combining(letter))
    return _APART.sub(" ", spelt).strip()


def forms(text: str) -> tuple[str, ...]:
    """Return the folded ``text``, and where it has Greek also with one Latin letter for each: ``tnf a``."""
    full = folded(text)
    brief = _SPELT.sub(lambda found: found.group()[0], full)
    return (full,) if brief == full else (full, brief)


def node_target(pathway: Pathway, node: Node) -> Target:
    """Return ``node`` with everything by which it can be found."""
    names = [Name(node.label)]
    if node.short and node.short != node.label:
        names.insert(0, Name(node.short))
    names.append(Name(node.id, "id", 0.97))
    names += [Name(text, "synonym", 0.92) for text in node.synonyms]
    for xref in node.xrefs:
        names.append(Name(xref.curie, "cross-reference", 0.85, is_loose=False))
        names.append(Name(xref.curie.partition(":")[2], "cross-reference", 0.85, is_loose=False))
        if xref.label:
            names.append(Name(xref.label, "cross-reference", 0.8, is_loose=False))
    place = pathway.compartments.get(node.compartment or "")
    if place is not None:
        names.append(Name(place.label, "place", 0.3, is_loose=False))
    names.append(Name(node.kind.value, "kind", 0.3, is_loose=False))
    detail = " · ".join(part for part in (node.kind.value, place.label if place else "") if part)
    return Target(NODE, node.id, node.caption, tuple(names), detail)


def node_targets(pathway: Pathway) -> Iterator[Target]:
    """Yield a target for every node of ``pathway``, in file order."""
    for node in pathway.nodes.values():
        yield node_target(pathway, node)


def scenario_targets(pathway: Pathway) -> Iterator[Target]:
    """Yield a target for every scenario of ``pathway``."""
    for scenario in pathway.scenarios:
        names = (Name(scenario.title, "name", 0.9), Name(f"Play scenario {scenario.id}", "command", 0.6))
        yield Target(SCENARIO, scenario.id, scenario.title, names, f"scenario · {scenario.basis.value}")


class SearchIndex:
    """Finds among fixed targets. Built once; a search looks words up instead of walking through all targets."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.targets = tuple(targets)
        words: dict[str, list[tuple[float, int, Name, bool]]] = {}
        self._loose: list[tuple[str, int, Name]] = []
        self._letters: list[int] = []
        self._said: list[str] = []
        lines: list[str] = []
        self._line_of: list[tuple[int, Name]] = []
        for at, target in enumerate(self.targets):
            said = []
            for form, name in _texts(target):
                squeezed, parts, loss = form.replace(" ", ""), form.split(), min(len(form), _LONGEST)
                words.setdefault(squeezed, []).append((name.weight * _START - loss, at, name, True))
                for begin in range(1, len(parts)):  # ``t cells`` is found in ``CD8 T cells``
                    word = "".join(parts[begin : begin + 3])
                    words.setdefault(word, []).append((name.weight * _WORD - loss, at, name, False))
                said.append(f" {form}")
                lines.append(squeezed)
                self._line_of.append((at, name))
                if name.is_loose:
                    self._loose.append((squeezed, at, name))
                    self._letters.append(_letters(squeezed))
            self._said.append("".join(said))
        self._words = sorted(words)
        self._entries = [words[word] for word in self._words]
        self._page = "\n".join(lines)
        self._line_starts = [0]
        for line in lines:
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)

    def search(self, query: str, *, most: int = 12) -> tuple[Found, ...]:
        """Return up to ``most`` targets for ``query``, best first; nothing for a query without letters."""
        best: dict[int, tuple[float, Name]] = {}
        wanted = forms(query)
        if not wanted[0]:
            return ()
        for form in wanted:
            squeezed = form.replace(" ", "")
            self._by_beginning(squeezed, best, most)
            if " " in form:
                self._by_words(form.split(), best)
            if len(squeezed) > 1:
                self._by_inside(squeezed, best)
        if len(best) < most and len(wanted[0]) > 1:
            self._by_scattered(wanted[0].replace(" ", ""), best)
        if not best and len(wanted[0]) > 3:
            self._by_misspelt(wanted[0].replace(" ", ""), best, most)
        ranked = heapq.nsmallest(most, ((-score, at) for at, (score, _) in best.items()))
        return tuple(Found(self.targets[at], best[at][1], -score) for score, at in ranked)

    def _range(self, beginning: str) -> range:
        return range(bisect_left(self._words, beginning), bisect_left(self._words, beginning + "\uffff"))

    def _by_beginning(self, query: str, best: dict[int, tuple[float, Name]], most: int, *, less: float = 0.0) -> None:
        """Find names that begin with ``query``, or a word of which does."""
        matching = [entry for number in self._range(query) for entry in self._entries[number]]
        # A target may stand here by several names: more than ``most`` entries are looked at.
        for score, at, name, _ in heapq.nlargest(8 * most, matching, key=_score):
            _keep(best, at, score - less, name)
        place = bisect_left(self._words, query)
        if place < len(self._words) and self._words[place] == query:
            for score, at, name, is_whole in self._entries[place]:
                if is_whole:
                    _keep(best, at, score + name.weight * (_WHOLE - _START) - less, name)

    def _by_words(self, words: list[str], best: dict[int, tuple[float, Name]]) -> None:
        """Find targets that have, in any of their names and any order, words that begin with all of ``words``."""
        counts = {word: sum(len(self._entries[number]) for number in self._range(word)) for word in words}
        rarest = min(counts, key=counts.__getitem__)
        others = [f" {word}" for word in words if word != rarest]
        for number in self._range(rarest):
            for score, at, name, _ in self._entries[number]:
                said = self._said[at]
                if all(other in said for other in others):
                    _keep(best, at, min(score, name.weight * _WORD) - 50, name)

    def _by_inside(self, query: str, best: dict[int, tuple[float, Name]], *, most: int = 400) -> None:
        """Find names in the middle of which ``query`` stands."""
        page, starts = self._page, self._line_starts
        place = page.find(query)
        while place >= 0 and most:
            line = bisect_left(starts, place + 1) - 1
            at, name = self._line_of[line]
            _keep(best, at, name.weight * _INSIDE - min(starts[line + 1] - starts[line], _LONGEST), name)
            place = page.find(query, starts[line + 1])
            most -= 1

    def _by_scattered(self, query: str, best: dict[int, tuple[float, Name]]) -> None:
        """Find names that hold the letters of ``query`` in their order, not far apart."""
        needed, loose = _letters(query), self._loose
        allowed = max(2, len(query) // 2)
        for number in [number for number, letters in enumerate(self._letters) if letters & needed == needed]:
            text, at, name = loose[number]
            gaps = _gaps(query, text)
            if gaps is not None and gaps <= allowed and at not in best:
                _keep(best, at, name.weight * (_SCATTERED - 12 * gaps) - min(len(text), _LONGEST) / 2, name)

    def _by_misspelt(self, query: str, best: dict[int, tuple[float, Name]], most: int) -> None:
        """Find names that begin with ``query`` when one letter is dropped, added, changed or swapped."""
        for variation in _variations(query):
            if self._range(variation):
                self._by_beginning(variation, best, most, less=_WORD - _MISSPELT)


def _texts(target: Target) -> Iterator[tuple[str, Name]]:
    """Yield every folded text by which ``target`` is found, each once."""
    seen: set[str] = set()
    for name in target.names:
        for form in forms(name.text):
            squeezed = form.replace(" ", "")
            if squeezed and squeezed not in seen:
                seen.add(squeezed)
                yield form, name


def _score(entry: tuple[float, int, Name, bool]) -> float:
    return entry[0]


def _first(kept: tuple[float, Name]) -> float:
    return kept[0]


def _keep(best: dict[int, tuple[float, Name]], at: int, score: float, name: Name) -> None:
    kept = best.get(at)
    if kept is None or score > kept[0]:
        best[at] = (score, name)


def _letters(text: str) -> int:
    """Return a bit for each letter and digit in ``text``."""
    bits = 0
    for letter in set(text):
        bits |= _BITS[letter]
    return bits


def _gaps(query: str, text: str) -> int | None:
    """Return how many letters of ``text`` stand between the first and the last of ``query``; None without a match."""
    first = place = text.find(query[0])
    for letter in query[1:]:
        if place < 0:
            return None
        place = text.find(letter, place + 1)
    return None if place < 0 else place - first + 1 - len(query)


def _variations(word: str) -> Iterator[str]:
    """Yield every word one slip of the finger away from ``word``; the first letter is taken to be right."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for letter in _ALPHABET:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
