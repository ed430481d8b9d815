"""Slack: a workspace whose channels are rooms."""
