"""What stands on buttons, in forms and in the list of commands."""

STATUSES = (
    ("done", "done"),
    ("partly", "partly"),
    ("not yet", "not yet"),
    ("dropped", "dropped"),
)

VERDICTS = (*STATUSES, ("handed on", "handed on"))
YES = ("right", "yes", "y", "ok")
NEXT_TIME = ("next meeting", "next time", "next session")

# -- what forms ask --------------------------------------------------------------------------------
ASK_MOOD = "How do you arrive?"
ASK_LESSON = "Why so? One line"
ASK_WIN = "A win"
ASK_BLOCKER = "What is in the way"
ASK_ASK = "One ask, as a request someone could say yes to"
ASK_CONTEXT = "Context, in three sentences"
ASK_TRIED = "What you tried so far"
ASK_QUESTION = "Your ask, as one question"
ASK_HELP = "The help you want"
ASK_UNWANTED = "What you do not want"
ASK_ASKED = "A short factual question"
ASK_ANSWER = "Your answer"
ASK_FINAL = "What is the real question now?"
ASK_FOR = "For whom"
ASK_ITEM = "One thing for the seat-holder"
ASK_ELSE = "Something else"
HINT_ELSE = "resource: the price list of the union"
ASK_LEVEL = "Who reads it"
ASK_BUILD = "What you add to it"
ASK_ON = "Building on"
ASK_HOW = "In which way"
ASK_KIND = "What kind of thing"
ASK_PICKS = "Up to three to try"
ASK_WHAT = "What will you do?"
ASK_BY = "By when"
ASK_CUE = "The moment you will start: when …"
ASK_SURE = "How sure, 0 to 10"
ASK_OBSTACLE = "The obstacle inside you"
ASK_OFFER = "Something small and real you can offer"
ASK_REFERRAL = "Someone who could help"
ASK_INSIGHT = "One thing you take with you"
ASK_WITNESS = "Who may ask you about it"
ASK_EYES = "Who reads the commitment"
EYES = (("group", "The group"), ("private", "Only me"))
ASK_WORTH = "Worth my time today"
ASK_HEARD = "I could say what I meant and was heard"
ASK_STEP = "I leave with a step I will take"
ASK_STEP_SEAT = "What I got moves my question forward"
ASK_WISH = "One thing to change, unsigned"
ASK_TOPIC = "A topic, in one line"
ASK_MATTER = "How much it matters, 1 to 5"
ASK_SOON = "How soon it bites, 1 to 5"
ASK_VOTES = "Your three votes"
ASK_RENEWAL = "The next round of meetings"
ASK_CONSENT = "The charter as it stands"
ASK_CONSENT_CHANGE = "What would have to change"
ASK_NOTES = "A note"
ASK_PROBLEM = "The problem is really …"
ASK_PROCESS = "How we work together"
ASK_KEEP = "One thing to keep"
ASK_CHANGE = "One thing to change"
ASK_PITCH = "Who you are, the story so far, one request to somebody"
ASK_HOPE = "It was worth it because …"
ASK_FEAR = "It failed because …"
ASK_CHARTER = "A sentence for the charter"
ASK_GOAL = "A goal, and its arena"
ASK_GAP = "Where you have no one to ask"
ASK_ROLE = "A date or a part you take"
ASK_START = "Start"
ASK_STOP = "Stop"
ASK_CONTINUE = "Continue"
ASK_SEEN = "What sits behind it"
ASK_DECISION = "A change, its owner and its date"
ASK_BLOCK = "When and where your next block is"
ASK_THANKS = "Whom you thank, and for what"
ASK_OFTEN = "How often"
ASK_DAYS = "On which weekdays"
ASK_AT = "At what time"
ASK_ZONE = "In which time zone"
ASK_START_DAY = "From which day on"
ASK_UNTIL = "Until when, or how often"
HINT_AT = "18:00"
HINT_START_DAY = "8 December"
HINT_UNTIL = "30 June, or 10 times"
OFTEN = (
    ("weekly", "every week"),
    ("every 2 weeks", "every other week"),
    ("every 3 weeks", "every three weeks"),
    ("every 4 weeks", "every four weeks"),
    ("monthly first", "every month on the first such weekday"),
    ("monthly second", "every month on the second"),
    ("monthly third", "every month on the third"),
    ("monthly fourth", "every month on the fourth"),
    ("monthly last", "every month on the last"),
    ("monthly", "every month on the date of the first day"),
    ("monthly last day", "every month on its last day"),
)
WEEKDAYS = (
    *(("Monday", "Monday"), ("Tuesday", "Tuesday"), ("Wednesday", "Wednesday")),
    *(("Thursday", "Thursday"), ("Friday", "Friday"), ("Saturday", "Saturday")),
    ("Sunday", "Sunday"),
)
ASK_REASON = "Why, or to whom you hand it on"
ASK_WHY = "Why"
ASK_HAND_TO = "Whom you hand it on to, if you do"
HINT_REASON = "the customer left"
HINT_WITNESS = "@ben"
HINT_WHAT = "call three customers"
HINT_BY = "friday"
HINT_CUE = "Tuesday 8:00 at my desk"

