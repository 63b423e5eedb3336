"""Does a file say what its schema allows? Reads marked values by a JSON Schema and types them, all problems at once.

The schema file is the only source of keys, types and wordings; editors use the same file. Of JSON Schema 2020-12
(https://json-schema.org/draft/2020-12) those keywords are known that the file uses, and two of our own: ``x-type``
says as what a raw scalar is read, ``x-says`` puts a pattern in words. A keyword that is not known is refused.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from explorer import locate
from explorer.errors import Problem, Severity
from explorer.io.marks import MappingMark, ScalarMark, SequenceMark
from explorer.logic.network import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.io.marks import Marked

STATES: dict[str, bool] = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}
"""The words for a state, in lower case."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_WHOLE_NUMBER = re.compile(r"[-+]?\d{1,18}")
_EMPTY = ("", "~", "null")
_ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "description", "default", "examples"})


class Nothing:
    """Stands for a value that could not be read; a problem says why."""


NOTHING = Nothing()


class Report:
    """Collects the problems of one reading."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file

    def error(self, at: Marked, text: str, hint: str = "") -> None:
        """Note an error at a value."""
        self.problems.append(Problem(at.line, at.column, Severity.ERROR, text, hint, self._file))

    def warning(self, at: Marked, text: str, hint: str = "") -> None:
        """Note a warning at a value."""
        self.problems.append(Problem(at.line, at.column, Severity.WARNING, text, hint, self._file))

    def wrong_kind(self, at: Marked, wanted: str, hint: str = "") -> Nothing:
        """Note that something else stands where ``wanted`` is expected."""
        self.error(at, f"expected {wanted}, found {_found(at)}", hint)
        return NOTHING


class Kind(Protocol):
    """One kind of value: reads a marked value as a plain typed one."""

    title: str
    neutral: object
    """Takes the place of a list item that cannot be read, so that the others keep their positions."""

    def fits(self, value: Marked) -> bool:
        """Whether ``value`` has the right shape, whatever is in it."""

    def read(self, value: Marked, report: Report) -> Any:  # noqa: ANN401  (the schema decides)
        """Return the typed value, or NOTHING with a problem in ``report``."""


def _found(value: Marked) -> str:
    if isinstance(value, MappingMark):
        return "a mapping"
    if isinstance(value, SequenceMark):
        return f"a list of {len(value.items)}"
    if not value.text:
        return "nothing"
    shown = value.text if len(value.text) <= 40 else value.text[:37] + "..."
    return f"'{shown}'"


class _Scalar:
    """Text, bounded by pattern and length; the base of what else is written as one scalar."""

    neutral: object = ""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.title: str = schema.get("title", "a text")
        self._says: str = schema.get("x-says", "")
        self._pattern = re.compile(schema["pattern"]) if "pattern" in schema else None
        self._shortest: int = schema.get("minLength", 0)
        self._longest: int | None = schema.get("maxLength")

    def fits(self, value: Marked) -> bool:
        return isinstance(value, ScalarMark)

    def read(self, value: Marked, report: Report) -> Any:  # noqa: ANN401
        if not isinstance(value, ScalarMark):
            return report.wrong_kind(value, self.title)
        return self.typed(value, report)

    def typed(self, value: ScalarMark, report: Report) -> Any:  # noqa: ANN401
        text = value.text
        if len(text) < self._shortest:
            return report.wrong_kind(value, self.title)
        if self._longest is not None and len(text) > self._longest:
            return report.wrong_kind(value, self.title)
        if self._pattern is not None and self._pattern.search(text) is None:
            return report.wrong_kind(value, self.title, f"Allowed: {self._says}." if self._says else "")
        return text


class _State(_Scalar):
    neutral: object = False

    def typed(self, value: ScalarMark, report: Report) -> Any:  # noqa: ANN401
        state = STATES.get(value.text.lower())
        return report.wrong_kind(value, self.title) if state is None else state


class _Number(_Scalar):
    neutral: object = 0.0
    _form = _NUMBER

    def __init__(self, schema: Mapping[str, Any]) -> None:
        super().__init__(schema)
        self._least: float = schema.get("minimum", float("-inf"))
        self._most: float = schema.get("maximum", float("inf"))
        self._above: float = schema.get("exclusiveMinimum", float("-inf"))

    def typed(self, value: ScalarMark, report: Report) -> Any:  # noqa: ANN401
        if self._form.fullmatch(value.text) is None:
            return report.wrong_kind(value, self.title)
        number = float(value.text)
        if not self._least <= number <= self._most or number <= self._above:
            return report.wrong_kind(value, self.title)
        return number


class _Integer(_Number):
    neutral: object = 0
    _form = _WHOLE_NUMBER

    def typed(self, value: ScalarMark, report: Report) -> Any:  # noqa: ANN401
        number = super().typed(value, report)
        return number if number is NOTHING else int(number)


class _Choice(_Scalar):
    """One of a few words."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        super().__init__(schema)
        self._words: tuple[str, ...] = tuple(schema["enum"]) if "enum" in schema else (schema["const"],)

    def typed(self, value: ScalarMark, report: Report) -> Any:  # noqa: ANN401
        if value.text in self._words:
            return value.text
        return report.wrong_kind(
            value, self.title, nearest(value.text, self._words) or f"Allowed: {', '.join(self._words)}."
        )


