"""What the pages about the bot itself answer, whether it is well or not."""

from tests.webs import House, house

__all__ = ["house"]


async def test_health_says_what_is_wrong(house: House) -> None:
    web = house.web()
    answer = await web.client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    house.well = "The disk is full; free some space."
    answer = await web.client.get("/readyz")
    assert (answer.status_code, answer.json()["sorry"]) == (503, house.well)
    answer = await web.client.get("/metrics")
    assert (answer.status_code, answer.json()["sorry"]) == (503, house.well)
    answer = await web.client.get("/healthz")  # to be started anew would help nobody
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
