"""The real program in a real window: a mouse clicks a drug, and the outcome changes on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from real_program import ON_A_SCREEN, Program, fast_settings, virtual_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = ON_A_SCREEN


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """Start the real program on a virtual screen."""
    fast_settings(tmp_path)
    with virtual_screen() as display:
        running = Program(display, tmp_path, "lcn2-shield")
        yield running
        running.close()


def test_a_click_on_a_drug_changes_the_outcome_on_screen(program: Program) -> None:
    """Stress brings progression; the antibody takes it away; Ctrl+Z brings it back. All by mouse and keyboard."""
    places = program.wait_for("places")["places"]
    program.click(places["Chronic_Stress"])
    stressed = program.wait_for("did", did="Switch Chronic tumour stress ON")
    program.click(places["Anti_LCN2"])
    treated = program.wait_for("did", did="Switch Anti-LCN2 antibody ON")
    program.xdotool("key", "ctrl+z")
    undone = program.wait_for("did", did="Switch Chronic tumour stress ON")
    assert [True, False, True] == ["Tumor_Progression" in said["on"] for said in (stressed, treated, undone)]
    assert [False, True, False] == ["CD8_Infiltration" in said["on"] for said in (stressed, treated, undone)]
    assert "before ON, now OFF, as wanted" in treated["outcomes"]["Tumor_Progression"]
    program.xdotool("key", "ctrl+q")
    assert 0 == program.process.wait(20)
