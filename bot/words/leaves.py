"""What is said of who is away: that they are, until when, and never why."""

UNTIL = " is away until "
SEAT = ": the seat goes to "
BACK = " is here again."
PAST = "That day is over or has begun. Name a later one, or /away for the next meeting alone."
TOO_LONG = "Name a day within a year; /leave if you would rather go."
