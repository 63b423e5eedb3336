"""What does a screen reader see and do? Run by the system's Python, which has pyatspi; prints one JSON object.

Usage: screen_reader.py NODE-NAME, with the program already running on the session bus of the environment.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import pyatspi
from gi.repository import Gio, GLib

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_SECONDS = 40


def begin_listening() -> None:
    """Say on the bus that a screen reader is at work, as Orca does; only then do programs speak."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None, 0, -1, None
        )


def below(root: Any, role: Any) -> Iterator[Any]:
    """Yield everything of ``role`` below ``root``."""
    for child in root:
        if child is not None:
            if child.getRole() == role:
                yield child
            yield from below(child, role)


def canvas() -> Any:
    """Return the diagram, once the program shows it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        for program in pyatspi.Registry.getDesktop(0):
            for found in below(program, pyatspi.ROLE_CANVAS) if program is not None else ():
                if found.childCount and found[0].getRole() == pyatspi.ROLE_CHECK_BOX:
                    return found
        time.sleep(0.3)
    sys.exit("no diagram with nodes was found")


def told(node: Any) -> dict[str, object]:
    """Return what is known of ``node``."""
    place = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return {
        "name": node.name,
        "role": node.getRoleName(),
        "description": node.description,
        "checked": node.getState().contains(pyatspi.STATE_CHECKED),
        "place": [place.x, place.y, place.width, place.height],
        "actions": [node.queryAction().getName(at) for at in range(node.queryAction().nActions)],
    }


def flip(node: Any, heard: list[list[object]]) -> None:
    """Flip ``node`` through its action; collect what is announced until it has changed and an outcome was told."""
    loop = GLib.MainLoop()
    before = node.getState().contains(pyatspi.STATE_CHECKED)
    end = time.monotonic() + PATIENCE_SECONDS

    def note(event: Any) -> None:
        heard.append([event.type.name, event.source.name, event.detail1, str(event.any_data or "")])

    pyatspi.Registry.registerEventListener(note, "object:state-changed:checked", "object:announcement")
    node.queryAction().doAction(0)

    def look() -> bool:
        flipped = node.getState().contains(pyatspi.STATE_CHECKED) != before
        said = any(words[0].startswith("object:announcement") for words in heard)
        if (flipped and said) or time.monotonic() > end:
            loop.quit()
            return False
        return True

    GLib.timeout_add(200, look)
    loop.run()


def main() -> None:
    """Print what was seen before and after a flip, and what was heard meanwhile."""
    begin_listening()
    nodes = {node.name: node for node in canvas()}
    before = [told(node) for node in nodes.values()]
    heard: list[list[object]] = []
    flip(nodes[sys.argv[1]], heard)
    print(json.dumps({"before": before, "after": [told(node) for node in nodes.values()], "heard": heard}))


main()
