"""What is said about items: what members give each other in a step."""

NUMBER = "#{id}"
AS_NUMBERS = " as {numbers}"
ALONE = "Kept{numbers}, for the seat-holder alone."
ALONE_BLIND = (
    "Kept{numbers}; at the reveal the seat-holder alone will see it. Write more, or press Done."
)
LATE = "late"
EDITED = "edited"
DELETED = "deleted"
NOTHING_LEFT = "Nothing is left here."
FOR_HOLDER = "For the seat-holder alone: {count}."

# -- changing one's own later ----------------------------------------------------------------------
CHANGED = "#{id} is changed."
GONE = "#{id} is deleted: its text is gone, its number stays."
WHICH_ITEM = "Which one? Name it by its number, such as /{name} 7."
NO_SUCH_ITEM = "You have no item #{id} in this meeting. What you wrote has its number beside it."
HOW_TO_LEVEL = "Who may read #{id}? Try /level {id} seat_only, or /level {id} group."
NO_SEAT = "That was not written for a seat, so there is no seat-holder to read it alone."
OVER = (
    "Meeting {number} is over. For a day /fix changes your lines in its recap; a dash takes one "
    "out."
)
READERS = {"group": "the group", "seat_only": "the seat-holder alone"}
SAME_LEVEL = "#{id} is for {readers} already."
LEVEL_SET = "#{id} is for {readers} now."

# -- packs and builds ------------------------------------------------------------------------------
BOXED = "{label}: {text}"
NO_BUILDS = "Building on what others gave comes after the reveal, in a step for it."
NOTHING_TO_BUILD_ON = "There is no #{id} here that you could build on."
HOW_TO_BUILD = "Write what you would add or ask: /build {id} and call two more. Alone it backs it."
BACKED_ALREADY = "You can't back #{id}: it is your own, or you have backed it already."
BUILDS = {
    "addition": "adds to #{on}",
    "question": "asks about #{on}",
    "backing": "backs #{on}",
    "contrast": "sees #{on} differently",
}
NO_LATE_LANE = "No step that took such things from you is over yet. Write in the running one."
HELP_LATE = "An item for a step that is over; it is marked as late."
HELP_BUILD = "Add to an item, ask about it, or back it."
HELP_AGAINST = "Put another view beside an item; the two are kept apart."
SEAT_OF = "{by}: {question}"
FOR_SEAT = "For "
FOR_WHOM = "For whom is it? Begin with the name, such as: "
YOU_WROTE = " You wrote: {text}"
NOTHING_KEPT = "Nothing is written down in this step."
