"""COMMANDS: one row per verb - its name, its help, who may, its form, its function."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from bot import labels, words
from bot.archive import Closed
from bot.cards import Card, Fields, Spans, note, text
from bot.commitments import commitments, dating, handing, stuck, tracking, verdicts
from bot.effects import Outcome, Refused, Whisper
from bot.events import Actor, Command, Submitted
from bot.feedback import ahead, amending, asking, briefs, giving, hints, writing
from bot.forms import Form
from bot.group import Group
from bot.meetings import (
    agendas,
    backing,
    facilitation,
    finishing,
    helm,
    latecomers,
    parking,
    tapping,
)
from bot.members import about, charter, inviting, me, members, menu
from bot.members.guests import check_member
from bot.person import Person
from bot.recaps import mending, views
from bot.rhythm import attendance_card, leaves, rsvp, schedule
from bot.seats import claiming, claims, queue_card, swaps
from bot.values import dataclass
from bot.words import ahead as writing_ahead
from bot.words import attendance as attending
from bot.words import brief, facilitating, lints
from bot.words import items as items_words
from bot.words import menu as menu_words
from bot.words import reminders as reminding

Who = Literal["anyone", "member"]
GroupRun = Callable[[Group, Command, datetime], Outcome[Group]]
PersonRun = Callable[[Person, Command, datetime], Outcome[Person]]


@dataclass(frozen=True, slots=True)
class Row:
    """One verb. `usage` shows its arguments, `form` names the form that asks for missing ones."""

    name: str
    help: str
    who: Who
    run: GroupRun
    usage: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One verb about the person who says it, in whatever room."""

    name: str
    help: str
    run: PersonRun
    usage: str = ""
    form: str = ""
    who: Who = "anyone"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of a group: what it asks whom, and who takes its answer.

    `ask` gives None where there is nothing to ask a member. `about` is asked in its place where a
    form is about one thing, named behind a colon of the form's name: "date:3"; `past` where that is
    a closed meeting.
    """

    ask: Callable[[Group, Actor], Form | None]
    submit: Callable[[Group, Submitted, datetime], Outcome[Group]]
    who: Who = "member"
    about: Callable[[Group, Actor, str], Form | None] | None = None
    past: Callable[[Group, Actor, Closed], Form | None] | None = None


def show_help(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/help`, `/help commit`."""
    asked = event.args.strip().removeprefix("/").lower()
    if asked and asked not in COMMANDS:
        raise Refused(words.NO_SUCH_COMMAND.format(name=asked))
    if asked:
        row = COMMANDS[asked]
        return Outcome(group, (Whisper(event.by.id, note(_line(row), row.help)),))
    pairs: tuple[tuple[str, Spans], ...] = tuple((_line(r), (r.help,)) for r in COMMANDS.values())
    card = Card(labels.HELP_TITLE, (text(labels.HELP_LEAD), Fields(pairs)))
    return Outcome(group, (Whisper(event.by.id, card),))


def _line(row: Row | OwnRow) -> str:
    return f"/{row.name} {row.usage}".rstrip()


OUTSIDE = ("rsvp", "help")  # what somebody of another tenant may do
COUNTS = "[FORMAT [SEATS] [MINUTES | async]]"


def _nothing(group: Group, by: Actor) -> None:
    """A form that is about one thing asks nothing without it."""


