"""How is one value of a file changed with everything else left byte for byte? By splices into its text.

Every edit is read back and compared: either exactly the asked change came out, or the edit is refused.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from explorer.errors import EditRefusedError, FileRefusedError
from explorer.io.marks import MappingMark, ScalarMark, SequenceMark, read_marks
from explorer.io.yaml_text import block_text, flow, needs_block, raw_text, scalar, wrapped
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explorer.io.marks import Marked
    from explorer.io.yaml_text import Value


class Removal(Enum):
    """Given as a value it takes the key, or the last items of a list, out of the file."""

    REMOVED = "removed"


REMOVED = Removal.REMOVED
KeyPath: TypeAlias = "tuple[str | int, ...]"
Change: TypeAlias = "tuple[KeyPath, Value | Removal]"


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A value to be set, at the end of a path."""

    value: Any  # Value, or REMOVED


@dataclass(frozen=True, slots=True)
class _Splice:
    start: int
    end: int
    text: str


_Patch: TypeAlias = "dict[str | int, _Patch | _Leaf]"
_COLON = re.compile(r"[ \t]*:")
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+\s+")
_LINE_END = re.compile(r"[^\r\n]*")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_COMMENT_BELOW = re.compile(r"[^\r\n]*\s*?[\r\n]([ ]*)#")


def edit_text(text: str, path: KeyPath, value: Value | Removal) -> str:
    """Return ``text`` with ``value`` at ``path``; missing keys and sections are added, REMOVED takes away.

    A list grows by a path that ends in its length. See ``edit_all``.

    Raises:
        EditRefusedError: the change cannot be made alone; write the whole file anew instead.
        FileRefusedError: ``text`` is not YAML.
    """
    return edit_all(text, [(path, value)])


def edit_all(text: str, changes: Iterable[Change]) -> str:
    """Return ``text`` with all ``changes`` made at once; paths refer to the text before the first.

    Raises:
        EditRefusedError: the changes cannot be made alone; write the whole file anew instead.
        FileRefusedError: ``text`` is not YAML.
    """
    root, _ = read_marks(text)
    patch: _Patch = {}
    for path, value in changes:
        _add(patch, path, value)
    edit = _Edit(text)
    edit.collection(root, patch, ())
    if not edit.splices:
        return text
    edited = edit.applied()
    wanted = _patched(_raw(root), patch)
    try:
        result, problems = read_marks(edited)
    except FileRefusedError as error:
        raise EditRefusedError(f"the file's text cannot be changed there alone: {error}") from None
    if problems or _raw(result) != wanted:
        raise EditRefusedError("the file's text cannot be changed there without changing something else")
    return edited


def _add(patch: _Patch, path: KeyPath, value: Any) -> None:  # noqa: ANN401
    for part in path[:-1]:
        inner = patch.setdefault(part, {})
        if isinstance(inner, _Leaf):
            raise EditRefusedError(f"two changes meet at '{part}'")
        patch = inner
    patch[path[-1]] = _Leaf(value)


def _raw(value: Marked) -> Any:  # noqa: ANN401  (a tree of dict, list and str)
    """Return the raw text of all values; an empty list or mapping is the same as nothing."""
    if isinstance(value, ScalarMark):
        return value.text
    if isinstance(value, SequenceMark):
        return [_raw(item) for item in value.items] or ""
    return {key: _raw(part) for key, (_, part) in value.entries.items()} or ""


def raw_values(value: Marked) -> object:
    """Return the raw text of all values as dict, list and str, to compare; empty ones are the same as nothing."""
    return _raw(value)


def _raw_value(value: Value) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _raw_value(part) for key, part in value.items()} or ""
    if isinstance(value, list):
        return [_raw_value(part) for part in value] or ""
    return raw_text(value)


def _patched(raw: Any, patch: _Patch) -> Any:  # noqa: ANN401
    """Return what the file should say after the changes."""
    found: Any = dict(enumerate(raw)) if isinstance(raw, list) else dict(raw) if isinstance(raw, dict) else {}
    for key, part in patch.items():
        if not isinstance(part, _Leaf):
            found[key] = _patched(found.get(key, {}), part)
        elif part.value is REMOVED:
            found.pop(key, None)
        else:
            found[key] = _raw_value(part.value)
    if isinstance(raw, list) or _is_list(patch):
        return [found[key] for key in sorted(found)] or ""
    return found or ""


def _is_list(patch: _Patch) -> bool:
    return all(isinstance(key, int) for key in patch)


def _nested(part: _Patch | _Leaf) -> Any:  # noqa: ANN401
    """Return the value that a patch gives where the file has nothing yet."""
    if isinstance(part, _Leaf):
        return part.value
    if _is_list(part):
        return [_nested(part[key]) for key in sorted(part)]
    inner = {str(key): _nested(value) for key, value in part.items()}
    return {key: value for key, value in inner.items() if value is not REMOVED}


