"""Values to JSON text and back, by their types.

What a document lacks takes its default and what it has too much is ignored, so that old documents
load. A value of a union carries its tag, {"type": "when", ...}; a plain span is a JSON string.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time
from fractions import Fraction
from functools import cache, lru_cache, partial
from threading import Lock
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.preconf.msgspec import make_converter
from cattrs.strategies import configure_tagged_union
from msgspec import convert
from msgspec.json import Decoder, Encoder

from bot.archive import RECORDS
from bot.cards import Block, Bold, Feed, Mention, Span, When
from bot.effects import Book, Count, Effect, Nudge, Record, Show, Whisper
from bot.events import Event, is_person
from bot.group import Group
from bot.person import Person

T = TypeVar("T")
State = Group | Person
REMEMBERED = 2048  # states whose document needn't be read again

_remembered: dict[str, tuple[str, State]] = {}
_remembering = Lock()

# A union is a value to Python but no `type` to its type checkers, hence Any.
SENDABLE: Any = Show | Whisper | Nudge | Count | Book
MARKED: Any = Mention | When | Bold | Feed
UNIONS: tuple[Any, ...] = (MARKED, Block, SENDABLE)


def encode(value: object, cls: Any = None) -> str:
    """The JSON text of a value; `cls` names its union, if its tag shall be written."""
    kind: Any = cls or type(value)
    return _writer(kind)(value).decode()


def decode(cls: type[T], text: str) -> T:
    """The value of type `cls` that `encode` wrote; some exception if the text is no such value."""
    kind: Any = cls
    value: T = _reader(kind)(text)
    return value


def encode_state(id: str, state: State) -> str:
    """The document of the group or person of this id."""
    doc = encode(state)
    _remember(id, doc, state)
    return doc


def decode_state(id: str, doc: str) -> State:
    """The group or person of this id; the same text says the same, so it may be remembered."""
    text, state = _remembered.get(id, ("", None))
    if state is None or text != doc:
        state = decode(Person, doc) if is_person(id) else decode(Group, doc)
        _remember(id, doc, state)
    return state


def stamp(at: datetime) -> str:
    """An instant as text that people can read and databases sort: 2026-03-02T17:00:00.000000Z."""
    if at.tzinfo is None:
        raise ValueError(f"the instant {at} has no zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def instant(text: str) -> datetime:
    """The instant of a stamp, aware, in UTC."""
    return datetime.fromisoformat(text)


def _remember(id: str, doc: str, state: State) -> None:
    with _remembering:
        _remembered.pop(id, None)  # the newest is the last
        _remembered[id] = doc, state
        if len(_remembered) > REMEMBERED:
            del _remembered[next(iter(_remembered))]


@cache
def _reader(cls: Any) -> Callable[[str], Any]:
    if not _is_plain(cls):
        return partial(_CONVERTER.loads, cl=cls)
    return Decoder(cls, dec_hook=lambda _, text: _fraction(text)).decode


@cache
def _writer(cls: Any) -> Callable[[object], bytes]:
    if not _is_plain(cls):
        return partial(_CONVERTER.dumps, unstructure_as=cls)
    return Encoder(enc_hook=_written).encode


def _is_plain(cls: Any) -> bool:
    """Whether msgspec knows the whole type; it alone reads four times as fast as with cattrs."""
    if cls is Record:  # whose value is of any type
        return False
    try:
        Decoder(cls)
    except TypeError:  # a union of dataclasses is in it
        return False
    return True


# The same few stand in every ledger, and to parse one takes longer than all the rest of its line.
_fraction = lru_cache(maxsize=1024)(Fraction)


def _written(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in a document")


def _tag(cls: type) -> str:
    return cls.__name__.lower()


def _configure_spans(converter: Converter) -> None:
    write = converter.get_unstructure_hook(MARKED)
    read = converter.get_structure_hook(MARKED)
    converter.register_unstructure_hook(Span, lambda v: v if isinstance(v, str) else write(v))
    converter.register_structure_hook(
        Span, lambda v, _: v if isinstance(v, str) else read(v, MARKED)
    )


def _configure_records(converter: Converter) -> None:
    """A record's value is of the type that its kind names."""

    def write(record: Record) -> dict[str, object]:
        value = converter.unstructure(record.value, RECORDS[record.kind])
        return {"kind": record.kind, "key": record.key, "value": value}

    def read(doc: dict[str, Any], _: object) -> Record:
        value: object = converter.structure(doc["value"], RECORDS[doc["kind"]])
        return Record(doc["kind"], doc["key"], value)

    converter.register_unstructure_hook(Record, write)
    converter.register_structure_hook(Record, read)


def _converter() -> Any:
    converter = make_converter(detailed_validation=False)
    converter.register_structure_hook(time, lambda v, _: convert(v, time))
    converter.register_unstructure_hook(Fraction, str)
    converter.register_structure_hook(Fraction, lambda v, _: _fraction(v))
    _configure_records(converter)
    for union in UNIONS:
        configure_tagged_union(union, converter, tag_generator=_tag, tag_name="type")
        if union is MARKED:
            _configure_spans(converter)
    for union in (Effect, Event):
        configure_tagged_union(union, converter, tag_generator=_tag, tag_name="type")
    return converter


_CONVERTER = _converter()
