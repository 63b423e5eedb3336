"""The room of the stage: a story told full screen, with the model alive behind it."""
