"""Only Slack is heard, once, and nothing that anybody sends makes the bot stumble."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.clock import HandClock
from adapters.slack.verify import Verifier
from adapters.slack.web import PATH
from adapters.store import SqlStore
from tests.slack import payloads
from tests.slack.fake import Slack
from tests.slack.houses import house

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
BODY = b'{"type": "event_callback"}'


def verifier(*secrets: str) -> Verifier:
    return Verifier(secrets or (payloads.SECRET,), HandClock(NOW))


def headers(body: bytes = BODY, late: int = 0, secret: str = payloads.SECRET) -> dict[str, str]:
    sign = payloads.signed(body, int(NOW.timestamp()) - late, secret)
    return {name.lower(): value for name, value in sign.items()}


def test_what_slack_signed_is_heard_once() -> None:
    check = verifier()
    assert check.is_slacks(headers(), BODY)
    assert not check.is_slacks(headers(), BODY)
    assert check.is_slacks(headers(late=1), BODY)


@pytest.mark.parametrize("late", [301, -301, 10**9])
def test_what_is_too_old_or_from_the_future_is_refused(late: int) -> None:
    assert not verifier().is_slacks(headers(late=late), BODY)


def test_another_body_or_another_secret_is_refused() -> None:
    assert not verifier().is_slacks(headers(), BODY + b" ")
    assert not verifier().is_slacks(headers(secret="guess"), BODY)
    assert not verifier("").is_slacks(headers(secret=""), BODY)


def test_while_the_secret_is_changed_both_are_good() -> None:
    check = verifier("new", payloads.SECRET)
    assert check.is_slacks(headers(), BODY)
    assert check.is_slacks(headers(secret="new"), BODY)


@given(st.text(), st.text(), st.binary())
def test_nothing_unsigned_is_heard_and_nothing_raises(told: str, sign: str, body: bytes) -> None:
    sent = {"x-slack-request-timestamp": told, "x-slack-signature": sign}
    assert not verifier().is_slacks(sent, body)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"[" * 100_000, 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"payload=%7B", 400),
        (b'"words"', 400),
        (b"x" * (1024 * 1024 + 1), 413),
    ],
)
async def test_a_signed_body_that_makes_no_sense_is_no_error_of_ours(
    raw: bytes, status: int, sqlite_store: SqlStore
) -> None:
    async with house(sqlite_store, Slack()) as bot:
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            bot.clock.set(bot.clock.now() + timedelta(seconds=1))
            sign = payloads.signed(raw, int(bot.clock.now().timestamp()))
            sent = {"Content-Type": kind, **sign}
            answer = await bot.http.post(PATH, content=raw, headers=sent)
            assert answer.status_code in (status, 200)


@pytest.mark.parametrize("raw", [b"[" * 100_000, b"", b"\xff", b"payload=x"])
async def test_an_unsigned_body_is_answered_401(raw: bytes, sqlite_store: SqlStore) -> None:
    async with house(sqlite_store, Slack()) as bot:
        for sign in ("v0=\u00e9", "v0=", ""):
            sent = {b"X-Slack-Request-Timestamp": b"x", b"X-Slack-Signature": sign.encode()}
            assert (await bot.http.post(PATH, content=raw, headers=sent)).status_code == 401
