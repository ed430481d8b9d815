"""What the pages beside the rooms say."""

YOUR_MEETING = "Your meeting"
YOUR_MEETINGS = "Your meetings"
NO_LINK = "This is no calendar link, or not the whole of it. /schedule calendar gives one."
TAKEN_BACK = "This calendar link was taken back. /schedule calendar gives a new one."
LEFT = "This calendar link was for a member of the group, and ended as they left it."
NO_MEETING = "There is no meeting on that date any more. The calendar itself is up to date."
