"""How is a step of a story put in words? What it holds, shows and looks at, and whether its text is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pathway.definition import Beginning, Unrevealed
from explorer.ui.panels.words import on_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explorer.pathway.definition import Pathway, StoryStep
    from explorer.session.snapshot import DocumentState

BEGINNINGS: Mapping[Beginning, str] = {
    Beginning.HERE: "Goes on from the step before",
    Beginning.START: "Begins anew, from the start state",
}
OTHERS: Mapping[Unrevealed, str] = {
    Unrevealed.FADE: "The others are faded",
    Unrevealed.HIDE: "The others are hidden",
    Unrevealed.OUT: "The others are hidden and kept out of the run",
}
_MOST_NAMED = 6
_MANY_LETTERS = 260


def names(pathway: Pathway, ids: Iterable[str]) -> str:
    """Return the captions of nodes, compartments and arrows, the first few of many."""
    found = [name_of(pathway, id_) for id_ in ids]
    if len(found) > _MOST_NAMED:
        return f"{', '.join(found[: _MOST_NAMED - 1])} and {len(found) - _MOST_NAMED + 1} more"
    return ", ".join(found)


def name_of(pathway: Pathway, id_: str) -> str:
    """Return the caption of a node, a compartment or an arrow."""
    if id_ in pathway.nodes:
        return pathway.nodes[id_].caption
    if id_ in pathway.compartments:
        return pathway.compartments[id_].label
    source, _, target = id_.partition(" -> ")
    if source in pathway.nodes and target in pathway.nodes:
        return f"{pathway.nodes[source].caption} → {pathway.nodes[target].caption}"
    return id_


def held_words(pathway: Pathway, step: StoryStep) -> str:
    """Return what ``step`` holds and which variants it switches on."""
    held = [f"{name_of(pathway, id_)} {on_off(on)}" for id_, on in step.hold.items()]
    titles = {one.id: one.title for one in pathway.variants}
    held += [f"variant: {titles.get(id_, id_)}" for id_ in step.variants]
    return ", ".join(held) or "Nothing is held"


def summary(pathway: Pathway, step: StoryStep) -> str:
    """Return the second line of a step in the list."""
    anew = "Anew: " if step.begin is Beginning.START else ""
    return f"{anew}{held_words(pathway, step)}"


def camera_words(pathway: Pathway, step: StoryStep) -> str:
    """Return where the camera looks."""
    if step.region is not None:
        left, top, width, height = (round(one) for one in step.region)
        return f"A region of {width} x {height} units, {left} from the left and {top} from the top"
    if step.camera:
        return names(pathway, step.camera)
    return "What is revealed" if step.show else "The whole diagram"


def end_words(state: DocumentState) -> str:
    """Return the outcomes in which a step ends."""
    outcomes = state.pathway.outcomes
    return ", ".join(f"{node.caption} {on_off(state.value(node.id))}" for node in outcomes)


def length_words(share: float, *, title_fits: bool, letters: int, smallest: float) -> tuple[str, bool]:
    """Return what is to be said of a step's length, and whether something is to be done about it.

    Args:
        share: of their usual size that the letters get on stage.
        title_fits: whether the title has room on its line.
        letters: of the text.
        smallest: the share below which letters are not shrunk further.
    """
    if not title_fits:
        return "The title is too long for one line on stage: its end is cut off.", True
    if share <= smallest:
        return f"{letters} letters: too long for the stage, the end is cut off. Two or three sentences fit.", True
    if share < 1.0:
        return (
            f"{letters} letters: on stage they shrink to {share:.0%}. Shorter is easier to read in the last row.",
            True,
        )
    if letters > _MANY_LETTERS:
        return f"{letters} letters: all steps leave the diagram less room for it. Two short sentences read best.", False
    return f"{letters} letters" if letters else "One to three sentences, for the last row", False
