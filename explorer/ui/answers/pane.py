"""What does the window ask of an answer beside the diagram? The few calls that every pane understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from explorer.session.snapshot import DocumentState
    from explorer.ui.theme.roles import Theme


class AnswerPane(Protocol):
    """A widget that stands in a dock; it shares the document with the rest of the window and nothing else.

    What it wants done it says by signals that end in ``_requested``; ``explorer.ui.window.answer_rows`` connects them.
    """

    def ask_from(self, state: DocumentState) -> None:
        """Ask from ``state``: the user opened the pane, or asked again."""

    def show_state(self, state: DocumentState) -> None:
        """Follow the document, while the pane is in sight; another pathway makes what is shown outdated."""

    def stop(self) -> None:
        """Give up what is being computed; the pane was closed."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
