"""How is a source named in short? Whose, where and when, as below a picture or a caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.pathway.definition import Reference


def short_name(reference: Reference) -> str:
    """Return for example ``Bossowski et al. Nature 2026``; the title where neither authors nor source are known."""
    # Where it appeared in short: no volume and pages, no department.
    source = re.split(r",|\s+\S*\d", reference.source, maxsplit=1)[0]
    parts = [part for part in (reference.authors.split(",")[0], source) if part]
    return " ".join([*parts, str(reference.year or "")]).strip() if parts else reference.title
