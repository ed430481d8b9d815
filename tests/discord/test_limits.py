"""What Discord would refuse is named before it is sent, also what discord.py lets through."""

from typing import Any

import pytest

from adapters.discord.limits import V2, faults

Json = dict[str, Any]


def text(said: str = "word", **more: Any) -> Json:
    return {"type": 10, "content": said} | more


def button(id: str = "a", **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Next", "custom_id": id} | more


def row(*inside: Json) -> Json:
    return {"type": 1, "components": [*inside]}


def select(*values: str, **more: Any) -> Json:
    options = [{"label": value, "value": value} for value in values]
    return {"type": 3, "custom_id": "s", "options": options} | more


def message(*inside: Json, **more: Any) -> Json:
    nobody: Json = {"parse": [], "users": []}
    return {"flags": V2, "components": [*inside], "allowed_mentions": nobody} | more


def line(**more: Any) -> Json:
    return {"type": 4, "style": 1, "custom_id": "t"} | more


def label(inside: Json, **more: Any) -> Json:
    return {"type": 18, "label": "What", "component": inside} | more


def modal(*inside: Json, **more: Any) -> Json:
    return {"title": "Brief", "custom_id": "m", "components": [*inside]} | more


@pytest.mark.parametrize(
    "payload",
    [
        message(text()),
        message({"type": 17, "components": [text(), row(button(), button("b"))]}),
        message(row(select("a", "b", min_values=0, max_values=2))),
        message(text(), allowed_mentions={"parse": [], "users": ["1"]}, nonce="n" * 25),
        modal(label(line()), label(select("a")), label({"type": 5, "custom_id": "u"})),
        modal(label(line(value="x", max_length=1), description="d" * 100)),
    ],
)
def test_what_discord_takes_has_no_fault(payload: Json) -> None:
    assert faults(payload) == []


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (message(), "nothing"),
        (message(text(), flags=0), "components"),
        (message(text(), content="x"), "none beside"),
        (message(text("x" * 2001), text("x" * 2000)), "4,001"),
        (message(text("😀" * 2001)), "4,002"),
        (message(*(text(str(n)) for n in range(41))), "41"),
        (message({"type": 17, "components": [text(str(n)) for n in range(40)]}), "41"),
        (message(text(" ")), "nothing to read"),
        (message(text(), nonce="n" * 26), "nonce"),
        (message(text(), allowed_mentions={"parse": ["users"]}), "calls"),
        (message(text(), allowed_mentions=None), "calls"),
        (message(text(), allowed_mentions={"parse": [], "users": ["ann"]}), "nobody's id"),
        (message(row(*(button(str(n)) for n in range(6)))), "6 where 5"),
        (message(row(button(label="x" * 81))), "81 where 80"),
        (message(row(button("x" * 101))), "101 where 100"),
        (message(row(button(style=5))), "style"),
        (message(row(button(), button())), "2 times"),
        (message(text(id=1), text("b", id=1)), "2 times"),
        (message(row(button(), select("a"))), "alone"),
        (message(row()), "nothing"),
        (message(label(line())), "does not stand here"),
        (message(row(select(*map(str, range(26))))), "26 where 25"),
        (message(row(select("a", "a"))), "option 'a': 2 times"),
        (message(row(select())), "nothing"),
        (message(row(select("a" * 101))), "101 where 100"),
        (message(row(select("a", max_values=2))), "max_values"),
        (modal(), "nothing"),
        (modal(*(label(line(custom_id=str(n))) for n in range(6))), "6 where 5"),
        (modal(label(line()), title="x" * 46), "46 where 45"),
        (modal(label(line()), custom_id="x" * 101), "101 where 100"),
        (modal(label(line(), label="x" * 46)), "46 where 45"),
        (modal(label(line(), description="x" * 101)), "101 where 100"),
        (modal(label(line(max_length=4001))), "4,001"),
        (modal(label(line(max_length=3, value="long"))), "4 where 3"),
        (modal(label(line(placeholder="x" * 101))), "101 where 100"),
        (modal(label(line(style=3))), "one line or several"),
        (modal(label(select("a", required=True, min_values=0))), "one at least"),
        (modal(text(), line()), "does not stand here"),
        (modal(label(line()), label(line())), "2 times"),
    ],
)
def test_what_discord_would_refuse_is_named(payload: Json, said: str) -> None:
    assert [fault for fault in faults(payload) if said in fault], faults(payload)
