"""How does a report become a file? The ending decides: HTML for a browser, PDF for a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.io.files import write_atomically
from explorer.ui.export.ending import ending_of
from explorer.ui.export.report_html import report_html
from explorer.ui.export.report_pdf import Paper, report_pdf
from explorer.ui.export.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explorer.session.report import Report
    from explorer.ui.export.figure import Figure

ENDINGS = (".html", ".htm", ".pdf")
"""File name endings under which a report can be written."""
USE = "Use .html or .pdf."


def write_report(
    report: Report,
    figure: Figure,
    path: Path,
    *,
    paper: Paper = Paper.A4,
    told: Callable[[float], None] = lambda _: None,
) -> None:
    """Write ``report`` to ``path``, aside first. Needs a QGuiApplication.

    Args:
        report: what is said.
        figure: the diagram; its theme gives the colours.
        path: the ending decides.
        paper: the size of the pages of a PDF.
        told: is told the part that is done, from 0 to 1, and may raise to give up.

    Raises:
        EndingRefusedError: the ending is another.
        FileNotSavedError: the file cannot be written.
    """
    if ending_of(path, ENDINGS, "a report", hint=USE) == ".pdf":
        content = report_pdf(report, figure, paper=paper, told=told)
    else:
        told(0.5)
        content = xml_text(report_html(report, figure)).encode("utf-8")  # HTML forbids the same characters
    told(0.95)
    write_atomically(path, content)