class _List:
    neutral: object = ()

    def __init__(self, schema: Mapping[str, Any], compiler: _Compiler) -> None:
        self.title: str = schema.get("title", "a list")
        self._first = [compiler.kind(part) for part in schema.get("prefixItems", ())]
        self._rest = compiler.kind(schema["items"]) if "items" in schema else None
        self._fewest: int = schema.get("minItems", 0)
        self._most: int | None = schema.get("maxItems")

    def fits(self, value: Marked) -> bool:
        return isinstance(value, SequenceMark) and self._counts(len(value.items))

    def _counts(self, count: int) -> bool:
        return self._fewest <= count and (self._most is None or count <= self._most)

    def read(self, value: Marked, report: Report) -> Any:  # noqa: ANN401
        if isinstance(value, ScalarMark) and value.text in _EMPTY and not self._fewest:
            return []
        if not isinstance(value, SequenceMark):
            alone = isinstance(value, ScalarMark) and value.text and self._most is None
            return report.wrong_kind(value, self.title, "Put it in [ ]." if alone else "")
        if not self._counts(len(value.items)):
            report.error(value, f"expected {self.title}, found {len(value.items)} {_plural(len(value.items))}")
            return NOTHING
        found: list[Any] = []
        for at, item in enumerate(value.items):
            kind = self._first[at] if at < len(self._first) else self._rest
            assert kind is not None
            read = kind.read(item, report)
            found.append(kind.neutral if read is NOTHING else read)
        return found


def _plural(count: int) -> str:
    return "item" if count == 1 else "items"


class _Record:
    """A mapping with known keys."""

    def __init__(self, schema: Mapping[str, Any], compiler: _Compiler) -> None:
        self.title: str = schema.get("title", "a mapping")
        self.neutral: object = {}
        self._keys = {key: compiler.kind(part) for key, part in schema["properties"].items()}
        self._required: list[str] = schema.get("required", [])
        self._may_be_empty = "null" in schema["type"]

    def fits(self, value: Marked) -> bool:
        return isinstance(value, MappingMark)

    def read(self, value: Marked, report: Report) -> Any:  # noqa: ANN401
        if isinstance(value, ScalarMark) and value.text in _EMPTY and not self._required:
            return {}
        if not isinstance(value, MappingMark):
            return report.wrong_kind(value, f"{self.title} as a mapping of keys and values")
        found: dict[str, Any] = {}
        for name, (key, part) in value.entries.items():
            kind = self._keys.get(name)
            if kind is None:
                hint = nearest(name, self._keys) or f"Known keys: {', '.join(self._keys)}."
                report.error(key, f"{self.title} has no key '{name}'", hint)
                continue
            read = kind.read(part, report)
            if read is not NOTHING:
                found[name] = read
        for name in self._required:
            if name not in value.entries:
                report.error(value, f"{self.title} lacks the key '{name}'", f"Add '{name}: ...'.")
        return found


