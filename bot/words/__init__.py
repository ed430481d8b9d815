"""Every sentence a member can read; what stands in braces is filled in with `str.format`."""

from datetime import date
from fractions import Fraction

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# -- joining and the group -------------------------------------------------------------------------
WELCOME = "Welcome"
MADE_GROUP = " made this group and is its organiser. Others: /join. Then /schedule or /start."
JOINED = " joined."
JOINED_SPLIT = " joined. You are {count} now: two groups of four or five hear each other better."
ALREADY_MEMBER = "You are a member already. /mine shows what is yours."
GROUP_FULL = "This group is full: {most} is the most. Make a second group in a room of its own."
LEFT = " left the group."
LEAVE_SURE = "You still have {what} here, which would be closed. Leave all the same: /leave yes"
NOW_ORGANISER = " is an organiser now."
NO_SUCH_MEMBER = " is no member of this group. /group lists who is."
HOW_TO_GROUP = "Try /group, /group @ben, /group name Grant Circle, or /group organiser @ben."
NAMED = "This group is called {name} now."
MEMBERS = "Members"
IS_ORGANISER = " (organiser)"
THIS_GROUP = "This group"
YOUR_GROUP = "Your group"
NEXT = "Next meeting"
NOW = "Now"

# -- refusals --------------------------------------------------------------------------------------
MEMBERS_ONLY = "That is for members of this group. /join makes you one."
NO_GROUP = "There is no group in this room yet. /join makes one, and you its organiser."
OUTSIDE = (
    "You are of another workspace than this group, so you can only say whether you come: /rsvp yes."
)
ORGANISER_ONLY = "That is for the group's organisers. /group shows who they are."
NO_MEETING = "No meeting is running. /start opens one, /schedule plans them."
MEETING_OVER = "That meeting is over. /recap shows what came of it."
MOVED_ON = "Already moved on: the Board has changed since that button was drawn. Look at it again."
NO_SUCH_COMMAND = "I don't know /{name}. /help lists what I do know."
NO_SUCH_FORM = "I don't know the form {name}. Press a button of the newest card instead."
NO_SUCH_FORMAT = "I know no format {id}. There is {known}."
NO_SUCH_DAY = "I find no weekday in “{words}”. Try: /schedule Tuesday 18:00 Europe/London"
NO_SUCH_TIME = "“{time}” holds no time of the day. Write it like 18:00 or 6:30pm."
NO_SUCH_ZONE = "I know no time zone “{zone}”. Write it like Europe/London or Asia/Kolkata."
ZONE_UNCLEAR = "In which zone? Try: /schedule Tuesday 18:00 Europe/London"
TOO_LONG = "That is {count} characters; {limit} is the most here. Shorten it and send it again."
NOTHING_WRITTEN = "There is nothing written there. Try: {example}"
NOTHING_FILLED = "The form came back empty, so nothing was kept. Fill in one field at least."
PLAIN = "This card could not be shown."
ROOM_GONE = "the room is gone"
BROKEN = (
    "Something went wrong on my side, and nothing changed. Try again; the log knows it as {id}."
)
NOT_SAVED = "I could not save that just now, so nothing changed. Try again in a moment."

