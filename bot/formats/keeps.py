"""What a step keeps of what people write: each word of a format's `keep`, as a question of its
form.
"""

from functools import cache

from bot import labels
from bot.forms import Field
from bot.values import dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """One word of `keep`: the fields it asks for, and the label of the button that opens them.

    `kind` is the kind of the items that its first field becomes ("" = something else keeps it).
    `settles` says that whoever wrote it is done with the step.
    """

    fields: tuple[Field, ...] = ()
    button: str = ""
    kind: str = ""
    settles: bool = False


def _line(name: str, label: str, limit: int = 300, hint: str = "") -> Field:
    return Field(name, label, limit=limit, hint=hint)


def _text(name: str, label: str, required: bool = False, hint: str = "") -> Field:
    return Field(name, label, "text", required, limit=2000, hint=hint)


def _item(name: str, label: str, button: str, kind: str, settles: bool = False) -> Keep:
    return Keep((_text(name, label),), button, kind, settles)


def _tap(name: str, label: str) -> Field:
    return Field(name, label, "choice", choices=labels.ONE_TO_FIVE)


WHAT = Field("what", labels.ASK_WHAT, required=True, limit=300, hint=labels.HINT_WHAT)
BY = _line("by", labels.ASK_BY, 40, labels.HINT_BY)
CUE = _line("cue", labels.ASK_CUE, hint=labels.HINT_CUE)
# Fields that say nothing alone: for whom something is, of what kind, who reads it.
CHOSEN = ("for", "kind", "level", "eyes")
EYES = Field("eyes", labels.ASK_EYES, "choice", choices=labels.EYES, value="group")
SURE = _line("sure", labels.ASK_SURE, 4)

