"""Where do the program's own files lie? Beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    shipped = _PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Return the folder with the schema and licence texts."""
    return _folder("resources")


def pathways() -> Path:
    """Return the folder with the shipped pathways."""
    return _folder("pathways")


def shipped_pathways() -> tuple[Path, ...]:
    """Return the shipped pathway files in the order of the library; the first is the default."""
    order = ("lcn2-shield", "tnf-stat1-fatigue", "rnase1-silencing", "residual-disease", "immune-evasion-map")
    found = {path.stem: path for path in sorted(pathways().glob("*.yaml"))}
    return tuple(found.pop(stem) for stem in order if stem in found) + tuple(found.values())


def is_shipped(path: Path) -> bool:
    """Whether ``path`` is one of the program's own pathways, which are not written to."""
    return path.resolve().parent == pathways().resolve()
