"""How are the names of a file that knows no labels read out? Without the sign they all begin with, as words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_SIGN = re.compile(r"[A-Za-z]{1,3}_+(?=[^_])")
_FEWEST = 3
"""Of so many names a common beginning says nothing about any of them."""


def readable(names: Collection[str]) -> dict[str, str]:
    """Return a label for each of ``names``: ``v_TRAF6_complex`` becomes ``TRAF6 complex`` where all begin with ``v_``.

    Two names never get one label.
    """
    sign = _common_sign(names)
    labels = {name: " ".join(name[len(sign) :].replace("_", " ").split()) for name in names}
    count = Counter(labels.values())
    return {name: label if label and count[label] == 1 else name for name, label in labels.items()}


def _common_sign(names: Collection[str]) -> str:
    first = _SIGN.match(next(iter(names), ""))
    if first is None or len(names) < _FEWEST:
        return ""
    sign = first.group()
    return sign if all(name.startswith(sign) and name != sign for name in names) else ""
