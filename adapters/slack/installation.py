"""An installation - what a workspace lets us in with - and the vault that seals it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from adapters.slack import sentences
from bot.ports import Sealed
from bot.trouble import Trouble

PLATFORM = "slack"
EARLY = timedelta(hours=2)  # before a token expires it is renewed; Slack gives it twelve


@dataclass(frozen=True, slots=True)
class Installation:
    """A bot's token in a workspace, or in a whole organisation where it is `org_wide`.

    `expires_at` is None, and `refresh` empty, where Slack doesn't rotate the token. `scopes` are
    those that were granted; `by` installed it at `at`. The secrets don't show when it is printed.
    """

    team: str
    token: str = field(repr=False)
    bot_user: str
    team_name: str = ""
    org: str = ""
    org_name: str = ""
    org_wide: bool = False
    scopes: tuple[str, ...] = ()
    expires_at: datetime | None = None
    refresh: str = field(default="", repr=False)
    app: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def tenant(self) -> str:
        """Whose it is: the organisation or the workspace."""
        return self.org if self.org_wide else self.team

    @property
    def name(self) -> str:
        """The workspace or organisation, as people know it."""
        return (self.org_name if self.org_wide else self.team_name) or self.tenant

    @property
    def renew_at(self) -> datetime | None:
        """When the token wants to be renewed."""
        return self.expires_at - EARLY if self.expires_at and self.refresh else None

    def good(self, now: datetime) -> bool:
        """Whether the token may still be used."""
        return self.expires_at is None or now < self.expires_at

    def renewed(self, answer: Mapping[str, Any], now: datetime) -> Self:
        """With the tokens of an answer to a renewal (oauth.v2.access). Raises ValueError."""
        if not answer.get("access_token") or not answer.get("refresh_token"):
            raise ValueError("no token in the answer")
        return replace(
            self,
            token=answer["access_token"],
            refresh=answer["refresh_token"],
            expires_at=_expiry(answer, now),
            scopes=_scopes(answer.get("scope")) or self.scopes,
        )


def installed(answer: Mapping[str, Any], now: datetime) -> Installation:
    """The installation that an answer of oauth.v2.access tells of. Raises ValueError.

    In an organisation-wide one Slack gives no team, and the organisation as `enterprise`.
    """
    team, org = answer.get("team") or {}, answer.get("enterprise") or {}
    found = Installation(
        team=team.get("id") or "",
        token=answer.get("access_token") or "",
        bot_user=answer.get("bot_user_id") or "",
        team_name=team.get("name") or "",
        org=org.get("id") or "",
        org_name=org.get("name") or "",
        org_wide=bool(answer.get("is_enterprise_install")),
        scopes=_scopes(answer.get("scope")),
        expires_at=_expiry(answer, now),
        refresh=answer.get("refresh_token") or "",
        app=answer.get("app_id") or "",
        by=(answer.get("authed_user") or {}).get("id") or "",
        at=now,
    )
    if not (found.tenant and found.token and found.bot_user):
        raise ValueError("no bot's token in the answer")
    return found


def tested(answer: Mapping[str, Any], scopes: str, token: str) -> Installation:
    """The installation of a token that auth.test answered for; `scopes` as its header has them."""
    return Installation(
        team=answer.get("team_id") or "",
        token=token,
        bot_user=answer.get("user_id") or "",
        team_name=answer.get("team") or "",
        org=answer.get("enterprise_id") or "",
        org_wide=bool(answer.get("is_enterprise_install")),
        scopes=_scopes(scopes),
    )


class Vault:
    """Seals installations under the first of these keys, and opens those sealed under any.

    A sealed one names its tenant, so that it opens nothing in another row. `keys` are Fernet's: 32
    bytes in URL-safe base64.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = MultiFernet([Fernet(key) for key in keys])

    def close(self, installation: Installation) -> Sealed:
        """The installation for the store."""
        raw = msgspec.json.encode({"tenant": installation.tenant, "is": installation})
        body = self._keys.encrypt(raw).decode()
        renew_at = installation.renew_at
        return Sealed(PLATFORM, installation.tenant, body, renew_at=renew_at)

    def open(self, sealed: Sealed) -> Installation:
        """What the store has kept. Raises Trouble where none of the keys opens it, or in part."""
        try:
            body = sealed.body.encode("ascii")
            if urlsafe_b64encode(urlsafe_b64decode(body)) != body:  # Fernet would overlook it
                raise InvalidToken
            kept = msgspec.json.decode(self._keys.decrypt(body), type=_Kept)
        except (InvalidToken, ValueError) as error:
            raise Trouble(sentences.NOT_OPENED.format(tenant=sealed.tenant)) from error
        if kept.tenant != sealed.tenant:
            raise Trouble(sentences.NOT_OPENED.format(tenant=sealed.tenant))
        return kept.installation

    def again(self, sealed: Sealed) -> Sealed:
        """The same, sealed under the first key. Raises Trouble."""
        return replace(sealed, body=self.close(self.open(sealed)).body)


class _Kept(msgspec.Struct):
    tenant: str
    installation: Installation = msgspec.field(name="is")


def _expiry(answer: Mapping[str, Any], now: datetime) -> datetime | None:
    seconds = answer.get("expires_in")
    return now + timedelta(seconds=int(seconds)) if seconds else None


def _scopes(said: object) -> tuple[str, ...]:
    words = said.split(",") if isinstance(said, str) else []
    return tuple(word.strip() for word in words if word.strip())
