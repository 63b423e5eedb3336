"""How is it said how far a result can be trusted? One line below the outcomes, and a few words in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.session.badge import BadgeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.pathway.definition import Pathway
    from explorer.session.badge import Badge


def badge_line(pathway: Pathway, told: Mapping[str, Badge]) -> str:
    """Return what is known about all outcomes; those of which the same is known share a line."""
    if not told:
        return ""
    if any(badge.kind is BadgeKind.STILL_CHECKING for badge in told.values()):
        return "Still checking other update orders…"
    captions: dict[str, list[str]] = {}
    for id_, badge in told.items():
        captions.setdefault(badge.words, []).append(pathway.nodes[id_].caption)
    if len(captions) == 1 and len(told) > 1:
        return f"Every outcome: {next(iter(captions))}."
    return "\n".join(f"{', '.join(names)}: {words}." for words, names in captions.items())


def short_words(badge: Badge) -> str:
    """Return the few words that a row has room for."""
    if badge.kind is BadgeKind.STILL_CHECKING:
        return "checking…"
    if badge.kind is BadgeKind.HOLDS_IN_EVERY_ORDER:
        return "by order" if badge.earlier is False else "any order"
    if badge.kind is BadgeKind.DEPENDS_ON_ORDER and badge.always is None and badge.share is not None:
        return f"≈ {100 * badge.share.value:.3g} %"
    return {BadgeKind.OSCILLATES: "oscillates", BadgeKind.NOT_FINISHED: "not finished"}.get(badge.kind, "by order")
