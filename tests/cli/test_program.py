"""The program as a whole: which command is meant, what goes where, and no traceback without --debug."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import explorer.cli.simulate
from explorer import __version__
from explorer.app import main
from explorer.cli.parser import COMMANDS, parse

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "explorer"]


def test_the_version_is_printed(call: Callable[..., Any]) -> None:
    """Name and version on the output, exit code 0."""
    assert call("--version") == (0, f"pathway-explorer {__version__}\n", "")


def test_help_names_every_command_with_examples(call: Callable[..., Any]) -> None:
    """The general help lists the commands; each command's help has examples of its own."""
    out = call("--help").out
    assert [name for name in COMMANDS if f"  {name} " not in out] == []
    for words in (["--help"], *([name, "--help"] for name in COMMANDS)):
        answer = call(*words)
        assert (answer.code, "examples:" in answer.out) == (0, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["simulat", "x.yaml"], "there is no command or file 'simulat'. Did you mean 'simulate'?"),
        (["chek"], "there is no command or file 'chek'. Did you mean 'check'?"),
        (["--debug", "Simulate", "x"], "Did you mean 'simulate'?"),
        (["frobnicate", "x.yaml"], "there is no command or file 'frobnicate'. Commands: "),
        (["one.yaml", "two.yaml"], "unrecognized arguments: two.yaml"),
        (["--tim-start"], "Did you mean '--time-start'?"),
        (["simulate"], "the following arguments are required: FILE"),
    ],
)
def test_wrong_usage_is_code_2_with_a_hint(call: Callable[..., Any], words: list[str], message: str) -> None:
    """The words stand on the error stream."""
    answer = call(*words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_a_path_means_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare path opens; a file that is called like a command opens as ./check; options stand anywhere."""
    monkeypatch.chdir(tmp_path)
    Path("check").write_text("", encoding="utf-8")
    assert parse(["./check"]).module is None
    assert parse(["check", "x"]).module is not None
    assert parse(["--", "check"]).options.file == "check"
    assert parse([]).options.file is None
    assert parse(["--time-start", "a.yaml", "--debug"]).options.time_start is True


def test_a_missing_file_is_told_before_a_window_opens(call: Callable[..., Any]) -> None:
    """Exit code 1, and no Qt was loaded for it."""
    answer = call("./no-such-file.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "./no-such-file.yaml: error: there is no such file. Check the name and the folder.\n"


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Return a function that makes ``simulate`` raise something."""

    def plant(error: BaseException) -> None:
        def fail(_options: object) -> int:
            raise error

        monkeypatch.setattr(explorer.cli.simulate, "run", fail)

    return plant


def test_an_unexpected_fault_is_told_without_a_traceback(
    call: Callable[..., Any], fault: Callable[[BaseException], None]
) -> None:
    """Exit code 1, one sentence, and how to learn more."""
    fault(ZeroDivisionError("division by zero"))
    answer = call("simulate", "x")
    assert answer.code == 1
    assert answer.err.startswith("Something went wrong inside the program (ZeroDivisionError: division by zero).")
    assert "--debug" in answer.err


def test_debug_shows_the_traceback(call: Callable[..., Any], fault: Callable[[BaseException], None]) -> None:
    """With --debug, before or after the command, the place is shown, and the sentence still."""
    fault(ZeroDivisionError("division by zero"))
    for words in (["--debug", "simulate", "x"], ["simulate", "x", "--debug"]):
        answer = call(*words)
        assert answer.code == 1
        assert "Traceback" in answer.err
        assert "Something went wrong inside the program" in answer.err


def test_ctrl_c_ends_quietly(call: Callable[..., Any], fault: Callable[[BaseException], None]) -> None:
    """Code 130, as shells have it, and not a word."""
    fault(KeyboardInterrupt())
    assert call("simulate", "x") == (130, "", "")


def test_a_full_disk_is_told(call: Callable[..., Any], fault: Callable[[BaseException], None]) -> None:
    """The output went into a file that could not grow: no fault of the program."""
    fault(OSError(errno.ENOSPC, "No space left on device"))
    assert call("simulate", "x") == (1, "", "The output cannot be written: the disk is full.\n")


def test_a_closed_pipe_ends_quietly(fault: Callable[[BaseException], None], capfd: pytest.CaptureFixture[str]) -> None:
    """The reader went away: no complaint."""
    fault(BrokenPipeError(errno.EPIPE, "Broken pipe"))
    kept = os.dup(1)
    try:
        assert main(["simulate", "x"]) == 141
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows reports closed pipes otherwise")
def test_the_process_says_nothing_about_a_closed_pipe() -> None:
    """Long output into a reader that takes one line: nothing on the error stream, not even at exit."""
    words = ["simulate", "immune-evasion-map", "--update", "asynchronous", "--steps", "5000", "--json"]
    with subprocess.Popen([*PROGRAM, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (141, 0)


def test_the_process_prints_any_letter_on_any_terminal(tmp_path: Path) -> None:
    """A name with a Greek letter on an ASCII terminal is escaped, not a fault."""
    path = tmp_path / "greek.yaml"
    path.write_text("format: pathway/1\nid: g\ntitle: TNF-α\nnodes:\n  TNF-α: {kind: drug}\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [*PROGRAM, "simulate", str(path), "--phase", "TNF-α=on"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert "TNF-\\u03b1, synchronous update" in result.stdout


def test_the_process_hands_back_the_exit_code(tmp_path: Path) -> None:
    """The codes of the contract reach the shell: 0, 1, 2."""
    codes = [
        subprocess.run([*PROGRAM, *words], cwd=ROOT, capture_output=True, check=False).returncode
        for words in (["--version"], ["check", str(tmp_path / "none.yaml")], ["simulate"])
    ]
    assert codes == [0, 1, 2]
