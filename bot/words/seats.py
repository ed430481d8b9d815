"""What members read about seats: the queue and why, swaps, the urgent lane, passes and guests."""

# -- the ways to go round --------------------------------------------------------------------------
LEAD_CREDIT = "The most credit sits next: you gain by being there, and pay one when you sit."
LEAD_STRICT = "By the calendar: one after the other; the turn of a seat-holder who is away is lost."
LEAD_VOLUNTEER = "Whoever wants the seat takes it: /volunteer."
LEAD_WEIGHTED = "The heaviest topic sits next: how much it matters times how soon it bites."
LEAD_MANUAL = "An organiser names who sits: /seat @ben. Until then the most credit is next."
POLICY_NOW = "From now on: "
HOW_TO_QUEUE = "Try /queue, /queue why, or /queue policy with one of {known}."

# -- the queue -------------------------------------------------------------------------------------
QUEUE = "Queue"
SEAT = "Hot seat"
STANDBY = ", standby "
FACILITATOR = "Facilitator"
NOBODY = "nobody wants it so far"
RUNNING = "A meeting is running: its seats count when it is over."
LINE = ": {credit}, {waited}"
PLACE = "{place} of {of}"
SAT_IN = "last seat in meeting {number}"
NEVER_SAT = "no seat yet"
STARVED = ", waited too long"
HAS_PASSED = ", passes this time"
IS_AWAY = ", away next time"
IS_NEW = ", may sit from the second meeting on"
WEIGHS = ", topic of weight {weight}"
CLAIMED = {
    "swap": ", swapped seats",
    "urgent": ", urgent",
    "manual": ", named by an organiser",
    "volunteer": ", volunteered",
}

# -- why the next is the next ----------------------------------------------------------------------
WHY_NEXT = " is next"
WHY_BEFORE = ", before "
WHY_PLACE = ", in the place of "
WHY_STARVED = "waited too long, which goes before all else"
WHY_CREDIT = "more credit"
WHY_WAITED = "waited longer at the same credit"
WHY_NEVER = "no seat yet, else the same"
WHY_JOINED = "joined earlier, else the same"
WHY_CALENDAR = "the last turn is longer ago"
WHY_WEIGHT = "the topic weighs more"
WHY_OTHERS = "the others pass, are away or are new"
WHY_ONLY = "there is nobody else"
WHY_PAIR = " sits as the second, so that not the same two sit twice running."
WHY_CLAIM = {
    "swap": "they agreed to swap",
    "urgent": "the urgent lane",
    "manual": "named by an organiser",
    "volunteer": "volunteered",
}
WHY_CREDITS = "Credits by meeting; they always sum to zero."
WHY_CHARGED = (
    "Credits by meeting; they sum to {sum}, which was charged for seats left without a word."
)
NO_LEDGER = ": nothing entered yet"
LEDGER = {
    "present": "{credit} in meeting {number}",
    "sat": "{credit} for the seat in meeting {number}",
    "carried": "{credit} carried forward",
    "left": "{credit} from a member who left",
    "no-show": "{credit} for the seat left without a word in meeting {number}",
}

# -- giving a seat up, and taking one --------------------------------------------------------------
NOT_NEXT = "No meeting is running and the next seat is not yours, so there is nothing to pass."
PASSED_SEAT = " passes the next seat; "
IS_NEXT = " is next."
PASSED_ALL = " passes the next seat. It is free now: /volunteer takes it."
PASSED_ALREADY = "You have passed this seat already, and keep your credit."
NOT_PASSED = "You have not passed the next seat, so there is nothing to take back."
PASS_BACK = " takes the pass back."
SMALLER = (
    "That is two seats passed in a row, which costs nothing. A seat can be small as well: an "
    "opportunity you heard of, a draft to read, ten minutes to rehearse something."
)
AWAY = " can't come to the next meeting"
AWAY_SEAT = ": the seat goes to "
AWAY_ALREADY = "I know that you can't come next time. /away back if you can after all."
AWAY_NOT = "I have you down as coming, so there is nothing to take back."
AWAY_BACK = " comes to the next meeting after all."
AWAY_TODAY = "Noted: you can't come to this meeting. If you can after all, just write."
AWAY_NOW = "Noted: you are not in this meeting any more. Whenever you come back, just write."
HOW_TO_AWAY = (
    "Try /away if you can't come to the next meeting, /away until 12 January for longer, or "
    "/away off if you can after all."
)
VOLUNTEERED = " takes the next seat."
VOLUNTEER_SPARE = " would take the next seat, and is standby for it."
VOLUNTEER_ALREADY = "The next seat is yours already, or you are next in line for it."
VOLUNTEER_NOT = (
    "Seats here go round by themselves: /queue shows how. /urgent asks for the next one."
)
NAMED_SEAT = " has the next seat: an organiser has named them."
NAMED_AWAY = " can't come to the next meeting. Name somebody else."
NAMED_NONE = "Nobody is named for the next seat any more: the most credit is next."
NAME_NOT = "Seats here go round by themselves. /queue policy manual lets organisers name who sits."
HOW_TO_SEAT = "Name who sits: /seat @ben. Or nobody any more: /seat off"
GUESTS_NOT = "Guests have no place in the queue."
SEATS_RUNNING = "A meeting is running, so its seats are taken. Ask again when it is over."

