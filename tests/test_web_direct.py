"""Direct messages in the browser: a button there acts in the group that it is from."""

from typing import Any

from tests.webs import *  # noqa: F403
from tests.webs import House, fresh_id

DEN = "local:main:den"


async def pressed(house: House, who: str, room: str, **button: str) -> Any:
    """A button pressed in a tab that shows some room."""
    body = {"as": who, "id": fresh_id(), **button}
    return await house.web().post(f"/rooms/{room}/press", **body)


async def test_a_button_acts_in_the_group_that_it_names_and_is_answered_in_private(
    house: House,
) -> None:
    await house.web().say("ann", "/join")
    await pressed(house, "ann", "attic", verb="mine", group=DEN)
    direct = [p for p in await house.web().wall("ann") if p["direct"]]
    assert [p["card"]["title"] for p in direct] == ["Yours"]


async def test_a_form_knows_the_group_that_its_button_named(house: House) -> None:
    web = house.web()
    await web.say("ann", "/join")
    asked = await pressed(house, "ann", "attic", verb="commit", form="commit", group=DEN)
    form = asked.json()["form"]
    assert form["group"] == DEN
    values = {"what": "call three customers", "by": "friday"}
    body = {"form": "commit", "rev": form["rev"], "group": DEN, "values": values}
    await web.post("/rooms/attic/submit", **body, **{"as": "ann", "id": fresh_id()})
    assert [c.what for c in house.group.commitments] == ["call three customers"]


async def test_a_group_of_another_name_than_a_rooms_is_refused(house: House) -> None:
    for group in ("slack:T1:C2", "local:main:", "local:main:../x", "den"):
        answer = await pressed(house, "ann", "den", verb="mine", group=group)
        assert (answer.status_code == 400) == (group != "den")
