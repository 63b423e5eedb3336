"""How does a pathway without positions get a picture? Engines that give nodes, compartments and arrows a place."""
