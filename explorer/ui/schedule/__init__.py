"""Therapies and conditions as bars over steps, moved by hand, and what follows from them."""
