"""Is every file opened as what it is, or refused in words?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from corpus import FOLDER, needs_corpus

from explorer import locate
from explorer.errors import FileRefusedError
from explorer.io.formats import load

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "format: pathway/1\nid: x\ntitle: y\nnodes: {A: {}, B: {rule: A}}\nedges: [{from: A, to: B, effect: activates}]\n"
)


def refusal(path: Path) -> str:
    with pytest.raises(FileRefusedError) as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["a.yaml", "a.YML", "a.txt", "a"])
def test_a_pathway_is_known_by_ending_or_content(tmp_path: Path, name: str) -> None:
    """A pathway file opens under any name."""
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    assert ("x", "pathway/1") == (load(path).pathway.id, load(path).format)


def test_a_bnet_file_is_known_by_its_ending(tmp_path: Path) -> None:
    """The other format opens by the same function."""
    path = tmp_path / "Toy model.bnet"
    path.write_text("A, B\n", encoding="utf-8")
    loaded = load(path)
    assert ("Toy-model", "Toy model", "bnet") == (loaded.pathway.id, loaded.pathway.title, loaded.format)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "this is a PDF document, not a pathway file"),
        ("a.docx", b"PK\x03\x04", "this is a ZIP archive or an office document"),
        ("a.xyz", b"text", "files ending in '.xyz' cannot be opened. Known endings: .yaml, .yml"),
        ("a", b"text", "the file name has no ending"),
        ("a.yaml", b"PK\x03\x04\0\0", "this is a ZIP archive"),
        ("a.yaml", b"a\0b", "NUL"),
        ("a.yaml", b"", "the file is empty"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    """The message says what the file is, or which endings are known."""
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refusal(path)


@needs_corpus
@pytest.mark.parametrize("path", sorted((FOLDER / "foreign").glob("*.yaml")), ids=lambda path: path.stem)
def test_yaml_of_another_tool_is_named_as_foreign(path: Path) -> None:
    """It is YAML, but not ours."""
    assert "this is not a pathway/1 file" in refusal(path)


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_shipped_pathways_open(path: Path) -> None:
    """The one entry opens them."""
    assert path.stem == load(path).pathway.id