# -- swapping, and the urgent lane -----------------------------------------------------------------
NO_SEAT = "The next meeting has no hot seat, so there is none to give."
HOW_TO_SWAP = "With whom? Try: /swap @ben"
SWAP_WITH = "With whom do you change seats?"
SWAP_SELF = "That is you. Name another member: /swap @ben"
SWAP_NEITHER = "Neither of you has the next seat. /queue shows who has, to ask them."
SWAP_BOTH = "You both have a seat next time, so there is nothing to swap."
SWAP_TITLE = "A swap?"
SWAP_TAKE = " asks whether you would take the next hot seat in their place."
SWAP_GIVE = " asks whether they could have the next hot seat in your place."
SWAP_FAIR = "Whoever sits pays the credit, so you would be next again all the sooner."
ASKED = "Asked; you hear from me when there is an answer."
AGREED = " takes the next seat in the place of "
DECLINED = " can't this time, so the seats stay as they are."
NOTED = "Noted."
NO_REQUEST = "There is no such request any more. /queue shows how the seats are now."
STALE = "The queue has changed since that was asked, so it is void. /queue shows how it is now."
URGENT_FREE = " takes the next seat, which nobody had."
URGENT_YOURS = "The next seat is yours already."
URGENT_NEW = "You may sit from your second meeting on. Until then, ask in a round or in between."
URGENT_NOT_OF = "The next seat is not that of "
URGENT_NOT_THEIRS = ". /queue shows whose it is."
URGENT_ONCE = "The urgent lane opens once in six meetings: for you again with meeting {number}."
URGENT_POOR = "With less than -1 credit the urgent lane is closed. /swap @ben still works."
URGENT_TITLE = "Urgent"
URGENT_ASKS = " asks for the next hot seat, because it is urgent. "
URGENT_DECIDES = " can give it with one tap, or the facilitator or an organiser decides."
URGENT_KEPT = " would rather keep it: the facilitator or an organiser decides."
URGENT_STAYS = "The next hot seat stays with "
NOT_YOURS_TO_SAY = "Whoever has the seat decides that, or the facilitator or an organiser."

# -- who stayed away -------------------------------------------------------------------------------
MISSED_TITLE = "We missed you"
MISSED = (
    "Meeting {number} had its hot seat for you, and we did not hear from you; I hope all is well. "
    "Half a credit went for it. A word before the meeting, /pass or /away, costs nothing."
)

SEAT_LOST = (
    " is not here, and by the calendar their turn is lost; its minutes are not. Here after all? "
    "/back opens the door once more."
)

# -- reminders -------------------------------------------------------------------------------------
REMINDER_STANDBY = "You are standby: if the seat-holder is missing, the hot seat is yours."

# -- how often a turn comes ------------------------------------------------------------------------
WEEK = "week"
WEEKS = "{count} weeks"
EVERY_WEEKS = "With {count} members everybody has the hot seat every {weeks}."
SELDOM = "More than {most} weeks is long to wait."
MORE_SEATS = " More seats in a meeting help: /agenda use {format} {seats}."
IN_BETWEEN = " A seat in writing in the weeks between helps, and /urgent for what can't wait."
