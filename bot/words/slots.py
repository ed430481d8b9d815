"""What is said about hours that are fair: who carries what, and which slots share it better."""

TITLE = "A fair time to meet"
LEAD = (
    "Points for the next {count} meetings: 0 for a start from 9:00 to 17:00 of one's own day, "
    "then more, up to 8 in the night."
)
SO_FAR = "Carried in the last {count} meetings"
FIXED = "Always at {times}"
IN_TURN = "In turn at {times}"
POINTS = " {points}"
MOST = "at most {most}: "
ONE_IS_FAIR = "One fixed time is as fair as any that take turns, so there is no need to change it."
TWO_ARE_FAIR = "A third time would share it no better."
NO_ZONES = "I know nobody's time zone yet. Each can name theirs: /me zone Europe/London"
NO_ZONE_OF = "Not counted, as I don't know their zone: "
HOW_TO_FIND = "First I need the days: try /schedule find every other Tuesday"
SERIES_ENDS = "The series ends before its next meeting. Try /schedule find every other Tuesday"
USE = "Take {times}"
