"""The page of a format in Markdown, made from its file alone."""

from collections.abc import Iterator

from bot.formats.agenda import agenda_for, can_relay, only_relay
from bot.formats.format import Format, Plan
from bot.formats.timeline import clock, timeline
from bot.words import minutes
from bot.words import page as say

START = 18 * 3600  # seconds after midnight at which the timeline begins


def page(format: Format) -> str:
    """What a format is for, a timeline of it, and each step in plain words."""
    return "\n".join(_lines(format)) + "\n"


def _lines(format: Format) -> Iterator[str]:
    yield f"# {format.title}"
    yield ""
    yield say.GENERATED.format(id=format.id)
    if format.inspired_by:
        yield say.INSPIRED.format(by=format.inspired_by)
    yield ""
    yield from (f"* {line}" for line in _facts(format))
    yield from ("", *_timeline(format))
    if can_relay(format) and not only_relay(format):
        yield from ("", *_timeline(format, relay=True))
    yield from ("", say.STEPS)
    for number, plan in enumerate(format.plans, 1):
        yield from ("", f"{number}. **{plan.title}** ({_how(plan)})  ", f"   “{plan.prompt}”")
        if plan.keep:
            asked = "; ".join(say.KEEP[word] for word in plan.keep)
            yield f"   {say.ASKS.format(words=asked)}"


def _facts(format: Format) -> Iterator[str]:
    least, low, high, most = format.size
    yield say.PEOPLE.format(least=least, low=low, high=high, most=most)
    if format.seats[1]:
        yield say.SEATS.format(default=format.seats[0], most=format.seats[1])
    else:
        yield say.EVERYBODY if format.everyone else say.NO_SEATS
    yield say.MINUTES.format(lengths=lengths(format))
    if format.modes:
        yield say.MET.format(modes=", ".join(say.MODES.get(mode, mode) for mode in format.modes))
    if format.charter:
        yield say.CHARTER
    yield from (say.FEWER.format(count=count, id=id) for count, id in format.fallbacks)
    if format.unready:
        yield say.UNREADY.format(id=format.unready)


def lengths(format: Format) -> str:
    """The planned lengths in words: "60 min with 1 seat, 90 min with 2 seats"."""
    told = say.FOR_PEOPLE if format.everyone else say.FOR_SEATS
    if not format.seats[1] and not format.everyone:
        return minutes(60 * format.targets[0][1])
    return ", ".join(
        told.format(length=minutes(60 * length), count=count, s="s" if count > 1 else "")
        for count, length in format.targets
    )


def _timeline(format: Format, *, relay: bool = False) -> Iterator[str]:
    people = format.size[2]
    planned = agenda_for(format, people, relay=relay)
    yield (say.TIMELINE_RELAY if relay else say.TIMELINE).format(count=people, at=clock(START))
    yield from ("", say.CLOCK_HEAD, "|---|---|---|")
    for at, title, seconds in timeline(format, planned, START):
        yield f"| {at} | {title} | {minutes(seconds)} |" if title else f"| {at} | | |"


def _how(plan: Plan) -> str:
    """Who does it and how, in a few words."""
    told = (
        say.WHO[plan.who],
        say.TURN[plan.turn] if plan.who in ("all", "peers") else "",
        say.REPEAT[plan.repeat],
        *_length(plan),
        say.RULE[plan.rule],
        say.END[plan.end],
        say.SHOW[plan.show],
    )
    return "; ".join(part for part in told if part)


def _length(plan: Plan) -> Iterator[str]:
    if plan.each:
        yield say.EACH.format(length=minutes(round(plan.each * 60)))
    elif plan.minutes:
        yield minutes(round(plan.minutes * 60))
    if plan.trio and plan.trio != plan.minutes:
        yield say.TRIO.format(length=minutes(round(plan.trio * 60)))
    if plan.flex:
        yield say.FLEX.format(floor=minutes(round(plan.floor * 60)))
    yield say.SPARE if plan.spare else ""
    yield say.DROP if plan.drop else ""
    if plan.timebox:
        more = ", ".join(f"{length:g}" for length in plan.timebox[1:])
        yield say.BOX.format(first=plan.timebox[0], more=more)
    if plan.async_h:
        yield say.RELAY.format(hours=plan.async_h)
