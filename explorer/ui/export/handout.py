"""How does a pathway become a handout? One HTML file that needs no network and answers when a reader flips a switch.

The page carries the diagram with every look drawn, the rules as trees of JSON, and a script that interprets them; it
may load nothing, and runs no script but its own (https://www.w3.org/TR/CSP3/, hashes of section 2.3.1).
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from explorer import BRIEF_CAUTIONS, CAUTION, __version__
from explorer.errors import ExplorerError
from explorer.io.files import write_atomically
from explorer.locate import resources
from explorer.pathway.diagram import diagram_of
from explorer.pathway.layout.engine import Watcher
from explorer.pathway.run import settled_start
from explorer.session.handout import facts, other_orders, with_every_arrow
from explorer.ui.export import handout_page as page
from explorer.ui.export.handout_drawing import HandoutDiagram, legend
from explorer.ui.export.handout_look import style_roles
from explorer.ui.export.letters import font_faces
from explorer.ui.export.svg_painter import FAMILY
from explorer.ui.export.telling import between, given_up, untold
from explorer.ui.export.xml_text import xml_text
from explorer.ui.theme.roles import LIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.pathway.definition import Layout, Pathway
    from explorer.pathway.diagram import Diagram
    from explorer.ui.export.telling import Told
    from explorer.ui.theme.roles import Theme

MOST_NODES = 1_000
"""Nodes of the largest pathway that a browser on a phone still shows without long waits."""
_SCRIPTS = ("model.js", "commands.js", "camera.js", "diagram.js", "page.js")
_STYLES = ("page.css", "diagram.css")
_SAID = "✓✗!→·–…"
"""Signs that the script writes."""


class HandoutRefusedError(ExplorerError):
    """A handout cannot be made of this pathway."""


def write_handout(
    pathway: Pathway,
    path: Path,
    *,
    theme: Theme | None = None,
    layout: Layout | None = None,
    remark: str = "",
    told: Told = untold,
) -> None:
    """Write the handout of ``pathway`` to ``path``. Needs a QGuiApplication.

    Args:
        pathway: as its file says it; variants become switches.
        path: where to.
        theme: in which the page opens; None for what the reader's system prefers, light otherwise.
        layout: where everything is drawn, if not as the pathway says.
        remark: a sentence that stands under the diagram, for example that arrows were left out.
        told: called with the part that is done, from 0 to 1; may raise to give up.

    Raises:
        HandoutRefusedError: the pathway is too large.
        FileNotSavedError: the file cannot be written.
    """
    if len(pathway.nodes) > MOST_NODES:
        raise HandoutRefusedError(
            f"{pathway.title} has {len(pathway.nodes):,} nodes: a handout holds {MOST_NODES:,} at most. "
            "A picture (render) has no such bound."
        )
    if layout is not None:
        pathway = replace(pathway, layout=layout)
    text = handout(pathway, theme=theme, remark=remark, told=told)
    write_atomically(path, xml_text(text).encode())  # HTML forbids the same characters


def handout(
    pathway: Pathway,
    *,
    theme: Theme | None = None,
    remark: str = "",
    told: Told = untold,
) -> str:
    """Return the whole page as text; see ``write_handout``."""
    told(0.0)
    diagram = diagram_of(with_every_arrow(pathway), watcher=Watcher(between(told, 0.0, 0.3)))
    body = _body(pathway, diagram, theme or LIGHT, remark, between(told, 0.3, 0.85))
    script = _script()
    shape = diagram.bounds.height / diagram.bounds.width
    style = _style(theme or LIGHT, body + _SAID, shape, between(told, 0.85, 0.97))
    told(0.97)
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    opens = "auto" if theme is None else "dark" if theme.is_dark else "day"
    return (
        f'<!doctype html>\n<html lang="en" data-theme="{opens}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(pathway.title)}</title>\n"
        f'<meta name="description" content="{escape(pathway.summary or CAUTION)}">\n'
        f'<meta name="generator" content="Pathway Explorer {__version__}">\n'
        f"<style>{style}</style>\n</head>\n<body>\n{body}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _body(pathway: Pathway, diagram: Diagram, theme: Theme, remark: str, told: Told) -> str:
    start = settled_start(pathway).last
    values = pathway.network.named(start)
    svg = HandoutDiagram(pathway, diagram, theme, start).svg(f"Diagram: {pathway.title}", between(told, 0.0, 0.7))
    orders = other_orders(pathway, given_up(told, 0.7))
    told(0.9)
    known = json.dumps(facts(pathway, diagram, orders), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        known = known.replace(sign, f"\\u{ord(sign):04x}")
    panels = [("switches", "Switches", page.switches(pathway))]
    if pathway.scenarios:
        panels.append(("scenarios", "Scenarios", page.scenarios(pathway)))
    if pathway.story:
        panels.append(("story", "Story", page.story(pathway)))
    return "\n".join(
        (
            '<a class="skip" href="#tab-switches">Skip the diagram</a>',
            f'<div class="first">{_top(pathway)}<main class="app">',
            f'<section class="canvas" aria-label="Diagram"><div class="sheet">{svg}{_tools()}</div>',
            f'<div class="legend">{legend(pathway, theme)}</div>',
            *([f'<p class="remark">{escape(remark)}</p>'] if remark else []),
            f'{_play_bar()}<p class="on-paper">{escape(CAUTION)}</p>',
            f'<div class="strip" aria-hidden="true">{page.outcome_strip(pathway, values)}</div></section>',
            f'<section class="panels" aria-label="What to do">{page.tabs(panels)}</section>',
            _results(page.outcomes(pathway, values)),
            f'</main><p class="caution">{escape(CAUTION)}</p></div>',
            page.scenario_table(pathway, orders),
            page.sources(pathway),
            page.remarks(pathway),
            _end(pathway),
            f'<p class="quiet" id="said" role="status"></p><script type="application/json" id="facts">{known}</script>',
        )
    )


def _top(pathway: Pathway) -> str:
    links = []
    if pathway.scenarios and pathway.outcomes:
        links.append('<a href="#outcome-table">Outcome table</a>')
    if pathway.references:
        links.append('<a href="#sources">Sources</a>')
    summary = f'<p class="summary" title="{escape(pathway.summary)}">{escape(pathway.summary)}</p>'
    return (
        f'<header class="top"><div><h1>{escape(pathway.title)}</h1>{summary if pathway.summary else ""}</div>'
        f"<nav>{''.join(links)}{page.tool('theme', 'Dark theme', 'theme')}</nav></header>"
        f'<p class="caution brief">{escape(BRIEF_CAUTIONS[0])}</p>'
    )


def _tools() -> str:
    whole = '<button type="button" class="word" id="whole" hidden>Show everything</button>'
    shown = "".join(
        page.tool(id_, name, sign)
        for id_, name, sign in (
            ("zoom-in", "Come closer", "zoom_in"),
            ("zoom-out", "Step back", "zoom_out"),
            ("fit", "Show the whole diagram", "fit"),
        )
    )
    needs = '<noscript><p class="caution">The switches need scripts, which are switched off here.</p></noscript>'
    return f'<div class="tools">{shown}</div><div class="whole">{whole}</div>{needs}'


def _play_bar() -> str:
    speeds = "".join(
        f'<option value="{speed}"{" selected" if speed == "1" else ""}>{speed}×</option>'
        for speed in ("0.5", "1", "2", "4")
    )
    return (
        '<div class="runs" id="runs" role="group" aria-label="What was run"></div>'
        '<div class="doing"><span id="doing">Start</span><span id="place"></span><span id="held-words"></span></div>'
        f'<div class="playbar">{page.tool("start-again", "Start again", "restart")}'
        f"{page.tool('to-start', 'To the beginning', 'skip_to_end')}{page.tool('back', 'One step back', 'step_back')}"
        f"{page.tool('play', 'Play', 'play', 'pause')}{page.tool('forward', 'One step forward', 'step_forward')}"
        f"{page.tool('to-end', 'Skip to the end', 'skip_to_end')}"
        '<input type="range" id="playhead" min="0" max="0" value="0" step="1" aria-label="Step of the run">'
        f'<select id="speed" aria-label="Speed">{speeds}</select></div>'
    )


def _results(outcomes: str) -> str:
    return (
        f'<div class="results"><section aria-label="Outcomes"><h2>Outcomes</h2>{outcomes}<p id="sentence"></p>'
        '<div id="expectation"></div></section><section id="part-about"><h2>About a node or an arrow</h2>'
        '<div id="about"><p class="muted">Click a node to switch it, or to hold it against its rule; click it again to '
        "let it go. What is known about it, or about an arrow, stands here.</p></div></section></div>"
    )


def _end(pathway: Pathway) -> str:
    scope = f"<p>{escape(pathway.scope)}</p>" if pathway.scope else ""
    return (
        f'<footer class="end">{scope}<p>Made with Pathway Explorer {__version__} from “{escape(pathway.id)}”. '
        f"A step is not a time. {escape(CAUTION)}</p></footer>"
    )


def _script() -> str:
    folder = resources() / "handout"
    parts = "\n".join((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


def _style(theme: Theme, words: str, shape: float, told: Told) -> str:
    folder = resources() / "handout"
    letters = {strong: set(words) | {chr(code) for code in range(32, 127)} for strong in (False, True)}
    sheets = "\n".join((folder / name).read_text(encoding="utf-8") for name in _STYLES)
    return f"{font_faces(letters, FAMILY, told)}\n{style_roles(theme)}:root{{--shape:{shape:.3f}}}\n{sheets}"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
