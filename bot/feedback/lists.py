"""Word lists of one language, by which the lints beside it read what somebody wrote.

A lint that needs a list is silent about a text in a language that has none. Patterns are regular
expressions, met anywhere in a text whose letters are small and whose apostrophes are straight.
"""

import re
from functools import cache

from bot.values import dataclass

_YOU_MAY = r"(?:should|could|ought to|need to|must|have to|might want to|may want to)"
_WORD = r"\b"
_CLAUSE = r"(?:^|[.,;:!?-] *|\b(?:maybe|perhaps|surely|so|then|and|but|or|i think|i feel) )"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a language. `common` are words by which it is known; `advice` is advice, also
    where it wears a question mark; `own` speaks of oneself; `dates` name a time; `vague` asks for
    anything at all; `past` tells of what was; `absolute` leaves no exception; `traits` judge a
    person; `opinion` judges a thing; `label` marks a view as taken for the argument's sake;
    `turn` takes praise back; `passes` are whole lines that pass.
    """

    common: frozenset[str]
    advice: tuple[str, ...]
    own: tuple[str, ...]
    dates: tuple[str, ...]
    vague: tuple[str, ...]
    past: tuple[str, ...]
    absolute: tuple[str, ...]
    traits: tuple[str, ...]
    opinion: tuple[str, ...]
    label: tuple[str, ...]
    turn: tuple[str, ...]
    passes: frozenset[str]


def _after(lead: str, *patterns: str) -> str:
    """Patterns with the same lead as one, which is looked for once and not for each of them."""
    return f"{lead}(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})"


ENGLISH = Lists(
    common=frozenset(
        (
            *("a", "an", "the", "and", "or", "but", "if", "of", "to"),
            *("in", "on", "at", "by", "for", "with", "from", "about", "is"),
            *("are", "was", "were", "be", "been", "it", "this", "that", "these"),
            *("those", "i", "you", "he", "she", "we", "they", "my", "your"),
            *("his", "her", "our", "their", "what", "which", "who", "how", "when"),
            *("where", "why", "do", "does", "did", "have", "has", "had", "can"),
            *("could", "would", "should", "will", "not", "no"),
        )
    ),
    advice=(
        _after(
            _CLAUSE,
            rf"you(?:'d| would)? (?:really |just |probably |also )?{_YOU_MAY}\b",
            r"you(?:'d| had) better\b",
            r"have you (?:ever |already )?(?:tried|thought (?:of|about)|considered)\b",
        ),
        _after(
            _WORD,
            r"(?:oughtn't|don't|won't) you (?:just|simply|rather)\b",
            r"(?:shouldn't|couldn't|can't|mustn't) you\b",
            r"do(?:n't| not)? you(?: not)? think (?:that )?you (?:should|could|need|ought)\b",
            r"why (?:don't|do not|not)\b(?! (?:yet|now|then)\b)",
            r"how about\b",
            r"what about (?:just |simply )?\w+ing\b",
            r"what if you (?:just|simply)\b",
            r"if i were (?:you|in your)\b",
            r"in your (?:place|position|shoes),? i(?:'d| would)\b",
            r"i(?:'d| would|'ll| will)? (?:strongly )?(?:suggest|recommend|advise)\b",
            r"my advice\b",
            r"could you (?:just|simply|not)\b",
            r"(?:wouldn't|would) it (?:not )?be (?:better|best|easier|wiser|smarter|simpler)\b",
            r"isn't (?:it|the) (?:\w+ )?(?:better|answer|solution|time|obvious)\b",
            r"the obvious (?:answer|thing|step|solution)\b",
        ),
        r"(?:^|[.,;!?-] *)(?:just|simply) (?!a\b|the\b|an\b|one\b|so\b|how\b|now\b|to be\b)\w+",
    ),
    own=(r"\b(?:i|i'm|i'd|i've|i'll|me|my|mine|myself|we|we'd|we've|us|our|ours)\b",),
    dates=(
        _after(
            _WORD,
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b",
            r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?|sept?(?:ember)?)\b",
            r"(?:oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
            r"may \d|in may\b|by may\b",
            r"(?:today|tonight|tomorrow|deadline|quarter|weekend)\b",
            r"(?:this|next|coming|end of the|end of) (?:week|month|year|term)\b",
            r"(?:this|next|coming|end of the|end of) (?:spring|summer|autumn)\b",
            r"(?:this|next|coming) (?:winter|fall|semester|sprint|meeting)\b",
            r"(?:in|within) (?:a|an|one|two|three|four|five|six|ten|\d+) "
            r"(?:hour|day|week|month|year)s?\b",
            r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?\b",
            r"20\d\d\b",
        ),
        r"\d(?:st|nd|rd|th)? (?:of )?may\b",
    ),
    vague=(
        _after(
            _WORD,
            r"any (?:thoughts|ideas|input|advice|feedback|suggestions|opinions)\b",
            r"what do you (?:all )?think\b",
            r"thoughts\?",
        ),
    ),
    past=(
        r"\byou (?:were|was|did|had|didn't|weren't|hadn't|used to|never|always)\b",
        r"\b(?:last (?:time|week|month|year|meeting)|yesterday|back then|in the past)\b",
        r"\byou(?:'ve| have) (?:been|always|never)\b",
    ),
    absolute=(r"\b(?:always|never|every (?:single )?time|constantly|all the time)\b",),
    traits=(
        r"\b(?:lazy|rude|arrogant|careless|selfish|stubborn|aggressive|passive|unreliable)\b",
        r"\b(?:difficult|negative|sloppy|cold|insecure|naive|disorgani[sz]ed|dominant)\b",
        r"\b(?:unprofessional|moody|controlling|chaotic|ignorant|incompetent)\b",
    ),
    opinion=(
        r"\bi (?:don't |do not )?(?:think|like|love|hate|dislike|prefer)\b",
        r"\bi(?:'d| would) (?:change|cut|drop|move|rewrite|remove|shorten)\b",
        r"\b(?:too (?:long|short|much|many|slow|fast|vague|dense)|should|needs to|boring)\b",
    ),
    label=(
        r"\bfor (?:the )?(?:argument's sake|sake of (?:the )?argument)\b",
        r"\b(?:devil's advocate|argue the other side|the other side)\b",
    ),
    turn=(r"\b(?:but|however|although|though|except|only that)\b",),
    passes=frozenset(
        (
            *("pass", "i pass", "passing", "none", "none from me", "nothing", "nothing from me"),
            *("no experience", "no experience, passing", "no experience - passing"),
            *("no question", "no questions", "not my area"),
        )
    ),
)
LANGUAGES: dict[str, Lists] = {"en": ENGLISH}
ENOUGH = 0.2  # the share of common words from which on a text is taken to be in a language


def lists_for(text: str) -> Lists | None:
    """The lists of the language that a text is in; None where that one has none."""
    words = plain(text).replace("'", " ").split()
    for lists in LANGUAGES.values():
        known = [w for w in words if w.strip('.,;:!?"()') in lists.common]
        if words and len(known) >= ENOUGH * len(words):
            return lists
    return None


def found(patterns: tuple[str, ...], text: str) -> bool:
    """Whether one of these patterns is met in a text."""
    return _pattern(patterns).search(plain(text)) is not None


def plain(text: str) -> str:
    """The text as the lists read it: small letters, straight apostrophes, single spaces."""
    return " ".join(text.lower().replace("\u2019", "'").replace("\u2018", "'").split())


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))
