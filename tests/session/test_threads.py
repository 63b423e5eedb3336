"""What if a thread that exports asks for the same kind of thing between two lines of the window's?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from small_pathways import chain

from explorer.pathway.definition import Confidence, Layout, StoryStep
from explorer.session import snapshot, story
from explorer.session.last_few import LastFew
from explorer.session.snapshot import DocumentState, opened

if TYPE_CHECKING:
    from collections.abc import Callable

LAYOUT = Layout(nodes={"Stress": (1.0, 2.0)})
STEP = StoryStep("Ours", hold={"Stress": True})


class Crowded(list[Any]):
    """Another thread puts its own behind whatever is put here."""

    def append(self, entry: tuple[object, ...]) -> None:
        super().append(entry)
        super().append((*(object() for _ in entry[1:]), "what the other thread asked for"))


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ((snapshot, "_last_variants"), lambda state: replace(state, variants=frozenset({"V1"})).pathway.edges),
        ((snapshot, "_last_without"), lambda state: replace(state, least=Confidence.REPORTED).pathway.edges),
        ((snapshot, "_last_drawn"), lambda state: replace(state, layout=LAYOUT).drawn.layout),
        ((snapshot, "_last_told"), lambda state: replace(state, story=(STEP,)).told.story),
        ((story, "_last_stories"), lambda state: story.story_states(state.base, steps=(STEP,))[0].holds),
    ],
    ids=["variants", "arrows left out", "places", "story", "states"],
)
def test_each_gets_its_own(
    kept: tuple[object, str], asked: Callable[[DocumentState], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made for one is never returned to the other."""
    wanted = asked(opened(chain()))
    crowded: LastFew[Any] = LastFew()
    monkeypatch.setattr(crowded, "_kept", Crowded())
    monkeypatch.setattr(*kept, crowded)
    assert wanted == asked(opened(chain()))