# -- starting and moving ---------------------------------------------------------------------------
ALREADY_RUNNING = (
    "Meeting {number} is running already: look at its Board, {title} ({step}/{count}). "
    "Another one can start once it is over; /end ends it."
)
FALLBACK = "You are {count}, which is too few for {asked}: this is {title}."
CROWDED = (
    "You are {count}; {title} carries {most}. Two groups of four or five hear each other better."
)
TOO_FEW = "A meeting needs two members, and you are one. Ask somebody to /join."
TOO_FEW_TO_MEET = "It is time to meet, but a meeting needs two members. Nothing was started."
STARTED_LATE = "Started {minutes} minutes late: I was away at the planned time. It ends "
WENT_ON_LATE = "I was away for {time} when a step was over. The next one has its full time."
REZONED = "The rules of time zones have changed. By the old ones the next meeting was at "
REZONED_TO = "; it is at "
INSTEAD_IS = " So today is {title}."
STILL_RUNNING = (
    "A meeting is planned for now, but meeting {number} is still running, so it goes on. "
)
MISSED = "The meeting of "
MISSED_WHY = " was missed: I was away when it should have begun. "
SEAT_MOVED = " is not here: the hot seat goes to "
ALREADY_PAUSED = "The meeting is paused already. /resume goes on."
NOT_PAUSED = "The meeting is not paused."
NO_TIMER = "This step has no timer: /next ends it."
HOW_TO_EXTEND = "Give a number of minutes from 1 to {most}, such as /extend 5."
HOW_TO_EXTEND_RELAY = "Give a number of hours from 1 to {most}, such as /extend 6."
EXTENDED = "{minutes} more minutes."
EXTENDED_RELAY = "{hours} more hours."
TOO_SOON = "This step is open for four waking hours of everybody at the least. It waits for "
TOO_SOON_UNTIL = " until "
ENDS_NOW = " The meeting ends "
ENDS_SAME = " Later steps give them, so it still ends "
INSTEAD_OF = " instead of "
END_SURE = "End meeting {number} now? {count} more steps are planned; the recap will say so."
NOTHING_TO_UNDO = (
    "There is nothing to take back: only the last Next, extension, pause or resume can be."
)
REVEALED = (
    "What was written is revealed, and that can't be taken back. /extend gives more time here."
)
UNDONE = {
    "next": " took back the last Next.",
    "extend": " took back the extension.",
    "pause": " took back the pause.",
    "resume": " took back the resume.",
    "back": " took back going back.",
    "aside": " took that back.",
}

# -- the Board -------------------------------------------------------------------------------------
STEP_TITLE = "{title} ({number}/{count})"
MEETING_TITLE = "Meeting {number}: {title}"
BOARD_CLOSED = "Closed at "
BOARD_STOPPED = "Stopped early at "
SEAT = "Hot seat: "
TURN = "Turn of "
SEATS = "Hot seats:"
TURNS_OF = "Turns of:"
PROMISED = "What everybody is on:"
FLOOR = "Speaking now"
THEN = ", then "
AND_MORE = " and {count} more"
DONE = "Done"
COUNT = "{done} of {of}"
ALL_DONE = ", so /next goes on"
UNTIL = "Until"
UNTIL_NEXT = "somebody presses Next"
MEETING_ENDS = "Meeting ends"
PAUSED = "Paused"
TIME_LEFT = "{time} left"
RULES = {
    "free": "",
    "questions_only": "Questions only.",
    "statements_answer_questions": "Statements only as answers to a question.",
    "experience_only": "Own experience only, no advice.",
    "seat_listens": "The seat-holder listens.",
    "no_cross_talk": "No cross-talk.",
}
TURNS = {
    "serial": "",
    "parallel": "Everybody at the same time.",
    "blind": "Nobody sees what others write until the reveal.",
}
ALL_BUT = "Everybody but "
ALL_BUT_AT_ONCE = ", at the same time."
ALL_BUT_BLIND = ", on their own: nobody sees what others write until the reveal."
OTHERS_AT_ONCE = "The others write at the same time."
OTHERS_ASK = "The others ask and "
ONE_ANSWERS = " answers, at the same time."
LISTENS = " listens."
# How a step is played in which several seats are worked on at the same time.
EACH_OWN = "Each writes about their own, at the same time."
EACH_BUT_OWN = {
    "serial": "Everybody has something for each of these but their own.",
    "parallel": "Everybody writes for each of these but their own, at the same time.",
    "blind": (
        "Everybody writes for each of these but their own, and nobody sees what others write until "
        "the reveal."
    ),
}
EACH_ASKS = "Everybody asks each of these, and answers what they are asked, at the same time."
VOTES_HIDDEN = "Nobody sees how others vote."
SHOWS = {
    "group": "",
    "seat_only": "Only the seat-holder reads it.",
    "private": "For yourself: nothing is kept.",
    "off_record": "Off the record: nothing is kept.",
}
# What the group reads of a step that is the seat-holder's alone, by the word of its `keep`.
RELEASED = {
    "question": "The question stands on the Board and in the recap, though.",
    "commitment": "A commitment stands in the recap, though.",
}
ITEMS_TITLE = "{title}: what was written"
LATE_MARK = " (late)"
PICK = "#{id} {by}: {text}"

