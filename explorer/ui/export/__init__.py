"""What leaves the program as a picture or slides: drawn by the canvas's own functions, without a window."""
