"""What is a report? Titled sections of words, tables, chains of reasons and one picture; how it looks is not said here.

``explorer.session.reporting`` makes one from a document; ``explorer.ui.export`` writes it as HTML or PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Tone(Enum):
    """How words are meant."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with the sources behind them.

    Attributes:
        cites, against: numbers in the list of references, for and against.
        link: a web address, or an empty string.
    """

    text: str
    tone: Tone = Tone.PLAIN
    cites: tuple[int, ...] = ()
    against: tuple[int, ...] = ()
    link: str = ""

    @property
    def sources(self) -> str:
        """The numbers in brackets: ``[3, 7]``, ``[3; against 9]``, or an empty string."""
        parts = [", ".join(map(str, self.cites)) if self.cites else ""]
        parts.append(f"against {', '.join(map(str, self.against))}" if self.against else "")
        told = "; ".join(part for part in parts if part)
        return f"[{told}]" if told else ""

    def __str__(self) -> str:
        """Return the words with their sources."""
        return f"{self.text} {self.sources}".rstrip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    words: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section; what follows belongs to it."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names, and what is said of each."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads.

    Attributes:
        name: what the table holds, for those who do not see it.
        shares: the width of each column, in parts of the whole.
        compact: the columns, from 0, whose words are short and stand on one line.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    shares: tuple[float, ...]
    compact: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of a chain, and the arrows on which it rests."""

    sentence: str
    arrows: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Reasons, nearest first, numbered from ``first``."""

    reasons: tuple[Reason, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Sources:
    """Entries of the list of references, each under its number."""

    entries: tuple[tuple[int, Words], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the diagram stands, and the words below it."""

    caption: str


Block: TypeAlias = Paragraph | Heading | Pairs | Table | Chain | Sources | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report.

    Attributes:
        title: the pathway's.
        subtitle: what was run.
        lead: the answer in a sentence or two.
        written: the date, as it is shown.
        version: of the program.
        caution: what stands on every page.
    """

    title: str
    subtitle: str
    lead: str
    written: str
    version: str
    caution: str
    sections: tuple[Section, ...]
