"""An open document: its state, commands, history and playback. Knows nothing of widgets."""
