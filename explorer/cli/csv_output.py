"""How is a table printed? As bytes in UTF-8, the same in every locale and on every system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from explorer.io.tables import csv_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from explorer.io.tables import Field


def add_forms(parser: argparse.ArgumentParser, what: str) -> None:
    """Add ``--json`` and ``--csv``, of which one may be given; ``what`` is printed, for example ``the matrix``."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help=f"print {what} as JSON")
    forms.add_argument("--csv", action="store_true", help=f"print {what} as CSV, for a spreadsheet")


def print_csv(rows: Iterable[Sequence[Field]]) -> None:
    """Print ``rows``; past the text layer, which would end lines in another way on Windows."""
    sys.stdout.flush()
    sys.stdout.buffer.write(csv_text(rows).encode("utf-8"))
