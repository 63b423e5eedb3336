"""Does the code keep to the layers, and do modules and functions keep to their sizes?"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "explorer"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = {
    "errors": 0, "values": 0, "locate": 0, "logic": 1, "pathway": 2, "io": 3, "session": 4, "ui": 5, "cli": 5, "app": 6,
}  # fmt: skip
"""By the first word below ``explorer``: a module imports from its own layer or a lower one."""
WINDOW_LAYERS = {
    "platform_check": 0,
    "clock": 0,
    "background": 0,
    "aside": 0,
    "garbage": 0,
    "post": 0,
    "qt_types": 0,
    "bridge": 0,
    "theme": 0,
    "canvas": 1,
    "export": 2,
    "panels": 2,
    "answers": 2,
    "schedule": 2,
    "story": 2,
    "presenter": 2,
    "window": 3,
    "crash": 3,
    "debug": 3,
}
"""The same inside ``explorer.ui``."""
STRANGERS = {("panels", "canvas"), ("panels", "presenter"), ("presenter", "panels"),
             ("panels", "export"), ("presenter", "export"), ("export", "panels"), ("export", "presenter"),
             ("panels", "answers"), ("answers", "canvas"), ("answers", "export"),
             ("panels", "schedule"), ("answers", "schedule"), ("schedule", "answers"), ("schedule", "canvas"),
             ("schedule", "export"),
             ("panels", "story"), ("answers", "story"), ("story", "answers"), ("story", "canvas"),
             ("story", "export"), ("story", "schedule"), ("schedule", "story"), ("presenter", "story")}  # fmt: skip
"""Rooms of the window that share a document and nothing else."""
NO_QT = ("errors", "values", "locate", "logic", "pathway", "io", "session")
HEAVY = ("PySide6", "shiboken6", "pyqtgraph", "numpy", "networkx", "biodivine_aeon")

LONGEST_MODULE, LONG_MODULE, MEDIAN_MODULE, LONGEST_FUNCTION = 600, 400, 150, 60
SIZE_EXCEPTIONS: dict[str, str] = {}
"""Module, or module:function, and why it may be larger, with the date."""
VAGUE_NAMES = {"data", "info", "manager", "helper", "helpers", "util", "utils", "misc", "common"}
TOP_LEVEL = {"README.md", "explorer", "pathways", "pyproject.toml", "resources", "tests"}
MADE = re.compile(r"dist|build|__pycache__|.*\.egg-info")


class Import(NamedTuple):
    """One import: of what, in which line, and whether it is carried out when the module is imported."""

    module: str
    line: int
    early: bool


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def imports_of(path: Path) -> tuple[Import, ...]:
    """Return the imports of a module, those for type checking left out."""
    late = {id(inner) for node in ast.walk(tree_of(path)) if _is_late(node) for inner in ast.walk(node)}
    skipped = {
        id(inner)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    found = []
    for node in ast.walk(tree_of(path)):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno, id(node) not in late) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import in line {node.lineno}"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [Import(name, node.lineno, id(node) not in late) for name in names]
    return tuple(found)


def _is_late(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def room(module: str, *, below: str = "explorer") -> str:
    """Return the word after ``below`` in a module's name, or an empty string."""
    return module.removeprefix(f"{below}.").partition(".")[0] if module.startswith(f"{below}.") else ""


def test_every_module_belongs_to_a_layer() -> None:
    """A new top-level room must first be given its place here."""
    names = [name_of(path) for path in MODULES]
    lost = [name for name in names if room(name) not in {*LAYERS, "", "__main__"}]
    lost += [name for name in names if room(name, below="explorer.ui") not in {*WINDOW_LAYERS, ""}]
    assert lost == []


def test_no_module_imports_upward() -> None:
    """errors < logic < pathway < io < session < ui, cli < app."""
    upward = [
        f"{name_of(path)}:{line} imports {module}"
        for path in MODULES
        for module, line, _ in imports_of(path)
        if room(name_of(path)) in LAYERS and LAYERS.get(room(module), 0) > LAYERS[room(name_of(path))]
    ]
    assert upward == []


def test_the_window_keeps_its_own_order() -> None:
    """theme, bridge < canvas < panels, presenter, export < window; rooms that must not know each other do not."""
    wrong = []
    for path in MODULES:
        here = room(name_of(path), below="explorer.ui")
        for module, line, _ in imports_of(path):
            there = room(module, below="explorer.ui")
            if not here or not there:
                continue
            if WINDOW_LAYERS.get(there, 0) > WINDOW_LAYERS.get(here, 0) or (here, there) in STRANGERS:
                wrong.append(f"{name_of(path)}:{line} imports {module}")
    assert wrong == []


