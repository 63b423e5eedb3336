"""Is a table of cases read whatever its delimiter, and is everything wrong with it found at its place?"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import FileRefusedError
from explorer.io.cases import parse_cases, read_cases
from explorer.pathway.definition import Basis, Node, Pathway

if TYPE_CHECKING:
    from pathlib import Path

IDS = ("Stress", "IL-6", "TNF-α", "NO", "a, b", 'say "x"')
PATHWAY = Pathway("p", "P", {id_: Node(id_, id_) for id_ in IDS})


def refused(text: str) -> list[str]:
    with pytest.raises(FileRefusedError) as error:
        parse_cases(text, PATHWAY, file="t.csv")
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_line_ends_are_found(delimiter: str, end: str) -> None:
    """Comma, semicolon, tab; any line end; states in many words, an empty field gives none."""
    rows = [("case", "Stress", "IL-6", "NO"), ("one", "on", "LOW", ""), ("two", "0", "Yes", "off"), ("", "", "", "")]
    text = end.join(delimiter.join(row) for row in rows)
    one, two = parse_cases(text, PATHWAY)
    assert ("one", {"Stress": True, "IL-6": False}, Basis.INFERENCE) == (one.title, one.hold, one.basis)
    assert {"Stress": False, "IL-6": True, "NO": False} == two.hold


def test_cases_without_names_are_called_by_their_line() -> None:
    """Where every column is a node, and where a name is missing."""
    assert ["line 2", "line 4"] == [case.id for case in parse_cases("Stress\non\n\noff\n", PATHWAY)]
    assert ["x", "line 3"] == [case.id for case in parse_cases("id,Stress\nx,on\n,off\n", PATHWAY)]


def test_quotes_keep_delimiters_and_line_ends() -> None:
    """As spreadsheets write them."""
    (case,) = parse_cases('who;"a, b";"say ""x"""\n"first\nsecond";on;off\n', PATHWAY)
    assert ("first\nsecond", {"a, b": True, 'say "x"': False}) == (case.id, case.hold)


@given(
    st.lists(
        st.tuples(
            st.text("xyz;,\t\"' é", min_size=1).filter(lambda name: len(name.strip()) > 1),
            st.lists(st.sampled_from(["on", "off", ""]), min_size=6, max_size=6),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda row: row[0].strip(),
    ),
    st.sampled_from(",;\t"),
)
def test_what_a_spreadsheet_writes_is_read(rows: list[tuple[str, list[str]]], delimiter: str) -> None:
    """Whatever the names of the cases hold."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["case", *IDS])
    writer.writerows([name, *states] for name, states in rows)
    cases = parse_cases(stream.getvalue(), PATHWAY)
    assert [name.strip() for name, _ in rows] == [case.id for case in cases]
    assert [{n: s == "on" for n, s in zip(IDS, states, strict=True) if s} for _, states in rows] == [
        case.hold for case in cases
    ]


def test_every_problem_is_found_at_its_place() -> None:
    """Unknown and doubled columns, wrong states, rows too long or short, doubled cases, all at once."""
    text = "case,Stres,NO,NO\none,on,maybe,off\ntwo,on\nthree,on,off,on,on\none,on,on,on\n"
    assert [
        "t.csv:1:6: error: there is no node 'Stres'. Did you mean 'Stress'?",
        "t.csv:1:15: error: 'NO' has two columns. Remove one.",
        "t.csv:2:8: error: 'maybe' is not a state of 'NO'. Write on or off, or leave it empty.",
        "t.csv:3:5: error: this row has 2 fields, the header 4. Check the delimiters.",
        "t.csv:4:17: error: this row has 5 fields, the header 4. Check the delimiters.",
        "t.csv:5:1: error: the case 'one' is given twice, first in line 2. Rename one.",
    ] == refused(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "t.csv:1:1: error: the table is empty"),
        ("case,Stress\n", "t.csv:1:1: error: the table has no cases"),
        ("case,Stress\nx,onn\n", "t.csv:2:3: error: 'onn' is not a state of 'Stress'. Did you mean 'on'?"),
        ("case,,Stress\nx,on,on\n", "t.csv:1:6: error: a column has no name"),
        ("Stres,NO\non,off\n", "t.csv:1:1: error: there is no node 'Stres'. Did you mean 'Stress'?"),
        ("Stress\n" + "on\n" * 10_001, "more than 10,000 cases"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(text: str, said: str) -> None:
    """In words, with the place."""
    assert said in refused(text)[0]


def test_a_file_is_read_with_its_encoding(tmp_path: Path) -> None:
    """A byte order mark, as spreadsheets write it, is no part of the first name; a missing file is refused."""
    path = tmp_path / "cases.csv"
    path.write_bytes("TNF-α;Stress\r\non;off\r\n".encode("utf-8-sig"))
    assert {"TNF-α": True, "Stress": False} == read_cases(path, PATHWAY)[0].hold
    with pytest.raises(FileRefusedError, match="there is no such file"):
        read_cases(tmp_path / "none.csv", PATHWAY)
