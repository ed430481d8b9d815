"""Where platforms let us in: sealed bodies that the store can't read, and one-shot states."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, literal_column, select, update

from adapters.store.codec import instant, stamp
from adapters.store.locks import Space, lock
from adapters.store.tables import installations, oauth_states
from adapters.store.wire import Part, Replacing, inserting
from bot.ports import Sealed

_OF_PLATFORM = installations.c.platform == bindparam("of_platform")
_THIS = (_OF_PLATFORM, installations.c.tenant == bindparam("of_tenant"))
_AS_READ = (*_THIS, installations.c.version == bindparam("was"))

ALL = select(installations).where(_OF_PLATFORM).order_by(installations.c.tenant)
ONE = select(installations).where(*_THIS)
DUE = (
    select(installations.c.tenant)
    .where(_OF_PLATFORM, installations.c.renew_at <= bindparam("now"))
    .order_by(installations.c.renew_at, installations.c.tenant)
)
VERSION = select(installations.c.version).where(*_THIS)
INSTALL = Replacing(installations, ("org", "body", "version", "renew_at", "at"))
_NEXT = installations.c.version + literal_column("1")
RENEW = (
    update(installations)
    .where(*_AS_READ)
    .values(
        body=bindparam("new"),
        version=_NEXT,
        renew_at=bindparam("next"),
        at=bindparam("now"),
    )
    .returning(installations.c.version)
)
HOLD = (
    update(installations)
    .where(*_AS_READ, installations.c.renew_at <= bindparam("now"))
    .values(version=_NEXT, renew_at=bindparam("until"))
    .returning(installations.c.version)
)
UNINSTALL = delete(installations).where(
    _OF_PLATFORM,
    (installations.c.tenant == bindparam("of_tenant"))
    | (installations.c.org == bindparam("of_tenant")),
)
PROMISE = inserting(oauth_states)
FORGET = delete(oauth_states).where(oauth_states.c.expires <= bindparam("now"))
SPEND = (
    delete(oauth_states)
    .where(oauth_states.c.state == bindparam("this"), oauth_states.c.expires > bindparam("now"))
    .returning(oauth_states.c.state)
)


class Installations(Part):
    """The part of `ports.Tx` that lets platforms in and out."""

    def install(self, sealed: Sealed, at: datetime) -> None:
        """Keep this in place of what the tenant had, whatever its version."""
        lock(self._wire, Space.INSTALLATIONS, [f"{sealed.platform}:{sealed.tenant}"])
        rows = self._wire.rows(VERSION, _key(sealed.platform, sealed.tenant))
        version = rows[0][0] + 1 if rows else 1
        self._wire.run(INSTALL, _row(sealed, version, at))

    def renew(self, sealed: Sealed, at: datetime) -> bool:
        """Replace the body of just this version; False, and nothing written, if it is no more."""
        asked = _key(sealed.platform, sealed.tenant) | {
            "was": sealed.version,
            "new": sealed.body,
            "next": _stamp(sealed.renew_at),
            "now": stamp(at),
        }
        return bool(self._wire.rows(RENEW, asked))

    def hold(self, sealed: Sealed, now: datetime, until: datetime) -> Sealed | None:
        """Take up the renewal of this version; None if it isn't due or another has it until then.

        What is held is a version of its own: whoever installs anew meanwhile begins at the first.
        """
        asked = _key(sealed.platform, sealed.tenant)
        asked |= {"was": sealed.version, "now": stamp(now), "until": stamp(until)}
        rows = self._wire.rows(HOLD, asked)
        return replace(sealed, version=rows[0][0], renew_at=until) if rows else None

    def uninstall(self, platform: str, tenant: str) -> None:
        """Delete what a tenant let us in with; an organisation's goes with all its tenants'."""
        self._wire.run(UNINSTALL, _key(platform, tenant))

    def promise(self, state: str, now: datetime, expires: datetime) -> None:
        """Remember a one-shot state; those that have expired are forgotten."""
        self._wire.run(FORGET, {"now": stamp(now)})
        self._wire.run(PROMISE, {"state": state, "expires": stamp(expires)})

    def spend(self, state: str, now: datetime) -> bool:
        """Whether this state was promised, hasn't expired, and wasn't spent before."""
        return bool(self._wire.rows(SPEND, {"this": state, "now": stamp(now)}))


def sealed_of(row: Any) -> Sealed:
    """The value that a row of the table holds."""
    renew_at = instant(row.renew_at) if row.renew_at else None
    return Sealed(row.platform, row.tenant, row.body, row.version, renew_at, row.org)


def _row(sealed: Sealed, version: int, at: datetime) -> dict[str, object]:
    return {
        "platform": sealed.platform,
        "tenant": sealed.tenant,
        "org": sealed.org,
        "body": sealed.body,
        "version": version,
        "renew_at": _stamp(sealed.renew_at),
        "at": stamp(at),
    }


def _key(platform: str, tenant: str) -> dict[str, object]:
    return {"of_platform": platform, "of_tenant": tenant}


def _stamp(at: datetime | None) -> str | None:
    return stamp(at) if at else None
