"""What Slack gave us is sealed: nobody reads it without the key, and not a bit of it changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.installation import Installation, Vault, installed
from bot.trouble import Trouble

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
VAULT = Vault([OLD])
ACME = Installation(
    "T1",
    "xoxe.xoxb-1-secret",
    "U0BOT",
    "Acme",
    scopes=("commands", "chat:write"),
    expires_at=NOW + timedelta(hours=12),
    refresh="xoxe-1-secret",
    app="A1",
    by="U7",
)
# As oauth.v2.access answers.
ANSWER = {
    "ok": True,
    "access_token": "xoxb-1",
    "token_type": "bot",
    "scope": "commands,chat:write",
    "bot_user_id": "U0BOT",
    "app_id": "A1",
    "team": {"name": "Acme", "id": "T1"},
    "enterprise": None,
    "authed_user": {"id": "U7"},
    "is_enterprise_install": False,
}
TEXTS = st.text(max_size=40)
INSTALLATIONS = st.builds(
    Installation,
    **dict.fromkeys(("team", "token", "bot_user", "team_name", "org", "org_name"), TEXTS),
    org_wide=st.booleans(),
    scopes=st.lists(TEXTS, max_size=3).map(tuple),
    expires_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    refresh=TEXTS,
)


@given(INSTALLATIONS)
def test_what_was_sealed_opens_unchanged(installation: Installation) -> None:
    assert VAULT.open(VAULT.close(installation)) == installation


@pytest.mark.parametrize("name", ["Acme", "Acme!", "Acme!!"])  # each fills the last block otherwise
def test_not_one_bit_of_it_may_change(name: str) -> None:
    sealed = VAULT.close(replace(ACME, team_name=name))
    for place in range(len(sealed.body)):
        for bit in range(8):
            changed = bytearray(sealed.body, "latin-1")
            changed[place] ^= 1 << bit
            with pytest.raises(Trouble, match="can't be opened"):
                VAULT.open(replace(sealed, body=changed.decode("latin-1")))


def test_it_opens_for_its_own_tenant_alone() -> None:
    with pytest.raises(Trouble, match="for T2 can't be opened"):
        VAULT.open(replace(VAULT.close(ACME), tenant="T2"))


def test_a_sealed_one_shows_nothing_and_no_two_are_alike() -> None:
    one, two = VAULT.close(ACME), VAULT.close(ACME)
    assert not [secret for secret in (ACME.token, ACME.refresh) if secret in one.body]
    assert one.body != two.body


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Trouble, match="put the key back"):
        Vault([NEW]).open(VAULT.close(ACME))


def test_keys_are_changed_in_two_steps() -> None:
    sealed = VAULT.close(ACME)
    both = Vault([NEW, OLD])
    assert both.open(sealed) == ACME
    again = both.again(sealed)
    assert Vault([NEW]).open(again) == ACME
    assert replace(again, body="") == replace(sealed, body="")


def test_printing_it_shows_no_secret() -> None:
    assert "xox" not in f"{ACME!r} {ACME} {VAULT!r}"


def test_the_answer_of_slack_is_read() -> None:
    found = installed(ANSWER, NOW)
    assert (found.tenant, found.name, found.by) == ("T1", "Acme", "U7")
    assert found.scopes == ("commands", "chat:write")
    assert found.renew_at is None
    assert found.good(NOW + timedelta(days=9999))


def test_a_token_that_expires_is_renewed_two_hours_before() -> None:
    found = installed(ANSWER | {"expires_in": 43200, "refresh_token": "xoxe-1"}, NOW)
    assert found.renew_at == NOW + timedelta(hours=10)
    assert found.good(NOW + timedelta(hours=11))
    assert not found.good(NOW + timedelta(hours=12))


def test_an_organisation_is_a_tenant_of_its_own() -> None:
    org = {"id": "E1", "name": "Acme Group"}
    wide = {"team": None, "enterprise": org, "is_enterprise_install": True}
    found = installed(ANSWER | wide, NOW)
    assert (found.tenant, found.name) == ("E1", "Acme Group")
    inside = installed(ANSWER | {"enterprise": org}, NOW)
    assert (inside.tenant, inside.name) == ("T1", "Acme")


@pytest.mark.parametrize("lacks", ["access_token", "team", "bot_user_id"])
def test_an_answer_without_a_bots_token_is_none(lacks: str) -> None:
    with pytest.raises(ValueError, match="no bot's token"):
        installed({name: value for name, value in ANSWER.items() if name != lacks}, NOW)
