"""What people write: plain, clumsy and hostile. "..." stands for a word of its own."""

DAYS = ("friday", "", "in 3 days", "2026-12-24", "tomorrow", "29 february", "yesterday", "² ...")
LONG = "9" * 5000
PHRASES = (
    "...",
    "call three customers ...",
    "call three customers ... by friday",
    "why ...?",
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
    *(("join", ""), ("leave", ""), ("leave", "yes"), ("leave", "YES ")),
    *(("group", ""), ("group", "name ..."), ("group", "name"), ("group", "organiser @u1")),
    *(("group", "organiser"), ("group", "dance"), ("group", f"name {LONG}")),
    *(("schedule", ""), ("schedule", "off"), ("schedule", "yes tuesday 18:00 Europe/London")),
    *(("schedule", "yes sunday 02:30 Europe/Berlin"), ("schedule", "yes sat 23:59 Pacific/Apia")),
    *(("schedule", "yes last friday monthly 8:00/18:00"), ("schedule", "yes mon 9:00 3 times")),
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
    *(("done", ""), ("done", "1"), ("done", "#2"), ("done", "²"), ("done", LONG)),
    *(("pass", ""), ("pass", "..."), ("next", ""), ("pause", ""), ("resume", ""), ("undo", "")),
    *(("back", ""), ("back", "2"), ("facilitate", ""), ("facilitate", "@u1"), ("facilitate", "u2")),
    *(("facilitate", "..."), ("facilitate", "@u9")),
    *(("extend", ""), ("extend", "5"), ("extend", "+30"), ("extend", "²"), ("extend", LONG)),
    *(("extend", "-3"), ("extend", "0"), ("end", ""), ("end", "now"), ("more", ""), ("enough", "")),
    *(("commit", ""), ("commit", "..."), ("commit", "... by friday"), ("commit", "... by ... 4")),
    *(("commit", "... by 4 march 99999999999999999999"), ("commit", "... by ² march")),
    *(("report", "1 done"), ("report", "2 partly"), ("report", "1"), ("report", "3 dropped")),
    *(("report", "² done"), ("report", f"{LONG} done"), ("report", "1 dance"), ("report", "")),
    *(("me", ""), ("me", "zone Asia/Kathmandu"), ("me", "zone "), ("me", "zone ...")),
    *(("me", "hours 08:00-20:00"), ("me", "hours 22:00 to 6:00"), ("me", "hours 9-17")),
    *(("me", "snooze 2d"), ("me", "snooze off"), ("me", "snooze 9999999d"), ("me", "snooze ²d")),
    *(("me", f"snooze {LONG[:400]}d"), ("me", "snooze 12h"), ("me", "dance"), ("me", "hours -")),
)
FORMS = ("write", "write", "write", "commit", "rhythm", "me", "dance", "leave")
# Names of fields that no form, or another one, asks for; and revisions that nobody drew.
FILLED = ("what", "picks", "status1", "status²", f"status{LONG}", "kind", "text", "help", "note")
REVS = ("", "1.0.0", "1.3.0", "1.99.0", "0.0.0.0", "1.²", "...", "1", "2.0", f"1.{LONG}")
