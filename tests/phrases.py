"""What people write: plain, clumsy and hostile. "..." stands for a word of its own."""

import re

from bot.commands import COMMANDS
from bot.commands import FORMS as FORM_ROWS

DAYS = ("friday", "", "in 3 days", "2026-12-24", "tomorrow", "29 february", "yesterday", "² ...")
LONG = "9" * 5000
PHRASES = (
    "...",
    "call three customers ...",
    "call three customers ... by friday",
    "why ...?",
    "have you thought of ...?",
    "#4 ...",
    "pass",
    "risk: ...",
    "idea:...",
    ": ...",
    "<script>alert('...')</script>",
    "@everyone <!channel> <@u1> <#C1> ...",
    "*bold* _it_ `code` ~~~ [...](javascript:x) ![](x) | # &lt; ||...",
    "...\n\n# heading\n~~~\n- [ ] item\n1. one\n=====\n> quote",
    "\u202e...\u202c e\u200b\u0301 \x00\x1b[31m\ud800",
    "{who} {0} %s {...}",
    "... " + "long " * 900,
    "\n" * 60 + "...",
    "😀👩‍👩‍👧 ...",
    "by ... by ... by 4 march",
    " ",
    "",
)
# Verbs with their arguments; those that make no sense are meant not to.
LINES: tuple[tuple[str, str], ...] = (
    ("menu", ""),
    *(("join", ""), ("leave", ""), ("leave", "yes"), ("leave", "YES ")),
    *(("group", ""), ("group", "name ..."), ("group", "name"), ("group", "organiser @u1")),
    *(("group", "@u1"), ("group", "@u0"), ("group", "@"), ("group", "@u1 ...")),
    *(("group", "organiser"), ("group", "dance"), ("group", f"name {LONG}")),
    *(("schedule", ""), ("schedule", "off"), ("schedule", "yes tuesday 18:00 Europe/London")),
    *(("schedule", "yes sunday 02:30 Europe/Berlin"), ("schedule", "yes sat 23:59 Pacific/Apia")),
    *(("schedule", "yes last friday monthly 8:00/18:00"), ("schedule", "yes mon 9:00 3 times")),
    *(("schedule", "next"), ("schedule", "next 20"), ("schedule", "next monday 9:00")),
    *(("schedule", "skip"), ("schedule", "skip friday ..."), ("schedule", "cancel ...")),
    *(("schedule", "keep tuesday"), ("schedule", "keep ..."), ("schedule", "move thu 19:00")),
    *(("schedule", "move 3 march to 5 march"), ("schedule", "move to"), ("schedule", "move ...")),
    *(
        ("schedule", "extra friday 12:30"),
        ("schedule", "extra 29 march 2:30"),
        ("schedule", "extra"),
    ),
    *(("schedule", "use 1"), ("schedule", "yes 2"), ("schedule", "use ²"), ("schedule", "yes")),
    *(("schedule", "pause until 20 march"), ("schedule", "resume"), ("schedule", "pause ...")),
    *(("schedule", "find"), ("schedule", "find every other tuesday"), ("schedule", "find ...")),
    *(("schedule", "entries off"), ("schedule", "entries on"), ("schedule", "entries ...")),
    *(("schedule", "holiday"), ("schedule", "holiday 9 march to 20 march ...")),
    *(("schedule", "holiday off 10 march"), ("schedule", f"holiday {LONG}")),
    *(("schedule", "every ² weeks mon 9:00"), ("schedule", "mon 9:00 from 2026-13-45 until")),
    *(("schedule", f"mon 9:00 {LONG} times"), ("schedule", f"every {LONG} weeks mon 9:00")),
    *(("schedule", "mon 9:00 until 9999-12-31"), ("schedule", "mon 9:00 from 0001-01-01 ...")),
    *(("schedule", "every friday at 6:30pm"), ("schedule", "monday"), ("schedule", "18:00")),
    *(("schedule", "25:00 monday"), ("schedule", "monday ²:00"), ("schedule", "mon 18:00 Narnia")),
    *(("agenda", ""), ("agenda", "hot_seat 2"), ("agenda", "round_robin"), ("agenda", "use")),
    *(("agenda", "use hot_seat 2"), ("agenda", "use round_robin"), ("agenda", "hot_seat ²")),
    *(
        ("agenda", "..."),
        ("agenda", f"hot_seat {LONG}"),
        ("agenda", "use clinic 60"),
        ("agenda", "use hot_seat 0"),
    ),
    *(("queue", "policy credit"), ("queue", "policy strict"), ("queue", "policy volunteer")),
    *(("queue", "policy weighted"), ("queue", "policy manual"), ("queue", "policy ...")),
    *(("queue", "dance"), ("swap", "@u1"), ("swap", "u0"), ("swap", "..."), ("swap", "")),
    *(("swap", "yes @u0"), ("swap", "yes u1"), ("swap", "no @u2"), ("swap", "yes ...")),
    *(("urgent", ""), ("urgent", "@u0"), ("urgent", "@u1"), ("urgent", "yes @u1")),
    *(("urgent", "yes @u2"), ("urgent", "no u1"), ("urgent", "..."), ("volunteer", "")),
    *(("volunteer", "..."), ("seat", "@u1"), ("seat", "u2"), ("seat", "off"), ("seat", "")),
    *(("seat", "..."), ("away", ""), ("away", "back"), ("away", "..."), ("pass", "back")),
    *(("guest", "@u1"), ("guest", "u7"), ("guest", "@u8"), ("guest", "yes"), ("guest", "no")),
    *(("guest", "off @u7"), ("guest", "off u2"), ("guest", "..."), ("guest", "")),
    *(("queue", ""), ("queue", "why"), ("mine", ""), ("recap", ""), ("help", "")),
    *(("help", "/commit"), ("help", "..."), ("dance", ""), ("", ""), ("Start", "")),
    *(("start", ""), ("start", "hot_seat"), ("start", "hot_seat 2"), ("start", "round_robin")),
    *(
        ("start", "hot_seat 9"),
        ("start", "hot_seat 2 75"),
        ("start", "hot_seat ²"),
        ("start", "..."),
    ),
    *(("write", "..."), ("write", "why ...?"), ("write", ""), ("write", "risk: ...")),
    *(("edit", "1 ..."), ("edit", "#4 ..."), ("edit", "9 ..."), ("edit", "²"), ("edit", "2")),
    *(("delete", "3"), ("delete", "7"), ("delete", LONG), ("level", "4 seat_only"), ("level", "")),
    *(("level", "8 seat_only"), ("level", "9 SEAT_ONLY"), ("level", "8 group"), ("level", "5 off")),
    *(("brief", ""), ("brief", "..."), ("brief", "off"), ("brief", "why ...? any thoughts?")),
    *(("build", "4 ..."), ("build", "5"), ("build", "8 why ...?"), ("build", "²"), ("build", "")),
    *(("build", f"{LONG} ..."), ("against", "4 ..."), ("against", "9 ..."), ("against", "7")),
    *(
        ("later", "4"),
        ("later", "7 shown"),
        ("later", "9"),
        ("later", ""),
        ("late", "..."),
        ("late", ""),
        ("agree", ""),
    ),
    *(("pack", ""), ("pack", "ideas"), ("pack", "candour"), ("pack", "free"), ("pack", "...")),
    *(("pack", "sbi"), ("pack", "Resource "), ("say", "have you tried ...?")),
    *(("done", ""), ("done", "1"), ("done", "#2"), ("done", "²"), ("done", LONG)),
    *(("pass", ""), ("pass", "..."), ("next", ""), ("pause", ""), ("resume", ""), ("undo", "")),
    *(("back", ""), ("back", "2"), ("facilitate", ""), ("facilitate", "@u1"), ("facilitate", "u2")),
    *(("here", ""), ("here", "..."), ("facilitate", "round"), ("facilitate", "silence")),
    *(
        ("facilitate", "sentence"),
        ("facilitate", "instead"),
        ("facilitate", "without"),
        ("facilitate", "..."),
        ("facilitate", "@u9"),
    ),
    *(("extend", ""), ("extend", "5"), ("extend", "+30"), ("extend", "²"), ("extend", LONG)),
    *(("extend", "-3"), ("extend", "0"), ("end", ""), ("end", "now"), ("more", ""), ("enough", "")),
    *(("charter", ""), ("charter", "withdraw"), ("charter", "consent"), ("charter", "...")),
    *(("park", "..."), ("park", ""), ("parking", ""), ("parking", "drop 1"), ("parking", "dance")),
    *(("commit", "private: ..."), ("commit", "Privately : ... by friday")),
    *(("commit", ""), ("commit", "..."), ("commit", "... by friday"), ("commit", "... by ... 4")),
    *(("commit", "... by 4 march 99999999999999999999"), ("commit", "... by ² march")),
    *(("fix", ""), ("fix", "..."), ("recap", "details"), ("recap", "details 1"), ("recap", "² x")),
    *(("commit", "... by next fri"), ("commit", "... tomorrow"), ("commit", "... by 4/3")),
    *(("date", "1 friday"), ("date", "2 right"), ("date", "3 ..."), ("date", "4 next tue")),
    *(("date", ""), ("date", f"{LONG} friday"), ("date", "² right"), ("date", "1 1.1.2020")),
    *(("report", "1 not yet"), ("report", "2 not yet ..."), ("report", "3 dropped ...")),
    *(("report", "1 handed on @u1"), ("report", "2 handed on u0"), ("report", "4 handed on")),
    *(("take", "1"), ("take", "2 no"), ("take", "3 yes"), ("take", ""), ("take", "1 ...")),
    *(("shrink", "1 ..."), ("shrink", "2 keep"), ("shrink", ""), ("shrink", f"1 {LONG}")),
    *(("stuck", "1 too big"), ("stuck", "2 not mine"), ("stuck", "3 seat"), ("stuck", "1 ...")),
    *(("report", "1 done"), ("report", "2 partly"), ("report", "1"), ("report", "3 dropped")),
    *(("report", "² done"), ("report", f"{LONG} done"), ("report", "1 dance"), ("report", "")),
    *(("me", ""), ("me", "zone Asia/Kathmandu"), ("me", "zone "), ("me", "zone ...")),
    *(("me", "hours 08:00-20:00"), ("me", "hours 22:00 to 6:00"), ("me", "hours 9-17")),
    *(("me", "snooze 2d"), ("me", "snooze off"), ("me", "snooze 9999999d"), ("me", "snooze ²d")),
    *(("me", f"snooze {LONG[:400]}d"), ("me", "snooze 12h"), ("me", "dance"), ("me", "hours -")),
    *(("away", "until friday"), ("away", "until in 3 days"), ("away", "off"), ("claim", "")),
    *(("away", f"until {LONG}"), ("away", "until ..."), ("track", "1"), ("track", "2 stuck")),
    *(("track", f"{LONG} stuck"), ("track", ""), ("remind", "1 tuesday 8:00"), ("remind", "")),
    *(("remind", "2 off"), ("remind", "1 ..."), ("remind", "1 monday ²:00"), ("stay", "")),
    *(("me", "helped 1.14 tried"), ("me", "helped ²"), ("me", "helped 1.14 ...")),
    *(("attendance", ""), ("attendance", "all"), ("attendance", "...")),
    *(("rsvp", ""), ("rsvp", "yes"), ("rsvp", "no"), ("rsvp", "Late "), ("rsvp", "maybe ...")),
    *(("rsvp", "relay"), ("rsvp", LONG)),
    *(("me", "off sat, sun"), ("me", "off none"), ("me", "off mon tue wed thu fri sat sun")),
    *(("me", "budget 1"), ("me", "budget 0"), ("me", "budget ²"), ("me", "budget 9")),
    *(("me", "later"), ("me", "stop"), ("me", "again"), ("me", "stop rsvp"), ("me", "off ...")),
)
FORMS = (
    *("write", "write", "write", "write", "write", "write", "commit", "brief", "me", "me"),
    *("report", "report", "report:1", "date:2", "shrink:1", "date", "date:²", f"shrink:{LONG}"),
    *("write:1", "dance", "leave", *FORM_ROWS),
)


def lines() -> tuple[tuple[str, str], ...]:
    """Those above, and every verb there is with each of its arguments, with a text and alone."""
    found = [(name, args) for name in COMMANDS for args in ("", "...")]
    for row in COMMANDS.values():
        for usage in row.usage.strip("[]").split(" | "):
            found += [(row.name, usage.lower()), (row.name, re.sub("[A-Z]+", "1", usage))]
    return (*LINES, *LINES, *found)


# Names of fields that no form, or another one, asks for; and revisions that nobody drew.
FILLED = (
    *("what", "picks", "status1", "status²", f"status{LONG}", "kind", "text", "help", "note", "on"),
    *("how", "level", "question", "unwanted", "wrong"),
)
REVS = ("", "1.0.0", "1.3.0", "1.99.0", "0.0.0.0", "1.²", "...", "1", "2.0", f"1.{LONG}")
