"""What a person reads about themselves: their settings, and what nudges are about."""

# -- nudges ----------------------------------------------------------------------------------------
DIGEST = "From your groups"
NUMBERED = "{number}. "
BUTTON_LATER = "Later"
BUTTON_STOP = "Stop these"
BUTTON_STOP_ONE = "Stop: {subject}"
BUTTON_AGAIN = "Again: {subject}"
SUBJECTS = {
    "rsvp": "coming to meetings",
    "brief": "your briefs",
    "claim": "seats that may be free",
    "quorum": "how many come",
    "report": "commitments that are due",
    "track": "commitments half-way",
    "remind": "commitments you wanted to read again",
    "helped": "what came of your seats",
    "stay": "whether you are still in",
    "swap": "swaps of seats",
    "take": "commitments that are offered to you",
    "taken": "commitments that you offered",
    "missed": "seats you could not take",
    "witness": "commitments that you may ask about",
    "quiet": "your voice in a meeting",
    "ahead": "what you wrote ahead",
    "window": "steps of a meeting over days",
}
STOP_WHICH = "Which of these shall I no longer send?"
LATER = "I will ask again later."
NOTHING_LATER = "There is nothing left that could be put off: it has been answered, or it is over."
NOTHING_STOPPED = "There is nothing to stop: /me shows what you get and what you don't."
STOPPED = "No more about {subject} ({group}). [{again}], here or on /me, brings it back."
STARTED = "Reminders come again."

# -- one's own settings ----------------------------------------------------------------------------
ME_TITLE = "About you"
ME_ZONE = "Time zone"
ME_NO_ZONE = "not named yet; try /me zone Europe/London"
ME_HOURS = "Waking hours"
ME_OFF = "Days off"
ME_NO_OFF = "none"
ME_BUDGET = "Reminders in a week"
ME_BUDGET_LINE = "at most {budget}; {sent} sent"
ME_SNOOZED = "Reminders rest until"
ME_RESTS = "Put off until "
ME_STOPPED = "Stopped"
ME_STOPPED_LINE = "{subject}, {group}"
ME_SEAT = "Your seat of meeting {number}, {days} days after"
HOW_TO_ME = (
    "Try /me, /me zone Asia/Kolkata, /me hours 08:00-20:00, /me off sat sun, /me budget 2, "
    "/me snooze 2d or /me snooze off."
)
HOW_TO_HOURS = "Write the hours in which I may remind you like 08:00-20:00."
HOW_TO_OFF = (
    "Write the days on which I shall not remind you like sat sun, or none; six at the most."
)
HOW_TO_BUDGET = "Write how many messages I may send you unasked in seven days: 0 to {most}."
HOW_TO_SNOOZE = "Write how long, such as 12h, 2d or 1w, at most {most} days; or off."
