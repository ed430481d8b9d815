"""Fixtures that every test may ask for, and how long Hypothesis looks for a counterexample."""

import os

from hypothesis import HealthCheck, settings

from tests.stores import (
    postgres_server,
    postgres_store,
    postgres_template,
    postgres_url,
    sqlite_store,
    sqlite_template,
    sqlite_url,
    store,
    store_url,
)

__all__ = [
    "postgres_server",
    "postgres_store",
    "postgres_template",
    "postgres_url",
    "sqlite_store",
    "sqlite_template",
    "sqlite_url",
    "store",
    "store_url",
]

# Histories are large values, and a busy computer is no reason to fail.
settings.register_profile(
    "here",
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
# HYPOTHESIS_PROFILE=hunt looks much longer, for whoever changes the core.
settings.register_profile("hunt", settings.get_profile("here"), max_examples=2000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "here")
)
