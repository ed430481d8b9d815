"""What the rooms of chat platforms have in common, and no platform's own."""
