"""Making things happen later: who rings, and who carries."""
