"""What is the same in the forms of all platforms: what they carry, and people in choices."""

import re

from adapters.chat.meant import Name
from bot.events import Press
from bot.forms import Field, Form
from bot.seal import Seal
from bot.values import replace

MARK = "="  # begins the value of every option, as none that is empty is taken
MOST = 3  # choices that a field of several takes
DIRECT = "direct"  # says of a form that it was opened where somebody is alone with the bot


def carried(name: str, rev: str, group: str, *words: str) -> Press:
    """What a form takes along that acts in `group`, sealed, and says when it comes back. No button
    of a card has no verb, so that neither can be taken for the other."""
    return Press("", " ".join(filter(None, words)), rev, name, group)


def opened(text: str, seal: Seal, scope: str) -> Press | None:
    """What a form carried; None for any other text."""
    press = seal.open(text, scope)
    return press if press and press.form and not press.verb else None


def people(form: Form, id: re.Pattern[str]) -> set[str]:
    """Whom the choices of a form name by their ids."""
    return {who for f in form.fields for _, label in f.choices for who in id.findall(label)}


def named(form: Form, id: re.Pattern[str], name: Name) -> Form:
    """A form whose choices call people by their names: a choice can't mention anybody."""

    def one(field: Field) -> Field:
        choices = ((value, id.sub(lambda m: name(m[0]), label)) for value, label in field.choices)
        return replace(field, choices=tuple(choices))

    return replace(form, fields=tuple(map(one, form.fields)))
