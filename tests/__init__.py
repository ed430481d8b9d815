"""Tests of Mastermind: conversations first, then laws, promises and wires."""
