"""A screen reader sees every node as a check box, flips one, and hears what follows. Over AT-SPI, as Orca does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from real_program import ON_A_SCREEN, Program, fast_settings, virtual_screen

from explorer.io.formats import load
from explorer.locate import shipped_pathways

if TYPE_CHECKING:
    from collections.abc import Iterator

SYSTEM_PYTHON = "/usr/bin/python3"
DRIVER = Path(__file__).with_name("screen_reader.py")


def _is_missing() -> str:
    """Return what is not there, in words; an empty string where nothing is."""
    if sys.platform != "linux":
        return "AT-SPI is the way of Linux"
    if not shutil.which("dbus-daemon"):
        return "needs the system package dbus"
    if not any(Path(folder, "at-spi-bus-launcher").exists() for folder in ("/usr/libexec", "/usr/lib/at-spi2-core")):
        return "needs the system package at-spi2-core"
    looked = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if looked.returncode == 0 else "needs the system package python3-pyatspi"


MISSING = _is_missing()
pytestmark = [*ON_A_SCREEN, pytest.mark.skipif(bool(MISSING), reason=MISSING)]


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Start a session bus of our own; gives the variables under which programs find it."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    ours = {"XDG_RUNTIME_DIR": str(runtime), "NO_AT_BRIDGE": "0"}
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env={**os.environ, **ours},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield {**ours, "DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip()}
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


@pytest.fixture
def seen(bus: dict[str, str], tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Run the program and the screen reader; gives what that saw, flipped and heard."""
    fast_settings(tmp_path)
    with virtual_screen() as display:
        program = Program(display, tmp_path, "lcn2-shield", **bus)
        program.wait_for("places")
        reader = subprocess.run(
            [SYSTEM_PYTHON, str(DRIVER), "Anti-LCN2 antibody, drug"],
            env={**os.environ, **bus, "DISPLAY": display},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert program.process.poll() is None, "".join(program.said[-20:])
        assert 0 == reader.returncode, reader.stderr
        yield json.loads(reader.stdout)
        program.close()


def test_a_screen_reader_reads_and_flips_the_nodes(seen: dict[str, Any]) -> None:
    """Every node is there with name, state and place; a flip through its action changes its state and is told."""
    pathway = load(shipped_pathways()[0]).pathway
    names = {f"{node.caption}, {node.kind.value}" for node in pathway.nodes.values()}
    before, after = ({node["name"]: node for node in seen[when]} for when in ("before", "after"))
    assert names == set(before)
    assert {"check box"} == {node["role"] for node in before.values()}
    assert all(node["place"][2] > 10 and node["place"][3] > 10 for node in before.values())
    assert [False, True] == [when["Anti-LCN2 antibody, drug"]["checked"] for when in (before, after)]
    assert "OFF, in Clinic and host" == before["Anti-LCN2 antibody, drug"]["description"]
    assert after["Anti-LCN2 antibody, drug"]["description"].startswith("ON, switched, was OFF")
    assert ["object:state-changed:checked", "Anti-LCN2 antibody, drug", 1] in [heard[:3] for heard in seen["heard"]]
    spoken = [heard[3] for heard in seen["heard"] if heard[0].startswith("object:announcement")]
    assert [True] == [words.startswith("Switch Anti-LCN2 antibody ON. No outcome changed.") for words in spoken]
