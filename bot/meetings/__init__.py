"""The running meeting: how it opens, goes from step to step, is facilitated, and closes."""
