"""What a text may be that means no good; and what of it must never be seen."""

import unicodedata
from collections.abc import Iterator

from bot.cards import Mention
from bot.effects import Effect
from bot.forms import Form
from tests.seen import cards, spans

LONGEST = 4100  # characters of one span: more is for no card of any platform
HOSTILE = {
    "mentions": "@everyone <!channel> <@u1> <@&1> <#C1> @here",
    "markup": "*b* _i_ `c` ~~~ ||s|| [x](javascript:x) ![](x) <b>&lt;</b> | # > - 1.",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "controls": "a\x00b\x07c\x1b[31md\x7fe\x85f\r\ng",
    "overrides": "\u202egnp.exe\u202c \u2066x\u2069 \u200fy\u061c",
    "invisible": "\u200b\u2060\ufeff\u00ad\U000e0041\u180e",
    "half characters": "\ud800 and \udfff",
    "long": "9" * 10_000,
    "long words": "why " * 2_500,
    "emoji": "😀👩‍👩‍👧❤️🏳️‍🌈" * 20,
    "stacked": "e" + "\u0301" * 250,
    "lines": "\n" * 500 + "x" + "\n" * 500 + "y",
    "format": "{who} {0} {0.__class__} %s %(x)s",
    "numbers": "² ٣ Ⅷ 1e99 -1 0x10 1_000",
    "names": "status² status1 __class__ ../../etc",
    "nothing": " \t\u3000\u2003 ",
}


def seen(effects: tuple[Effect, ...]) -> Iterator[str]:
    """Every text of the cards of effects, those on buttons included."""
    for card in cards(effects):
        yield card.title
        for button in card.buttons:
            yield button.label
            yield button.args
        for span in spans(card):
            if isinstance(span, Mention):
                yield span.who
            else:
                yield span if isinstance(span, str) else str(getattr(span, "text", ""))


def asked(form: Form) -> Iterator[str]:
    """Every text of a form."""
    yield form.title
    for field in form.fields:
        yield from (field.label, field.value, field.hint)
        for value, label in field.choices:
            yield from (value, label)


def harmful(text: str) -> str:
    """Why a text must not be shown; "" for one that may."""
    if len(text) > LONGEST:
        return f"{len(text)} characters"
    for c in text:
        if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn"):
            return f"the character {c!r}"
        if c in "\u200b\u2060\ufeff\u00ad\u061c\u200e\u200f" or "\u202a" <= c <= "\u202e":
            return f"the character {c!r}"
        if "\u2066" <= c <= "\u2069" or "\U000e0000" <= c <= "\U000e007f":
            return f"the character {c!r}"
    return ""
