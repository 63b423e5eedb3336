"""Do broken and hostile files end in words, in time and in bounded memory, and never in code run?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corpus import NASTY, nasty_cases, needs_corpus

ROOT = Path(__file__).parents[2]
CASES = nasty_cases("yaml", "bnet")
PROGRAM = """
import json, sys
from pathlib import Path
try:
    import resource
except ImportError:
    resource = None
from explorer.errors import FileRefusedError
from explorer.io.formats import load
try:
    pathway = load(Path(sys.argv[1])).pathway
    said = {"verdict": "accept", "names": list(pathway.nodes), "text": ""}
except FileRefusedError as error:
    said = {"verdict": "error", "names": [], "text": str(error)}
# ru_maxrss of a program begins with that of the process that started it, here a whole test run; VmHWM does not.
status = Path("/proc/self/status")
if status.exists():
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    said["megabytes"] = int(peak.split()[1]) / 1024
else:
    said["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 if resource else 0
print(json.dumps(said))
"""


@needs_corpus
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_verdict_is_the_expected_one(case: dict[str, Any], tmp_path: Path) -> None:
    """Accepted or refused as the collection says, in its time and memory, without a traceback or a new file."""
    path = tmp_path / case["file"]
    shutil.copy(NASTY / "files" / case["file"], path)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, path.name],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=case["seconds"],
        check=False,
    )
    assert (0, "") == (run.returncode, run.stderr)
    said = json.loads(run.stdout)
    assert case["verdict"] in (said["verdict"], "either")
    assert said["megabytes"] < case["memory_mb"]
    assert [path.name] == [left.name for left in tmp_path.iterdir()]
    if said["verdict"] == "accept" and "names" in case:
        assert sorted(case["names"]) == sorted(said["names"])
    if said["verdict"] == "error":
        assert f"{case['file']}:" in said["text"]


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        ("unbalanced", ":3:4: error: in the function of 'B': this parenthesis is never closed"),
        ("no-comma", ":3:1: error: there is no ','"),
        ("nul-bytes", ":2:2: error: the file holds a NUL byte"),
        ("duplicate-keys", ":7:3: error: 'A' is given twice: here and in line 3"),
        ("tab-indent", ":3:1: error: a tab stands where blanks are needed"),
        ("several-documents", ":5:1: error: the file holds more than one document"),
    ],
)
@needs_corpus
def test_the_place_is_named(identity: str, words: str) -> None:
    """Where the collection asks for a line, the message has it."""
    from explorer.errors import FileRefusedError
    from explorer.io.formats import load

    (case,) = [case for case in CASES if case["id"] == identity]
    with pytest.raises(FileRefusedError) as caught:
        load(NASTY / "files" / case["file"])
    assert words in str(caught.value)
