"""What stands on buttons, in forms and in the list of commands."""

STATUSES = (
    ("done", "done"),
    ("partly", "partly"),
    ("not yet", "not yet"),
    ("dropped", "dropped"),
)

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
ASK_ASKED = "A short factual question"
ASK_ANSWER = "Your answer"
ASK_FINAL = "What is the real question now?"
ASK_ITEM = "One thing for the seat-holder"
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
HINT_WHAT = "call three customers"
HINT_BY = "friday"
HINT_CUE = "Tuesday 8:00 at my desk"

# -- labels ----------------------------------------------------------------------------------------
BUTTON_WRITE = "Write"
BUTTON_REPORT = "Report"
BUTTON_BRIEF = "Brief"
BUTTON_ASK = "Ask or answer"
BUTTON_RESTATE = "Restate"
BUTTON_TAKE = "Take away"
BUTTON_COMMIT = "Commit"
BUTTON_OFFER = "Offer"
BUTTON_DONE = "Done"
BUTTON_PASS = "Pass"
BUTTON_NEXT = "Next"
BUTTON_PAUSE = "Pause"
BUTTON_RESUME = "Resume"
BUTTON_END = "End it now"
BUTTON_ENDED = "#{id} is done"
BUTTON_WHY = "Why"
BUTTON_START = "Start it now"
BUTTON_USE = "Use it from now on"
BUTTON_CHANGE = "Change"
BUTTON_SNOOZE = "Rest for a week"
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

# -- help ------------------------------------------------------------------------------------------
HELP_TITLE = "What I do"
HELP_LEAD = "I keep the clock, the turn, the record and the follow-up; the judgement is yours."
HELP_JOIN = "Become a member of this room's group; the first to join makes it."
HELP_LEAVE = "Leave the group."
HELP_GROUP = "Who is in the group; organisers name it and appoint organisers."
HELP_SCHEDULE = "When the group meets, every week; organisers change it."
HELP_AGENDA = "The steps of a meeting with their minutes; organisers choose the format."
HELP_QUEUE = "Who sits next, and why."
HELP_START = "Start a meeting now."
HELP_WRITE = "Write something in the running step."
HELP_DONE = "Be done with your part of the step; or with a commitment, by its number."
HELP_PASS = "Pass your turn, the step, or (between meetings) the next seat. No reasons needed."
HELP_NEXT = "Hand the floor on, or go to the next step."
HELP_EXTEND = "More minutes for this step."
HELP_PAUSE = "Stop the clock."
HELP_RESUME = "Let the clock run on."
HELP_UNDO = "Take back the last Next, extension, pause or resume."
HELP_END = "End the meeting; the recap follows."
HELP_COMMIT = "Commit to one thing."
HELP_REPORT = "Say what came of a commitment: done, partly, not yet or dropped."
HELP_MINE = "Your commitments, your place in the queue, your next meeting."
HELP_RECAP = "The recap of the last meeting."
HELP_ME = "Your time zone, your waking hours, a rest from reminders."
HELP_HELP = "This list."
