"""What members promise, and what comes of it."""
