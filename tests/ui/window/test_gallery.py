"""Every shipped pathway loads, draws, runs and exports in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.locate import shipped_pathways
from explorer.pathway.scenario import play
from explorer.session.commands import PlayScenario, ToggleNode
from explorer.ui.export.picture import render_picture

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.ui.window.main_window import MainWindow

SHIPPED = shipped_pathways()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_pathway_opens_and_shows_all_its_nodes(window: MainWindow, path: Path) -> None:
    """What is in the file is in the diagram."""
    assert True is window.workspace.open(path)
    assert window.diagram is not None
    assert set(window.workspace.open_document.pathway.nodes) == set(window.diagram.nodes)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_input_flips_and_everything_can_be_taken_back(window: MainWindow, path: Path) -> None:
    """Each input is switched; what the canvas shows is what was computed; undo leads back to the start."""
    workspace = window.workspace
    workspace.open(path)
    document = workspace.open_document
    start = document.state
    for node in start.pathway.network.inputs:
        workspace.run(ToggleNode(node))
        assert window.canvas.moment is not None
        assert document.state.present == window.canvas.moment.after
    for _ in start.pathway.network.inputs:
        workspace.undo()
    assert start is document.state


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_scenario_of_the_menu_ends_as_expected(window: MainWindow, path: Path) -> None:
    """Playing a scenario from the menu reaches what the file expects of it."""
    window.workspace.open(path)
    pathway = window.workspace.open_document.pathway
    for action, scenario in zip(window.menus["Scenarios"].actions(), pathway.scenarios, strict=True):
        action.trigger()
        state = window.workspace.open_document.state
        assert (scenario.id, True) == (state.scenario, play(pathway, scenario).holds)
        assert dict(scenario.expect) == {node: state.value(node) for node in scenario.expect}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_every_pathway_exports(window: MainWindow, path: Path, ending: str, tmp_path: Path) -> None:
    """A picture of a run's end is written in each format."""
    window.workspace.open(path)
    window.workspace.run(PlayScenario(window.workspace.open_document.pathway.scenarios[-1].id))
    assert window.diagram is not None
    out = tmp_path / f"picture{ending}"
    render_picture(
        window.workspace.open_document.pathway, window.diagram, window.workspace.moment, path=out, theme=window.theme
    )
    assert out.stat().st_size > 5_000
