"""Pathways: what is drawn, known and told about a network. Knows nothing of files or sessions."""
