"""A body is read as everybody reads it, only faster."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.body import read

FORM = "application/x-www-form-urlencoded"
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(texts.filter(lambda name: name != "payload"), texts, min_size=1))
def test_a_form_says_what_was_written_into_it(fields: dict[str, str]) -> None:
    assert read(urlencode(fields).encode(), FORM) == fields


@given(st.dictionaries(texts, st.recursive(texts | st.integers() | st.none(), st.lists)))
def test_a_payload_says_what_was_written_into_it(payload: dict[str, object]) -> None:
    said = json.dumps(payload)
    assert read(urlencode({"payload": said}).encode(), FORM) == payload
    assert read(said.encode(), "application/json; charset=utf-8") == payload


@given(st.binary(), st.sampled_from([FORM, "application/json", ""]))
def test_whatever_comes_is_read_or_refused(raw: bytes, kind: str) -> None:
    for body in (raw, b"payload=" + raw):
        try:
            read(body, kind)
        except ValueError:
            continue


@pytest.mark.parametrize("raw", [b"[" * 100_000, b'"text"', b"[]", b"\xff", b"payload=%FF"])
def test_what_is_no_object_is_refused(raw: bytes) -> None:
    for kind in (FORM, "application/json") if raw.startswith(b"payload") else ("application/json",):
        with pytest.raises((ValueError, RecursionError)):
            read(raw, kind)