# -- labels ----------------------------------------------------------------------------------------
BUTTON_SEND = "Send"
BUTTON_CANCEL = "Cancel"
NOT_CHOSEN = "not chosen"
EXAMPLE = "e.g. {hint}"
BUTTON_WRITE = "Write"
BUTTON_REPORT = "Report"
BUTTON_BRIEF = "Brief"
BUTTON_ASK = "Ask or answer"
BUTTON_RESTATE = "Restate"
BUTTON_TAKE = "Take away"
BUTTON_COMMIT = "Commit"
BUTTON_OFFER = "Offer"
BUTTON_PULSE = "Pulse"
BUTTON_VOTE = "Vote"
BUTTON_ANSWER = "Answer"
BUTTON_JOIN = "Join"
BUTTON_DONE = "Done"
BUTTON_DONE_TURN = "Done with my turn"
BUTTON_CONSENT = "I consent"
BUTTON_CONSENT_NOT = "I can't live with that"
BUTTON_PARK = "Park a topic"
BUTTON_MORE = "More"
BUTTON_ENOUGH = "Enough"
BUTTON_PASS = "Pass"
BUTTON_PASS_TURN = "Pass my turn"
BUTTON_AHEAD = "Write ahead"
BUTTON_NEXT_NOW = "Go on all the same"
BUTTON_NEXT = "Next"
BUTTON_PAUSE = "Pause"
BUTTON_RESUME = "Resume"
BUTTON_END = "End it now"
BUTTON_ENDED = "#{id} is done"
BUTTON_OTHER = "#{id} report"
BUTTON_SHRINK = "Shrink it"
BUTTON_KEEP = "Keep it"
BUTTON_DETAILS = "Details"
BUTTON_FIX = "Fix a line"
BUTTON_RIGHT = "Right"
BUTTON_TAKE_IT = "Take it over"
BUTTON_TAKE_NOT = "Leave it"
BUTTON_BRING = "Bring it to my seat"
SHRINK_TITLE = "Shrink #{id}"
FIX_TITLE = "Fix meeting {number}"
DATE_TITLE = "Date of #{id}"
BUTTON_WHY = "Why"
BUTTON_AGREE = "Agree"
BUTTON_DECLINE = "No, thanks"
BUTTON_PROMISE = "I agree, it stays here"
BUTTON_PASS_BACK = "Take the seat after all"
BUTTON_START = "Start it now"
BUTTON_USE = "Use it from now on"
BUTTON_CHANGE = "Change"
BUTTON_TAKE_BACK = "Take back"
BUTTON_DATES = "Dates"
BUTTON_NEW_ADDRESS = "New address"
BUTTON_CONFIRM = "Confirm"
HELP_MODES = (
    ("questions", "questions that make me think"),
    ("experience", "your own experience"),
    ("ideas", "ideas"),
    ("risks", "what could go wrong"),
    ("feedback", "feedback on my work"),
    ("introductions", "introductions"),
    ("listen", "just listen"),
)
HELP_LABELS = dict(HELP_MODES)
ONE_TO_FIVE = tuple((str(n), str(n)) for n in range(1, 6))
RENEWALS = (
    ("in", "I am in"),
    ("changes", "in, with changes"),
    ("pause", "pause"),
    ("out", "out"),
)
CONSENTS = (("yes", "I can live with it"), ("no", "I need a change before I can"))
ITEM_KINDS = (
    ("idea", "idea"),
    ("experience", "experience"),
    ("risk", "risk"),
    ("question", "question"),
    ("resource", "resource"),
    ("intro", "introduction"),
    ("encouragement", "encouragement"),
)
KINDS = {**dict(ITEM_KINDS), "blocker": "in the way", "mood": "arrives", "insight": "takes along"}
KINDS |= {"contrast": "another view"}
WAYS = (
    ("add", "add to it"),
    ("ask", "ask about it"),
    ("back", "back it"),
    ("against", "see it differently"),
)
READERS = (("group", "everybody"), ("seat_only", "the seat-holder alone"))

