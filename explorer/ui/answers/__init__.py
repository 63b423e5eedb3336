"""Answers in windows of their own: what would it take."""
