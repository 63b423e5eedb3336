"""What does a YAML parser's complaint mean to the person who wrote the file?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError

_INDENT = "Keys of one mapping begin in the same column; indent with blanks."
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a ':' stands where no key can be",
        "Put text that holds ': ' in quotes, and check the indentation.",
    ),
    ("could not find expected ':'", "a key without ':'", "Write 'key: value', and check the indentation."),
    ("did not find expected key", "the indentation does not fit the lines above", _INDENT),
    ("expected <block end>", "the indentation does not fit the lines above", _INDENT),
    ("did not find expected '-' indicator", "the indentation does not fit the list above", _INDENT),
    (
        "did not find expected ',' or '}'",
        "a ',' or '}' is missing",
        "Close '{' with '}', and put text that holds ',' or '}' in quotes.",
    ),
    (
        "did not find expected ',' or ']'",
        "a ',' or ']' is missing",
        "Close '[' with ']', and put text that holds ',' or ']' in quotes.",
    ),
    ("expected ',' or '}'", "a ',' or '}' is missing", "Close '{' with '}'."),
    ("expected ',' or ']'", "a ',' or ']' is missing", "Close '[' with ']'."),
    ("found unexpected end of stream", "a quote is opened and never closed", "Add the closing quote."),
    ("found unexpected document indicator", "a quote is opened and never closed", "Add the closing quote."),
    (
        "unknown escape character",
        "a backslash in double quotes stands before a character that it cannot change",
        "Use single quotes, or write the backslash twice.",
    ),
    ("block sequence entries are not allowed", "a list item '-' stands where none can be", _INDENT),
    ("found a tab character", "a tab stands where blanks are needed", "Indent with blanks."),
)


def in_plain_words(error: MarkedYAMLError, text: str) -> tuple[tuple[int, int], str, str]:
    """Return line and column (from 1), the message and the hint for a YAML ``error`` in ``text``."""
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    character = text[mark.index : mark.index + 1] if mark is not None else ""
    complaint = " ".join(part for part in (error.problem, error.context) if part)
    if "cannot start any token" in complaint:
        if character == "\t":
            return place, "a tab stands where blanks are needed", "Indent with blanks."
        return place, f"'{character}' cannot begin a value", "Put the text in quotes."
    for words, meaning, hint in _MEANINGS:
        if words in complaint:
            return place, meaning, hint
    return place, f"this is not YAML: {error.problem or complaint}", ""
