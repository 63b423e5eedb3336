"""As what is a file written? As its ending says, whatever else was chosen beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class EndingRefusedError(ExplorerError):
    """Nothing of the kind can be written under this ending."""


def ending_of(path: Path, endings: Sequence[str], what: str, *, hint: str = "") -> str:
    """Return the ending of ``path`` in small letters.

    Args:
        path: the file.
        endings: those that there are, with their dots, in small letters.
        what: what is written, for example ``a picture``.
        hint: what to use, if that is not simply one of ``endings``.

    Raises:
        EndingRefusedError: it is none of ``endings``.
    """
    ending = path.suffix.casefold()
    if ending not in endings:
        shown = f"the ending '{path.suffix}' is not that of {what}" if path.suffix else "the name has no ending"
        there = hint or f"Use {', '.join(endings)}."
        raise EndingRefusedError(f"{path}: {shown}. {there}")
    return ending
