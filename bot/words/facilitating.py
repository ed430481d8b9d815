"""What is said by and about the facilitator, who keeps a meeting's clock and its format."""

TITLE = "You facilitate"
STEP = "{title} ({number}/{count})."
NEXT_STEP = " Next opens {title}."
NEXT_TURN = " Next hands over to "
NEXT_ENDS = " Next ends the meeting."
EQUALS = (
    "Only you see this card. Everybody may do the same by typing: /next, /extend, /pause, /back."
)
THANKS = "This meeting is over. Thank you for keeping its time."
FACILITATES = " facilitates now."
FREE = "You don't facilitate any more."
GONE = " facilitated and is gone. Anybody can take over; until then the clock runs by itself."
NOT_HERE = " is not here: "
FACILITATOR = "Facilitator"
NOT_FOR_GUESTS = "A guest can't facilitate. Any member can: /facilitate"
NO_SUCH_MEMBER = " is no member of this group. Try /facilitate, or /facilitate @ben."
NOT_YOURS = " facilitates. /facilitate alone lets you take over."
NOTHING_BEFORE = "This is the first step: there is nothing to go back to."
WENT_BACK = " went back to {title}."

BUTTON_TAKE = "I'll facilitate"
BUTTON_BACK = "Back"
BUTTON_TWO = "+2 min"
BUTTON_SIX_HOURS = "+6 h"
BUTTON_DAY = "+1 day"
BUTTON_PARK = "Park a topic"
BUTTON_INSTEAD = "Standby sits instead"
BUTTON_WITHOUT = "Go on without"
BUTTONS = {
    "round": "Round once",
    "sentence": "One sentence each",
    "silence": "Silence to write",
}
BUTTON_FIVE = "+5 min"
HELP = "Keep the clock of the running meeting, hand it on, or put something into the step."
USAGE = "[@WHO | round | sentence | silence]"
HELP_BACK = "Go back to the turn or step before, for two minutes."

# -- cues ------------------------------------------------------------------------------------------
SOON = ", nearly time"
QUIET = "Only you see this: “{title}” has room for your voice too, until "
BUTTON_WRITING = "I'm writing"
BUTTON_NOT_MINE = "Not my area"
ROOM_FOR_OTHERS = (
    "Only you see this: most words of this step are yours. "
    "Room for two more voices before your next?"
)

# -- coming and going ------------------------------------------------------------------------------
HELP_HERE = "A sign that you are here, where you have nothing to write."
HERE = "Good to know. “{title}” has room for you."
NOW = "You are in {title} ({number}/{count})"
UNTIL = ", until "
SO_FAR = "So far: "
NOTHING_YET = "Nothing is written yet."
ON_THEIR_OWN = "Everybody writes on their own now; what the others write follows at the reveal."

# -- asides ----------------------------------------------------------------------------------------
ASKS_FOR = {
    "round": " asks for a round: one short turn each, then the step goes on.",
    "sentence": " asks for one sentence from each, all at once.",
    "silence": " asks for two minutes of silence to write; then all see what was written.",
}
ASIDE = {
    "round": "A round: one minute each.",
    "sentence": "One sentence from each, all at once.",
    "silence": "Silence to write: nobody sees what others write until it is over.",
    "vacant": "The clock waits for the seat-holder.",
}
NOT_IN_THIS_STEP = "That does not fit this step. /next and /extend always do."
NOTHING_VACANT = "Nobody's seat is waiting for its holder just now."
NO_SIGN = "There is no sign of "
GONE_NOW = " is gone."
CLOCK_WAITS = " The clock waits for them until "
THEN_SITS = "; then the seat goes to "
THEN_WITHOUT = "; then it goes on with what there is"
OUT_OF_SIGHT = " facilitates, and has been out of sight for a while. Anybody can take over."

ALONE = (
    "Nobody else has given a sign here. If the others sit in a call beside it, the clock goes on "
    "for all of you; if you are alone, end it, and no seat is used up."
)