KEEPS: dict[str, Keep] = {
    "attendance": Keep(),
    "mood": _item("mood", labels.ASK_MOOD, labels.BUTTON_WRITE, "mood", settles=True),
    "commitment_status": Keep(button=labels.BUTTON_REPORT, settles=True),
    "lesson": _item("lesson", labels.ASK_LESSON, "", "lesson"),
    "win": _item("win", labels.ASK_WIN, "", "win"),
    "blocker": _item("blocker", labels.ASK_BLOCKER, "", "blocker"),
    "ask": _item("ask", labels.ASK_ASK, "", "ask"),
    "brief": Keep(
        (_text("context", labels.ASK_CONTEXT), _text("tried", labels.ASK_TRIED)),
        labels.BUTTON_BRIEF,
    ),
    "question": Keep((_text("question", labels.ASK_QUESTION, required=True),), labels.BUTTON_BRIEF),
    "help_mode": Keep(
        (
            Field("help", labels.ASK_HELP, "choice", choices=labels.HELP_MODES),
            _line("unwanted", labels.ASK_UNWANTED),
        ),
        labels.BUTTON_BRIEF,
    ),
    "questions": _item("asked", labels.ASK_ASKED, labels.BUTTON_ASK, "question"),
    "answers": _item("answer", labels.ASK_ANSWER, labels.BUTTON_ASK, "answer"),
    "question_final": Keep((_text("question", labels.ASK_FINAL, True),), labels.BUTTON_RESTATE),
    "items": Keep(
        (
            _text("text", labels.ASK_ITEM, required=True),
            Field("kind", labels.ASK_KIND, "choice", choices=labels.ITEM_KINDS),
        ),
        labels.BUTTON_WRITE,
        "idea",
    ),
    "builds": Keep(
        (
            _text("text", labels.ASK_BUILD),
            Field("on", labels.ASK_ON, "choice"),
            Field("how", labels.ASK_HOW, "choice", choices=labels.WAYS),
        ),
        labels.BUTTON_WRITE,
    ),
    "picks": Keep((Field("picks", labels.ASK_PICKS, "choices"),), labels.BUTTON_TAKE),
    "commitment": Keep((WHAT, BY), labels.BUTTON_COMMIT, settles=True),
    "cue": Keep((CUE,)),
    "obstacle": Keep((_line("obstacle", labels.ASK_OBSTACLE),)),
    "confidence": Keep((SURE,)),
    "offers": _item("offer", labels.ASK_OFFER, labels.BUTTON_OFFER, "offer"),
    "referrals": _item("referral", labels.ASK_REFERRAL, labels.BUTTON_OFFER, "referral"),
    "insight": _item("insight", labels.ASK_INSIGHT, labels.BUTTON_WRITE, "insight", settles=True),
    "witness": Keep(
        (Field("witness", labels.ASK_WITNESS, "member", limit=40, hint=labels.HINT_WITNESS),)
    ),
    "follow_up_on": Keep(),
    "contract_ok": Keep(),
    "topics_only": Keep(),
    "figures": Keep(),
    "promised": Keep(),
    "pulse": Keep(
        (
            _tap("worth", labels.ASK_WORTH),
            _tap("heard", labels.ASK_HEARD),
            _tap("step", labels.ASK_STEP),
            _line("wish", labels.ASK_WISH),
        ),
        labels.BUTTON_PULSE,
        settles=True,
    ),
    "topics": _item("topic", labels.ASK_TOPIC, labels.BUTTON_WRITE, "topic"),
    "scores": Keep((_tap("matter", labels.ASK_MATTER), _tap("soon", labels.ASK_SOON))),
    "votes": Keep((Field("votes", labels.ASK_VOTES, "choices"),), labels.BUTTON_VOTE, settles=True),
    "renewal": Keep(
        (Field("renewal", labels.ASK_RENEWAL, "choice", True, choices=labels.RENEWALS),),
        labels.BUTTON_VOTE,
        settles=True,
    ),
    "consent": Keep(
        (
            Field("consent", labels.ASK_CONSENT, "choice", True, choices=labels.CONSENTS),
            _line("change", labels.ASK_CONSENT_CHANGE),
        ),
        labels.BUTTON_ANSWER,
        settles=True,
    ),
    "notes": _item("notes", labels.ASK_NOTES, labels.BUTTON_WRITE, "note"),
    "problem_statements": _item(
        "problem", labels.ASK_PROBLEM, labels.BUTTON_WRITE, "problem", settles=True
    ),
    "process_note": _item(
        "process", labels.ASK_PROCESS, labels.BUTTON_WRITE, "process", settles=True
    ),
    "keep": _item("keep", labels.ASK_KEEP, labels.BUTTON_WRITE, "keep"),
    "change": _item("change", labels.ASK_CHANGE, labels.BUTTON_WRITE, "change"),
    "pitch": _item("pitch", labels.ASK_PITCH, labels.BUTTON_WRITE, "pitch"),
    "hopes": _item("hope", labels.ASK_HOPE, labels.BUTTON_WRITE, "hope"),
    "fears": _item("fear", labels.ASK_FEAR, labels.BUTTON_WRITE, "fear"),
    "charter_draft": _item("charter", labels.ASK_CHARTER, labels.BUTTON_WRITE, "charter"),
    "charter_edits": _item("charter", labels.ASK_CHARTER, labels.BUTTON_WRITE, "charter"),
    "goals": _item("goal", labels.ASK_GOAL, labels.BUTTON_WRITE, "goal"),
    "gaps": _item("gap", labels.ASK_GAP, labels.BUTTON_WRITE, "gap"),
    "roles": _item("role", labels.ASK_ROLE, labels.BUTTON_WRITE, "role"),
    "starts": _item("start", labels.ASK_START, labels.BUTTON_WRITE, "start"),
    "stops": _item("stop", labels.ASK_STOP, labels.BUTTON_WRITE, "stop"),
    "continues": _item("continue", labels.ASK_CONTINUE, labels.BUTTON_WRITE, "continue"),
    "insights": _item("seen", labels.ASK_SEEN, labels.BUTTON_WRITE, "insight"),
    "decisions": _item("decision", labels.ASK_DECISION, labels.BUTTON_WRITE, "decision"),
    "next_block": _item(
        "block", labels.ASK_BLOCK, labels.BUTTON_REPORT, "next block", settles=True
    ),
    "thanks": _item("thanks", labels.ASK_THANKS, labels.BUTTON_WRITE, "thanks", settles=True),
}


@cache
def button(keep: tuple[str, ...]) -> str:
    """The label of the button that opens a step's form; "" where nothing is written."""
    named = next((KEEPS[word].button for word in keep if KEEPS[word].button), "")
    return named or (labels.BUTTON_WRITE if any(KEEPS[word].fields for word in keep) else "")


@cache
def item_kinds(keep: tuple[str, ...]) -> dict[str, str]:
    """The field of a step's form -> the kind of item that it becomes; any step takes a note."""
    own = {KEEPS[word].fields[0].name: KEEPS[word].kind for word in keep if KEEPS[word].kind}
    if "consent" in keep:
        own["change"] = "change"
    return {**own, "note": "note"}


@cache
def takes_items(keep: tuple[str, ...]) -> bool:
    """Whether a step that keeps this takes items of a kind of its own, and not only notes."""
    return any(kind != "note" for kind in item_kinds(keep).values())


@cache
def shows(keep: tuple[str, ...]) -> bool:
    """Whether a step that keeps this only shows something, and asks for nothing."""
    return set(keep) <= {"promised"}


@cache
def settles(keep: tuple[str, ...]) -> bool:
    """Whether whoever wrote in a step that keeps this is done with it."""
    return any(KEEPS[word].settles for word in keep) and "picks" not in keep