class _Map:
    """A mapping whose keys are ids."""

    def __init__(self, schema: Mapping[str, Any], compiler: _Compiler) -> None:
        self.title: str = schema.get("title", "a mapping")
        self.neutral: object = {}
        self._names = compiler.kind(schema["propertyNames"])
        self._values = compiler.kind(schema["additionalProperties"])
        self._fewest: int = schema.get("minProperties", 0)

    def fits(self, value: Marked) -> bool:
        return isinstance(value, MappingMark)

    def read(self, value: Marked, report: Report) -> Any:  # noqa: ANN401
        if isinstance(value, ScalarMark) and value.text in _EMPTY and not self._fewest:
            return {}
        if not isinstance(value, MappingMark):
            return report.wrong_kind(value, f"{self.title} of ids and values")
        if len(value.entries) < self._fewest:
            report.error(value, f"expected {self.title} with at least {self._fewest} {_plural(self._fewest)}")
        found: dict[str, Any] = {}
        for name, (key, part) in value.entries.items():
            self._names.read(key, report)
            read = self._values.read(part, report)
            found[name] = self._values.neutral if read is NOTHING else read
        return found


class _Either:
    """The first of several kinds whose shape fits."""

    def __init__(self, schema: Mapping[str, Any], compiler: _Compiler) -> None:
        self._kinds = [compiler.kind(part) for part in schema["oneOf"]]
        self.title: str = schema.get("title") or " or ".join(kind.title for kind in self._kinds)
        self.neutral: object = self._kinds[0].neutral

    def fits(self, value: Marked) -> bool:
        return any(kind.fits(value) for kind in self._kinds)

    def read(self, value: Marked, report: Report) -> Any:  # noqa: ANN401
        for kind in self._kinds:
            if kind.fits(value):
                return kind.read(value, report)
        return report.wrong_kind(value, self.title)


_SCALARS: dict[str, type[_Scalar]] = {"text": _Scalar, "state": _State, "number": _Number, "integer": _Integer}
_KNOWN = frozenset(
    (
        *("title", "type", "x-type", "x-says", "pattern", "minLength", "maxLength", "minimum", "maximum"),
        *("exclusiveMinimum", "enum", "const", "oneOf", "items", "prefixItems", "minItems", "maxItems"),
        *("properties", "required", "additionalProperties", "propertyNames", "minProperties"),
    )
)


class _Compiler:
    """Turns the schema's words into kinds, each ``$ref`` once."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self._made: dict[str, Kind] = {}

    def kind(self, schema: Mapping[str, Any]) -> Kind:
        words = {name: word for name, word in schema.items() if name not in _ANNOTATIONS}
        if set(words) == {"$ref"}:
            name = words["$ref"].removeprefix("#/$defs/")
            if name not in self._made:
                self._made[name] = self.kind(self._definitions[name])
            return self._made[name]
        if "$ref" in words:
            name = words.pop("$ref").removeprefix("#/$defs/")
            return self.kind({**self._definitions[name], **words})
        _refuse_unknown(words)
        return self._plain(words)

    def _plain(self, words: Mapping[str, Any]) -> Kind:
        if "oneOf" in words:
            return _Either(words, self)
        if "enum" in words or "const" in words:
            return _Choice(words)
        if "x-type" in words:
            return _SCALARS[words["x-type"]](words)
        if "array" in words["type"]:
            return _List(words, self)
        return _Record(words, self) if "properties" in words else _Map(words, self)


def _refuse_unknown(words: Iterable[str]) -> None:
    unknown = sorted(set(words) - _KNOWN)
    if unknown:
        raise ValueError(f"the schema uses keywords that are not interpreted: {', '.join(unknown)}")


def compiled(schema: Mapping[str, Any]) -> Kind:
    """Return ``schema`` ready for reading.

    Raises:
        ValueError: it uses a keyword that this interpreter does not know.
    """
    return _Compiler(schema.get("$defs", {})).kind(schema)


@cache
def pathway_schema() -> Kind:
    """Return the schema of format pathway/1, read from ``resources`` once."""
    path = locate.resources() / "schema" / "pathway-1.schema.json"
    return compiled(json.loads(path.read_text(encoding="utf-8")))


def read_typed(value: Marked, kind: Kind, *, file: str = "") -> tuple[Any, tuple[Problem, ...]]:
    """Return ``value`` as plain typed values (dict, list, str, bool, float, int), and every problem found."""
    report = Report(file)
    read = kind.read(value, report)
    return (kind.neutral if read is NOTHING else read), tuple(report.problems)
