"""Whatever a library logs, no secret is written."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from slack_bolt.logger import get_bolt_logger

from bot.house.logs import set_up
from bot.house.redaction import LEFT_OUT, Redaction
from bot.trouble import Trouble
from tests.process import logging_kept
from tests.slack.oauth_server import slack

SIGNING = "8f742231b10e8888abcd99yyyzzz"
TRIGGER = "1234567890123.9876543210.0123456789abcdef0123456789abcdef"
ANSWERS = "https://hooks.slack.com/commands/T1/123/AbCdEfG"
SECRETS = (
    "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzzqgy",
    "xoxp-2-3-4-abcdef",
    "xoxe.xoxb-1-My0yLTE3NjUzNjcyNDgx",
    "xoxe-1-My0xLTE3NjUzNjcyNDgx",
    "xapp-1-A1-2-0123456789abcdef",
    "xoxc-2-3-4",
    "xoxs-2-3-4",
    "MTEwMDAwMDAwMDAwMDAwMDAwMQ.GaBcDe.0123456789abcdefghijABCDEFGHIJ_-",
    "https://discord.com/api/v10/webhooks/1100000000000000001/aW50ZXJhY3Rpb246MTIz",
    "https://discord.com/api/v10/interactions/12/aW50ZXJhY3Rpb246MTIz/callback",
    TRIGGER,
    ANSWERS,
    SIGNING,
)
# How one gets into a line.
WAYS = (
    "{}",
    "token={}&channel=C1",
    '{{"token": "{}", "channel": "C1"}}',
    "{{'response_url': '{}'}}",
    "Authorization: Bearer {}",
    "failed: {}, again",
    "https://slack.com/api/x?token={}",
    '"{{\\"token\\": \\"{}\\"}}"',
    "({})",
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_left_in(secret: str, way: str) -> None:
    said = Redaction([SIGNING])(way.format(secret))
    assert secret not in said
    assert secret[-8:] not in said
    assert LEFT_OUT in said


@pytest.mark.parametrize(
    "text",
    [
        "trigger_id=1.2.abc",
        '"trigger_id": "anything at all"',
        "response_url='http://127.0.0.1:8080/answer/1'",
        "client_secret=0123",
        "/slack/oauth_redirect?code=1.2.abc&state=xyz",
        f"X-Slack-Signature: v0={'0a' * 32}",
        "Authorization: Basic MTIzLjQ1Njpz",
    ],
)
def test_what_is_secret_by_its_name_is_left_out(text: str) -> None:
    assert LEFT_OUT in Redaction()(text)


@pytest.mark.parametrize(
    "text",
    [
        "the token of T1 is not renewed: NotNow",
        "not saved: slack:A1:T1:Ev123: a bug",
        "a bug: event slack:A1:T1:C1:1700000000.000100 on slack:T1:C1",
        "2026-03-02T17:00:00Z [info] READY http://127.0.0.1:8765",
        "time zone rules 2026a are 2026b now",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert Redaction([SIGNING, "a", ""])(text) == text


@given(st.text(), st.sampled_from(SECRETS), st.text())
def test_no_secret_is_left_in_among_any_words(before: str, secret: str, after: str) -> None:
    assert secret not in Redaction([SIGNING])(f"{before} {secret} {after}")


# Tokens as platforms make them, and where they would get into a line.
MADE = st.one_of(
    st.from_regex(r"xox[bpares]-[0-9]{10,13}-[0-9]{10,13}-[A-Za-z0-9]{24}", fullmatch=True),
    st.from_regex(r"xapp-1-A[0-9A-Z]{8,10}-[0-9]{10,13}-[0-9a-f]{64}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9]{24,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}", fullmatch=True),
)
PLACES = st.sampled_from(
    (
        *("{}", "{} and", "({})", "'{}'", '{{"text": "{}"}}', "Authorization: Bot {}", "a={};"),
        "https://hooks.slack.com/services/T1/B1/{}",
        "https://discord.com/api/v10/webhooks/110000000000000000/{}/messages/@original",
        "https://discord.com/api/v10/interactions/1478074407321600000/{}/callback",
        "wss://gateway.example/?token={}&v=10",
        "postgresql://bot:{}@db.example/mastermind",
    )
)


@given(MADE, PLACES, st.text(max_size=20), st.text(max_size=20))
@example("MTEwMDAwMDAwMDAwMDAwMDAwMQ.GaBcDe.0123456789abcdefghijABCDEF_", "{}", "", "")
def test_no_token_is_left_in_wherever_it_stands(
    token: str, place: str, before: str, after: str
) -> None:
    said = Redaction()(f"{before} {place.format(token)} {after}")
    assert token not in said
    assert token[-12:] not in said


@contextmanager
def logged(format: str) -> Iterator[None]:
    """The log as the bot sets it up, at its most talkative."""
    with logging_kept():
        set_up("DEBUG", format, [SIGNING])
        yield


@pytest.mark.parametrize("format", ["console", "json"])
def test_the_log_leaves_out_secrets_of_every_kind(
    format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log = logging.getLogger("anything")
    with logged(format):
        for secret in SECRETS:
            log.warning("said %s", secret)
            log.warning("said %r", {"token": secret})
            log.warning("said", extra={"more": secret})
        try:
            raise Trouble(f"{SIGNING} is no good")
        except Trouble:
            log.exception("it broke")
    said = capsys.readouterr().err
    assert not [secret for secret in SECRETS if secret in said]
    assert said.count("said") == 3 * len(SECRETS)
    assert "it broke" in said
    if format == "json":
        assert all(json.loads(line) for line in said.splitlines())


def test_a_line_that_cant_be_written_is_lost_with_its_secret(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with logged("console"):
        logging.getLogger("anything").warning("said %d", SIGNING)
    assert capsys.readouterr().err == "A line of anything could not be logged.\n"


async def test_the_libraries_of_slack_say_nothing_of_what_passes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with logged("console"):
        get_bolt_logger(sys).info("Invalid request signature (body: %s)", "a member's words")
        async with slack() as there:
            there.tokens.add("xoxb-mine")
            await there.client().auth_test(token="xoxb-mine")
        logging.getLogger("bot").debug("ours speak")
    (line,) = capsys.readouterr().err.splitlines()
    assert "ours speak" in line
