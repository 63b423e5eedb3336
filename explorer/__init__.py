"""Pathway Explorer: open a pathway, flip a therapy, see what follows."""

__version__ = "0.1.0"

CAUTION = "Qualitative model for teaching and exploration. Not for diagnosis, prognosis or treatment decisions."
BRIEF_CAUTIONS = (
    "Teaching model. Not for diagnosis, prognosis or treatment decisions.",
    "Not for treatment decisions.",
)
"""The same where a line has no room for all of it; the first that fits."""
