"""Replicas as processes: killed, frozen, cut off, and more of them, while meetings begin."""

from pathlib import Path

from tests.replicas import trial


def test_nothing_is_lost_or_doubled_whatever_befalls_the_replicas(
    postgres_url: str, tmp_path: Path
) -> None:
    found = trial(tmp_path, postgres_url)
    assert found.lost == []
    assert found.twice == []
    assert len(found.late) == 6
    assert found.worst < 60, found.log  # what only the longest of all waits would cost
