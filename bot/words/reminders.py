"""What is told unasked, and what answers it. Never what a meeting is about, nor why anybody does or
does not do something."""

# -- the next meeting ------------------------------------------------------------------------------
SEATS = "Next meeting: "
SITS = " The hot seat goes to "
AND_SITS = " and to "
FACILITATES = " facilitates."
SOON = "Your meeting begins at "
ASK_RSVP = "Your meeting is on "
ASK_RSVP_END = ". Do you come?"
YOU_SIT = "The hot seat is yours."
YOU_ASK = " Your brief helps the others to help you."
ASK_BRIEF = "The hot seat is yours on "
ASK_BRIEF_END = ". Your brief helps the others to help you."

ASK_WINDOW = "“{title}” is open until "
ASK_WINDOW_END = ", and waits for you."

# -- who comes -------------------------------------------------------------------------------------
BUTTON_YES = "I come"
BUTTON_NO = "I can't"
BUTTON_LATE = "I'll be late"
BUTTON_RELAY = "In writing"
NOTHING_PLANNED = "No meeting is planned that you could answer for. /schedule plans them."
HOW_TO_RSVP = "Try /rsvp yes, /rsvp no, /rsvp late or /rsvp relay; /rsvp shows who comes."
RSVP_RUNNING = "The meeting is running: you are in it as soon as you write or press something."
RSVP_TITLE = "Who comes"
REPLIES = {
    "yes": "Noted: you come.",
    "late": "Noted: you come late.",
    "relay": "Noted: you take part in writing. What you write ahead is shown in your name.",
}
COMING = {
    "yes": "come",
    "late": "come late",
    "relay": "in writing",
    "no": "can't come",
    "": "have not said",
}
HELP_RSVP = "Say whether you come to the next meeting; alone it shows who does."
HELP_CLAIM = "Take the next seat as its standby, 12 hours before it, if no brief is written."
HELP_TRACK = "Say how a commitment goes on the way: on track, or stuck."
HELP_REMIND = "Read a commitment of yours again at a time that you name."

# -- the seat --------------------------------------------------------------------------------------
BUTTON_BRIEF = "Write the brief"
BUTTON_SWAP = "Change seats"
BUTTON_CLAIM = "Take the seat"
ASK_CLAIM = "You are standby for your meeting on "
ASK_CLAIM_END = ", and the seat may be free. Would you take it?"
CLAIMED = " takes the seat of the next meeting."
CLAIM_EARLY = "The standby may take the seat from 12 hours before the meeting on."
CLAIM_NOT = "You are not the standby of the next meeting: /queue shows who is."
CLAIM_WRITTEN = "The brief for the next seat is written, so it is taken."
FEW = "Fewer than three have said so far that they come to your meeting on "
FEW_END = ". It takes place all the same; /rsvp shows who comes."

# -- commitments -----------------------------------------------------------------------------------
BUTTON_DONE = "Done"
BUTTON_REPORT = "Something else"
BUTTON_TRACK = "On track"
BUTTON_STUCK = "Stuck"
ASK_REPORT = "Your commitment #{id} is due tomorrow. Still yours?"
ASK_TRACK = "Half of the time for your commitment #{id} is over. How does it go?"
ON_TRACK = "Good to know. I will ask again on the day before it is due."
STUCK_LEAD = "What holds it up? A smaller piece of it counts as well."
NOT_OPEN = "You have no open commitment #{id}. /mine shows what is yours."
HOW_TO_TRACK = "Try /track 3, or /track 3 stuck."
HOW_TO_REMIND = "Try /remind 3 tuesday 8:00, or /remind 3 off."
REMIND_PAST = "That moment is over, or more than a year away. Name one to come."
WILL_REMIND = "You will read it again on "
WONT_REMIND = "Noted: it is not told again."

# -- after a seat ----------------------------------------------------------------------------------
ASK_HELPED = (
    "Your seat of meeting {number} is a while ago. What came of it? Only you read the"
    " answer; the group's figures count it."
)
HELPED = {"helped": "Tried, it helped", "tried": "Tried, no help", "no": "Not tried"}
HELPED_NOTED = "Noted, for your eyes alone. /me shows it."

# -- no meeting for long ---------------------------------------------------------------------------
DRIFT = "There has been no meeting for a while. Move it, pause for some weeks, or end the series?"
BUTTON_MOVE = "Move"
BUTTON_PAUSE = "Pause"
BUTTON_OFF = "End"
PAUSE_UNTIL = "pause until {day}"