class _Edit:
    """Collects the splices of one edit."""

    def __init__(self, text: str) -> None:
        self.splices: list[_Splice] = []
        self._text = text
        newline = _NEWLINE.search(text)
        self._newline = newline.group() if newline else "\n"

    def applied(self) -> str:
        text = self._text
        # From the end; of several at one place the outermost first, so that what is inside ends up before it.
        outer_first = self.splices[::-1]
        outer_first.sort(key=lambda splice: (splice.start, splice.end), reverse=True)
        for splice in outer_first:
            text = text[: splice.start] + splice.text + text[splice.end :]
        return text

    def collection(self, at: Marked, patch: _Patch, path: KeyPath, *, in_flow: bool = False) -> None:
        """Bring ``patch`` into a mapping or list."""
        if at.aliased or at.anchor is not None:
            raise EditRefusedError(f"'{_words(path)}' is shared by an alias; the file has to be written anew")
        if isinstance(at, ScalarMark):
            raise EditRefusedError(f"'{_words(path)}' holds a text, not keys")
        in_flow = in_flow or at.flow
        added: dict[str, Any] = {}
        removed: list[str] = []
        for key, part in patch.items():
            found = self._child(at, key)
            if found is None:
                value = _nested(part)
                if value is not REMOVED:
                    added[str(key)] = value
            elif isinstance(part, _Leaf) and part.value is REMOVED:
                removed.append(str(key))
            else:
                self._change(found, part, (*path, key), None if in_flow else at.column + 1)
        if isinstance(at, SequenceMark):
            if removed:
                raise EditRefusedError("an item cannot be taken out of a list alone")
            if sorted(added, key=int) != [str(len(at.items) + number) for number in range(len(added))]:
                raise EditRefusedError(f"the list '{_words(path)}' has {len(at.items)} items and would get gaps")
            self._append(at, [added[key] for key in sorted(added, key=int)], in_flow=in_flow)
        else:
            self._remove(at, removed, in_flow=in_flow)
            self._insert(at, added, path, removed, in_flow=in_flow)

    def _child(self, at: MappingMark | SequenceMark, key: str | int) -> Marked | None:
        if isinstance(at, MappingMark):
            return at.entries[str(key)][1] if str(key) in at.entries else None
        if not isinstance(key, int) or key < 0:
            raise EditRefusedError(f"the list has no place '{key}'")
        return at.items[key] if key < len(at.items) else None

    def _change(self, at: Marked, part: _Patch | _Leaf, path: KeyPath, indent: int | None) -> None:
        """Bring ``part`` into a value; blocks in it stand behind ``indent`` blanks; None: in flow style."""
        in_flow = indent is None
        if not isinstance(part, _Leaf):
            if isinstance(at, ScalarMark) and not at.text:
                self._replace(at, _nested(part), indent)
            else:
                self.collection(at, part, path, in_flow=in_flow)
            return
        value = part.value
        if _raw(at) == _raw_value(value):
            return
        if isinstance(value, dict) and isinstance(at, MappingMark) and at.entries:
            inner: _Patch = {key: _Leaf(REMOVED) for key in at.entries if key not in value}
            inner.update({key: _Leaf(one) for key, one in value.items()})
            self.collection(at, inner, path, in_flow=in_flow)
        elif isinstance(value, list) and isinstance(at, SequenceMark) and 0 < len(at.items) <= len(value):
            self.collection(at, {number: _Leaf(one) for number, one in enumerate(value)}, path, in_flow=in_flow)
        else:
            self._replace(at, value, indent)

    def _replace(self, at: Marked, value: Value, indent: int | None) -> None:
        if at.anchor is not None:
            raise EditRefusedError("the value is shared by an alias; the file has to be written anew")
        written = flow(value) if isinstance(value, dict | list) else scalar(value, in_flow=indent is None)
        end, lines = self._end(at), list[str]()
        is_long = indent is not None and needs_block(" " * at.column + written, value)
        if indent is not None and is_long and self._is_free_below(end, indent):
            written, *lines = block_text(str(value), indent=indent) or [written]
        if at.start == end and self._text[at.start - 1 : at.start] in (":", "-", ","):
            written = " " + written
        self.splices.append(_Splice(at.start, end, written))
        # What stood behind the value on its line, a comment perhaps, stands behind the sign of a block.
        self._after(end, lines)

    def _insert(
        self, at: MappingMark, added: dict[str, Any], path: KeyPath, removed: Sequence[str], *, in_flow: bool
    ) -> None:
        if not added:
            return
        kept = [entry for key, entry in at.entries.items() if key not in removed]
        if in_flow:
            written = ", ".join(f"{scalar(key, in_flow=True)}: {flow(part)}" for key, part in added.items())
            if not kept:
                self.splices.append(_Splice(at.start + 1, at.start + 1, written))
                return
            end = self._entry_end(*kept[-1])
            self.splices.append(_Splice(end, end, ", " + written))
            return
        if not kept:
            raise EditRefusedError("the mapping has no entry beside which the new one could stand")
        lines: list[str] = []
        end, indent = self._entry_end(*kept[-1]), kept[0][0].column - 1
        folds = self._is_free_below(end, indent + 2)
        for key, part in added.items():
            lines += [""] if not path and isinstance(part, dict | list) else []
            lines += _block_lines(key, part, indent, (*path, key), folds=folds)
        self._after(end, lines)

    def _append(self, at: SequenceMark, added: list[Any], *, in_flow: bool) -> None:
        if not added:
            return
        if in_flow:
            written = ", ".join(flow(part) for part in added)
            end = self._end(at.items[-1]) if at.items else at.start + 1
            self.splices.append(_Splice(end, end, f", {written}" if at.items else written))
            return
        indent = " " * (at.column - 1)
        lines = [line for part in added for line in wrapped(f"{indent}- ", part, indent=len(indent) + 3)]
        self._after(self._end(at.items[-1]), lines)

    def _after(self, end: int, lines: list[str]) -> None:
        """Insert whole lines behind the line in which ``end`` lies, or behind a block that ends with its line."""
        if not lines:
            return
        match = _LINE_END.match(self._text, end)
        assert match is not None
        place = match.end()
        self.splices.append(_Splice(place, place, "".join(self._newline + line for line in lines)))

    def _is_free_below(self, end: int, indent: int) -> bool:
        """Whether no comment stands below that a block of text behind ``indent`` blanks would swallow."""
        found = _COMMENT_BELOW.match(self._text, end)
        return found is None or len(found.group(1)) < indent

    def _remove(self, at: MappingMark, keys: Sequence[str], *, in_flow: bool) -> None:
        names = list(at.entries)
        for name in keys:
            key, value = at.entries[name]
            start, end = key.start, self._entry_end(key, value)
            if in_flow:
                number = names.index(name)
                if number + 1 < len(names):
                    end = at.entries[names[number + 1]][0].start
                elif number and names[number - 1] not in keys:
                    start = self._entry_end(*at.entries[names[number - 1]])
                self.splices.append(_Splice(start, end, ""))
                continue
            if len(names) == len(keys) or self._text[start - key.column + 1 : start].strip():
                raise EditRefusedError(f"'{name}' cannot be taken out alone")
            match = _LINE_END.match(self._text, end)
            assert match is not None
            newline = _NEWLINE.match(self._text, match.end())
            stop = newline.end() if newline else match.end()
            self.splices.append(_Splice(start - key.column + 1, stop, ""))

    def _entry_end(self, key: ScalarMark, value: Marked) -> int:
        return entry_end(self._text, key, value)

    def _end(self, value: Marked) -> int:
        return value_end(self._text, value)


