"""The figures of a running bot as Prometheus reads them: what was done, how soon, and what waits.

https://prometheus.io/docs/practices/naming
"""

from dataclasses import asdict
from functools import cache

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from adapters.store.vitals import Size, Vitals

SOON = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds
LAG = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
LATE = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900)

VITALS = {
    "groups": "Groups that there are",
    "meetings_running": "Meetings that run",
    "parcels": "Parcels in the outbox",
    "oldest_parcel_seconds": "Since the parcel that waits longest could go",
    "oldest_due_seconds": "Since the alarm that waits longest was due",
    "last_ring_seconds": "Since the bot last looked for what is due",
    "parked_events": "Events that a bug broke, which wait to be replayed",
}


class Figures:
    """All that is counted. Platforms and kinds are words of ours, and few."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        there = ["kind", "platform"]
        self._events = self._counter("events", "Events that were acted on", there)
        self._failures = self._counter("events_not_saved", "Events that could not be kept", there)
        self._answer = self._seconds(
            "acknowledgement", "From an event until it is durable", SOON, ["platform"]
        )
        # Looked up once: that takes longer than to count.
        self._acting = cache(lambda *at: (self._events.labels(*at), self._answer.labels(at[1])))
        self._late = self._seconds(
            "alarm_lateness", "From when an alarm was due until it rang", LATE
        )
        self._answers = self._counter(
            "sendings", "What platforms answered to parcels", ["platform", "answer"]
        )
        self._sending = self._seconds("sending", "That a platform took", SOON, ["platform"])
        self._wait = self._seconds(
            "parcel_wait", "From an event until its parcel is delivered", LATE, ["platform"]
        )
        self._lag = self._seconds(
            "loop_lag", "By which the loop was late at each of its turns", LAG
        )
        ProcessCollector(registry=self._all)  # memory, processor and open files, where it is Linux
        self._vitals = {
            name: Gauge(f"mastermind_{name}", told, registry=self._all)
            for name, told in VITALS.items()
        }

    def acted(self, kind: str, platform: str, seconds: float) -> None:
        """An event was acted on, and is durable after so many seconds."""
        count, answer = self._acting(kind, platform)
        count.inc()
        answer.observe(seconds)

    def failed(self, kind: str, platform: str) -> None:
        """An event could not be kept."""
        self._failures.labels(kind, platform).inc()

    def rang(self, seconds: float) -> None:
        """An alarm rang so many seconds after its time."""
        self._late.observe(max(seconds, 0.0))

    def sent(self, platform: str, answer: str, seconds: float) -> None:
        """A platform answered to a parcel after so many seconds."""
        self._answers.labels(platform, answer).inc()
        self._sending.labels(platform).observe(seconds)

    def lagged(self, seconds: float) -> None:
        """The loop came so many seconds late to what it had to do."""
        self._lag.observe(seconds)

    def waited(self, platform: str, seconds: float) -> None:
        """A parcel was delivered so many seconds after its event."""
        self._wait.labels(platform).observe(max(seconds, 0.0))

    def page(self, vitals: Vitals, size: Size, silence: float) -> bytes:
        """Everything, with what the store says now; `silence` are the seconds since the last look
        for what is due."""
        told = {**asdict(vitals), **asdict(size), "last_ring_seconds": silence}
        for name, gauge in self._vitals.items():
            gauge.set(told[name])
        return generate_latest(self._all)

    def _counter(self, name: str, told: str, labels: list[str]) -> Counter:
        return Counter(f"mastermind_{name}", told, labels, registry=self._all)

    def _seconds(
        self, name: str, told: str, steps: tuple[float, ...], labels: list[str] | None = None
    ) -> Histogram:
        full = f"mastermind_{name}_seconds"
        return Histogram(full, told, labels or [], buckets=steps, registry=self._all)
