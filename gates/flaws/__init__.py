"""Planted flaws: what our checks are worth is how many of them they catch."""
