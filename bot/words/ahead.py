"""What is said to whoever takes part in a meeting in writing."""

TITLE = "In writing"
HELP = "Write before a meeting what it would ask of you, if you take part in writing; off drops it."
LEAD = "Write now what the meeting would ask of you: it is shown in your name on "
STANDS = "This is shown in your name, step by step, in the meeting on "
YOUR_SEAT = "The hot seat is yours: with a /brief it stays yours in writing, else the standby sits."
ASKS = " asks: "
FIRST = "That is for whoever takes part in writing. Say so first: /rsvp relay"
OVER_DAYS = (
    "Your next meeting goes on for days: everybody takes part in writing, once it has begun."
)
DROPPED = "Dropped: nothing of yours is shown in the meeting."
BACK = "This could not be kept: {why} You had written: {text}"
NO_STEP = "The meeting had no step for it."
IN_WRITING = "In writing"
