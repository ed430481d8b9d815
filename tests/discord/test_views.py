"""Forms as modals: what is asked, what stood there, and what comes back, in one step or several."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.forms import named
from adapters.discord import limits, views
from adapters.discord.limits import faults
from adapters.discord.views import Step
from bot.events import Press
from bot.forms import Field, Form
from bot.text import clean
from tests.discord.hostile import HOSTILE
from tests.discord.reading import buttons
from tests.discord.shown import GROUP, SCOPE, SEAL

RATES = tuple((f"{n}", f"{n}") for n in range(1, 6))
BRIEF = Form(
    "brief",
    "The brief",
    (
        Field("question", "Your ask, as one question", "text", True, 2000, value="What now?"),
        Field("by", "By when", limit=40, hint="friday"),
        Field("rate", "How sure", "choice", choices=RATES, value="4"),
        Field("who", "Who may ask", "member", value="1100000000000000007"),
        Field("picks", "Up to three", "choices", choices=RATES, value="5,2"),
    ),
    rev="7",
)
LONG = Form(
    "commit",
    "Commit",
    (*BRIEF.fields, Field("eyes", "Who reads it", required=True), Field("cue", "When")),
)


def field(one: Field) -> dict[str, Any]:
    found: dict[str, Any] = views.modal(Form("f", "A form", (one,)), SEAL, SCOPE, GROUP)
    return dict(found["components"][0])


def test_each_field_is_asked_in_its_own_way() -> None:
    view = views.modal(BRIEF, SEAL, SCOPE, GROUP)
    assert faults(view) == []
    inside = [each["component"] for each in view["components"]]
    assert [each["type"] for each in inside] == [4, 4, 3, 5, 3]
    assert [each["required"] for each in inside] == [True, False, False, False, False]
    assert [inside[0]["style"], inside[1]["style"]] == [2, 1]
    assert inside[1]["placeholder"] == "e.g. friday"
    assert [o["value"] for o in inside[2]["options"] if o.get("default")] == ["=4"]
    assert inside[3]["default_values"] == [{"id": "1100000000000000007", "type": "user"}]
    assert (inside[4]["min_values"], inside[4]["max_values"]) == (0, 3)


def test_more_choices_than_a_menu_takes_are_typed_by_their_numbers() -> None:
    many = tuple((str(n), f"#{n} an idea") for n in range(7, 60))
    asked = Form("write", "Vote", (Field("votes", "Your three votes", "choices", choices=many),))
    view = views.modal(asked, SEAL, SCOPE, GROUP)
    assert faults(view) == []
    typed = view["components"][0]["component"]
    assert (typed["type"], typed["placeholder"]) == (limits.INPUT, "e.g. 7 8 9")
    filled = {"components": [{"component": {"custom_id": "votes", "value": "9, #12"}}]}
    assert views.values(filled) == {"votes": "9, #12"}


def test_a_long_label_goes_on_below_it() -> None:
    said = "One thing for the seat-holder: What would you charge for the second tier by May?"
    label = field(Field("x", said))
    assert label["label"].endswith("…")
    whole = label["label"].removesuffix("…") + " " + label["description"].removeprefix("…")
    assert whole.replace(" ", "") == said.replace(" ", "")


def test_a_choice_calls_people_by_their_names() -> None:
    one = Field("who", "Whom", "choice", choices=(("1", "with @1100000000000000007"),))
    asked = Form("f", "A form", (one,))
    known = named(asked, views.ID, lambda id: {"1100000000000000007": "ann"}[id])
    view = views.modal(known, SEAL, SCOPE, GROUP)
    assert view["components"][0]["component"]["options"][0]["label"] == "with @ann"


def test_what_is_pressed_is_known_from_what_is_filled_in() -> None:
    button = SEAL.close(Press("commit", form="commit"), SCOPE)
    assert views.opened(button, SEAL, SCOPE) is None
    assert views.opened("anything", SEAL, SCOPE) is None
    assert views.opened(views.modal(BRIEF, SEAL, SCOPE, GROUP)["custom_id"], SEAL, "other") is None


def test_a_long_form_is_asked_in_steps_and_shows_in_between_what_it_holds() -> None:
    first = views.modal(LONG, SEAL, SCOPE, GROUP)
    assert len(first["components"]) == 5
    at = views.opened(first["custom_id"], SEAL, SCOPE)
    assert at == Step("commit", "", GROUP)
    written = {"question": "What *now*?\n- yes", "picks": "1,3", "rate": "2"}
    message = views.between(LONG, at, written, SEAL, SCOPE)
    assert faults(message) == []
    assert views.held(LONG, message) == written
    (more,) = buttons(message)  # the rest has a field that must be filled in
    then = views.opened(more["custom_id"], SEAL, SCOPE)
    assert then == Step("commit", "", GROUP, 1)
    second = views.modal(LONG, SEAL, SCOPE, GROUP, then.number)
    assert [each["component"]["custom_id"] for each in second["components"]] == ["eyes", "cue"]


def test_a_form_whose_rest_is_free_can_be_sent_before_it() -> None:
    free = Form("commit", "Commit", (*BRIEF.fields, Field("cue", "When")))
    message = views.between(free, Step("commit", "", GROUP), {"question": "x"}, SEAL, SCOPE)
    rest, send = (views.opened(b["custom_id"], SEAL, SCOPE) for b in buttons(message))
    assert rest == Step("commit", "", GROUP, 1)
    assert send == Step("commit", "", GROUP, 0, send=True)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_held_as_it_was_written(text: str) -> None:
    said = clean(text)[:400]
    message = views.between(LONG, Step("commit", "", GROUP), {"question": said}, SEAL, SCOPE)
    assert faults(message) == []
    assert views.held(LONG, message) == ({"question": said} if said else {})


@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda s: (
            st.lists(s)
            | st.dictionaries(
                st.sampled_from(["components", "component", "custom_id", "value", "values"]), s
            )
        ),
    )
)
def test_whatever_comes_back_is_read_without_complaint(data: Any) -> None:
    shape = data if isinstance(data, dict) else {"components": data}
    assert all(isinstance(said, str) for said in views.values(shape).values())


def test_no_step_but_the_last_asks_for_more_than_a_message_holds() -> None:
    many = Form("f", "F", tuple(Field(f"t{n}", "A text", "text", limit=2000) for n in range(11)))
    first, second, last = views.steps(many)
    assert sum(one.limit for one in (*first, *second)) <= views.HELD
    assert last[0].limit == 2000
    assert len(last) == 1
    assert limits.FIELDS == len(first) == len(second)
