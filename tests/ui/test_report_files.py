"""Reports as files: is everything that the report says in there, as text, on pages that read well, and nothing else?"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from explorer import CAUTION
from explorer.errors import FileNotSavedError
from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.diagram import diagram_of
from explorer.session.commands import PlayScenario
from explorer.session.moment import moment_at
from explorer.session.report import Chain, Heading, Pairs, Paragraph, Report, Sources, Table
from explorer.session.report_versions import Origin
from explorer.session.reporting import Asked, report_of
from explorer.session.snapshot import opened
from explorer.session.timeline import timeline_of
from explorer.ui.export.ending import EndingRefusedError
from explorer.ui.export.figure import Figure
from explorer.ui.export.paper import Pages, Row, Run, text_lines
from explorer.ui.export.report import write_report
from explorer.ui.export.report_html import report_html
from explorer.ui.export.report_pdf import Paper, report_pdf
from explorer.ui.theme.roles import DARK, LIGHT, THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explorer.session.snapshot import DocumentState

pytestmark = pytest.mark.usefixtures("qapp")
SHIPPED = {path.stem: path for path in shipped_pathways()}
NASTY = """\
format: pathway/1
id: nasty
title: '<script>alert("t")</script> & "quotes"'
references:
  r1: {title: '<img src=x onerror=alert(1)>', doi: '10.1000/x"><script>alert(2)</script>'}
  r2: {title: 'javascript:alert(3)', doi: 'javascript:alert(3)'}
nodes:
  Stress: {label: '<script>alert(1)</script>', kind: condition}
  Drug: {label: '</title></svg><script>x</script>', kind: drug, rule: Stress}
  Out: {label: '"onload="alert(1)', kind: outcome, rule: Drug, wanted: on}
edges:
  - {from: Stress, to: Drug, effect: activates, mechanism: '</li><b>m</b>', evidence: [r1, r2], confidence: reported}
  - {from: Drug, to: Out, effect: activates, mechanism: '</style><script>s</script>', against: [r1]}
scenarios:
  - {id: s, title: '<h1>big</h1>', phases: [{hold: {Stress: on}, title: '</td>'}], expect: {Out: on}, basis: prediction}
"""


def made(state: DocumentState, theme: Theme = LIGHT) -> tuple[Report, Figure]:
    """Return the report on ``state``, and its figure."""
    timeline = timeline_of(state)
    figure = Figure(state.pathway, diagram_of(state.pathway), moment_at(timeline, timeline.last), theme)
    return report_of(state, Asked(Origin("file.yaml", "pathway/1", "ab" * 32), date(2026, 3, 9))), figure


def shipped(name: str, scenario: int = 2) -> DocumentState:
    """Return a scenario of a shipped pathway, played."""
    pathway = load(SHIPPED[name]).pathway
    return PlayScenario(pathway.scenarios[scenario].id)(opened(pathway))


@pytest.fixture
def nasty(tmp_path: Path) -> DocumentState:
    """A file whose every word is made to break out of HTML."""
    path = tmp_path / "nasty.yaml"
    path.write_text(NASTY, encoding="utf-8")
    return PlayScenario("s")(opened(load(path).pathway))


class Seen(HTMLParser):
    """Notes tags, attributes and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return squeezed(" ".join(self.words))


def squeezed(text: str) -> str:
    """Return ``text`` without blanks, which lines and cells break differently."""
    return "".join(text.split())


def said(report: Report) -> Iterator[str]:
    """Yield every text of a report."""
    yield from (report.title, report.subtitle, report.lead, report.caution)
    for section in report.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.words.text
            elif isinstance(block, Heading):
                yield block.text
            elif isinstance(block, Pairs):
                yield from (text for name, words in block.rows for text in (name, words.text))
            elif isinstance(block, Table):
                yield from (*block.heads, *(words.text for row in block.rows for words in row))
            elif isinstance(block, Chain):
                yield from (text for reason in block.reasons for text in (reason.sentence, *map(str, reason.arrows)))
            elif isinstance(block, Sources):
                yield from (words.text for _, words in block.entries)


# -- HTML -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_html_says_all_of_it(name: str) -> None:
    """Every word of the report stands in the page, and every node is in the diagram."""
    state = shipped(name)
    report, figure = made(state)
    seen = Seen(report_html(report, figure))
    assert [] == [text for text in said(report) if squeezed(text) not in seen.text]
    nodes = {given["data-id"] for tag, given in seen.tags if tag == "g" and given.get("class") == "node"}
    assert set(state.pathway.nodes) == nodes