def test_command_line_and_window_load_each_other_late_or_never() -> None:
    """cli and app import ui only inside functions; ui never imports cli."""
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in MODULES
        for module, line, early in imports_of(path)
        if (room(name_of(path)) in ("cli", "app") and room(module) == "ui" and early)
        or (room(name_of(path)) == "ui" and room(module) == "cli")
    ]
    assert wrong == []


def test_no_qt_below_the_border() -> None:
    """Modules under the border do not even name a Qt library, not inside functions either."""
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in MODULES
        for module, line, _ in imports_of(path)
        if room(name_of(path)) in (*NO_QT, "cli") and module.partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph")
    ]
    assert wrong == []


@pytest.mark.parametrize("layer", [*NO_QT, "cli", "app"])
def test_a_lower_layer_loads_nothing_heavy(layer: str) -> None:
    """Importing every module of a layer leaves Qt, plotting, numpy and networkx out of the process."""
    names = [name_of(path) for path in MODULES if room(name_of(path)) == layer]
    if not names:
        pytest.skip("no modules yet")
    code = f"import sys\nfor name in {names!r}: __import__(name)\nprint(*(n for n in {HEAVY!r} if n in sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.stdout.strip(), result.stderr) == ("", "")


def lines_in(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_small() -> None:
    """None over 600 lines, nine of ten under 400, half under 150."""
    sizes = {name_of(path): lines_in(path) for path in MODULES if name_of(path) not in SIZE_EXCEPTIONS}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}
    assert sum(size >= LONG_MODULE for size in sizes.values()) <= len(sizes) / 10
    assert statistics.median(sizes.values()) < MEDIAN_MODULE


def test_functions_are_short() -> None:
    """None of 60 lines or more, docstring included."""
    long = {}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                name = f"{name_of(path)}:{node.name}"
                if size >= LONGEST_FUNCTION and name not in SIZE_EXCEPTIONS:
                    long[name] = size
    assert long == {}


def test_size_exceptions_are_dated_and_needed() -> None:
    """An exception says when it was made, and goes when its module or function is gone."""
    names = {name_of(path) for path in MODULES}
    assert [key for key in SIZE_EXCEPTIONS if key.partition(":")[0] not in names] == []
    assert [reason for reason in SIZE_EXCEPTIONS.values() if not re.search(r"20\d\d-\d\d-\d\d", reason)] == []


def test_every_module_says_what_it_answers() -> None:
    """A module has a docstring, and its name is not a word for anything."""
    assert [name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path))] == []
    assert [name_of(path) for path in MODULES if set(path.stem.split("_")) & VAGUE_NAMES] == []


def test_only_two_modules_catch_everything() -> None:
    """``except Exception`` stands in app.py and crash.py only; a bare ``except`` nowhere."""
    wrong = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = ast.unparse(node.type) if node.type is not None else "everything"
            if re.search(r"\b(Exception|BaseException|everything)\b", caught) and path.name not in (
                "app.py",
                "crash.py",
            ):
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert wrong == []


def own_texts() -> list[Path]:
    """Return every text file of the project, made and hidden folders left out."""
    tops = [ROOT / name for name in (*sorted(TOP_LEVEL), ".ci")]
    found = [path for top in tops for path in (top.rglob("*") if top.is_dir() else [top])]
    endings = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".txt", ".bnet", "", ".svg", ".css", ".qss"}
    return [path for path in found if path.is_file() and path.suffix in endings and "__pycache__" not in path.parts]


def test_nothing_is_left_to_do_in_the_text() -> None:
    """What is unfinished is not marked in the code but finished."""
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
    assert [_at(path, match) for path in own_texts() for match in words.finditer(_text(path))] == []


def test_no_place_of_one_machine_is_named() -> None:
    """No package registry's host and nobody's folder stands in the project."""
    hosts = r"py" r"pi\.org|python" r"hosted\.org|npm" r"js\.org|crates" r"\.io|index-" r"url"
    folders = r"(?<![\w.])/(?:ho" r"me|ro" r"ot|Us" r"ers|wo" r"rk|m" r"nt)/\w{2}|[A-Z]:\\\\?Us" r"ers"
    words = re.compile(f"{hosts}|{folders}")
    assert [_at(path, match) for path in own_texts() for match in words.finditer(_text(path))] == []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _at(path: Path, match: re.Match[str]) -> str:
    line = match.string.count("\n", 0, match.start()) + 1
    return f"{path.relative_to(ROOT)}:{line}: {match.group()}"


def test_the_top_of_the_project_is_tidy() -> None:
    """Nothing visible at the top but the fixed entries and what building makes."""
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and not MADE.fullmatch(path.name)}
    assert visible - TOP_LEVEL == set()
