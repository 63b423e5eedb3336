"""Does the interpreter agree with JSON Schema, and say all that is wrong?"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import locate
from explorer.io.marks import MappingMark, Marked, SequenceMark, read_marks
from explorer.io.schema import compiled, pathway_schema, read_typed

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA: dict[str, Any] = json.loads(
    (locate.resources() / "schema" / "pathway-1.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
MINIMAL = "format: pathway/1\nid: x\ntitle: y\nnodes:\n  A: {}\n"


def as_editors_see_it(value: Marked) -> Any:
    """Type scalars as an editor's YAML 1.2 does, the view for which the schema must hold, too."""
    if isinstance(value, MappingMark):
        return {key: as_editors_see_it(part) for key, (_, part) in value.entries.items()}
    if isinstance(value, SequenceMark):
        return [as_editors_see_it(item) for item in value.items]
    return value.text if value.style else guessed(value.text)


def guessed(text: str) -> Any:
    words = {"true": True, "false": False, "": None, "~": None, "null": None}
    if text.lower() in words:
        return words[text.lower()]
    if re.fullmatch(r"[-+]?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?", text) else text


def wrong(text: str) -> list[str]:
    root, _ = read_marks(text)
    return [str(problem) for problem in read_typed(root, pathway_schema(), file="f")[1]]


def test_the_schema_is_a_json_schema() -> None:
    """It follows the 2020-12 draft."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_everything_an_author_writes_is_described() -> None:
    """Editors show words for every key."""
    bare = [
        f"{name}.{key}"
        for name, part in [("top", SCHEMA), *SCHEMA["$defs"].items()]
        for key, value in part.get("properties", {}).items()
        if not (value.get("description") or SCHEMA["$defs"][value["$ref"].split("/")[-1]].get("description"))
    ]
    assert [] == bare


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_shipped_pathways_are_valid_for_editors_too(path: Path) -> None:
    """jsonschema finds nothing in them."""
    root, _ = read_marks(path.read_text(encoding="utf-8"))
    assert [] == [error.message for error in VALIDATOR.iter_errors(as_editors_see_it(root))]


CHANGES = [
    ("title: y", "title: [y]"),
    ("title: y", "titel: y"),
    ("id: x", "id: x y"),
    ("  A: {}", "  A: {kind: drugs}"),
    ("  A: {}", "  A: {start: maybe}"),
    ("  A: {}", "  A: {start: OFF, wanted: true}"),
    ("  A: {}", "  A: {mark: toolong}"),
    ("  A: {}", "  A: {mark: 1}"),
    ("  A: {}", "  A: []"),
    ("  A: {}", "  A: {xrefs: [hgnc:1, {id: a:b, checked: no}]}"),
    ("  A: {}", "  A: {xrefs: [hgnc]}"),
    ("  A: {}", "  A: {xrefs: [{label: b}]}"),
    ("  A: {}", "  'A -> B': {}"),
    ("  A: {}", "  1433: {label: 14-3-3}"),
    ("nodes:\n  A: {}", "nodes: {}"),
    ("nodes:\n  A: {}", "nodes:"),
    ("  A: {}\n", "  A: {}\nedges:\n"),
    ("  A: {}\n", "  A: {}\nedges: [{from: A}]\n"),
    ("  A: {}\n", "  A: {}\nlayout: {nodes: {A: [1, 2]}}\n"),
    ("  A: {}\n", "  A: {}\nlayout: {nodes: {A: [1, 2, 3]}}\n"),
    ("  A: {}\n", "  A: {}\nlayout: {nodes: {A: [1, 2, 3, -4]}}\n"),
    ("  A: {}\n", "  A: {}\nlayout: {nodes: {A: [1, x]}}\n"),
    ("  A: {}\n", "  A: {}\nlayout: {edges: {A -> A: [[1, 2], [3, 4]]}}\n"),
    ("  A: {}\n", "  A: {}\nlayout: {edges: {A: [[1, 2], [3, 4]]}}\n"),
    ("  A: {}\n", "  A: {}\nreferences: {r: {title: t, year: soon}}\n"),
    ("  A: {}\n", "  A: {}\nscenarios: [{id: a, title: b, phases: [], expect: {}, basis: news}]\n"),
    ("  A: {}\n", "  A: {}\nscenarios: [{id: a, title: b, phases: [{}], expect: {A: on}, basis: news}]\n"),
]


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_the_interpreter_agrees_with_jsonschema(before: str, after: str) -> None:
    """What one calls wrong the other calls wrong."""
    text = MINIMAL.replace(before, after)
    root, _ = read_marks(text)
    assert VALIDATOR.is_valid(as_editors_see_it(root)) == (not wrong(text))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("title: y", "titel: y", "f:3:1: error: a pathway file has no key 'titel'. Did you mean 'title'?"),
        ("title: y\n", "", "f:1:1: error: a pathway file lacks the key 'title'. Add 'title: ...'."),
        ("{}", "{kind: prtein}", "f:5:13: error: expected a kind of node, found 'prtein'. Did you mean 'protein'?"),
        ("{}", "{start: maybe}", "f:5:14: error: expected a state: on or off, found 'maybe'"),
        ("{}", "{evidence: r1}", "f:5:17: error: expected a list, found 'r1'. Put it in [ ]."),
        ("{}", "text", "f:5:6: error: expected a node as a mapping of keys and values, found 'text'"),
        ("id: x", "id: é", "f:2:5: error: expected an id, found 'é'. Allowed: letters, digits, '_' and '-' only."),
    ],
)
def test_messages_say_what_where_and_what_to_do(before: str, after: str, problem: str) -> None:
    """Each has its line and column, and a hint where one is known."""
    assert problem in wrong(MINIMAL.replace(before, after))


def test_all_problems_are_given_at_once() -> None:
    """Five mistakes are five problems."""
    text = "format: pathway/1\nid: x y\nnodes:\n  A: {kind: x, start: y, lable: z}\n"
    assert 5 == len(wrong(text))


@given(st.sampled_from(["on", "off", "true", "false", "yes", "no"]), st.data())
def test_states_are_read_in_any_letter_case(word: str, data: st.DataObject) -> None:
    """oN is a state, and means what on means."""
    mixed = "".join(data.draw(st.sampled_from([letter.upper(), letter])) for letter in word)
    root, _ = read_marks(MINIMAL.replace("{}", f"{{start: {mixed}}}"))
    assert (word in ("on", "true", "yes")) == read_typed(root, pathway_schema())[0]["nodes"]["A"]["start"]


def test_a_keyword_that_is_not_interpreted_is_refused() -> None:
    """The schema cannot say more than the reader does."""
    with pytest.raises(ValueError, match="uniqueItems"):
        compiled({"type": "array", "items": {"x-type": "text"}, "uniqueItems": True})
