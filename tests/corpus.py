"""Where are the open models that tests read? Beside the checkout; tests that need them are skipped without them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1].parent / "shared" / "corpus"
NASTY = FOLDER / "nasty"

needs_corpus = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the open models are not at {FOLDER}")


def bnet_models() -> list[str]:
    """Return the names of all .bnet models with reference results."""
    return sorted(path.stem for path in FOLDER.glob("*.bnet") if reference_path(path.stem).is_file())


def reference_path(name: str) -> Path:
    return FOLDER / f"{name}.reference.json"


def reference(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reference_path(name).read_text(encoding="utf-8"))
    return found


def nasty_cases(*formats: str) -> list[dict[str, Any]]:
    """Return the cases of broken and hostile files in these formats."""
    if not NASTY.is_dir():
        return []
    cases = json.loads((NASTY / "expected.json").read_text(encoding="utf-8"))["cases"]
    return [case for case in cases if case["format"] in formats]
