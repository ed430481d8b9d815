"""The tables, the same in SQLite and PostgreSQL.

Every row carries its platform and tenant, and every id that a query takes has them in it. Instants
are text (`codec.stamp`), so that people can read them and both databases sort them alike.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
SERIAL = BigInteger().with_variant(Integer(), "sqlite")


def tenant_of(id: str) -> tuple[str, str]:
    """(platform, tenant) of a group's or person's id; ValueError if it's not one."""
    parts = id.split(":", 2)
    if len(parts) != 3:
        raise ValueError(f"the id {id!r} is not platform:tenant:room")
    return parts[0], parts[1]


def owned(id: str) -> dict[str, str]:
    """The columns `platform` and `tenant` of a row that belongs to this id."""
    platform, tenant = tenant_of(id)
    return {"platform": platform, "tenant": tenant}


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _tenant() -> tuple[Column[str], Column[str]]:
    return _text("platform"), _text("tenant")


states = Table(
    "states",
    METADATA,
    _text("id", key=True),
    *_tenant(),
    _text("kind"),
    Column("wake_at", Text),
    _text("doc"),
    Index("ix_states_wake_at", "wake_at"),
    Index("ix_states_tenant", "platform", "tenant", "kind"),
)

# What was acted on, without a word of its content.
journal = Table(
    "journal",
    METADATA,
    _text("event_id", key=True),
    *_tenant(),
    _text("state_id"),
    _text("at"),
)

# A parcel's number is half of its token: `sqlite_autoincrement` never gives one twice, not even
# after a delete, as PostgreSQL's sequences never do.
outbox = Table(
    "outbox",
    METADATA,
    Column("id", SERIAL, primary_key=True),
    *_tenant(),
    _text("lane"),
    _text("room"),
    _text("event"),
    _text("kind"),
    _text("key"),
    _text("body"),
    _text("at"),
    Column("tries", Integer, nullable=False),
    Column("plain", Boolean, nullable=False),
    Column("next_at", Text),
    Column("owner", Text),
    Column("lease_until", Text),
    Index("ix_outbox_lane", "lane", "id"),
    sqlite_autoincrement=True,
)

receipts = Table(
    "receipts",
    METADATA,
    _text("lane", key=True),
    _text("key", key=True),
    *_tenant(),
    _text("receipt"),
)

records = Table(
    "records",
    METADATA,
    _text("kind", key=True),
    _text("group_id", key=True),
    _text("key", key=True),
    *_tenant(),
    _text("at"),
    _text("value"),
    Index("ix_records_at", "kind", "at"),
)

memberships = Table(
    "memberships",
    METADATA,
    _text("person", key=True),
    _text("group_id", key=True),
    *_tenant(),
    Index("ix_memberships_group", "group_id"),
)

# Secrets of the database itself, which sign what leaves it; no tenant's, and none can read them.
keys = Table("keys", METADATA, _text("name", key=True), _text("value"))

# What tenants let us in with, sealed by whoever brought it. A tenant that is let in through its
# organisation has an empty body and the organisation's name.
installations = Table(
    "installations",
    METADATA,
    _text("platform", key=True),
    _text("tenant", key=True),
    _text("org"),
    _text("body"),
    Column("version", Integer, nullable=False),
    Column("renew_at", Text),
    _text("at"),
    Index("ix_installations_renew_at", "platform", "renew_at"),
)

# Installations that were begun; whose they will be is not known yet.
oauth_states = Table("oauth_states", METADATA, _text("state", key=True), _text("expires"))

# What processes own between them, each for a while. `token` grows with every new owner, so that one
# who slept through the end of its time can be told from the next; no tenant's.
leases = Table(
    "leases",
    METADATA,
    _text("name", key=True),
    _text("owner"),
    Column("token", SERIAL, nullable=False),
    _text("until"),
    Index("ix_leases_until", "until"),
)

# Events that a bug of ours broke, with what was said in them, until they are replayed.
parked = Table(
    "parked",
    METADATA,
    _text("event_id", key=True),
    *_tenant(),
    _text("state_id"),
    _text("at"),
    _text("body"),
)

# The local room's own wall. An edit is a new row, so that `seq` grows; `place` is the first row's.
postings = Table(
    "postings",
    METADATA,
    Column("seq", SERIAL, primary_key=True),
    Column("place", SERIAL),
    _text("id"),
    *_tenant(),
    _text("group_id"),
    _text("reader"),
    _text("at"),
    _text("body"),
    UniqueConstraint("platform", "tenant", "id", name="uq_postings_id"),
    Index("ix_postings_wall", "platform", "tenant", "group_id", "seq"),
    sqlite_autoincrement=True,
)
