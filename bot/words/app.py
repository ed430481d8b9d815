"""What a platform shows of the bot before anybody has spoken to it."""

NAME = "Mastermind"
DESCRIPTION = "Runs mastermind groups: meetings with a clock, hot seats, commitments and recaps."
LONG_DESCRIPTION = (
    "Mastermind runs the meetings of a group of four to eight peers who help each other: it keeps "
    "the clock, says whose turn it is, collects what is asked and given, and writes the recap.\n\n"
    "Between meetings it takes care of what was promised: whose seat is next, what they bring, and "
    "what each member said they would do. Invite it to a channel and type the command to begin."
)
COMMAND_HELP = "Everything that Mastermind does; alone, a menu"
THINGS = "My mastermind"
THINGS_HELP = "Your meetings, your seat, and what you said you would do"
NEW = "New mastermind group"
NEW_HELP = "Begin a group in a channel"
COMMIT = "Make it my commitment"
COMMIT_HELP = "Keep what this message says as a commitment of yours"
KNOWN = "What the group knows"
GROUPS = {
    "seats": "Who sits next, and changes to it",
    "step": "What was written in the meeting, and being done with it",
    "run": "Keeping the clock of a meeting",
    "promise": "What becomes of a commitment",
    "topic": "Topics that wait, and writing ahead",
    "other": "The group and who comes to it",
}
