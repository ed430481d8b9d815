"""What is said when a meeting is fitted to those who came."""

COUNTS = ("Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
FEWER = "{count} of you are here, so {asked} becomes {title} today."
UNREADY = "Nobody here wants the seat today, so {asked} becomes {title}."
NO_HOLDER = "Nobody sits today, so {asked} becomes {title}."
EVERYBODY = " Everybody has a turn."
STAYS = " What you wrote stays."
MORE = " More of you here? /back opens the door once more."
AS_PLANNED = "Now you are enough: this is {title} again, as planned."
NO_TIME = ": there is no time left for that seat today, and it costs nothing."


def count(people: int) -> str:
    """A number of people, as a sentence begins with it."""
    return COUNTS[people] if people < len(COUNTS) else str(people)
