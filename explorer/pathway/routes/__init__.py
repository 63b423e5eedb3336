"""How are orthogonal arrows found between fixed boxes? A grid, a search over it, and a tidying pass."""