ROWS: tuple[Row | OwnRow, ...] = (
    Row("join", labels.HELP_JOIN, "anyone", members.join),
    Row("leave", labels.HELP_LEAVE, "member", members.leave, "[yes]"),
    Row("group", labels.HELP_GROUP, "member", about.about, "[@WHO | name NAME | organiser @WHO]"),
    Row(
        "schedule",
        labels.HELP_SCHEDULE,
        "member",
        schedule.schedule,
        "[WORDS | off | next | skip | move]",
    ),
    Row("agenda", labels.HELP_AGENDA, "anyone", agendas.show_agenda, f"[use] {COUNTS}"),
    Row("start", labels.HELP_START, "member", facilitation.begin, COUNTS),
    Row("queue", labels.HELP_QUEUE, "member", queue_card.show_queue, "[why | policy POLICY]"),
    Row("swap", labels.HELP_SWAP, "member", swaps.swap, "@WHO", form="swap"),
    Row("urgent", labels.HELP_URGENT, "member", swaps.urgent, "[@HOLDER]"),
    Row("volunteer", labels.HELP_VOLUNTEER, "member", claims.volunteer),
    Row("seat", labels.HELP_SEAT, "member", claims.name_seat, "@WHO | off"),
    Row("guest", labels.HELP_GUEST, "anyone", inviting.guest, "@WHO | off @WHO"),
    Row("claim", reminding.HELP_CLAIM, "member", claiming.claim),
    Row("rsvp", reminding.HELP_RSVP, "member", rsvp.rsvp, "[yes | no | late | relay]"),
    Row("ahead", writing_ahead.HELP, "member", ahead.ahead, "[off]", form="ahead"),
    Row("away", labels.HELP_AWAY, "member", leaves.away, "[until DAY | off]"),
    Row("brief", brief.HELP_BRIEF, "member", briefs.brief, "[QUESTION | off]", form="brief"),
    Row("write", labels.HELP_WRITE, "member", writing.type_in, "[TEXT]", form="write"),
    Row("edit", labels.HELP_EDIT, "member", amending.edit, "NUMBER TEXT"),
    Row("delete", labels.HELP_DELETE, "member", amending.delete, "NUMBER"),
    Row("level", labels.HELP_LEVEL, "member", amending.level, "NUMBER seat_only"),
    Row("build", items_words.HELP_BUILD, "member", giving.build, "NUMBER [TEXT]"),
    Row("against", items_words.HELP_AGAINST, "member", giving.against, "NUMBER TEXT"),
    Row("late", items_words.HELP_LATE, "member", giving.late, "TEXT"),
    Row("later", lints.HELP_LATER, "member", hints.later, "NUMBER"),
    Row("agree", brief.HELP_AGREE, "member", giving.agree, "[@WHO]"),
    Row("pack", brief.HELP_PACK, "member", giving.pack, "[NAME]"),
    Row("done", labels.HELP_DONE, "member", finishing.done, "[NUMBER]"),
    Row("here", facilitating.HELP_HERE, "member", latecomers.here),
    Row("pass", labels.HELP_PASS, "member", finishing.skip),
    Row("more", labels.HELP_MORE, "member", tapping.more),
    Row("enough", labels.HELP_ENOUGH, "member", tapping.enough),
    Row("charter", labels.HELP_CHARTER, "member", charter.charter, "[withdraw | consent]"),
    Row("park", labels.HELP_PARK, "member", parking.park, "[TEXT]", form="park"),
    Row("parking", labels.HELP_PARKING, "member", parking.parking, "[drop NUMBER]"),
    Row("next", labels.HELP_NEXT, "member", facilitation.go_next),
    Row("extend", labels.HELP_EXTEND, "member", facilitation.extend, "[MINUTES]"),
    Row("pause", labels.HELP_PAUSE, "member", facilitation.pause),
    Row("resume", labels.HELP_RESUME, "member", facilitation.resume),
    Row("back", facilitating.HELP_BACK, "member", backing.back),
    Row("undo", labels.HELP_UNDO, "member", facilitation.undo),
    Row("end", labels.HELP_END, "member", facilitation.end, "[now]"),
    Row("facilitate", facilitating.HELP, "member", helm.facilitate, facilitating.USAGE),
    Row("commit", labels.HELP_COMMIT, "member", commitments.commit, "WHAT [by DAY]", form="commit"),
    Row(
        "report",
        labels.HELP_REPORT,
        "member",
        verdicts.report,
        "NUMBER STATUS [WHY | @WHOM]",
        form="report",
    ),
    Row("date", labels.HELP_DATE, "member", dating.date, "NUMBER DAY"),
    Row("shrink", labels.HELP_SHRINK, "member", stuck.shrink, "NUMBER WHAT"),
    Row("stuck", labels.HELP_STUCK, "member", stuck.stuck, "NUMBER WHY"),
    Row("take", labels.HELP_TAKE, "member", handing.take, "NUMBER [no]"),
    Row("track", reminding.HELP_TRACK, "member", tracking.track, "NUMBER [stuck]"),
    Row("remind", reminding.HELP_REMIND, "member", tracking.remind, "NUMBER DAY TIME"),
    Row("attendance", attending.HELP, "member", attendance_card.show, "[all]"),
    Row("stay", attending.HELP_STAY, "member", attendance_card.stay),
    Row("mine", labels.HELP_MINE, "member", views.show_mine),
    Row("recap", labels.HELP_RECAP, "member", views.show_recap, "[details] [NUMBER]"),
    Row("fix", labels.HELP_FIX, "member", mending.fix, "[NUMBER]", form="fix"),
    OwnRow("me", labels.HELP_ME, me.me, "[zone ZONE | hours FROM-TO | off DAYS | snooze 2d]"),
    Row("menu", menu_words.HELP, "anyone", menu.menu),
    Row("help", labels.HELP_HELP, "anyone", show_help, "[COMMAND]"),
)
COMMANDS: dict[str, Row | OwnRow] = {row.name: row for row in ROWS}
FORMS: dict[str, FormRow] = {
    "write": FormRow(asking.step_form, writing.submit),
    "park": FormRow(parking.form, parking.submit),
    "brief": FormRow(briefs.brief_form, briefs.submit),
    "ahead": FormRow(ahead.form, ahead.submit),
    "swap": FormRow(swaps.swap_form, swaps.submit_swap),
    "commit": FormRow(asking.commit_form, commitments.submit),
    "rhythm": FormRow(schedule.schedule_form, schedule.submit),
    "report": FormRow(verdicts.form, verdicts.submit, about=verdicts.form),
    "date": FormRow(_nothing, dating.submit_date, about=dating.date_form),
    "fix": FormRow(_nothing, mending.submit, past=mending.fix_form),
    "shrink": FormRow(_nothing, stuck.submit_shrink, about=stuck.shrink_form),
}


def row_of(name: str) -> Row | OwnRow:
    """The row of a verb; refused where there is none."""
    if (row := COMMANDS.get(name)) is None:
        raise Refused(words.NO_SUCH_COMMAND.format(name=name[:40]))
    return row


def check_who(group: Group, by: Actor, who: Who, verb: str) -> None:
    """Refused for a stranger or a guest, where something is for members; to whoever is of another
    tenant nearly everything is.
    """
    if by.outside and verb not in OUTSIDE:
        raise Refused(words.OUTSIDE)
    if who == "member":
        check_member(group, by.id, verb)
