"""What may stand in an XML file? Not every character of a label: control characters give way to a sign for them."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no ``Char`` (https://www.w3.org/TR/xml/, production 2); a pathway file can hold it as an escape."""


def xml_text(text: str) -> str:
    """Return ``text`` with U+FFFD in place of each character that XML forbids, however it is written."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
