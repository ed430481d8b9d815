"""Documents: every value comes back as it went, and old documents load into new code."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.store.codec import SENDABLE, decode, decode_state, encode, instant, stamp
from bot.archive import RECORDS
from bot.cards import Bold, Card, Mention, Text, When
from bot.effects import Effect, Nudge, Record, Show, Whisper
from bot.group import Entry, Group, Member
from bot.parcels import Posting
from bot.person import Person

INSTANTS = st.datetimes(timezones=st.just(UTC))
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=6),
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    date: st.dates(),
    time: st.times(),
    datetime: INSTANTS,
    Fraction: st.fractions(),
    NoneType: st.none(),
}
AT = datetime(2026, 3, 2, 17, tzinfo=UTC)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """All values of a type, by the types of its fields."""
    if kind in LEAVES:
        return LEAVES[kind]
    if kind is Record:
        return records()
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: values(hints[f.name]) for f in fields(kind)})  # type: ignore[arg-type]
    args = get_args(kind)
    if get_origin(kind) is Literal:
        return st.sampled_from(args)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of([values(arg) for arg in args])
    assert get_origin(kind) is tuple, kind
    if args[-1] is Ellipsis:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    return st.tuples(*[values(arg) for arg in args])


def records() -> st.SearchStrategy[Record]:
    """Records of every kind that the archive has."""
    of_kind = [
        st.builds(Record, st.just(kind), st.text(), values(cls)) for kind, cls in RECORDS.items()
    ]
    return st.one_of(of_kind)


KINDS = [Group, Person, Posting, Card, Show, Whisper, Nudge, Record, SENDABLE, Effect]


@pytest.mark.parametrize("kind", [*KINDS, *RECORDS.values()], ids=str)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_every_value_comes_back_as_it_went(kind: Any, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    text = encode(value, kind)
    assert json.loads(text) is not None
    back = decode(kind, text)
    assert back == value
    assert encode(back, kind) == text


@given(first=INSTANTS, second=INSTANTS)
def test_stamps_sort_as_their_instants_do(first: datetime, second: datetime) -> None:
    assert instant(stamp(first)) == first
    assert (stamp(first) < stamp(second)) == (first < second)
    assert len(stamp(first)) == len(stamp(second))


def test_a_stamp_can_be_read_by_people() -> None:
    berlin = AT.astimezone(timezone(timedelta(hours=1)))
    assert stamp(berlin) == stamp(AT) == "2026-03-02T17:00:00.000000Z"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        stamp(AT.replace(tzinfo=None))


def test_a_plain_span_is_a_plain_string() -> None:
    text = Text(("Hello ", Mention("U7"), When(AT, "day"), Bold('{"type":"when"}')))
    assert json.loads(encode(text)) == {
        "spans": [
            "Hello ",
            {"type": "mention", "who": "U7"},
            {"type": "when", "at": "2026-03-02T17:00:00Z", "style": "day"},
            {"type": "bold", "text": '{"type":"when"}'},
        ]
    }


def test_a_credit_is_written_as_a_fraction() -> None:
    group = Group("slack:T1:C42", ledger=(Entry("U1", Fraction(1, 3), 4, "present"),))
    assert json.loads(encode(group))["ledger"][0]["amount"] == "1/3"


def test_an_effect_carries_its_tag() -> None:
    assert json.loads(encode(Show("board:1", Card("Hi")), SENDABLE))["type"] == "show"
    assert json.loads(encode(Whisper("U1", Card("Hi")), SENDABLE))["type"] == "whisper"


def test_an_old_group_loads_into_new_code() -> None:
    old = """{"id": "slack:T1:C42", "colour": "red", "members":
              [{"id": "U1", "joined": "2026-03-02T17:00:00Z", "shoes": {"size": 43}}]}"""
    assert decode(Group, old) == Group("slack:T1:C42", members=(Member("U1", AT),))


def test_an_old_person_loads_into_new_code() -> None:
    assert decode(Person, '{"id": "slack:T1:@U7", "mood": [1]}') == Person("slack:T1:@U7")


def test_an_old_parcel_loads_into_new_code() -> None:
    old = """{"type": "nudge", "to": "U1", "key": "due", "until": "2026-03-02T17:00:00Z",
              "card": {"title": "Hi", "font": "sans"}, "volume": 11}"""
    assert decode(SENDABLE, old) == Nudge("U1", "due", Card("Hi"), AT)


def test_the_id_says_whether_a_document_is_a_group_or_a_person() -> None:
    assert decode_state("slack:T1:C42", '{"id": "slack:T1:C42"}') == Group("slack:T1:C42")
    assert decode_state("slack:T1:@U7", '{"id": "slack:T1:@U7"}') == Person("slack:T1:@U7")


def test_a_value_that_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no form"):
        encode(Group("slack:T1:C42", name=object()))  # type: ignore[arg-type]
