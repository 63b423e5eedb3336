"""How do letters travel with a file? As a part of the program's own font that holds only those that are used."""

from __future__ import annotations

import base64
import io
import logging
from typing import TYPE_CHECKING

from explorer.ui.export.telling import each, untold
from explorer.ui.export.xml_text import xml_text
from explorer.ui.theme.fonts import font_files

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from explorer.ui.export.telling import Told

_WEIGHTS = {False: 400, True: 600}


def font_faces(letters: Mapping[bool, Collection[str]], family: str, told: Told = untold) -> str:
    """Return CSS that brings ``family`` along, with the ``letters`` of normal (False) and strong (True) type.

    ``told`` is called with the part that is done.
    Empty where no letters are used, or where the font is not installed.
    """
    rules = []
    files = font_files()
    for strong, file in each(files.items(), len(files), told):
        used = xml_text("".join(sorted(set(letters.get(strong, ())))))
        if used:
            data = base64.b64encode(_part_of(file, used)).decode("ascii")
            rules.append(
                f"@font-face{{font-family:'{family}';font-weight:{_WEIGHTS[strong]};"
                f"src:url(data:font/woff;base64,{data}) format('woff')}}"
            )
    return "".join(rules)


def _part_of(file: str, used: str) -> bytes:
    from fontTools import subset

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options(flavor="woff", layout_features=["kern", "liga"], notdef_outline=True, hinting=False)
    font = subset.load_font(file, options)
    chosen = subset.Subsetter(options)
    chosen.populate(text=used)
    chosen.subset(font)
    written = io.BytesIO()
    subset.save_font(font, written, options)
    font.close()
    return written.getvalue()
