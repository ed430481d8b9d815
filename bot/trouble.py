"""What can go wrong around the bot, as a sentence for the person who runs it."""


class Trouble(Exception):
    """The message says what is wrong, why, and what to do; it is shown without a traceback."""