# -- help ------------------------------------------------------------------------------------------
HELP_TITLE = "What I do"
HELP_LEAD = "I keep the clock, the turn, the record and the follow-up; the judgement is yours."
HELP_JOIN = "Become a member of this room's group; the first to join makes it."
HELP_LEAVE = "Leave the group."
HELP_GROUP = (
    "Who is in the group, or what it knows of a member; organisers name it and appoint more."
)
HELP_SCHEDULE = "When the group meets, and what is decided about single dates."
HELP_AGENDA = "The steps of a meeting with their minutes; organisers choose the format."
HELP_QUEUE = "Who sits next, and why; organisers choose how seats go round."
HELP_SWAP = "Ask another member to change seats with you."
HELP_URGENT = "Ask for the next seat out of turn, once in six meetings."
HELP_VOLUNTEER = "Take the next seat, where it is free to take."
HELP_SEAT = "Organisers name who sits next, where the group wants that."
HELP_GUEST = "Ask somebody in to one meeting, as a guest."
HELP_AWAY = "Say that you can't come, next time or until a day; you keep your place."
HELP_START = "Start a meeting now."
HELP_WRITE = "Write something in the running step."
HELP_EDIT = "Put other words in place of something you wrote in this meeting."
HELP_DELETE = "Take back something you wrote in this meeting."
HELP_LEVEL = "Let only the seat-holder read something you wrote, or the group again."
HELP_DONE = "Be done with your part of the step; or with a commitment, by its number."
HELP_PASS = "Pass your turn, the step, or (between meetings) the next seat. No reasons needed."
HELP_CHARTER = "What the group has agreed on; withdraw your consent, or give it again."
HELP_PARK = "Park a topic for later, with how much it matters and how soon it bites."
HELP_PARKING = "The topics that wait, the most pressing first."
HELP_MORE = "Longer on the topic that is open."
HELP_ENOUGH = "On to the next topic."
HELP_NEXT = "Hand over to the next speaker, or go to the next step."
HELP_EXTEND = "More minutes for this step."
HELP_PAUSE = "Stop the clock."
HELP_RESUME = "Let the clock run on."
HELP_UNDO = "Take back the last Next, extension, pause or resume."
HELP_END = "End the meeting; the recap follows."
HELP_COMMIT = "Commit to one thing."
HELP_REPORT = "Say what came of a commitment: done, partly, not yet, dropped or handed on."
HELP_FIX = "Put a line of yours right in a recap, within a day."
HELP_DATE = "Change the date of a commitment, or say that it is right."
HELP_SHRINK = "Make a commitment smaller."
HELP_STUCK = "Say why a commitment waits, and what could help."
HELP_TAKE = "Take over a commitment that somebody hands on to you."
HELP_MINE = "Your commitments, your place in the queue, your next meeting."
HELP_RECAP = "The recap of the last meeting or of an older one, or all of it."
HELP_ME = "Your time zone, waking hours and days off; how many reminders, and a rest from them."
HELP_HELP = "This list."
