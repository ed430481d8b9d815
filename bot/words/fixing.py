"""What is said of asking for a recap, and of putting a line of it right."""

NO_RECAP = "There is no recap yet: it follows the first meeting."
NO_SUCH_RECAP = (
    "There is no recap of meeting {asked} in the record. The last one is of meeting {number}:"
    " /recap shows it, and /recap details all that was written."
)
TOO_LATE = (
    "The recap of meeting {number} can be put right for a day after it, and is a record now. Say"
    " what was wrong in the room, or at the next meeting."
)
NOTHING_YOURS = "No line in the recap of meeting {number} is yours to put right."
HOW_TO_FIX = (
    "Your lines in the recap of meeting {number}: change what is wrong. A dash takes one out."
)
NOTHING_CHANGED = "Nothing is different from what stands there."
MENDED = "Put right: {count}."
YOUR_QUESTION = "Your question"
YOUR_COMMITMENT = "Your commitment #{id}"
ITS_DATE = "Due date of #{id}"
YOUR_ITEM = "#{id}, {kind}"
YOUR_ITEM_ALONE = "#{id}, {kind}, for the seat-holder alone"
YOUR_CONTEXT = "Your context, for you alone"
YOUR_TRIED = "What you tried, for you alone"
NO_SUCH_DATE = "“{text}” is no date I know, so that one stays. Try 12 Dec or 2026-12-12."
UNSURE_DATE = "“{text}” can mean more than one day, so that one stays. Is it {day}? Write it so."
DATE_OVER = "{day} is over already, so that date stays."
