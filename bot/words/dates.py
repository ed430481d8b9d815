"""What is said about single dates: skipped, moved, cancelled, extra; pauses and holidays."""

DATES = "The coming dates"
KINDS = {
    "": "",
    "moved": " (moved from {day})",
    "extra": " (extra)",
    "skipped": " (skipped)",
    "cancelled": " (cancelled)",
    "break": " (no meeting)",
}
SKIPPED = "There is no meeting on "
CANCELLED = "Cancelled: the meeting of "
WHY = ": {why}"
MOVED = "Moved: the meeting of "
MOVED_TO = " is on "
EXTRA = "An extra meeting: "
KEPT = "Back in its place: the meeting of "
NEXT = "Next meeting: "
NO_NEXT = "No next meeting is planned."
PAUSE = "pause"
PAUSED_UNTIL = "Paused: no meetings before {day}."
RESUMED = "The pause is over."
NO_PAUSE = "No pause is planned. For a running meeting that stands still there is /resume."
HOLIDAYS = "Days without meetings"
NO_HOLIDAYS = "No holidays are noted. Try: /schedule holiday 24 December to 2 January Christmas"
HOLIDAYS_NOTED = "Days without meetings: {days}."
AND_OTHERS = " And {count} more."
HOLIDAY_OFF = "{name} is no day without meetings any more."
HOLIDAY = "holiday"
NO_HOLIDAY_ON = "No holiday falls on {day}. /schedule holiday lists them."
HOW_TO_HOLIDAY = "Try: /schedule holiday 24 December to 2 January Christmas"
HOW_TO_CANCEL = (
    "Say why, in a few words: /schedule cancel half of us travel. Without a word: /schedule skip"
)
HOW_TO_MOVE = (
    "Where to? Try: /schedule move Thursday 19:00, or: /schedule move 8 December to Thursday 19:00"
)
HOW_TO_PAUSE = "Until when? Try: /schedule pause until 12 January"
HOW_TO_EXTRA = "Name a day and a time: /schedule extra Friday 17:00"
NOTHING_DECIDED = "Nothing was decided about {day}. /schedule next lists the dates."
MOVED_AWAY = "The meeting of {day} is on another day now: /schedule next lists the dates."
TAKEN_BACK = "taken back"
NOT_A_DATE = "There is no meeting on {day}. /schedule next lists the dates."
NO_DATES = "No meeting is planned. /schedule shows how to plan some."
TAKEN = "There is a meeting on {day} already: one a day is the most I plan."
PAST = "That moment has gone by. Name a later one."
TOO_FAR = "{day} is more than a year away. Name an earlier day."
TOO_MANY = "That is more than I keep in mind: {most} decisions about dates are the most."
BACKWARDS = "{last} is before {first}. Name the first day first."
