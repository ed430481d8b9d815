"""What is said of attendance: to oneself in full, to the facilitator the least that helps."""

TITLE = "Attendance"
NOTHING = "No meeting has been counted for you yet."
OWN = (
    "{points} of {of} over your last meetings. A meeting that you told you would miss is not "
    "counted, up to two in a row. Only you read this."
)
MEETING = "Meeting {number}"
HOW = {
    "present": "present: 1",
    "late": "came later: 0.5",
    "left early": "left early: 0.5",
    "in writing": "in writing: 0.5",
    "excused": "told in time: not counted",
    "silent": "missed without a word: 0",
}
NOBODY = "Nobody is below the line."
BELOW = (
    "Below the line, for whoever facilitates. A word in private helps more than a rule: is the "
    "time wrong, is there too much on, would a pause help?"
)
NOT_YOURS = "Of the others only whoever facilitates the meeting reads who is below the line."
HOW_TO = "Try /attendance, or /attendance all if you facilitate."
HELP = "Your own attendance; whoever facilitates reads who is below the line."
HELP_STAY = "Say that you are still in, after some meetings without you."
STAYS = "Good to have you. Nothing changes: your place is kept."
ASK_STAY = (
    "The last three meetings went by without a word from you. So I ask nothing of you for now, and "
    "keep your place, until you do something here. Shall I keep you in?"
)
BUTTON_STAY = "Keep me in"
BUTTON_LEAVE = "Leave"
