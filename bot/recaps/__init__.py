"""What is left of a meeting that is over: for the room, for one reader, as text."""
