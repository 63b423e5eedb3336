"""What did a file hold when it was read last? The typed pathway, kept for the next start.

Reading YAML with its marks and checks is a seventh of the start. The window therefore begins with what is kept here,
if the file's time and size are those of that reading, and reads the file properly once the diagram is painted; that
reading always wins. What is kept is JSON of known types: nothing of it is executed, and anything odd is ignored.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer import __version__
from explorer.logic import rule
from explorer.pathway import definition

if TYPE_CHECKING:
    from collections.abc import Mapping

_VALUES: Mapping[str, Any] = {
    kind.__name__: kind
    for kind in (
        definition.Annotation,
        definition.Compartment,
        definition.CrossReference,
        definition.Edge,
        definition.Layout,
        definition.Node,
        definition.Note,
        definition.Pathway,
        definition.Phase,
        definition.Profile,
        definition.Reference,
        definition.Scenario,
        definition.StoryStep,
        definition.Variant,
        rule.And,
        rule.Constant,
        rule.Not,
        rule.Or,
        rule.Variable,
    )
}
_CHOICES: Mapping[str, type[Enum]] = {
    kind.__name__: kind
    for kind in (
        definition.Basis,
        definition.Beginning,
        definition.CompartmentKind,
        definition.Confidence,
        definition.Effect,
        definition.NodeKind,
        definition.ReferenceKind,
        definition.Unrevealed,
    )
}
# Marks of what JSON has no form for, as the only key of an object or beside the fields of a value.
_VALUE, _CHOICE, _MAPPING = "value", "choice", "mapping"


def kept_folder() -> Path:
    """Return where this user's readings are kept on this system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "pathway-explorer"


def kept_pathway(folder: Path, path: Path) -> definition.Pathway | None:
    """Return the pathway that ``path`` held, or None where nothing usable is kept of the file as it is now."""
    try:
        head, _, body = _place(folder, path).read_bytes().partition(b"\n")
        if json.loads(head) != [*_stamp(path), zlib.crc32(body)]:
            return None
        found = _typed(json.loads(body))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found if isinstance(found, definition.Pathway) else None


def keep_pathway(folder: Path, path: Path, pathway: definition.Pathway) -> None:
    """Keep ``pathway`` as what ``path`` holds now. Where that is not possible the next start is slower, no more."""
    from explorer.errors import FileNotSavedError  # noqa: PLC0415  (after the start, as all of this function)
    from explorer.io.files import write_atomically  # noqa: PLC0415

    body = json.dumps(_plain(pathway), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    try:
        head = json.dumps([*_stamp(path), zlib.crc32(body)]).encode()
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(_place(folder, path), head + b"\n" + body)
    except (OSError, ValueError, FileNotSavedError):
        return


def _place(folder: Path, path: Path) -> Path:
    """Return the one place of a file; two files of one check sum take turns, since the stamp names the file."""
    return folder / f"read-{zlib.crc32(os.fsencode(path)):08x}.json"


def _stamp(path: Path) -> list[object]:
    status = path.stat()
    return [__version__, str(path), status.st_mtime_ns, status.st_size]


def _plain(value: object) -> Any:  # noqa: ANN401  (JSON)
    if isinstance(value, Enum):
        return {_CHOICE: [type(value).__name__, value.value]}
    if type(value).__name__ in _VALUES:
        import dataclasses  # noqa: PLC0415

        fields = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}  # type: ignore[arg-type]
        return {_VALUE: type(value).__name__, "fields": fields}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str | bool | int | float) or value is None:
        return value
    return {_MAPPING: [[key, _plain(part)] for key, part in value.items()]}  # type: ignore[attr-defined]


def _typed(value: Any) -> Any:  # noqa: ANN401  (JSON)
    if isinstance(value, list):
        return tuple([_typed(part) for part in value])
    if not isinstance(value, dict):
        return value
    if _MAPPING in value:
        return {key: _typed(part) for key, part in value[_MAPPING]}
    if _CHOICE in value:
        name, choice = value[_CHOICE]
        return _CHOICES[name](choice)
    return _VALUES[value[_VALUE]](**{name: _typed(part) for name, part in value["fields"].items()})
