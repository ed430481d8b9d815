"""The core of Mastermind: groups, meetings and people as values, decided by pure functions."""
