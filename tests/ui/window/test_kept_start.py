"""A start shows what was read last, and reads the file properly right after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from explorer.io.formats import load
from explorer.io.kept import keep_pathway, kept_folder, kept_pathway
from explorer.locate import shipped_pathways
from explorer.session.commands import ToggleNode
from explorer.session.settings import SettingsFile
from explorer.ui.window.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHIPPED = shipped_pathways()[0]


@pytest.fixture
def workspace(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Return a workspace with nothing open and nothing kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    made = Workspace(SettingsFile(tmp_path / "settings.json"))
    yield made
    made.close()


def test_nothing_kept_means_reading(workspace: Workspace) -> None:
    """The first start ever reads the file, and keeps what it read."""
    assert False is workspace.open_kept(SHIPPED)
    workspace.open(SHIPPED)
    workspace.read_properly()
    assert load(SHIPPED).pathway == kept_pathway(kept_folder(), SHIPPED)


def test_what_was_kept_is_shown_and_then_read(workspace: Workspace) -> None:
    """The document is live at once; text and problems follow with the proper reading, and nothing done is lost."""
    keep_pathway(kept_folder(), SHIPPED, load(SHIPPED).pathway)
    assert True is workspace.open_kept(SHIPPED)
    workspace.run(ToggleNode("Chronic_Stress"))
    workspace.read_properly()
    assert workspace.loaded is not None
    assert (SHIPPED.read_bytes(), True) == (
        workspace.loaded.content,
        workspace.open_document.state.value("Chronic_Stress"),
    )


def test_the_proper_reading_wins(workspace: Workspace) -> None:
    """Where the kept reading says something else, the file is right, and is kept from then on."""
    pathway = load(SHIPPED).pathway
    keep_pathway(kept_folder(), SHIPPED, replace(pathway, title="An older title"))
    workspace.open_kept(SHIPPED)
    assert "An older title" == workspace.open_document.pathway.title
    workspace.read_properly()
    assert pathway.title == workspace.open_document.pathway.title
    assert pathway == kept_pathway(kept_folder(), SHIPPED)


def test_files_of_the_user_are_always_read(workspace: Workspace, tmp_path: Path) -> None:
    """Their text, problems and positions are needed from the beginning."""
    own = tmp_path / "own.yaml"
    own.write_bytes(SHIPPED.read_bytes())
    keep_pathway(kept_folder(), own, load(own).pathway)
    assert False is workspace.open_kept(own)
