"""What a member reads about another one: what the group may know of them."""

from bot.words.app import KNOWN

TITLE = KNOWN
SINCE = "Here since"
SAT = "Last hot seat"
MEETING = "meeting {number}"
ASKS = "Asks now"
ASKED = "Asked last time"
SITS = "Next hot seat"
NEXT_TIME = "at the next meeting"
AWAY = "Away"
FOR_NOW = "for now"
UNTIL = "until "
COMES = {"yes": "comes", "late": "comes late", "relay": "in writing", "no": "can't come"}
PROMISED = "Open commitments:"
NOTHING_PROMISED = "No open commitment that is for the group."
