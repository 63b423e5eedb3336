"""What is this, and how is it known? The selected node or arrow with rule, regulators, evidence and doubts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from explorer.ui.background import Job
from explorer.ui.panels.inspector_text import Standing, page
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.focus_ring import FocusRing
from explorer.ui.theme.fonts import family
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import LIGHT, Theme
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QContextMenuEvent

    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment
    from explorer.session.snapshot import DocumentState
    from explorer.session.timeline import Timeline
    from explorer.session.why import Why

_AT_ONCE = 400
"""Nodes up to which a pathway's causes are searched unasked, and at once: 56 nodes take 3 ms."""


@dataclass(frozen=True)
class FoundWhy:
    """What a thread found: about which timeline, node and column, the answer, and its section lit and unlit."""

    timeline: Timeline
    node: str
    column: int
    answer: Why
    lit: str
    unlit: str


def _search(timeline: Timeline, node: str, column: int, _cancelled: Callable[[], bool]) -> Iterator[FoundWhy]:
    from explorer.session.why import why
    from explorer.ui.panels.inspector_why import why_section

    answer = why(timeline, node, column=column)
    lit, unlit = (why_section(answer, timeline, is_lit=is_lit) for is_lit in (True, False))
    yield FoundWhy(timeline, node, column, answer, lit, unlit)


class InspectorPanel(QTextBrowser):
    """Shows one page; its links select (``selected`` with ``node`` or ``edge`` and the id), light or copy."""

    selected = Signal(str, str)
    copied = Signal(str)
    lit = Signal(object)
    """The answer (``Why``) that is to be lit on the diagram, or None for nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._pathway: Pathway | None = None
        self._values: dict[str, bool] = {}
        self._holds: dict[str, bool] = {}
        self._selection = ("", "")
        self._html = ""
        self._timeline: Timeline | None = None
        self._column = 0
        self._is_lit = False
        self._asked = ""
        self._search: Job[FoundWhy] | None = None
        self._found: FoundWhy | None = None
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName("Inspector")
        self.setMinimumWidth(160)
        self.anchorClicked.connect(self._follow)
        self.document().setDocumentMargin(12)
        FocusRing(self)
        self.set_theme(LIGHT)

    def show_pathway(self, pathway: Pathway) -> None:
        """Take the pathway that pages are about; the selection stays where it still exists."""
        self._pathway = pathway
        self._values = {node.id: node.start for node in pathway.nodes.values()}
        self._holds = {}
        self._timeline = None
        self.stop()
        self._found = None
        self.put_out()
        self._render()

    def show_state(self, state: DocumentState) -> None:
        """Show the present state of ``state``."""
        self._pathway = state.pathway
        self._values = state.pathway.network.named(state.present)
        self._holds = dict(state.holds)
        self._timeline = None
        self.put_out()
        self._render()

    def show_moment(self, moment: Moment, timeline: Timeline | None = None) -> None:
        """Show the values and holds of ``moment``, and in ``timeline`` what led to them."""
        if self._pathway is None:
            return
        now = moment.after if moment.phase >= 0.5 else moment.before
        self._values = self._pathway.network.named(now)
        self._holds = dict(moment.holds)
        self._timeline, self._column = timeline, moment.column
        self._render()

    def show_selected(self, kind: str, id_: str) -> None:
        """Show a ``node`` or an arrow (``edge``); the pathway itself where ``kind`` is empty."""
        if (kind, id_) != self._selection:
            self._selection = (kind, id_)
            self._asked = ""
            self.stop()
            self.put_out()
            self._render()
            self.verticalScrollBar().setValue(0)

    def put_out(self) -> None:
        """Light nothing any more."""
        if self._is_lit:
            self._is_lit = False
            self.lit.emit(None)
            self._render()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.document().setDefaultStyleSheet(_style(theme))
        self._html = ""
        self._render()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy; there is nothing else that the page could do."""
        menu = self.createStandardContextMenu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _render(self) -> None:
        if self._pathway is None:
            return
        html = page(Standing(self._pathway, self._values, self._holds, self._why()), *self._selection)
        if html == self._html:
            return
        self._html = html
        bar = self.verticalScrollBar()
        place = bar.value()
        self.setHtml(html)
        bar.setValue(place)

    def _why(self) -> str:
        """Return the section on why the selected node is as it is, and light that if it is to be lit."""
        kind, id_ = self._selection
        pathway, timeline = self._pathway, self._timeline
        if kind != "node" or timeline is None or pathway is None or id_ not in timeline.source.pathway.nodes:
            return ""
        if len(pathway.nodes) > _AT_ONCE and self._asked != id_:
            return f"<p><a href='why:{quote(id_, safe='')}'>Find out why</a></p>"
        from explorer.session.why import why  # with their words, not needed until a node is selected
        from explorer.ui.panels.inspector_why import why_section

        if len(pathway.nodes) > _AT_ONCE:
            return self._searched(timeline, id_)
        answer: Why = why(timeline, id_, column=self._column)
        if self._is_lit:
            self.lit.emit(answer)
        return why_section(answer, timeline, is_lit=self._is_lit)

    def _searched(self, timeline: Timeline, node: str) -> str:
        """Return the same for a large pathway, where a thread searches: the section follows when it is found."""
        found = self._found
        if found is not None and found.timeline is timeline and (found.node, found.column) == (node, self._column):
            if self._is_lit:
                self.lit.emit(found.answer)
            return found.lit if self._is_lit else found.unlit
        if self._search is None:  # one at a time: while a run is played, columns pass faster than answers come
            self._search = Job(partial(_search, timeline, node, self._column), self)
            self._search.answered.connect(self._take)
            self._search.failed.connect(lambda _: self.stop())
            self._search.start()
        return "<p>Finding out why… <a href='why-stop:'>Stop</a></p>"

    def _take(self, found: FoundWhy) -> None:
        self._search, self._found = None, found
        self._render()

    def stop(self) -> None:
        """Give up searching for causes."""
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def _follow(self, url: QUrl) -> None:
        kind, _, rest = url.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(":")
        text = unquote(rest)
        if kind == "copy":
            QGuiApplication.clipboard().setText(text)
            if self.isVisible():
                QToolTip.showText(QCursor.pos(), tooltip(f"Copied {text}"), self)
            self.copied.emit(text)
        elif kind == "why":
            self._asked = text
            self._render()
        elif kind == "why-stop":
            self._asked = ""
            self.stop()
            self._render()
        elif kind == "light" and text == "on":
            self._is_lit = True
            self._render()
        elif kind == "light":
            self.put_out()
        elif kind in {"node", "edge"}:
            self.selected.emit(kind, text)


