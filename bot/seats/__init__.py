"""Who sits next and who facilitates, and why; and how seats change hands."""
