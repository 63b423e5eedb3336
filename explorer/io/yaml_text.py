"""How is a value written as YAML, so that it reads back exactly and stays readable? Scalars, flow style, wrapping.

Source: YAML 1.1 (https://yaml.org/spec/1.1), whose implicit types are quoted so that other tools do not guess.
"""

from __future__ import annotations

import re
from typing import TypeAlias

WIDTH = 110
"""Characters a line should have at most."""

Value: TypeAlias = "str | bool | int | float | list[Value] | dict[str, Value]"
"""What can be written: text, states (bool), numbers, lists, mappings."""


class Bare(str):
    """Text that is never quoted: words of the format such as ``protein`` or ``on``."""

    __slots__ = ()


_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_GUESSED = re.compile(
    r"""~|null|true|false|yes|no|on|off|y|n|<<|=|
    [-+]?(\d[\d_]*)?(\.[\d_]*)?([eE][-+]?\d+)?|[-+]?0[box][\da-f_]+|
    [-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?|[-+]?\.(inf|nan)|
    \d{4}-\d{1,2}-\d{1,2}([Tt\s].*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BREAKS_PLAIN = re.compile(r":\s|\s#|:$")
_FLOW_SIGNS = re.compile(r"[,?\[\]{}]|:[\"']")
_ESCAPED = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def scalar(value: Value, *, in_flow: bool = False) -> str:
    """Return a text, state or number on one line, quoted only where that is needed."""
    if isinstance(value, Bare):
        return str(value)
    if not isinstance(value, str):
        return raw_text(value)
    if _ESCAPED.search(value) is None:
        if _is_plain(value, in_flow=in_flow):
            return value
        if '"' not in value and "\\" not in value:
            return f'"{value}"'
        return "'" + value.replace("'", "''") + "'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(_escape, escaped) + '"'


def raw_text(value: Value) -> str:
    """Return what a reader finds as the raw text of a scalar ``value``.

    Raises:
        TypeError: it is a list or mapping.
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    raise TypeError(f"{type(value).__name__} is no scalar")


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _INDICATORS or text.startswith(("...", "=")):
        return False
    if _GUESSED.fullmatch(text) or _BREAKS_PLAIN.search(text):
        return False
    return not (in_flow and _FLOW_SIGNS.search(text))


def flow(value: Value) -> str:
    """Return ``value`` in flow style on one line."""
    return " ".join(_pieces(value, whole=True))


def wrapped(prefix: str, value: Value, *, indent: int) -> list[str]:
    """Return ``prefix`` and ``value`` in flow style as lines of at most ``WIDTH`` where that is possible."""
    lines = [prefix]
    for piece in _pieces(value, whole=False):
        if len(lines[-1]) + 1 + len(piece) > WIDTH and lines[-1].strip(" -"):
            lines.append(" " * indent + piece)
        else:
            lines[-1] += piece if lines[-1].endswith(" ") else " " + piece
    return lines


def _pieces(value: Value, *, whole: bool) -> list[str]:
    """Return the flow style of ``value`` in pieces between which a blank or a line end may stand."""
    if isinstance(value, dict):
        parts = [_keyed(key, _pieces(part, whole=whole)) for key, part in value.items()]
        return _enclosed("{", parts, "}")
    if isinstance(value, list):
        return _enclosed("[", [_pieces(part, whole=whole) for part in value], "]")
    written = scalar(value, in_flow=True)
    # A blank inside a text may become a line end only where it stands alone: then folding gives it back.
    if whole or len(written) < 50 or "  " in written or "\\" in written or " '" in written or "' " in written:
        return [written]
    return re.split(" (?=[^ ])(?<=[^ '\"] )", written)


def _keyed(key: str, pieces: list[str]) -> list[str]:
    return [f"{scalar(key, in_flow=True)}: {pieces[0]}", *pieces[1:]]


def _enclosed(opening: str, parts: list[list[str]], closing: str) -> list[str]:
    if not parts:
        return [opening + closing]
    pieces: list[str] = []
    for part in parts:
        pieces += [*part[:-1], part[-1] + ","]
    pieces[0] = opening + pieces[0]
    pieces[-1] = pieces[-1][:-1] + closing
    return pieces


def block_text(text: str, *, indent: int) -> list[str] | None:
    """Return ``text`` as the lines of a block, or None where that would not give it back.

    A text of one line is folded (``>-`` first), one of several lines stands as it is (``|-`` first).
    """
    if "\n" in text:
        return _literal(text, indent)
    words = text.split(" ")
    if _ESCAPED.search(text) or "" in words or text != text.strip():
        return None
    lines = [">-", ""]
    for word in words:
        if lines[-1] and indent + len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return [lines[0], *(" " * indent + line for line in lines[1:])]


def _literal(text: str, indent: int) -> list[str] | None:
    lines = text.split("\n")
    if any(_ESCAPED.search(line) or line != line.rstrip() for line in lines):
        return None
    if not lines[0] or lines[0] != lines[0].lstrip() or not lines[-1]:
        return None
    return ["|-", *(" " * indent + line if line else "" for line in lines)]


def needs_block(written: str, value: Value) -> bool:
    """Whether ``value``, which would be ``written`` on one line, is better read as a block of its own lines."""
    is_text = isinstance(value, str) and not isinstance(value, Bare)
    return is_text and (len(written) > WIDTH or "\n" in str(value))
