"""Rules, networks, states, update schemes and simulation. Knows nothing of positions or files."""
