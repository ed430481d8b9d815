"""What is answered to Slack, and the sentences in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.escape import escape
from bot.cards import Mention, Spans, Text
from bot.effects import Outcome, Whisper
from bot.verbs import called

OK = 200
AGAIN = 503  # Slack sends an event again that was answered so


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status, and a JSON body or a text ("" = none)."""

    status: int = OK
    body: Mapping[str, Any] | str = ""


DONE = Reply()


def ephemeral(said: str, command: str) -> Reply:
    """A sentence for whoever typed the slash command, in place of an acknowledgement."""
    return Reply(body={"response_type": "ephemeral", "text": escape(called(said, command))})


def faulty(field: str, said: str, command: str) -> Reply:
    """The modal stays open, with all that was filled in, and a sentence below one field."""
    return Reply(body={"response_action": "errors", "errors": {field: called(said, command)}})


def reason(outcome: Outcome[Any]) -> Spans:
    """Why something was refused, as the core tells whoever did it."""
    cards = (effect.card for effect in outcome.effects if isinstance(effect, Whisper))
    texts = (block for card in cards for block in card.blocks if isinstance(block, Text))
    return tuple(span for text in texts for span in (*text.spans, " "))


def plain(spans: Spans, name: Callable[[str], str]) -> str:
    """The spans without markup, as a modal takes none; `name` tells what somebody is called."""
    said = (f"@{name(s.who)}" if isinstance(s, Mention) else s for s in spans)
    return "".join(part for part in said if isinstance(part, str)).strip()
