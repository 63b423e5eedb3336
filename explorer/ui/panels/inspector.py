"""What is this, and how is it known? The selected node or arrow with rule, regulators, evidence and doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from explorer.ui.panels.inspector_text import Standing, page
from explorer.ui.panels.words import tooltip
from explorer.ui.theme.fonts import family
from explorer.ui.theme.mixing import chip_fill, chip_text
from explorer.ui.theme.roles import LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

    from explorer.pathway.definition import Pathway
    from explorer.session.moment import Moment
    from explorer.session.snapshot import DocumentState


class InspectorPanel(QTextBrowser):
    """Shows one page; its links select (``selected`` with ``node`` or ``edge`` and the id) or copy."""

    selected = Signal(str, str)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._pathway: Pathway | None = None
        self._values: dict[str, bool] = {}
        self._holds: dict[str, bool] = {}
        self._selection = ("", "")
        self._html = ""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName("Inspector")
        self.setMinimumWidth(160)
        self.anchorClicked.connect(self._follow)
        self.document().setDocumentMargin(12)
        self.set_theme(LIGHT)

    def show_pathway(self, pathway: Pathway) -> None:
        """Take the pathway that pages are about; the selection stays where it still exists."""
        self._pathway = pathway
        self._values = {node.id: node.start for node in pathway.nodes.values()}
        self._holds = {}
        self._render()

    def show_state(self, state: DocumentState) -> None:
        """Show the present state of ``state``."""
        self._pathway = state.pathway
        self._values = state.pathway.network.named(state.present)
        self._holds = dict(state.holds)
        self._render()

    def show_moment(self, moment: Moment) -> None:
        """Show the values and holds of ``moment``."""
        if self._pathway is None:
            return
        now = moment.after if moment.phase >= 0.5 else moment.before
        self._values = self._pathway.network.named(now)
        self._holds = dict(moment.holds)
        self._render()

    def show_selected(self, kind: str, id_: str) -> None:
        """Show a ``node`` or an arrow (``edge``); the pathway itself where ``kind`` is empty."""
        if (kind, id_) != self._selection:
            self._selection = (kind, id_)
            self._render()
            self.verticalScrollBar().setValue(0)

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
        html = page(Standing(self._pathway, self._values, self._holds), *self._selection)
        if html == self._html:
            return
        self._html = html
        bar = self.verticalScrollBar()
        place = bar.value()
        self.setHtml(html)
        bar.setValue(place)

    def _follow(self, url: QUrl) -> None:
        kind, _, rest = url.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(":")
        text = unquote(rest)
        if kind == "copy":
            QGuiApplication.clipboard().setText(text)
            if self.isVisible():
                QToolTip.showText(QCursor.pos(), tooltip(f"Copied {text}"), self)
            self.copied.emit(text)
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
