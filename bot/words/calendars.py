"""What is said about the addresses of calendars."""

TITLE = "Calendar"
OF_GROUP = "Let your calendar subscribe to this address: the meetings of this group, as they stand."
OF_PERSON = "Let your calendar subscribe to this address: the meetings of all your groups."
CHANGED = "A new address; the old one is good no more."
CHANGED_OF_GROUP = "A new address; nobody's old one is good any more."
KEEP_IT = "Whoever has it can read the dates, so keep it to yourself."
KEEP_IT_OF_GROUP = (
    "Whoever has it can read the dates, so keep it to yourself. It ends when you leave the group."
)
MEETING = "Mastermind meeting"
ABOUT = "{title}, for the members of this group."
ABOUT_PRIVATE = "For the members of this group."
EVENTS = "Events"
ENTERED = "On a server that has events, as Discord's have, the next meeting is one of them."
UNENTERED = (
    "No meeting of this group stands among the events of the server. The group's calendar still"
    " has them: /schedule calendar"
)
NO_EVENTS = "No events"
EVENTS_AGAIN = "Events again"
HOW_TO_EVENTS = "Try: /schedule events off, or: /schedule events on"
