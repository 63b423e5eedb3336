"""Which style sheet does a report have? Calm, for the screen and for A4 and Letter paper, in the colours of a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.export.svg_painter import FAMILY
from explorer.ui.theme.roles import PRINT

if TYPE_CHECKING:
    from explorer.ui.theme.roles import Theme

_RULES = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--window);color:var(--text);font:400 16px/1.5 var(--family)}
main{max-width:920px;margin:0 auto;padding:48px 40px 24px}
h1{font:600 34px/1.15 var(--family);margin:4px 0 6px;letter-spacing:-.01em}
h2{font:600 21px/1.25 var(--family);margin:44px 0 12px;padding-top:14px;border-top:1px solid var(--border)}
h3{font:600 17px/1.3 var(--family);margin:24px 0 6px}
p{margin:0 0 10px}
.kicker{color:var(--muted);font-size:14px;margin:0}
.subtitle{font-size:20px;color:var(--muted);margin:0 0 18px}
.lead{font-size:18px;font-weight:600;margin:0 0 18px}
.caution{background:var(--caution-fill);color:var(--caution-text);padding:9px 14px;border-radius:6px;font-size:14.5px}
footer{max-width:920px;margin:0 auto;padding:0 40px 40px}
.muted,.cites,figcaption{color:var(--muted)}
.strong{font-weight:600}
.good{color:var(--good);font-weight:600}
.bad{color:var(--bad);font-weight:600}
.cites{font-size:.88em;white-space:nowrap}
a{color:var(--accent);text-decoration:none}
a:hover,a:focus{text-decoration:underline}
dl{margin:0 0 16px}
dl div{display:grid;grid-template-columns:170px 1fr;gap:16px;padding:5px 0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;margin:4px 0 16px;font-size:15px}
th,td{text-align:left;vertical-align:top;padding:7px 14px 7px 0;border-bottom:1px solid var(--border)}
th{color:var(--muted);font-weight:400;font-size:14px}
thead th,thead td{border-bottom:1.5px solid var(--muted)}
td.short{white-space:nowrap}
ol.chain{margin:0 0 12px;padding-left:26px}
ol.chain>li{margin:0 0 7px;padding-left:4px}
ol.chain>li::marker{color:var(--muted)}
ol.chain ul{list-style:none;margin:1px 0 0;padding:0;color:var(--muted);font-size:14px;line-height:1.4}
ol.sources{margin:0 0 12px;padding-left:34px;font-size:14.5px;line-height:1.4}
ol.sources li{margin:0 0 5px;padding-left:4px;overflow-wrap:anywhere}
ol.sources li:target{background:var(--raised)}
ol.sources a{color:inherit}
figure{margin:0}
figure svg{display:block;max-width:100%;height:auto;margin:0 auto;border:1px solid var(--border);border-radius:8px}
figure svg{background:var(--canvas)}
svg text{font-family:var(--family)}
figcaption{font-size:14px;margin-top:6px}
@media screen and (min-width:1180px){.figure.wide figure{margin:0 -110px}}
@media (max-width:640px){
main,footer{padding-left:18px;padding-right:18px}
main{padding-top:24px}
h1{font-size:27px}
dl div{grid-template-columns:1fr;gap:0}
table{display:block;overflow-x:auto}
}
@page{margin:18mm 18mm 20mm;@bottom-left{content:"FOOT";font:8pt/1.2 var(--family);color:#444}
@bottom-right{content:counter(page) " / " counter(pages);font:8pt/1.2 var(--family);color:#444}}
@page across{size:landscape;margin:14mm 14mm 18mm}
@media print{
body{font-size:10pt;line-height:1.4;background:none}
main,footer{max-width:none;padding:0;margin:0}
h1{font-size:22pt}
h2{font-size:13.5pt;margin:20pt 0 7pt;padding-top:8pt}
h3{font-size:11pt;margin:12pt 0 4pt}
.kicker,th,ol.chain ul,figcaption{font-size:8.6pt}
.subtitle{font-size:13pt;margin-bottom:10pt}
.lead{font-size:11pt;margin-bottom:10pt}
.caution{font-size:9pt;border:.6pt solid var(--border);background:none;color:var(--text)}
table{font-size:9.4pt}
ol.sources{font-size:9pt}
dl div{grid-template-columns:38mm 1fr;padding:2.2pt 0}
th,td{padding:4pt 9pt 4pt 0}
h2,h3,thead{break-after:avoid}
thead{display:table-header-group}
tr,dl div,ol.chain>li,ol.sources li,figure,.caution{break-inside:avoid}
p,li{orphans:3;widows:3}
a{color:inherit}
figure svg{border:0;border-radius:0}
.figure{break-inside:avoid}
.figure.wide{page:across}
.figure.wide h2{border:0;margin-top:0;padding-top:0}
figure svg{max-height:225mm}
.figure.wide figure svg{max-height:150mm;width:auto}
}
"""


def style_sheet(theme: Theme, faces: str, foot: str) -> str:
    """Return the rules, with ``faces`` (rules that bring letters along) before them; on paper the ground is white.

    ``foot`` stands at the foot of each printed page, in browsers that print margins (CSS Paged Media 3).
    """
    words = foot.replace("\\", "").replace('"', "'")
    rules = _RULES.replace("FOOT", words)
    return f"{faces}:root{{{_roles(theme)}}}@media print{{:root{{{_roles(PRINT)}}}}}{rules}"


def _roles(theme: Theme) -> str:
    names = ("window", "text", "muted", "border", "raised", "accent", "good", "bad", "canvas")
    roles = {name: getattr(theme, name) for name in (*names, "caution_fill", "caution_text")}
    words = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in roles.items())
    return f"{words}--family:'{FAMILY}','Source Sans 3',system-ui,sans-serif"
