"""What is said of commitments: made, confirmed, looked at, and brought to an end."""

NOTED = "Noted: "
ALMOST = "Almost: "
BY_DAY = ", by {day}{proposed}"
PROPOSED = " (proposed)"
CUE = ", {moment}"
WITNESS = ", witness "
STATUS = " ({status})"
PRIVATE = " (private)"
NO_WITNESS_OF_PRIVATE = "A private commitment has no witness, so nobody is named."
IF_THEN = "{moment}, I will {what}."
OBSTACLE = "In the way: {obstacle}."
SHRINK_IT = "{sure} of 10 is below 7. Could it be smaller, or begin at another moment?"
KEPT_SIZE = "It stays as it is: {what}."
SHRUNK = "Smaller now: "
HOW_SURE = "How sure you are is a number from 0 to 10, so that was left out."
WITNESS_TOLD = "{count} knows that you named them."
NO_WITNESS = "Whoever you named as your witness is no member of this group, so you have none."
OWN_WITNESS = "A witness is somebody else, so nobody is named."
YOU_ARE_WITNESS = " named you as the witness of a commitment: "
MAY_ASK = ". You may ask what came of it."
FULL = (
    "You have three open commitments, which is the most: {open}. End one first, such as"
    " /report {id} done, or /report {id} dropped with the reason."
)
YOU_WROTE = "{why}\nYou wrote: {what}"

# -- dates -----------------------------------------------------------------------------------------
NO_SUCH_DATE = "“{text}” is no date I know, such as friday, in 2 weeks, 12 Dec or end of month."
SHALL_IT_BE = "Shall it be "
DAY_PAST = "{day} is over already."
UNSURE = "“{text}” can mean more than one day."
IS_IT = "Is it "
DRAFT = " (date not confirmed)"
DATE_WAITS = "You have no commitment #{id} whose date could be changed. /mine lists yours."
HOW_TO_DATE = "Say which commitment and by when: /date 3 friday. /mine lists yours."

# -- verdicts --------------------------------------------------------------------------------------
NO_SUCH_COMMITMENT = "You have no open commitment #{id}. /mine lists yours."
HOW_TO_REPORT = (
    "Say what came of it: /report 3 done, partly, not yet, dropped with the reason, or handed on"
    " @ben. /mine lists yours."
)
REPORTED = "{what}: {status}."
WHY_DROPPED = "Why, in a few words? Then it is dropped: /report {id} dropped the customer left."
ADD_WHY = "A reason helps whoever looks back: /report {id} dropped and why."
LEFT_GROUP = "left the group"
NOTHING_TO_DO = "You have no open commitment to be done with. /commit makes one."
NOTHING_OPEN = "You have no open commitment to report on. /commit makes one."
WHICH = "Which one is done?"
YOUR_COMMITMENTS = "Your open commitments:"
YOURS = "Yours"
NO_OPEN_COMMITMENTS = "You have no open commitment."

# -- handing on ------------------------------------------------------------------------------------
HAND_TO_WHOM = "To whom? Name a member: /report {id} handed on @ben."
HAND_TO_OTHERS = "A commitment is handed on to somebody else."
ASKED_TO_TAKE = " asks you to take over a commitment: "
ASKED = "Asked to take it over: "
UNTIL_THEN = ". Until they accept, it stays yours."
TAKEN = " takes over your commitment: "
NOT_TAKEN = " does not take it over, so it stays yours: "
NO_SUCH_OFFER = "Nobody asks you to take over a commitment #{id}."
HOW_TO_TAKE = "Take over what you are asked to: /take 3, or /take 3 no."
LEFT_YOURS = "It stays with "

# -- three times not yet ---------------------------------------------------------------------------
THRICE = "Three times not yet: {what}. What is it? Only you see this."
STUCK = ("too big", "too vague", "not mine", "waiting on someone")
STUCK_ADVICE = {
    "too big": "What would be a first part of it, done in an hour?",
    "too vague": "What would somebody see you do, where and when?",
    "not mine": "Then drop it, or hand it on: /report {id} handed on @ben.",
    "waiting on someone": "Then the step that is yours may be to ask them. By when?",
}
BRING_IT = "Or bring it to a seat: I keep a question for your next one."
HOW_TO_STUCK = "Say which one and why: /stuck 3 too big, too vague, not mine, or waiting."
BROUGHT = "Kept for your next seat: {question}"
READ_THEN = " The group reads it as your seat opens; /brief changes it."
BRIEF_THERE = "You have a brief for your next seat already: {question}"
SEAT_QUESTION = "What would get this moving: {what}?"
HOW_TO_SHRINK = "Say it smaller: /shrink 3 call one customer. /shrink 3 keep leaves it as it is."
