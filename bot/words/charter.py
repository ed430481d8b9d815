"""Sentences about the charter, and about who can read the room."""

TITLE = "Charter"
AGREED_IN = "Agreed on in meeting {number}."
NONE_YET = "This group has not agreed on a charter yet."
THE_WAY = " A meeting that writes one and asks everybody: /start {format}"
AS_IT_STANDS = "The charter as it stands"
DRAFT = "Written so far, and not agreed on yet:"
SHORT_OF = "Without consent: {count}. Steps that are not for the whole group are left out."
UNANSWERED = (
    "Not answered yet, having joined since or missed the vote: {count}. Until then steps that are "
    "not for the whole group are left out."
)
ASK_CONSENT = "This group has agreed on a charter, and asks for your consent too:"
ASK_CONSENT_END = (
    "Until you answer, steps that are not for the whole group are left out. Only you see this "
    "card; /charter shows it at any time."
)
HOW_TO_CHARTER = "Try /charter, /charter withdraw or /charter consent."

AGREED = "The charter is agreed on: {sentences}. /charter shows it at any time."
NOT_AGREED = (
    "The charter is not agreed on yet: {yes} of {of} can live with it. /back leads to the vote "
    "once more, and then to the text."
)
NOT_ANSWERED = (
    "The charter is not agreed on yet: not everybody has answered. /back leads to the vote once "
    "more."
)
TOO_LONG = "{most} sentences are the most in a charter. Fewer are better."
NOTHING_TO_AGREE = "Nothing was written for a charter, so none was agreed on."
EDITED = "Added to the charter: {sentences}. Whoever can't live with that: /charter withdraw"

WITHDRAWN = (
    "You withdrew your consent to the charter. Steps that are not for the whole group are left out "
    "until you give it again: /charter consent. Your name is not told."
)
NOT_GIVEN = (
    "You do not consent to the charter. Steps that are not for the whole group are left out until "
    "you do: /charter consent. Say in the room what would have to change, or at the next meeting."
)
WITHDRAWN_TOLD = (
    "Somebody does not consent to the charter. Steps that are not for the whole group are "
    "left out until everybody consents again. /charter shows the text."
)
GIVEN = "You consent to the charter."
GIVEN_TOLD = "Everybody consents to the charter again."
NOT_WITHDRAWN = "You did not withdraw your consent to the charter."
ALREADY_WITHDRAWN = "You withdrew your consent already. /charter consent gives it again."
NO_CHARTER = "This group has no charter to consent to yet."

NEEDS_CHARTER = "{title} rests on a charter, and this group has not agreed on one yet."
NEEDS_CONSENT = (
    "{title} rests on the charter, and somebody does not consent to it. /charter shows the text."
)
NEEDS_ANSWERS = (
    "{title} rests on the charter, and not everybody has answered it yet: {count} joined since or "
    "missed the vote. They answer with /charter."
)
NEEDS_WALLS = (
    "{title} is for the group alone, and people outside it can read this room. Close the room, or "
    "meet in another one."
)
LEFT_OUT_CONSENT = "Left out, as somebody does not consent to the charter: {titles}."
LEFT_OUT_UNSIGNED = (
    "Left out, as not everybody has answered the charter yet: {titles}. Whoever joined since or "
    "missed the vote answers with /charter."
)
LEFT_OUT_WALLS = "Left out, as people outside the group can read this room: {titles}."
OPEN_NOW = (
    "People outside this group can read this room now. Steps that are not for the whole group are "
    "left out until it is closed again."
)
CLOSED_NOW = "Only this group can read this room again."
SHUT_NOW = "{title} stops here."
SHUT_UNSIGNED = (
    "{title} stops here: somebody has joined who has not answered the charter yet. Until they do, "
    "steps that are not for the whole group are left out."
)
