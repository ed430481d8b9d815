"""A recap from the archive, as Markdown or as the record's JSON, for all or for one reader."""

import json
from dataclasses import dataclass

from adapters.store.codec import encode
from adapters.store.reader import SqlReader
from bot.archive import Notes, Recap
from bot.recaps.recap_text import absent_markdown, notes_markdown, recap_markdown
from bot.trouble import Trouble

FORMATS = {"md": "md", "markdown": "md", "json": "json"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which recap is asked for: of which group ("" = whichever met last), which meeting (0 = the
    last), in which format, and for whom ("" = as the group reads it)."""

    group: str
    number: int
    format: str
    reader: str


def told(reader: SqlReader, asked: Asked) -> str:
    """The recap; Trouble where there is none, or none for that reader."""
    if (format := FORMATS.get(asked.format)) is None:
        raise Trouble(f"--format knows md and json, not {asked.format}.")
    recap = _recap(reader, asked)
    if not asked.reader:
        return recap_markdown(recap) if format == "md" else _pretty(recap)
    notes = reader.record("notes", recap.group, f"{recap.number}:{asked.reader}")
    if isinstance(notes, Notes):
        return notes_markdown(notes, recap) if format == "md" else _pretty(notes)
    if asked.reader not in recap.absent:
        raise Trouble(
            f"@{asked.reader} had no seat in meeting {recap.number} and was not absent: there is"
            " only the group's recap."
        )
    return absent_markdown(recap, asked.reader) if format == "md" else _pretty(recap)


def _recap(reader: SqlReader, asked: Asked) -> Recap:
    found = reader.latest("meeting", asked.group)
    value = found[2] if found else None
    if asked.number:
        of = asked.group or (found[0] if found else "")
        value = reader.record("meeting", of, str(asked.number)) if of else None
    if not isinstance(value, Recap):
        raise Trouble("There is no such recap in this database; `mastermind demo` makes one.")
    return value


def _pretty(value: object) -> str:
    return json.dumps(json.loads(encode(value)), indent=2, ensure_ascii=False)
