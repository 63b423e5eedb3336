"""How large is a node, and where do its words break? Measured without a screen, so that every machine agrees."""

from __future__ import annotations

from functools import lru_cache

from explorer.pathway.definition import Node, NodeKind

FONT_SIZE = 15.0
"""Height of the letters' em on nodes, in diagram units."""
LINE_HEIGHT = 18.0
_WIDEST_LINE = 132.0
_PADDING = {NodeKind.CONDITION: 22.0, NodeKind.OUTCOME: 22.0, NodeKind.DRUG: 18.0, NodeKind.PHENOTYPE: 20.0}
_NARROW = frozenset("iljtfrI.,:;'|!()[]/-· ")
_WIDE = frozenset("mwMW@%")


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """Return the rounded-up width of one line of semibold Source Sans at ``FONT_SIZE``, in diagram units."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW:
            ems += 0.33
        elif letter in _WIDE:
            ems += 0.86
        elif letter.isupper() or letter.isdigit() or ord(letter) > 0x2000:
            ems += 0.61
        else:
            ems += 0.54
    return ems * FONT_SIZE


def wrapped(text: str, *, widest: float = _WIDEST_LINE) -> tuple[str, ...]:
    """Return ``text`` in as few lines as fit ``widest``, with the lines as even as possible."""
    words = text.split()
    if not words:
        return ("",)
    lines = _greedy(words, widest)
    narrow, wide = 0.0, widest
    for _ in range(8):  # halving: the narrowest width that needs no more lines
        middle = (narrow + wide) / 2
        if len(_greedy(words, middle)) <= len(lines):
            wide = middle
        else:
            narrow = middle
    return tuple(_greedy(words, wide))


def _greedy(words: list[str], widest: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if text_width(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def natural_size(node: Node) -> tuple[float, float]:
    """Return the width and height that ``node`` needs for its words, in diagram units, in steps of 10 and 2."""
    lines = wrapped(node.caption)
    padding = _PADDING.get(node.kind, 14.0)
    width = max(text_width(line) for line in lines) + 2 * padding
    return max(80.0, -(-width // 10) * 10), len(lines) * LINE_HEIGHT + 20.0
