"""Which file is meant by a word on the command line: a path, or the id or title of a shipped pathway?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import FileRefusedError, Problem, Severity
from explorer.io import formats
from explorer.locate import shipped_pathways
from explorer.logic.network import nearest
from explorer.session.library import title_of

if TYPE_CHECKING:
    from explorer.io.loaded import LoadedPathway


def find_file(name: str) -> Path:
    """Return the path of the file that ``name`` stands for. A file of that name goes before a shipped pathway.

    Raises:
        FileRefusedError: there is no such file.
    """
    path = Path(name)
    if name and path.exists():
        return path
    by_name = {shipped.stem: shipped for shipped in shipped_pathways()}
    if name in by_name:
        return by_name[name]
    if path.name == name and not path.suffix:  # no folder, no ending: perhaps a title
        by_name |= {title_of(shipped): shipped for shipped in shipped_pathways()}
    folded = {known.casefold(): shipped for known, shipped in by_name.items()}
    if name.casefold() in folded:
        return folded[name.casefold()]
    hint = nearest(name, by_name) or "Check the name and the folder."
    raise FileRefusedError((Problem(0, 0, Severity.ERROR, "there is no such file", hint, name),))


def load_file(name: str) -> LoadedPathway:
    """Open the file that ``name`` stands for.

    Raises:
        FileRefusedError: it is missing or has errors; holds all of them.
    """
    return formats.load(find_file(name))
