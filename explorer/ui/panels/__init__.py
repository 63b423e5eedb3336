"""The widgets round the canvas: they get values, emit intents, and know neither each other nor the canvas."""
