"""The gate: many commands a second for a while, and many meetings that begin at one instant of it.

The load comes as Slack sends it: signed requests over HTTP, to the bot as people run it, on a file
that is synced at each commit; and what the bot answers goes out to a Slack that takes a tenth of a
second for each message. So Boards and answers are carried through all of the way, which the local
room would spare the bot. The groups lie in fifty workspaces, as Slack would slow down one that had
so much of it; the limits that it has for a workspace as a whole, the gate's Slack has not. Who
somebody is it tells at once: the bot asks that once an hour.

Requests go out at chance moments that do not wait for answers, and how long one took counts from
when it was to go out: were the bot to stand still, all that came meanwhile would be late, and not
one. The sender is a process of its own; how far it was behind itself is told, as on a computer with
too few processors it is the sender that is slow. A start is late by what lies between its alarm and
the instant at which its Board stands in Slack.
"""

import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import sleep
from urllib.parse import urlsplit

from adapters.clock import SystemClock
from bench.asking import Sizes
from bench.slack_load import SECRET
from gates.gate import KEPT, Findings, Gate
from gates.load import looks
from gates.load.crowd import Crowd
from gates.load.far import TOKEN, Slack, slack
from gates.load.metrics import Figures, asked, grown, quantile
from gates.load.sending import Sent, send
from tests.loopback import beside
from tests.process import Bot, bot

BEFORE = timedelta(seconds=5)  # in which the bot starts
SCRAPES = 12  # while it is under load
OURS, MEMORY, CPU = (
    "mastermind_",
    ("process_resident_memory_bytes", ""),
    "process_cpu_seconds_total",
)
AIMS = {
    "answered within (ms), 99 of 100": 100.0,
    "begun late by (s), 99 of 100": 5.0,
    "loop late by (ms), 99 of 100": 50.0,
}
GROWTH = 1.05  # of memory, from half time to the end


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it: what was `sent`, what the bot said of itself on the way, `late` by how many
    seconds each Board was, and what is wrong."""

    sent: Sent
    scrapes: Sequence[Figures]
    late: Sequence[float]
    wrong: Sequence[str]


def run(seed: int, sizes: Sizes) -> Findings:
    """So many commands a second for so many seconds, in so many groups. `aims` says whether it
    counts how soon all was done: 0 leaves that out."""
    KEPT.mkdir(parents=True, exist_ok=True)  # a real disk: a temporary folder may be in memory
    with TemporaryDirectory(prefix="load", dir=KEPT) as folder, beside(slack()) as far:
        told = _lived(Path(folder), far, seed, sizes)
    found = Findings(figures(told), list(told.wrong))
    found.violations += missed(found.figures) if sizes["aims"] else ()
    return found


def _lived(folder: Path, far: Slack, seed: int, sizes: Sizes) -> Told:
    crowd, many = Crowd(sizes["groups"], sizes["meetings"]), sizes["rate"] * sizes["seconds"]
    url = f"sqlite:///{folder / 'mastermind.db'}"
    half = timedelta(seconds=sizes["seconds"] / 2)
    at = (SystemClock().now() + BEFORE + half).replace(microsecond=0)
    crowd.found(url, at)
    settings = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_BASE_URL": f"{far.url}/api/",
    }
    with bot(folder, url, **settings) as running:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            port = urlsplit(running.address).port
            begin = at - half
            sending = pool.submit(send, crowd, port or 0, seed, sizes["rate"], many, begin)
            scrapes = [*_watched(running, sending, sizes["seconds"] / SCRAPES)]
        wrong = [] if looks.at_rest(url, crowd) else ["a parcel is stuck, or an alarm"]
        scrapes.append(asked(running.address))
        running.send(signal.SIGTERM)
        if code := running.wait():
            wrong.append(f"it ended with {code}")
    sent, late = sending.result(), looks.lateness(url, far, crowd, at)
    wrong += [*looks.lost(url, crowd, sent, many), *looks.broken(far, late, crowd)]
    return Told(sent, scrapes, late, wrong)


def _watched(running: Bot, sending: "Future[Sent]", every: float) -> Iterator[Figures]:
    """What the bot says of itself, from before the load until it is over."""
    yield asked(running.address)
    while not sending.done():
        sleep(every)
        yield asked(running.address)


# -- figures ---------------------------------------------------------------------------------------


def figures(told: Told) -> dict[str, float]:
    """What it came to."""
    spent = [1000 * one for one in told.sent.spent]
    first, half, last = told.scrapes[0], told.scrapes[len(told.scrapes) // 2], told.scrapes[-1]
    seen = f"{OURS}parcel_wait_seconds"
    found = {
        "commands": len(spent),
        "answered within (ms), half": median(spent),
        "answered within (ms), 99 of 100": _most(spent),
        "the sender was behind (ms), 99 of 100": 1000 * _most(told.sent.behind),
        "answer stands in Slack after (s), 99 of 100": quantile(0.99, seen, first, last),
        "meetings begun": len(told.late),
        "begun late by (s), 99 of 100": _most(told.late),
        "loop late by (ms), 99 of 100": 1000
        * quantile(0.99, f"{OURS}loop_lag_seconds", first, last),
        "MiB at half time": half.get(MEMORY, 0.0) / 2**20,
        "MiB at the end": last.get(MEMORY, 0.0) / 2**20,
        "ms of the processor for a command": 1000 * grown(CPU, first, last) / max(len(spent), 1),
    }
    return {what: round(figure, 2) for what, figure in found.items()}


def missed(found: Mapping[str, float]) -> Iterator[str]:
    """The aims that are missed."""
    for what, most in AIMS.items():
        if found[what] > most:
            yield f"{what}: {found[what]} instead of {most:.0f}"
    if found["MiB at the end"] > found["MiB at half time"] * GROWTH:
        yield "memory grew"


def _most(figures: Sequence[float]) -> float:
    return quantiles(figures, n=100, method="inclusive")[98] if len(figures) > 1 else 0.0


GATE = Gate(
    "load",
    "300 commands a second for a minute in 1,000 groups, 200 meetings begin at one instant: "
    "0 lost, each start once; 99 of 100 answered within 100 ms, begun within 5 s, the loop late by "
    "less than 50 ms; flat memory",
    {"rate": 300, "seconds": 60, "groups": 1000, "meetings": 200, "aims": 1},
    {"rate": 40, "seconds": 3, "groups": 40, "meetings": 8, "aims": 0},
    run,
)
