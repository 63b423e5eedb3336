"""Do the README, the build script and the licence notes say what is so?"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def first_block(heading: str) -> list[str]:
    """Return the lines of the first code block under a heading of the README, as ``.ci/run`` finds it."""
    _, _, rest = README.partition(f"\n## {heading}\n")
    match = re.search(r"^```\w*\n(.*?)^```", rest, re.MULTILINE | re.DOTALL)
    return match[1].splitlines() if match else []


def test_the_program_is_started_by_one_command() -> None:
    """A fresh environment, the plain installation, and the program."""
    [command] = first_block("Run it")
    assert re.fullmatch(r"python3 -m venv \.venv && \.venv/bin/pip install \S+ && \.venv/bin/pathway-explorer", command)


def test_the_tests_are_run_by_one_command() -> None:
    """The build script runs this very line."""
    assert first_block("Test it") == ['python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest']
    assert "readme_command 'Test it'" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission")
def test_the_build_script_can_be_started() -> None:
    """It carries the permission to be executed."""
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_readme_carries_the_caution() -> None:
    """What the model is for stands there as everywhere."""
    from explorer import CAUTION

    assert CAUTION in " ".join(README.split())


def test_every_dependency_is_listed_with_its_licence() -> None:
    """Each package that pyproject.toml names has a row in THIRD-PARTY.md."""
    notes = (ROOT / "resources" / "licenses" / "THIRD-PARTY.md").read_text(encoding="utf-8")
    asked = [*PROJECT["dependencies"], *(line for extra in PROJECT["optional-dependencies"].values() for line in extra)]
    names = {re.split(r"[^\w.-]", line)[0] for line in asked} - {"pathway-explorer"}
    assert sorted(name for name in names if not re.search(rf"^\| {re.escape(name)}\b", notes, re.MULTILINE)) == []


def test_the_version_is_the_same_everywhere() -> None:
    """pyproject.toml and the package agree."""
    from explorer import __version__

    assert PROJECT["version"] == __version__


def test_the_example_file_of_the_readme_works(tmp_path: Path) -> None:
    """The YAML in the README opens without a remark, and its scenario holds."""
    from explorer.io.formats import load
    from explorer.io.scenario_report import check_scenarios

    match = re.search(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert match is not None
    example = tmp_path / "example.yaml"
    example.write_text(match[1], encoding="utf-8")
    loaded = load(example)
    assert ((), 1) == (loaded.problems, check_scenarios(loaded, orders=20).held)


def test_every_picture_of_the_readme_is_there() -> None:
    """No broken image."""
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert pictures
    assert [] == [picture for picture in pictures if not (ROOT / picture).is_file()]
