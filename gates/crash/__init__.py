"""The crash explorer: ends the process at every point of a conversation, and looks what is left."""
