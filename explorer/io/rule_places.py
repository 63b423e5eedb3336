"""Where in a file does a character of a value stand? For plain, quoted and block scalars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.io.files import place_in

if TYPE_CHECKING:
    from explorer.io.marks import ScalarMark

_SINGLE_QUOTED = re.compile(r"''|\S")
_PLAIN = re.compile(r"\S")
_OPENING = re.compile(r"(?:[&][^\s]+\s+)?")


def place_of(scalar: ScalarMark, offset: int, text: str) -> tuple[int, int]:
    """Return line and column of the character at ``offset`` in the scalar's value.

    ``text`` is the file's text. Folding changes blanks and line ends only, so the n-th character of the value that
    is no blank is the n-th in the file. Where backslashes stand for other characters, and behind an alias, the
    scalar's beginning is given.
    """
    source = text[scalar.start : scalar.end]
    if scalar.aliased or (scalar.style == '"' and "\\" in source):
        return scalar.line, scalar.column
    begin = _OPENING.match(source)
    assert begin is not None
    inside = begin.end()
    if scalar.style in ("|", ">"):
        inside = source.find("\n", inside) + 1 or len(source)
    elif scalar.style:
        inside += 1
    wanted = len(_PLAIN.findall(scalar.text[:offset]))
    letter = _SINGLE_QUOTED if scalar.style == "'" else _PLAIN
    position = scalar.start + inside
    for number, found in enumerate(letter.finditer(text, scalar.start + inside, scalar.end)):
        if number == wanted:
            position = found.start()
            break
        position = found.end()
    if "\n" not in text[scalar.start : position] and "\r" not in text[scalar.start : position]:
        return scalar.line, scalar.column + position - scalar.start
    return place_in(text, position)
