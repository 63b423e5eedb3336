"""The main window and what starts it."""