def _style(theme: Theme) -> str:
    tones = {
        "paper": theme.good,
        "news": theme.accent,
        "database": theme.muted,
        "textbook": theme.muted,
        "modelling": theme.drug,
        "conflict": theme.conflict,
    }
    chips = "".join(
        f".{name} {{ color: {chip_text(ink, theme)}; background-color: {chip_fill(ink, theme).name()}; }}"
        for name, ink in tones.items()
    )
    scale = theme.text_scale
    return f"""
        body, p, td {{ font-family: '{family()}'; color: {theme.text}; }}
        p {{ margin-top: 0; margin-bottom: 5px; font-size: {round(14 * scale)}px; }}
        .title {{ font-size: {round(18 * scale)}px; font-weight: 600; margin-bottom: 1px; }}
        .strong {{ font-weight: 600; }}
        .heading {{ font-size: {round(12 * scale)}px; font-weight: 600; color: {theme.muted}; margin-top: 13px;
            margin-bottom: 4px; }}
        a {{ color: {theme.accent}; text-decoration: none; }}
        .muted {{ color: {theme.muted}; font-size: {round(13 * scale)}px; }}
        .line {{ margin-bottom: 7px; }}
        .step {{ margin-bottom: 5px; margin-left: 6px; }}
        .source {{ margin-bottom: 9px; }}
        .cell {{ padding-right: 12px; padding-bottom: 3px; font-size: {round(14 * scale)}px; }}
        .nowrap {{ white-space: nowrap; }}
        .code {{ background-color: {theme.raised}; font-size: {round(13 * scale)}px; }}
        .on {{ color: {theme.on}; font-weight: 600; }}
        .off {{ color: {theme.off_text}; font-weight: 600; }}
        .good {{ color: {theme.good}; }}
        .bad {{ color: {theme.bad}; }}
        .held {{ color: {theme.held}; font-weight: 600; }}
        .activates {{ color: {theme.activates}; }}
        .inhibits {{ color: {theme.inhibits}; }}
        .chip {{ font-size: {round(12 * scale)}px; }}
        {chips}
    """
