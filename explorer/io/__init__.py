"""Files: the pathway format with line and column of every value, other formats, and saving."""
