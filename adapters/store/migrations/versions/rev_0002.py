"""Who is present in a running meeting is kept with the time at which they came."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

STATES = sa.table("states", sa.column("id"), sa.column("kind"), sa.column("doc"))


def upgrade() -> None:
    """Rewrite the documents of groups in a meeting; the others have nothing to change."""
    conn = op.get_bind()
    rows = conn.execute(sa.select(STATES.c.id, STATES.c.doc).where(STATES.c.kind == "group"))
    for id, doc in rows.all():
        if changed := _changed(json.loads(doc)):
            text = json.dumps(changed, ensure_ascii=False, separators=(",", ":"))
            conn.execute(sa.update(STATES).where(STATES.c.id == id).values(doc=text))


def _changed(group: dict[str, Any]) -> dict[str, Any] | None:
    meeting = group.get("meeting")
    if not meeting or "present" not in meeting:
        return None
    came = meeting["started"]
    here = [{"who": who, "came": came, "seen": came} for who in meeting.pop("present")]
    return {**group, "meeting": {**meeting, "here": here}}
