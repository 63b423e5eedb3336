"""Is a machine without a screen, or without a library, told so in words instead of an abort?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from ctypes.util import find_library
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explorer.app import main
from explorer.errors import WindowUnavailableError
from explorer.ui import platform_check
from explorer.ui.platform_check import ensure_drawing_possible, ensure_window_possible, trouble_behind, window_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring what Qt uses")
SCREEN_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The libraries that cannot be loaded: fill the set. All others can, whatever this machine has."""
    names: set[str] = set()
    monkeypatch.setattr(platform_check, "_loads", lambda name: name not in names)
    return names


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The X screens that answer: fill the set."""
    screens: set[str] = set()
    monkeypatch.setattr(
        platform_check, "_x11_trouble", lambda name: "" if name in screens else f"no X screen at '{name}'"
    )
    return screens


@pytest.fixture
def wayland() -> Iterator[dict[str, str]]:
    """An environment with a Wayland screen that answers."""
    # Not tmp_path: the address of such a socket may have 107 bytes only.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(Path(folder, "wayland-7")))
        listener.listen()
        yield {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": folder}


@pytest.mark.usefixtures("missing")
def test_without_a_screen_it_says_so() -> None:
    """Neither X nor Wayland: one paragraph that names both variables and a way out."""
    trouble, platform = window_trouble({})
    assert "there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)" in trouble
    assert "xvfb-run" in trouble
    assert "\n" not in trouble
    assert platform == ""


@pytest.mark.usefixtures("missing")
def test_a_platform_of_ones_own_needs_no_screen() -> None:
    """QT_QPA_PLATFORM=offscreen is obeyed."""
    assert window_trouble({"QT_QPA_PLATFORM": "offscreen"}) == ("", "")
    assert window_trouble({"QT_QPA_PLATFORM": "vnc:size=800x600"}) == ("", "")


def test_a_chosen_platform_without_its_screen_is_refused(missing: set[str], answering: set[str]) -> None:
    """QT_QPA_PLATFORM=xcb without DISPLAY would abort."""
    assert missing == set()
    answering.add(":0")
    assert "no screen" in window_trouble({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"})[0]
    assert window_trouble({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}) == ("", "")


def test_missing_libraries_are_named_with_their_packages(missing: set[str], answering: set[str]) -> None:
    """All of them at once, for Debian and for Fedora, each package once."""
    answering.add(":0")
    missing |= {"libxcb-cursor.so.0", "libxcb-icccm.so.4", "libEGL.so.1", "libxcb-shm.so.0", "libxcb-sync.so.1"}
    trouble, _ = window_trouble({"DISPLAY": ":0"})
    assert "libEGL.so.1, libxcb-cursor.so.0, libxcb-icccm.so.4, libxcb-shm.so.0, libxcb-sync.so.1 cannot" in trouble
    assert "sudo apt install libegl1 libxcb-cursor0 libxcb-icccm4 libxcb-shm0 libxcb-sync1." in trouble
    assert "sudo dnf install libglvnd-egl xcb-util-cursor xcb-util-wm libxcb." in trouble


def test_without_screen_and_libraries_both_are_said(missing: set[str]) -> None:
    """One visit to the package manager is enough."""
    missing.add("libxcb-cursor.so.0")
    trouble, _ = window_trouble({})
    assert "there is no screen" in trouble
    assert "sudo apt install libxcb-cursor0." in trouble


def test_even_offscreen_needs_the_drawing_libraries(missing: set[str]) -> None:
    """QtGui links to libEGL, whatever the platform."""
    missing.add("libEGL.so.1")
    assert "libegl1" in window_trouble({"QT_QPA_PLATFORM": "offscreen"})[0]
    with pytest.raises(WindowUnavailableError, match=r"Pictures cannot be drawn: libEGL\.so\.1"):
        ensure_drawing_possible()


def test_pictures_need_no_screen(missing: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor the libraries of X11."""
    for name in SCREEN_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    missing.add("libxcb-cursor.so.0")
    ensure_drawing_possible()


@pytest.mark.parametrize("display", [":7717", "unix:7717", "localhost:7717", "nonsense", ":0.9x", "127.0.0.1:99999"])
@pytest.mark.usefixtures("missing")
def test_a_display_that_leads_nowhere_is_told(display: str) -> None:
    """The real library is asked; Qt would abort the process instead."""
    if not find_library("xcb"):
        pytest.skip("no libxcb here")
    trouble, _ = window_trouble({"DISPLAY": display})
    assert f"no X screen answers at '{display}' (from DISPLAY)" in trouble


@pytest.mark.usefixtures("missing", "answering")
def test_a_dead_x_beside_a_living_wayland_is_passed_over(wayland: dict[str, str]) -> None:
    """Qt is told to use Wayland, as it would try X first."""
    assert window_trouble({**wayland, "DISPLAY": ":7717"}) == ("", "wayland")
    assert window_trouble(wayland) == ("", "")


@pytest.mark.usefixtures("missing")
def test_a_dead_wayland_beside_a_living_x_is_passed_over(answering: set[str]) -> None:
    """And the other way round; with neither alive, the first choice of Qt is explained."""
    environment = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-none", "XDG_SESSION_TYPE": "wayland"}
    assert "no Wayland screen answers at 'wayland-none'" in window_trouble(environment)[0]
    answering.add(":0")
    assert window_trouble(environment) == ("", "xcb")


@pytest.mark.usefixtures("missing")
def test_the_only_working_platform_is_set(wayland: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """ensure_window_possible hands the choice to Qt through the environment."""
    for name in SCREEN_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in {**wayland, "DISPLAY": "nonsense"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(platform_check, "_x11_trouble", lambda name: f"no X screen at '{name}'")
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    ensure_window_possible()
    assert os.environ["QT_QPA_PLATFORM"] == "wayland"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ImportError("libGL.so.1: cannot open shared object file: No such file or directory"), "libgl1"),
        (ImportError("libodd.so.3: cannot open shared object file: No such file"), "system library libodd.so.3"),
        (ImportError("DLL load failed while importing QtGui: ...", name="PySide6.QtGui"), "Visual C\\+\\+"),
        (ModuleNotFoundError("No module named 'PySide6'", name="PySide6"), "pip install"),
    ],
)
def test_a_qt_that_cannot_be_imported_is_explained(error: ImportError, words: str) -> None:
    """A missing library by its package, a missing Qt by how to install it."""
    with pytest.raises(WindowUnavailableError, match=words):
        raise WindowUnavailableError(trouble_behind(error))


def test_other_import_errors_are_faults_of_the_program() -> None:
    """They are not dressed up as something to install."""
    assert trouble_behind(ImportError("cannot import name 'x'", name="explorer.ui.window")) is None


@pytest.mark.usefixtures("missing")
def test_the_exit_code_is_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """For the window and for the self-test; the words stand on the error stream."""
    for name in SCREEN_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for words in ([], ["self-test"], ["lcn2-shield"]):
        assert main(words) == 3
        captured = capsys.readouterr()
        assert (captured.out, "there is no screen" in captured.err) == ("", True)


@pytest.mark.parametrize("display", [None, ":7717"])
def test_the_process_ends_in_order(display: str | None) -> None:
    """A real process without a screen: code 3, one line, and no abort."""
    environment = {name: value for name, value in os.environ.items() if name not in SCREEN_VARIABLES}
    if display is not None:
        environment["DISPLAY"] = display
    result = subprocess.run(
        [sys.executable, "-m", "explorer"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith("The window cannot be opened: ")
    assert len(result.stderr.splitlines()) == 1
