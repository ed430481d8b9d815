"""Slack: the same meetings in a workspace."""
