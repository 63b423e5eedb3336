"""How are nodes laid out beside the window? New places are found aside, and after them the ways of arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.session.tidying import untidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Layout, Point
    from explorer.session.arranging import Arranging
    from explorer.session.document import ChangeSet, Document
    from explorer.session.snapshot import DocumentState
    from explorer.ui.aside import Aside
    from explorer.ui.window.workspace import Workspace

_MOST_AT_ONCE = 40
"""Nodes up to which an alignment and the like is found while the window waits: some ten milliseconds."""

_DRAWN_AFTER = 100
"""Milliseconds after which ways are looked for: new places are painted first, and a quick series of moves is one."""


class LayingOut(QObject):
    """Arranges nodes of what is open, and tidies its arrows; each aside, in a thread that nobody waits for.

    An arrangement is one step, taken when it is found. Arrows that it, a move or a file leaves without a way run
    straight until theirs is found, which belongs to the same step. Whatever else is done meanwhile, the result is that
    of the newest state: what was found for another one is found anew.
    """

    progressed = Signal(str, float)
    """What is being laid out, and the part that is done; only of what takes longer than a blink."""
    ended = Signal(str)
    """What is no longer being laid out: it is done, or was stopped."""
    arranged_all = Signal()
    """The whole diagram was laid out anew."""
    tidying_progressed = Signal(float)
    """The part that is done of finding ways for arrows."""
    tidying_ended = Signal()
    tidying_changed = Signal()
    """Nobody is looking for ways any more, or somebody is again."""
    refused = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._arranging: Aside | None = None
        self._tidying: Aside | None = None
        self._subject: tuple[Document, Layout] | None = None
        self._left: Layout | None = None
        self.blink: float | None = None
        """Seconds after which it is told that something takes its time; None: as usual."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DRAWN_AFTER)
        self._later.timeout.connect(self._begin)
        workspace.document_opened.connect(self._look)
        workspace.document_changed.connect(self._follow)

    # -- arranging --------------------------------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether new places are being found."""
        return self._arranging is not None and self._arranging.is_busy

    def arrange(self, command: Arranging) -> None:
        """Carry out ``command``: now where that is quick, else when its places are found."""
        document = self._workspace.open_document
        before = document.state
        self.stop()
        if _is_quick(command, before):
            self._workspace.run(command)
            return
        self._made_arranging().start(
            command.label(before),
            lambda watcher: command.places(before, watcher),
            lambda places: self._put(document, command, before, places),
            failed=self.refused.emit,
        )

    def arrange_all(self) -> None:
        """Lay the open pathway out anew and make that one step."""
        from explorer.session.arranging import ArrangeAll, arranged_anew

        document = self._workspace.open_document
        before = document.state

        def commit(layout: Layout) -> None:
            if self._workspace.document is not document:
                return
            if document.state.pathway is before.pathway:
                self._workspace.run(ArrangeAll(layout))
                self.arranged_all.emit()
            else:  # an arrow more or less, or another version of the file
                self.arrange_all()

        self._made_arranging().start(
            document.pathway.title, lambda watcher: arranged_anew(before, watcher), commit, failed=self.refused.emit
        )

    def stop(self) -> bool:
        """Give up the places that are being found; what is open stays. Returns whether there were any."""
        was_busy = self.is_busy
        if self._arranging is not None:
            self._arranging.stop()
        return was_busy

    def _put(self, document: Document, command: Arranging, before: DocumentState, places: Mapping[str, Point]) -> None:
        from explorer.session.arranging import MoveNodes

        if self._workspace.document is not document:
            return
        now = document.state
        if now.base.nodes is before.base.nodes and now.drawn.layout.nodes == before.drawn.layout.nodes:
            self._workspace.run(MoveNodes(tuple(places.items()), title=command.label(before)))
        else:  # nodes stand elsewhere now, so that these places need not be free any more
            self.arrange(command)

    def _made_arranging(self) -> Aside:
        if self._arranging is None:
            from explorer.ui.aside import Aside  # a start does without it

            self._arranging = Aside(self)
            self._arranging.progressed.connect(self.progressed)
            self._arranging.ended.connect(self.ended)
            self._arranging.blink = self._arranging.blink if self.blink is None else self.blink
        return self._arranging

    # -- tidying ----------------------------------------------------------------------------------------------------

    @property
    def is_tidying(self) -> bool:
        """Whether ways for arrows are being found."""
        return self._subject is not None

    @property
    def is_left_untidy(self) -> bool:
        """Whether arrows stay without a way because that was asked for."""
        document = self._workspace.document
        return document is not None and not self.is_tidying and untidy(document.state) is not None

    def leave_untidy(self) -> None:
        """Stop finding ways; arrows stay straight until nodes are moved again or ``tidy`` asks for it."""
        if self._subject is not None:
            self._left = self._subject[1]
        self._stop_tidying()

    def tidy(self) -> None:
        """Find ways for the arrows that were left straight."""
        self._left = None
        self._look()
        self.tidying_changed.emit()

    def close(self) -> None:
        """Give everything up without waiting: threads end by themselves, and what they find is not used."""
        for aside in (self._arranging, self._tidying):
            if aside is not None:
                aside.let_go()
        self._later.stop()
        self._subject = None

    def _follow(self, change: ChangeSet) -> None:
        if change.places_changed or change.pathway_changed:
            self._look()

    def _look(self) -> None:
        """Find the ways that what is drawn now needs, in place of those for anything else."""
        document = self._workspace.document
        asked = untidy(document.state) if document is not None else None
        if document is None or asked is None or asked.layout is self._left:
            self._stop_tidying()
            return
        if self._subject is not None and self._subject[0] is document and self._subject[1] is asked.layout:
            return
        if self._tidying is not None:
            self._tidying.stop()
        self._subject = (document, asked.layout)
        self._later.start()

    def _begin(self) -> None:
        document = self._workspace.document
        asked = untidy(document.state) if document is not None else None
        if document is None or asked is None:
            self._stop_tidying()
            return
        if self._tidying is None:
            from explorer.ui.aside import Aside

            self._tidying = Aside(self)
            self._tidying.progressed.connect(lambda _name, part: self.tidying_progressed.emit(part))
            self._tidying.ended.connect(lambda _name: self.tidying_ended.emit())
            self._tidying.blink = self._tidying.blink if self.blink is None else self.blink
        layout = asked.layout
        self._subject = (document, layout)
        self._tidying.start("", asked.tidied, lambda tidy: self._settle(document, layout, tidy))

    def _stop_tidying(self) -> None:
        self._later.stop()
        was_busy, self._subject = self._subject is not None, None
        if self._tidying is not None:
            self._tidying.stop()
        if was_busy:
            self.tidying_changed.emit()

    def _settle(self, document: Document, layout: Layout, tidy: Layout) -> None:
        self._subject = None
        if self._workspace.document is document:
            with self._workspace.positions.staying_saved():
                document.settle(layout, tidy)
            self._look()


def _is_quick(command: Arranging, state: DocumentState) -> bool:
    from explorer.session.arranging import ArrangeSelection

    asked: tuple[str, ...] = getattr(command, "nodes", ())
    return not isinstance(command, ArrangeSelection) and len(asked or state.pathway.nodes) <= _MOST_AT_ONCE