def entry_end(text: str, key: ScalarMark, value: Marked) -> int:
    """Return where an entry of a mapping ends in ``text``: behind its value, or behind the colon where it has none."""
    if isinstance(value, ScalarMark) and not value.text and not value.style and not value.aliased:
        colon = _COLON.match(text, key.end)
        return colon.end() if colon else key.end
    return value_end(text, value)


def value_end(text: str, value: Marked) -> int:
    """Return where the last character of ``value`` stands, without blank lines and comments behind it."""
    while not value.aliased:
        if isinstance(value, MappingMark) and not value.flow and value.entries:
            key, value = list(value.entries.values())[-1]
            if isinstance(value, ScalarMark):
                return entry_end(text, key, value) if not value.text else value_end(text, value)
        elif isinstance(value, SequenceMark) and not value.flow and value.items:
            value = value.items[-1]
        else:
            break
    if isinstance(value, ScalarMark) and value.style in ("|", ">") and not value.aliased:
        return value.start + len(text[value.start : value.end].rstrip())
    return value.end


def _block_lines(key: str, value: Any, indent: int, path: KeyPath, *, folds: bool) -> list[str]:  # noqa: ANN401
    """Return a new entry of a block mapping: sections, nodes and long texts as blocks, all else in flow style."""
    prefix = f"{' ' * indent}{scalar(key)}:"
    depth = {"nodes": 2, "references": 2, "layout": 2}.get(str(path[0]), 1)
    if isinstance(value, dict) and value and len(path) <= depth:
        inner = [_block_lines(name, part, indent + 2, (*path, name), folds=folds) for name, part in value.items()]
        return [prefix, *(line for lines in inner for line in lines)]
    if isinstance(value, dict | list):
        return wrapped(prefix, value, indent=indent + 2)
    written = f"{prefix} {scalar(value)}"
    folded = block_text(str(value), indent=indent + 2) if folds and needs_block(written, value) else None
    return [f"{prefix} {folded[0]}", *folded[1:]] if folded else [written]


def _words(path: KeyPath) -> str:
    return ", ".join(str(part) for part in path) or "the file"
