"""Is YAML read with places, within bounds, and without constructing anything?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import FileRefusedError
from explorer.io import marks
from explorer.io.marks import DEEPEST, MappingMark, Marked, Marks, ScalarMark, SequenceMark, read_marks
from explorer.io.python_events import PythonParser


@pytest.fixture(params=["libyaml", "python"])
def _both_parsers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(marks, "_Parser", PythonParser)


both_parsers = pytest.mark.usefixtures("_both_parsers")


def raw(value: Marked) -> object:
    if isinstance(value, MappingMark):
        return {key: raw(part) for key, (_, part) in value.entries.items()}
    return [raw(item) for item in value.items] if isinstance(value, SequenceMark) else value.text


def refusal(text: str) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read_marks(text, file="f")
    return str(caught.value)


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_marks(text, file="f")[1]]


@both_parsers
def test_every_value_is_its_raw_text() -> None:
    """NO, ON, 1433, null, ~ and 1.0 are the texts that stand there."""
    text = "a: NO\nb: [ON, 1433, null, ~, 1.0, 2020-01-01]\nyes: 'x'\n"
    expected = {"a": "NO", "b": ["ON", "1433", "null", "~", "1.0", "2020-01-01"], "yes": "x"}
    assert expected == raw(read_marks(text)[0])


@both_parsers
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_count_from_one(newline: str) -> None:
    """Lines and columns are those an editor shows, with any kind of line end."""
    text = newline.join(["# Ω", "a:", "  - é: {b: 'c'}", "  - |", "    two", "d: 😀 x", ""])
    found = Marks(read_marks(text)[0])
    places = [found.place(path) for path in [("a", 0, "é", "b"), ("a", 1), ("d",)]]
    assert [(3, 12), (4, 5), (6, 4)] == places


@both_parsers
def test_offsets_cut_the_value_out_of_the_text() -> None:
    """start and end enclose the value as it is written."""
    text = 'a: 😀é\r\nb: "q\\u00e9"\r\nc: {d: [1, 2]}\r\n'
    found = Marks(read_marks(text)[0])
    cut = [text[value.start : value.end] for key in "abc" if (value := found.value((key,)))]
    assert ["😀é", '"q\\u00e9"', "{d: [1, 2]}"] == cut


def test_a_key_has_a_place_of_its_own() -> None:
    """on_key gives the key, and a value that is missing the nearest thing that would hold it."""
    found = Marks(read_marks("a:\n  bc: d\n")[0])
    expected = [(2, 3), (2, 7), (1, 1), (2, 7)]
    ways = [("a", "bc"), ("a", "bc"), ("a", "x"), ("a", "bc", "y")]
    assert expected == [found.place(way, on_key=at == 0) for at, way in enumerate(ways)]


@both_parsers
def test_a_key_given_twice_names_both_lines() -> None:
    """Nothing is chosen silently."""
    (problem,) = problems("a: 1\nb: 2\na: 3\n")
    assert problem.startswith("f:3:1: error: 'a' is given twice: here and in line 1. Keep one of the two")


@both_parsers
@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [x]", "!!str x", "!x {}", "! x", "!!binary aa"])
def test_every_tag_is_refused_at_its_place(tag: str) -> None:
    """A tag is an error with line and column, and nothing is made of it."""
    assert problems(f"a: b\nc: {tag}\n")[0].startswith("f:2:4: error: the tag '!")


@both_parsers
@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? [a]\n"])
def test_keys_are_single_values(key: str) -> None:
    """A list or mapping as a key is an error."""
    assert "a list or mapping stands where a key is expected" in problems(f"{key}: c\n")[0]


def test_merge_keys_are_refused() -> None:
    """'<<' is not silently taken for a key, nor merged."""
    assert "f:2:1: error: the merge key '<<'" in problems("a: &x {b: c}\n<<: *x\n")[0]


@both_parsers
def test_an_alias_stands_for_its_value_at_its_own_place() -> None:
    """The value is shared, the place is the alias's."""
    found = Marks(read_marks("a: &x {b: c}\nd: *x\n")[0])
    assert ({"a": {"b": "c"}, "d": {"b": "c"}}, (2, 4)) == (
        raw(found.root),
        (found.value(("d",)) or found.root).column and (2, 4),
    )


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [" + ", ".join("x" * 10) + "]"]
    lines += [f"a{at}: &a{at} [" + ", ".join([f"*a{at - 1}"] * 10) + "]" for at in range(1, levels)]
    return "\n".join(lines)


@both_parsers
def test_aliases_are_bounded_by_what_they_stand_for() -> None:
    """Nine levels of ten aliases are refused at the alias that goes too far."""
    assert "aliases stand for more than 100,000 values" in refusal(bomb(9))


def test_few_aliases_are_fine() -> None:
    """Three levels of ten aliases pass."""
    assert not problems(bomb(3))


@both_parsers
@pytest.mark.parametrize("text", ["a: *b\n", "a: &x [*x]\n"])
def test_an_alias_to_nothing_or_to_itself_is_refused(text: str) -> None:
    """Neither recursion nor a missing anchor gets through."""
    assert "refers to nothing before it" in refusal(text)


@both_parsers
@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 5_000 + "x"])
def test_depth_is_bounded(text: str) -> None:
    """Nesting beyond the bound is refused while reading, however deep it goes."""
    assert f"nested more than {DEEPEST} levels" in refusal(text)


@both_parsers
@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "---\n...\n"])
def test_an_empty_file_says_so(text: str) -> None:
    """No value is no pathway."""
    assert "the file is empty" in refusal(text)


@both_parsers
def test_a_second_document_is_refused_where_it_begins() -> None:
    """The line of the second '---' is named."""
    assert "f:3:1: error: the file holds more than one document" in refusal("---\na: b\n---\nc: d\n")


@both_parsers
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: c\n", "f:2:1: error: a tab stands where blanks are needed"),
        ("a: 'b\n", "a quote is opened and never closed"),
        ("a: [b\n", "is missing"),
        ("a: {b: c\nd: e\n", "is missing"),
        ("a: b: c\n", "f:1:5: error: a ':' stands where no key can be"),
        ("a: @b\n", "f:1:4: error: '@' cannot begin a value"),
        ("a:\n  b: c\n d: e\n", "f:3:2: error: the indentation does not fit the lines above"),
        ("a: b\nc\n", "a key without ':'"),
        ('a: "\\q"\n', "a backslash in double quotes"),
    ],
)
def test_what_yaml_refuses_is_said_in_plain_words(text: str, words: str) -> None:
    """The message says what, where and what to do."""
    assert words in refusal(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text whatever ends in another error."""
    try:
        value, _ = read_marks(text)
    except FileRefusedError as error:
        assert error.problems
    else:
        assert isinstance(value, ScalarMark | MappingMark | SequenceMark)


@given(st.text("ab:-[]{}&*!|>'\"%@, \n\t#?", max_size=40))
def test_any_heap_of_yaml_signs_is_read_or_refused(text: str) -> None:
    """No mixture of the signs that mean something ends in another error."""
    try:
        value, _ = read_marks(text)
    except FileRefusedError as error:
        assert error.problems
    else:
        assert value.line >= 1
