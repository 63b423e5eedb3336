"""How does a report look in a browser and on paper? One HTML file that needs no network and runs nothing.

Whatever comes from a pathway file is escaped. The style sheet and the letters are within the file, and the content
policy allows these alone: no script, no address is loaded (https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import base64
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from explorer.session.report import Chain, Heading, Pairs, Paragraph, Picture, Sources, Table, Tone
from explorer.ui.export.figure import figure_svg
from explorer.ui.export.letters import font_faces
from explorer.ui.export.report_style import style_sheet
from explorer.ui.export.svg_painter import FAMILY, SvgPainter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.session.report import Block, Report, Section, Words
    from explorer.ui.export.figure import Figure

_WIDE = 1500.0
"""From this width on, in diagram units, a figure is printed on a page of its own across the paper."""


def report_html(report: Report, figure: Figure) -> str:
    """Return ``report`` as one HTML file, with ``figure`` in the place of its picture. Needs a QGuiApplication."""
    painter = SvgPainter()
    title = f"{report.title}: {report.subtitle}"
    svg = figure_svg(figure, painter, title=title)
    page = _Page(svg, is_wide=figure.width >= _WIDE)
    body = "\n".join(page.body(report))
    written = {*title, *body, *"0123456789.,…"}
    letters = {strong: {*painter.letters[strong], *written} for strong in (False, True)}
    style = style_sheet(figure.theme, font_faces(letters, FAMILY), report.caution)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="Pathway Explorer {escape(report.version)}">',
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            body,
            "</body>",
            "</html>",
            "",
        )
    )


class _Page:
    """The elements of a report, in order."""

    def __init__(self, svg: str, *, is_wide: bool) -> None:
        self._svg, self._is_wide = svg, is_wide

    def body(self, report: Report) -> Iterator[str]:
        """Yield the body, a line or more at a time."""
        yield "<main>"
        yield "<header>"
        yield f'<p class="kicker">Pathway Explorer · Report · {escape(report.written)}</p>'
        yield f"<h1>{escape(report.title)}</h1>"
        yield f'<p class="subtitle">{escape(report.subtitle)}</p>'
        yield f'<p class="lead">{escape(report.lead)}</p>'
        yield f'<p class="caution" role="note">{escape(report.caution)}</p>'
        yield "</header>"
        for section in report.sections:
            yield from self._section(section)
        yield "</main>"
        yield f'<footer><p class="caution">{escape(report.caution)}</p></footer>'

    def _section(self, section: Section) -> Iterator[str]:
        figure = any(isinstance(block, Picture) for block in section.blocks)
        kind = f' class="figure{" wide" if self._is_wide else ""}"' if figure else ""
        yield f"<section{kind}>"
        yield f"<h2>{escape(section.title)}</h2>"
        for block in section.blocks:
            yield from self._block(block)
        yield "</section>"

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield f"<h3>{escape(block.text)}</h3>"
        elif isinstance(block, Paragraph):
            yield f"<p{_kind(block.words)}>{_words(block.words)}</p>"
        elif isinstance(block, Pairs):
            yield "<dl>"
            yield from (f"<div><dt>{escape(name)}</dt><dd>{_toned(words)}</dd></div>" for name, words in block.rows)
            yield "</dl>"
        elif isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Chain):
            yield f'<ol class="chain" start="{block.first}">'
            for reason in block.reasons:
                arrows = "".join(f"<li>{_words(words)}</li>" for words in reason.arrows)
                yield f"<li>{escape(reason.sentence)}{f'<ul>{arrows}</ul>' if arrows else ''}</li>"
            yield "</ol>"
        elif isinstance(block, Sources):
            yield '<ol class="sources">'
            yield from (
                f'<li id="ref-{number}" value="{number}">{_source(words)}</li>' for number, words in block.entries
            )
            yield "</ol>"
        else:
            yield f"<figure>\n{self._svg}\n<figcaption>{escape(block.caption)}</figcaption>\n</figure>"


def _table(table: Table) -> Iterator[str]:
    yield f'<table aria-label="{escape(table.name)}">'
    heads = "".join(f'<th scope="col">{escape(head)}</th>' if head else "<td></td>" for head in table.heads)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        fields = [
            f"<td{' class=short' if at in table.compact else ''}>{_toned(words)}</td>" for at, words in enumerate(row)
        ]
        yield f"<tr>{''.join(fields)}</tr>"
    yield "</tbody>"
    yield "</table>"


def _kind(words: Words) -> str:
    return "" if words.tone is Tone.PLAIN else f' class="{words.tone.value}"'


def _toned(words: Words) -> str:
    inner = _words(words)
    return inner if words.tone is Tone.PLAIN else f"<span{_kind(words)}>{inner}</span>"


def _words(words: Words) -> str:
    """Return ``words`` with the numbers of its sources as links into the list."""
    text = escape(words.text)
    parts = [", ".join(map(_cited, words.cites))] if words.cites else []
    parts += [f"against {', '.join(map(_cited, words.against))}"] if words.against else []
    return f'{text} <span class="cites">[{"; ".join(parts)}]</span>' if parts else text


def _cited(number: int) -> str:
    return f'<a href="#ref-{number}">{number}</a>'


def _source(words: Words) -> str:
    if not words.link:
        return escape(words.text)
    return f'<a href="{escape(words.link)}" rel="noreferrer noopener">{escape(words.text)}</a>'
