"""Prompt packs: ways of giving, each with what the giver sees. The help that a seat-holder wants
chooses one; they, or the facilitator, may choose another.
"""

from bot.formats.format import Show, Step
from bot.live import Meeting, Seat
from bot.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a pack. With a `kind` it becomes an item of its own; without one, the boxes make
    up one item. `level` is who reads that item at the most."""

    name: str
    label: str
    kind: str = ""
    level: Show = "group"


@dataclass(frozen=True, slots=True)
class Pack:
    """One way of giving: what it `fits`, the `prompt` for the giver, the `kind` of item that it
    gives, and its boxes where it has several. Its lint stands in `lints.py` under its id."""

    id: str
    title: str
    fits: str
    prompt: str
    kind: str
    parts: tuple[Part, ...] = ()


ALL = (
    Pack(
        "experience",
        "Own experience",
        "decisions, matters between people",
        "When I was near this: what I did, what followed, what I learned. If you have none, pass.",
        "experience",
    ),
    Pack(
        "questions",
        "Questions",
        "a problem that is not clear yet",
        "A question you do not know the answer to. What, how, who, when. One.",
        "question",
    ),
    Pack(
        "ideas",
        "Ideas",
        "being stuck, wanting options",
        "Three different ways, at least one of them cheap and one odd. Start with a verb.",
        "idea",
        (
            Part("cheap", "A cheap way", "idea"),
            Part("odd", "An odd way", "idea"),
            Part("third", "One more, different", "idea"),
        ),
    ),
    Pack(
        "feedforward",
        "From tomorrow on",
        "a habit to change",
        "Two things they could do from tomorrow on. Nothing about the past; the answer is thanks.",
        "idea",
        (
            Part("first", "From tomorrow on, they could", "idea"),
            Part("second", "And they could", "idea"),
        ),
    ),
    Pack(
        "sbi",
        "What I saw",
        "something that a member did",
        "When and where, what you saw or heard as on film, what it did to you or the work. Then "
        "ask what they were aiming at.",
        "experience",
        (
            Part("place", "When and where"),
            Part("seen", "What I saw or heard"),
            Part("effect", "What it did"),
            Part("aim", "What I would like to ask"),
        ),
    ),
    Pack(
        "coin",
        "What I saw, and what next",
        "something that a member did, and a next step",
        "The setting, what you noticed, its effect, and what next: a request that both can do.",
        "idea",
        (
            Part("setting", "The setting"),
            Part("noticed", "What I noticed"),
            Part("effect", "Its effect"),
            Part("next", "What next, as a request"),
        ),
    ),
    Pack(
        "like_wish",
        "I like, I wish, what if",
        "drafts, slides, plans",
        "One line each: I like ... I wish ... What if ... There is no reply to it.",
        "idea",
        (
            Part("like", "I like", "encouragement"),
            Part("wish", "I wish", "risk"),
            Part("what_if", "What if", "idea"),
        ),
    ),
    Pack(
        "progress",
        "Work in progress",
        "creative or written work",
        "What struck you; a question without an opinion in it; then offer an opinion, and wait "
        "for a yes.",
        "question",
        (
            Part("struck", "What struck me", "encouragement"),
            Part("neutral", "A neutral question", "question"),
            Part("opinion", "I have an opinion on this; want it?", "question"),
        ),
    ),
    Pack(
        "risks",
        "If it failed",
        "plans before they begin",
        "It is a year on, and it failed. The likeliest reason, its earliest sign, the cheapest "
        "guard.",
        "risk",
        (
            Part("reason", "The likeliest reason"),
            Part("sign", "Its earliest sign"),
            Part("guard", "The cheapest guard"),
        ),
    ),
    Pack(
        "contrast",
        "The other side",
        "a group that agrees too soon",
        "Argue the view that nobody has taken. Begin with: for the argument's sake.",
        "contrast",
    ),
    Pack(
        "candour",
        "Plain words",
        "praise that is too soft to use",
        "What you value; what you would not let a friend get wrong, which they alone will read; "
        "why you trust them with it. Heavy matters are better said than written.",
        "risk",
        (
            Part("value", "What I value", "encouragement"),
            Part("wrong", "What I would not let a friend get wrong", "risk", "seat_only"),
            Part("trust", "Why I trust you with it", "encouragement"),
        ),
    ),
    Pack(
        "start_stop",
        "Start, stop, continue",
        "how the group itself works",
        "Up to three in each box.",
        "idea",
        (
            Part("start", "Start", "idea"),
            Part("stop", "Stop", "risk"),
            Part("continue", "Continue", "encouragement"),
        ),
    ),
    Pack(
        "resource",
        "A lead",
        "when you can't help, but know who or what could",
        "A name or a link, why it fits the question, and whether you may introduce them.",
        "resource",
        (
            Part("link", "A name or a link"),
            Part("fits", "Why it fits the question"),
            Part("introduce", "May I introduce you?"),
        ),
    ),
    Pack(
        "listen",
        "Just listen",
        "heavy news",
        "What you heard, what you felt, an image that came to you. Nothing to mend.",
        "encouragement",
        (
            Part("heard", "I heard"),
            Part("felt", "I felt"),
            Part("image", "An image I had"),
        ),
    ),
)
PACKS = {pack.id: pack for pack in ALL}
BY_HELP = {
    "questions": "questions",
    "experience": "experience",
    "ideas": "ideas",
    "risks": "risks",
    "feedback": "like_wish",
    "introductions": "resource",
    "listen": "listen",
}
FREE = "free"  # no pack: whatever kind of item the giver has


def pack_of(meeting: Meeting, step: Step) -> Pack | None:
    """The pack by which peers write in a step; None where they write as its prompt says."""
    return pack_for(step, meeting.seats[step.seat] if step.seat >= 0 else None)


def pack_for(step: Step, seat: Seat | None) -> Pack | None:
    """The same where the step's seat is at hand."""
    if seat is None or step.who != "peers" or "items" not in step.keep or "builds" in step.keep:
        return None
    if step.rule == "experience_only":
        return PACKS["experience"]
    return PACKS.get(seat.pack or BY_HELP.get(seat.help, ""))


def prompt_for(step: Step, seat: Seat | None) -> str:
    """What those who write in a step read: its pack's prompt, or its own."""
    pack = pack_for(step, seat)
    if pack is None or step.rule == "experience_only":
        return step.prompt
    return f"{pack.title}: {pack.prompt}"
