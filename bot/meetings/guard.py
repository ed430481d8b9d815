"""What keeps steps that are not for the whole group from running before the wrong eyes: a room that
strangers can read, or a charter that somebody does not consent to, or has not answered yet: silence
is no consent, and whoever is in the room reads along.
"""

from bot.cards import note
from bot.effects import Effect, Outcome, Refused, Show
from bot.events import Exposed
from bot.formats.catalogue import catalogue
from bot.formats.format import Format, Step
from bot.group import Group
from bot.levels import untold
from bot.values import replace
from bot.words import charter as words


def barred(group: Group, step: Step) -> bool:
    """Whether a step must not run as things are."""
    return untold(step) and bool(_why(group))


def allow(group: Group, step: Step) -> None:
    """Refused for a step that must not run as things are."""
    if barred(group, step):
        raise Refused(_why(group).format(titles=step.title))


def _why(group: Group) -> str:
    """Why steps that are not for the whole group must not run, in words; "" where they may."""
    if group.exposed:
        return words.LEFT_OUT_WALLS
    if group.withdrawn:
        return words.LEFT_OUT_CONSENT
    return words.LEFT_OUT_UNSIGNED if group.unsigned else ""


def check(group: Group, format: Format) -> None:
    """Refused for a format that rests on a charter where there is none, or not with everybody."""
    if not format.charter:
        return
    if not group.charter:
        raise Refused(words.NEEDS_CHARTER.format(title=format.title) + the_way())
    if group.withdrawn:
        raise Refused(words.NEEDS_CONSENT.format(title=format.title))
    if group.unsigned:
        said = words.NEEDS_ANSWERS.format(title=format.title, count=len(group.unsigned))
        raise Refused(said)
    if group.exposed:
        raise Refused(words.NEEDS_WALLS.format(title=format.title))


def the_way() -> str:
    """How a group comes to a charter; "" where no format leads to one."""
    found = (f.id for f in catalogue().values() if any("consent" in p.keep for p in f.plans))
    return next((words.THE_WAY.format(format=id) for id in found), "")


def left_out(group: Group, first: int, end: int) -> tuple[Effect, ...]:
    """What is said of the steps from `first` up to `end` (exclusive) that must not run."""
    meeting = group.meeting
    if meeting is None or not (why := _why(group)):
        return ()
    titles = [step.title for step in meeting.agenda[first:end] if barred(group, step)]
    if not titles:
        return ()
    said = why.format(titles=", ".join(dict.fromkeys(titles)))
    return (Show(f"barred:{meeting.number}:{first}", note("", said)),)


def exposed(group: Group, event: Exposed) -> Outcome[Group]:
    """The group after its room told who can read it, and what is said about that."""
    if event.strangers == group.exposed:
        return Outcome(group)
    said = words.OPEN_NOW if event.strangers else words.CLOSED_NOW
    group = replace(group, exposed=event.strangers)
    return Outcome(group, (Show(f"exposed:{event.id}", note("", said)),) if group.members else ())


def stopped(group: Group) -> tuple[Effect, ...]:
    """What is said where the running step must not go on; () where it may."""
    meeting = group.meeting
    if meeting is None or not barred(group, step := meeting.agenda[meeting.at.step]):
        return ()
    told = group.exposed or group.withdrawn  # who said so has been told to all
    said = (words.SHUT_NOW if told else words.SHUT_UNSIGNED).format(title=step.title)
    return (Show(f"shut:{meeting.number}:{meeting.rev}", note("", said)),)
