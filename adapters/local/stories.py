"""What the played members of the demo have on their minds, read from stories.toml."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Story:
    """One member's matter. `fields` holds what they write into forms, by the field's name.

    `answers` are theirs to questions; `items` (kind, text) and `talk` are what others say to it.
    """

    answers: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    talk: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]

    @property
    def question(self) -> str:
        """What they ask at first."""
        return self.fields["question"][0]


def _read() -> dict[str, Any]:
    return tomllib.loads(files("adapters.local").joinpath("stories.toml").read_text("utf-8"))


def _story(data: dict[str, Any]) -> Story:
    items = tuple((kind, text) for kind, text in data.pop("items"))
    answers, talk = tuple(data.pop("answers")), tuple(data.pop("talk"))
    return Story(answers, items, talk, {name: tuple(lines) for name, lines in data.items()})


_told = _read()
STORIES = tuple(_story(data) for data in _told["story"])
COMMON = {name: tuple(lines) for name, lines in _told["common"].items()}
