"""The composition root behind the command: settings, wiring, the demo; it may import everything."""
