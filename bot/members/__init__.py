"""Who is in a group, and what a person settles for themselves."""
