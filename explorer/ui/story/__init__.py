"""The room of the story editor: steps in a list, and what each says, shows and holds."""