@pytest.mark.parametrize("name", SHIPPED)
def test_html_loads_and_runs_nothing(name: str) -> None:
    """No script, no handler, nothing fetched; the policy forbids it and allows this style sheet alone."""
    text = report_html(*made(shipped(name)))
    seen = Seen(text)
    assert not {"script", "link", "iframe", "img", "object", "base", "form"} & {tag for tag, _ in seen.tags}
    assert not [given for _, given in seen.tags if any(key.startswith("on") or key == "style" for key in given)]
    assert not [given for _, given in seen.tags if "src" in given]
    assert all(found.startswith("data:font/woff;base64,") for found in re.findall(r"url\(([^)]*)", text))
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    policies = [given["content"] for tag, given in seen.tags if given.get("http-equiv") == "Content-Security-Policy"]
    assert [
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
    ] == policies
    assert "@import" not in style


def test_words_of_a_file_stay_words(nasty: DocumentState) -> None:
    """Whatever labels, titles, mechanisms and sources say, no tag, attribute or address comes of it."""
    text = report_html(*made(nasty))
    seen = Seen(text)
    assert not {"script", "img", "b"} & {tag for tag, _ in seen.tags}
    assert 1 == [tag for tag, _ in seen.tags].count("h1")
    assert not [given for _, given in seen.tags if any(key.startswith("on") for key in given)]
    links = {given["href"] for tag, given in seen.tags if tag == "a"}
    assert {link for link in links if not str(link).startswith("#")} == {
        "https://doi.org/10.1000/x%22%3E%3Cscript%3Ealert(2)%3C/script%3E"
    }
    for words in ('<script>alert("t")</script>', "<script>alert(1)</script>", "</style><script>s</script>"):
        assert squeezed(words) in seen.text