# -- writing ---------------------------------------------------------------------------------------
KEPT = "Kept."
KEPT_BLIND = "Kept{numbers} until the reveal; nobody else sees it yet. Write more, or press Done."
KEPT_LATE = "{title} is over, so this is kept as late."
OFF_RECORD = "This step is off the record: nothing you write is kept."
TOO_LATE = "That meeting is over, so I can't keep this. Here it is again:\n{text}"
NOT_YOUR_STEP = "This step is not yours. The Board says whose it is."
FOR_THE_OTHERS = (
    "You have the seat: this step is for the others, and goes on when they are done or time is up."
)
NOT_YOUR_TURN = "This turn is not yours. The Board says who is speaking now."
TURN_COMES = (
    "It is not your turn yet. The Board says who is speaking now. /pass gives your turn up."
)
ALREADY_DONE = "You are done with this step already; nothing more is asked of you here."
ENOUGH_ITEMS = "{most} is the most for one member in one step. Keep the rest for the next step."
HOW_TO_PICK = "Pick up to {most} items by their numbers, such as 1,4."
NO_SUCH_KIND = "An item is one of {known}."
NO_SUCH_HELP = "The help you want is one of {known}."
PASSED = "Passed."

# -- schedule and reminders ------------------------------------------------------------------------
SCHEDULE = "Schedule"
NO_SCHEDULE = "Nothing is planned. Try: /schedule Tuesday 18:00 Europe/London"
SCHEDULE_OFF = "Meetings are no longer planned. /start still opens one."

# -- recap ----------------------------------------------------------------------------------------
NEXT_MEETING = "Next meeting: "

# -- the local room --------------------------------------------------------------------------------
CALENDAR_ADDRESS = "(its address stands in the browser)"
NOTATION = (
    "I read lines like `ann> /join`, `ann> [Next]`, `ann> hello`, `... 10m` and `!restart`; "
    "lines with # are notes."
)
NOTATION_EMPTY = "{who} said nothing: write something behind the >."
NOTATION_TIME = "Time passes like `... 90s`, `... 10m`, `... 2h 30m`, `... 1d` or `... 1w`."
TOO_LONG_TURN = "Let at most a year pass at once."
REAL_TIME = "Time passes by itself here; start without --realtime to turn the clock by hand."
NO_SUCH_FIELD = "This form has no {name}; it asks for {known}."
NO_SUCH_BUTTON = "{who} sees no button [{label}]."
SEES_BUTTONS = "{who} sees no button [{label}]; there is {known}."


def day(at: date) -> str:
    """A date without a clock: "Fri 6 Mar"."""
    return f"{DAYS[at.weekday()][:3]} {at.day} {MONTHS[at.month - 1][:3]}"


def plural(count: int, thing: str) -> str:
    """ "1 commitment", "2 commitments"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


LONG = 5 * 3600  # seconds; what is longer is told in hours


def minutes(seconds: int) -> str:
    """A length of time: "4 min", "7.5 min"; of a relay "36 h"."""
    return f"{seconds / 60:.4g} min" if seconds < LONG else f"{seconds / 3600:.4g} h"


def clock(seconds: int) -> str:
    """Time left: "3:05"; of a relay "36 h"."""
    return minutes(seconds) if seconds >= LONG else f"{seconds // 60}:{seconds % 60:02}"


def credit(amount: Fraction) -> str:
    """A credit with its sign: "+0.25", "-1", "0"."""
    return f"{float(amount):+.2f}".rstrip("0").rstrip(".") if amount else "0"
