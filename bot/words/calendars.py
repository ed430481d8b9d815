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
ENTRIES = "The room's own calendar"
ENTERED = "Where the room has a calendar of its own, the next meeting stands in it."
UNENTERED = (
    "No meeting of this group stands in the room's own calendar. The group's calendar still has"
    " them: /schedule calendar"
)
NO_ENTRIES = "No entries"
ENTRIES_AGAIN = "Entries again"
HOW_TO_ENTRIES = "Try: /schedule entries off, or: /schedule entries on"
