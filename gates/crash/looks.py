"""What a conversation left behind, and what is wrong with it beside what was to be."""

import re
from collections import Counter
from dataclasses import dataclass

from gates.crash.base import Rows
from gates.crash.worlds import Seen
from gates.gate import Findings

NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Left:
    """What is seen, what is kept (a line each), and what is stuck ("" = nothing)."""

    seen: Seen
    kept: tuple[str, ...]
    stuck: str = ""


def kept(rows: Rows) -> tuple[str, ...]:
    """All that decides what people will see. The numbers of parcels are no part of it: a database
    may leave some out.
    """
    told = [f"{row['id']} wakes at {row['wake_at']}: {row['doc']}" for row in rows["states"]]
    told += [f"acted on {re.sub(r'/[0-9]+$', '', row['event_id'])}" for row in rows["journal"]]
    told += [f"{row['kind']} {row['key']}: {row['value']}" for row in rows["records"]]
    told += [f"{row['person']} in {row['group_id']}" for row in rows["memberships"]]
    told += [f"a receipt of {row['key']} in {row['lane']}" for row in rows["receipts"]]
    return tuple(sorted(told))


def compare(name: str, wanted: Left, left: Left, *, late: bool) -> Findings:
    """What is lost, doubled, stuck or otherwise not what was to be. After an outage (`late`) things
    happen later, so that hours and ids of ticks are others.
    """
    found = Findings(dict.fromkeys(("lost", "doubled", "stuck", "answers seen twice"), 0))
    if left.stuck:
        _note(found, "stuck", name, left.stuck)
    for place in {**wanted.seen.firm, **left.seen.firm}:
        before, after = (_lines(one, place, late) for one in (wanted, left))
        _differ(found, name, Counter(before), Counter(after))
        if before != after and sorted(before) == sorted(after):
            _note(found, "in another order", name, place)
    for who in {**wanted.seen.fleeting, **left.seen.fleeting}:
        due, told = (_told(one, who, late) for one in (wanted, left))
        for line in due - told:
            _note(found, "lost", name, line)
        for line in told.keys() - due.keys():
            _note(found, "doubled", name, line)
        found.count("answers seen twice", sum((told - due)[line] for line in due))
    if wanted.kept != left.kept and not late:
        others = set(wanted.kept) ^ set(left.kept)
        _note(found, "kept otherwise", name, "; ".join(sorted(others)))
    return found


def _differ(found: Findings, name: str, wanted: Counter[str], seen: Counter[str]) -> None:
    for what, lines in (("lost", wanted - seen), ("doubled", seen - wanted)):
        for line in lines.elements():
            _note(found, what, name, line)


def _note(found: Findings, what: str, name: str, said: str) -> None:
    found.count(what)
    found.violations.append(f"{name}: {what}: {said[:300]}")


def _lines(left: Left, place: str, late: bool) -> list[str]:
    return [_masked(line, late) for line in left.seen.firm.get(place, [])]


def _told(left: Left, who: str, late: bool) -> Counter[str]:
    told = Counter[str]()
    for line, times in left.seen.fleeting.get(who, Counter()).items():
        told[_masked(line, late)] += times
    return told


def _masked(line: str, late: bool) -> str:
    return NUMBER.sub("#", line) if late else line
