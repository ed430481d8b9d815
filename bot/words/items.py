"""What is said about items: what members give each other in a step."""

NUMBER = "#{id}"
AS_NUMBERS = " as {numbers}"
LATE = "late"
EDITED = "edited"
DELETED = "deleted"
FOR_HOLDER = "For the seat-holder alone: {count}."

# -- changing one's own later ----------------------------------------------------------------------
CHANGED = "#{id} is changed."
GONE = "#{id} is deleted: its text is gone, its number stays."
WHICH_ITEM = "Which one? Name it by its number, such as /{name} 7."
NO_SUCH_ITEM = "You have no item #{id} in this meeting. What you wrote has its number beside it."
HOW_TO_LEVEL = "Who may read #{id}? Try /level {id} seat_only, or /level {id} group."
NO_SEAT = "That was not written for a seat, so there is no seat-holder to read it alone."
READERS = {"group": "the group", "seat_only": "the seat-holder alone"}
SAME_LEVEL = "#{id} is for {readers} already."
LEVEL_SET = "#{id} is for {readers} now."