def test_every_number_leads_to_its_source() -> None:
    """Each link into the page finds its entry; no id is there twice."""
    seen = Seen(report_html(*made(shipped("immune-evasion-map"))))
    ids = [given["id"] for _, given in seen.tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert {str(given["href"])[1:] for tag, given in seen.tags if tag == "a" and str(given["href"])[0] == "#"} <= set(
        ids
    )


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_html_takes_the_theme(theme: Theme) -> None:
    """Its ground and its letters."""
    text = report_html(*made(shipped("lcn2-shield"), theme))
    assert f":root{{--window:{theme.window};--text:{theme.text};" in text


# -- PDF --------------------------------------------------------------------------------------------------------------


def pages_of(content: bytes, tmp_path: Path) -> list[str]:
    """Return the text of each page, found by a program of others."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (package poppler-utils)")
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    found = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return found.stdout.split("\f")[:-1]


@pytest.mark.parametrize("name", SHIPPED)
def test_pdf_says_all_of_it_and_the_caution_on_every_page(name: str, tmp_path: Path) -> None:
    """As text that can be searched; each page with its number."""
    report, figure = made(shipped(name))
    content = report_pdf(report, figure)
    pages = pages_of(content, tmp_path)
    assert [] == [number for number, page in enumerate(pages, 1) if CAUTION not in page]
    assert [] == [
        number for number, page in enumerate(pages, 1) if not re.search(rf"\b{number} ?/ ?{len(pages)}\b", page)
    ]
    words = set(" ".join(pages).split())
    wanted = {word for text in said(report) for word in text.split()}
    # A word may be broken at the end of a line where it has a hyphen or the like.
    lost = {word for word in wanted - words if not re.search(r"[-/.:(]", word)}
    assert set() == lost


def test_joined_letters_are_found(tmp_path: Path) -> None:
    """ "ft", "ffi" and the like are written as letters, which a search finds."""
    page = " ".join(pages_of(report_pdf(*made(shipped("lcn2-shield"))), tmp_path))
    assert "After phase 1" in page
    assert "at rest after 10 steps" in page


def test_pdf_brings_its_letters(tmp_path: Path) -> None:
    """Fonts are embedded, and the words can be found in them."""
    if shutil.which("pdffonts") is None:
        pytest.skip("pdffonts is not installed (package poppler-utils)")
    path = tmp_path / "report.pdf"
    path.write_bytes(report_pdf(*made(shipped("lcn2-shield"))))
    told = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert told
    for line in told:
        embedded, _, unicode_ = line.split()[-5:-2]
        assert ("yes", "yes") == (embedded, unicode_)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_pages_have_the_size_of_the_paper(paper: Paper, size: tuple[int, int]) -> None:
    """Upright, in points; only a diagram that could not be read lies across."""
    found = [
        tuple(round(float(side)) for side in box.split()[2:])
        for box in re.findall(
            r"/MediaBox \[([^\]]*)\]", report_pdf(*made(shipped("lcn2-shield")), paper=paper).decode("latin-1")
        )
    ]
    assert {size} == set(found)
    wide = report_pdf(*made(shipped("immune-evasion-map")), paper=paper).decode("latin-1")
    boxes = [
        tuple(round(float(side)) for side in box.split()[2:]) for box in re.findall(r"/MediaBox \[([^\]]*)\]", wide)
    ]
    assert 1 == boxes.count(size[::-1])
    assert len(boxes) - 1 == boxes.count(size)


def test_a_dark_page_is_dark(tmp_path: Path) -> None:
    """The chosen theme is taken on paper, too, where the command line asks for it."""
    light, dark = (report_pdf(*made(shipped("lcn2-shield"), theme)) for theme in (LIGHT, DARK))
    assert light != dark


def test_what_is_given_up_ends_at_the_next_page() -> None:
    """The function that is told of progress may raise."""

    class EnoughError(Exception):
        pass

    parts: list[float] = []

    def told(part: float) -> None:
        parts.append(part)
        if len(parts) == 3:
            raise EnoughError

    with pytest.raises(EnoughError):
        report_pdf(*made(shipped("lcn2-shield")), told=told)
    assert sorted(parts) == parts


# -- files ------------------------------------------------------------------------------------------------------------


def test_the_ending_decides(tmp_path: Path) -> None:
    """HTML, PDF, and nothing else."""
    report, figure = made(shipped("lcn2-shield"))
    for name, begin in (("a.html", b"<!DOCTYPE html>"), ("b.HTM", b"<!DOCTYPE html>"), ("c.pdf", b"%PDF")):
        write_report(report, figure, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begin)
    with pytest.raises(EndingRefusedError):
        write_report(report, figure, tmp_path / "d.docx")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """In words; nothing is left behind."""
    with pytest.raises(FileNotSavedError):
        write_report(*made(shipped("lcn2-shield")), tmp_path / "nowhere" / "a.html")


# -- how pages fill ---------------------------------------------------------------------------------------------------


def row(height: float, *, keeps_next: bool = False, head: Row | None = None) -> Row:
    """Return a row of a height."""
    return Row(picture=(lambda *_: None, height), keeps_next=keeps_next, head=head)


def heights(pages: Pages) -> list[list[float]]:
    """Return the heights of the rows of each page."""
    return [[placed.height for _, placed in sheet.rows] for sheet in pages.finish()]


def test_a_heading_goes_with_what_follows() -> None:
    """It moves to the next page rather than stand alone at the end of one."""
    pages = Pages(100)
    pages.add([row(70), row(20, keeps_next=True), row(30)])
    assert [[70], [20, 30]] == heights(pages)


def test_the_head_of_a_table_is_repeated() -> None:
    """Where its rows go on to another page."""
    head = row(5)
    pages = Pages(100)
    pages.add([row(5, keeps_next=True), *(row(40, head=head) for _ in range(4))])
    assert [[5, 40, 40], [5, 40, 40]] == heights(pages)


def test_a_wide_figure_waits_for_the_next_page() -> None:
    """What comes after it fills the page first; it is not lost at the end."""
    pages = Pages(100)
    pages.add([row(60)])
    pages.add_wide("figure")
    pages.add([row(30), row(30)])
    sheets = pages.finish()
    assert [None, "figure", None] == [sheet.figure for sheet in sheets]
    assert [2, 0, 1] == [len(sheet.rows) for sheet in sheets]


def test_a_text_longer_than_a_page_goes_on() -> None:
    """Every line of it stands on some page, none below the end."""
    lines = tuple(text_lines([Run("many words " * 2000, "#000000")], 300, 13))
    pages = Pages(400)
    pages.add([Row(((0.0, lines),))])
    sheets = pages.finish()
    assert len(lines) == sum(len(found) for sheet in sheets for _, part in sheet.rows for _, found in part.columns)
    assert max(y + placed.height for sheet in sheets for y, placed in sheet.rows) <= 400
