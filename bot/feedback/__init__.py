"""What members write in a step, before it and about each other: items, briefs, prompts, lints."""
