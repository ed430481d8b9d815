"""What Slack would refuse or cut is named before it is sent, also what slack_sdk lets through."""

from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.slack.limits import faults, size

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(id: str = "a", **more: Any) -> Json:
    return {"type": "button", "action_id": id, "text": plain("Next"), "value": "v"} | more


def row(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": [*elements]} | more


def header(text: str = "Brief", **more: Any) -> Json:
    return {"type": "header", "text": plain(text)} | more


def option(text: str = "yes", value: str = "y", **more: Any) -> Json:
    return {"text": plain(text), "value": value} | more


def select(*options: Json, **more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [*options]} | more


def asked(element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": "i", "label": plain("What"), "element": element} | more


def typed(**more: Any) -> Json:
    return asked({"type": "plain_text_input", "action_id": "t"} | more)


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [*elements]}


def said(*leaves: Json, kind: str = "rich_text_section", **more: Any) -> Json:
    return {"type": kind, "elements": [*leaves]} | more


def message(*blocks: Json, text: str = "Brief") -> Json:
    return {"text": text, "blocks": [*blocks]}


def modal(*blocks: Json, **more: Any) -> Json:
    whole = {"type": "modal", "title": plain("Brief"), "submit": plain("Send")}
    return whole | {"blocks": [*blocks]} | more


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": [*blocks]} | more


WORD = {"type": "text", "text": "word"}
DATE = {"type": "date", "timestamp": 1772471040, "format": "{time}", "fallback": "17:04 UTC"}
YES = option()


@pytest.mark.parametrize(
    "payload",
    [
        {"text": "Nothing but text"},
        message(header(), rich(said(WORD, DATE, {"type": "user", "user_id": "U1"})), row(button())),
        message(rich(said(said(WORD), said(), kind="rich_text_list", style="ordered"))),
        message(rich(said({"type": "link", "url": "https://example.org"}, kind="rich_text_quote"))),
        message(
            {"type": "section", "text": {"type": "mrkdwn", "text": "*b*"}}, {"type": "divider"}
        ),
        message({"type": "context", "elements": [plain("small")]}),
        modal(typed(max_length=300, initial_value="x" * 300, placeholder=plain("e.g."))),
        modal(asked(select(YES, initial_option=YES), hint=plain("h")), close=plain("Cancel")),
        modal(asked({"type": "checkboxes", "options": [YES], "initial_options": [YES]})),
        home(header(), row(button("a"), button("b", style="primary"))),
    ],
)
def test_what_slack_takes_has_no_fault(payload: Json) -> None:
    assert faults(payload) == []


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        (message(header(), text=""), "text: a message has one"),
        ({"text": "x" * 3501}, "text: 3,501 where 3,500"),
        (message(typed()), "asks for nothing"),
        (message(header("x" * 151)), "block 0 header: 151 where 150"),
        (message(header("")), "block 0 header: nothing"),
        (message(header("  ")), "nothing to read"),
        (message({"type": "header"}), "no text"),
        (message({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}), "only plain_text"),
        (message({"type": "section"}), "a text or fields"),
        (message({"type": "section", "text": plain("x" * 3001)}), "3,001 where 3,000"),
        (message({"type": "section", "fields": [plain("x")] * 11}), "fields: 11 where 10"),
        (message({"type": "section", "fields": [plain("x" * 2001)]}), "field: 2,001"),
        (message({"type": "context", "elements": [plain("x")] * 11}), "context: 11 where 10"),
        (message(row()), "actions: nothing"),
        (message(row(*(button(f"b{n}") for n in range(26)))), "actions: 26 where 25"),
        (message(row(button(text=plain("x" * 76)))), "button: 76 where 75"),
        (message(row(button(value="x" * 2001))), "value: 2,001"),
        (message(row(button(style="loud"))), "primary or danger"),
        (message(row({"type": "slider"})), "slider is no element"),
        (message({"type": "fireworks"}), "fireworks is no block"),
        (message({"type": "divider", "text": plain("x")}), "a divider has no text"),
        (message(header(block_id="x" * 256)), "256 where 255"),
        (message(row(button("x" * 256))), "256 where 255"),
        (message(rich()), "rich_text: nothing"),
        (message(rich(said(WORD, kind="rich_text_poem"))), "rich_text_poem is no element"),
        (message(rich(said({"type": "text", "text": ""}))), "an empty text"),
        (message(rich(said({"type": "user", "user_id": "ann"}))), "'ann' is nobody's id"),
        (message(rich(said(DATE | {"format": "now"}))), "a date without a token"),
        (message(rich(said({"type": "link", "url": "x" * 3001}))), "url: 3,001"),
        (message(rich(said({"type": "broadcast", "range": "here"}))), "broadcast is no rich text"),
        (message(rich(said(said(WORD), kind="rich_text_list"))), "of bullets or ordered"),
        (modal(), "at least one"),
        (modal(typed(), title=plain("x" * 25)), "title: 25 where 24"),
        (modal(typed(), submit=plain("x" * 25)), "submit: 25 where 24"),
        (modal(typed(), close=plain("x" * 25)), "close: 25 where 24"),
        (modal(typed(), private_metadata="x" * 3001), "private_metadata: 3,001"),
        (modal(typed(), callback_id="x" * 256), "callback_id: 256"),
        (modal(*(header(f"{n}") for n in range(101))), "blocks: 101 where 100"),
        (modal(*({"type": "section", "text": plain("😀" * 2900)} for _ in range(9))), "bytes of a"),
        (modal(asked(select(YES), label=plain("x" * 2001))), "label: 2,001"),
        (modal(asked(select(YES), hint=plain("x" * 2001))), "hint: 2,001"),
        (modal(typed(max_length=3001)), "max_length: 3,001"),
        (modal(typed(max_length=5, initial_value="x" * 6)), "initial_value: 6 where 5"),
        (modal(typed(placeholder=plain("x" * 151))), "placeholder: 151"),
        (modal(asked(select())), "options: nothing"),
        (modal(asked(select(*(option(value=f"{n}") for n in range(101))))), "options: 101"),
        (modal(asked({"type": "checkboxes", "options": [YES] * 11})), "options: 11 where 10"),
        (modal(asked(select(option(value="")))), "option value: nothing"),
        (modal(asked(select(option(value="x" * 76)))), "option value: 76"),
        (modal(asked(select(option(description=plain("x" * 76))))), "description: 76"),
        (modal(asked(select(YES, option("again")))), "option 'y': 2 times"),
        (modal(asked(select(YES, initial_option=option("no", "n")))), "what no option is"),
        (modal(asked(select(YES, initial_option=None))), "by leaving it out"),
        (home(header(), title=plain("x")), "title: a home tab has none"),
    ],
)
def test_what_slack_refuses_is_named(payload: Json, fault: str) -> None:
    assert fault in "\n".join(faults(payload))


MISSED = [
    (message(*(header(f"{n}") for n in range(51))), "blocks: 51 where 50"),
    (message(header(block_id="b"), header(block_id="b")), "block_id 'b': 2 times"),
    (message(row(button("a")), row(button("a"))), "action_id 'a': 2 times"),
    (modal(asked(select(option("x" * 76)))), "option: 76 where 75"),
    ({k: v for k, v in modal(typed()).items() if k != "submit"}, "a modal with inputs has one"),
]


@pytest.mark.parametrize(("payload", "fault"), MISSED)
def test_what_slack_sdk_lets_through_is_named(payload: Json, fault: str) -> None:
    for block in Block.parse_all(payload["blocks"]):
        block.validate_json()
    if "type" in payload:
        View(**payload).validate_json()
    assert fault in "\n".join(faults(payload))


def test_the_whole_of_a_message_is_measured_as_it_is_sent() -> None:
    blocks = [{"type": "section", "text": plain("ж" * 2000)}]
    assert size(blocks) > 12_000 > len(str(blocks).encode())
    assert "bytes of blocks" in "\n".join(faults(message(*blocks)))
