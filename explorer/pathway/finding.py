"""What is one thing that does not fit in a pathway, and where is it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.errors import Severity

Place: TypeAlias = "tuple[str | int, ...]"
"""Keys of the pathway format and positions in lists, from the top."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit; ``on_key`` if the key at ``where`` is meant rather than its value."""

    severity: Severity
    where: Place
    text: str
    hint: str = ""
    on_key: bool = False
