"""What does opening a file give? The pathway, its warnings, and the text as it was, for saving with care."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from explorer.io.files import Encoding
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.errors import Problem
    from explorer.io.marks import Marks
    from explorer.pathway.definition import Pathway


@dataclass(frozen=True, slots=True)
class LoadedPathway:
    """A pathway as it came from a file.

    Attributes:
        problems: warnings only; a file with errors is refused.
        text: the file's text, newlines as they are, without a byte order mark.
        marks: where each value stands; for another format than ``pathway/1`` at least the nodes.
        file: the file's name as it was given, empty for text that came from elsewhere.
        format: ``pathway/1``, or the name of the format from which the pathway was taken over.
        encoding: how ``text`` becomes bytes again.
    """

    pathway: Pathway
    problems: tuple[Problem, ...]
    text: str
    marks: Marks
    file: str = ""
    format: str = "pathway/1"
    encoding: Encoding = field(default_factory=Encoding)

    @property
    def content(self) -> bytes:
        """The file's bytes, exactly."""
        return self.encoding.encoded(self.text)
