"""Colours, fonts and icons, by role."""
