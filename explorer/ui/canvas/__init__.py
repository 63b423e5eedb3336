"""The diagram on screen: it shows a moment and asks for changes; it never makes them."""
