"""Forms as modals: what is asked, what stood there, and what comes back; and the home tab."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.forms import named
from adapters.slack import views
from adapters.slack.limits import faults
from bot.cards import Button, Card, text
from bot.events import Press
from bot.forms import Field, Form
from tests.slack.hostile import HOSTILE
from tests.slack.shown import COMMAND, GROUP, SCOPE, SEAL, press

RATES = tuple((f"{n}", f"{n}") for n in range(1, 6))
BRIEF = Form(
    "brief",
    "The brief",
    (
        Field("question", "Your ask, as one question", "text", True, 2000, value="What now?"),
        Field("by", "By when", limit=40, hint="friday"),
        Field("rate", "How sure", "choice", choices=RATES, value="4"),
        Field("must", "Consent", "choice", True, choices=RATES),
        Field("picks", "Up to three", "choices", choices=RATES, value="5,2"),
    ),
    rev="7",
)


def modal(*fields: Field) -> dict[str, Any]:
    return views.modal(Form("f", "A form", fields), SEAL, SCOPE, GROUP)


def element(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = modal(field)["blocks"][0]["element"]
    return found


def submitted(**fields: Any) -> dict[str, Any]:
    values = {name: {f"value.{name}": filled} for name, filled in fields.items()}
    return {"type": "modal", "state": {"values": values}}


def chosen(field: Field, *values: str) -> list[dict[str, Any]]:
    """The options that a person taps, as Slack sends them back."""
    options = {option["value"]: option for option in element(field)["options"]}
    return [options[f"={value}"] for value in values]


# -- asking ----------------------------------------------------------------------------------------


def test_each_field_is_asked_in_its_own_way() -> None:
    view = views.modal(BRIEF, SEAL, SCOPE, GROUP)
    assert faults(view) == []
    assert [block["element"]["type"] for block in view["blocks"]] == [
        "plain_text_input",
        "plain_text_input",
        "static_select",
        "static_select",
        "checkboxes",
    ]
    assert [block["optional"] for block in view["blocks"]] == [False, True, True, False, True]
    assert [block["block_id"] for block in view["blocks"]] == [f.name for f in BRIEF.fields]


def test_what_stands_there_already_is_shown() -> None:
    question, _, rate, must, picks = (
        block["element"] for block in views.modal(BRIEF, SEAL, SCOPE, GROUP)["blocks"]
    )
    assert (question["initial_value"], question["multiline"]) == ("What now?", True)
    assert rate["initial_option"]["value"] == "=4"
    assert "initial_option" not in must
    assert [option["value"] for option in picks["initial_options"]] == ["=2", "=5"]


def test_an_example_stands_where_one_writes() -> None:
    assert element(BRIEF.fields[1])["placeholder"]["text"] == "e.g. friday"


def test_who_need_not_choose_can_take_a_choice_back() -> None:
    optional, needed = element(BRIEF.fields[2]), element(BRIEF.fields[3])
    assert optional["options"][0]["text"]["text"] == "not chosen"
    assert [option["text"]["text"] for option in needed["options"]] == list("12345")


def test_a_long_choice_goes_on_in_a_second_line() -> None:
    label = "When I priced by guess I was far too low, and it took a year until the first one left"
    (option,) = element(Field("on", "On", "choices", choices=(("4", label),)))["options"]
    first, second = option["text"]["text"], option["description"]["text"]
    assert first.endswith("…")
    assert second.startswith("…")
    assert (first[:-1] + second[1:]).replace(" ", "") == label.replace(" ", "")


def test_whoever_wrote_a_choice_is_called_by_their_name() -> None:
    items = Field("on", "On", "choice", True, choices=(("4", "#4 U07ABCDEFG: No WATERFALL"),))
    names = {"U07ABCDEFG": "Ann"}
    form = Form("f", "F", (items,))
    named_by = named(form, views.ID, lambda word: names.get(word, word))
    view = views.modal(named_by, SEAL, SCOPE, GROUP)
    assert view["blocks"][0]["element"]["options"][0]["text"]["text"] == "#4 Ann: No WATERFALL"


def test_more_choices_than_boxes_are_a_list_of_which_three_can_be_taken() -> None:
    many = Field("on", "On", "choices", choices=tuple((f"{n}", f"item {n}") for n in range(40)))
    assert (element(many)["type"], element(many)["max_selected_items"]) == (
        "multi_static_select",
        3,
    )


def test_a_question_without_choices_is_answered_in_words() -> None:
    assert element(Field("on", "On", "choice"))["type"] == "plain_text_input"


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_a_form_is_text(said: str) -> None:
    fields = (
        Field("a", said, "text", limit=2000, value=said[:2000], hint=said),
        Field("b", said, "choice", choices=(("1", said), ("2", "x"))),
        Field("c", said, "choices", choices=(("1", said),), value="1"),
    )
    view = views.modal(Form("f", said, fields), SEAL, SCOPE, GROUP)
    assert faults(view) == []
    assert "mrkdwn" not in str([block["element"] for block in view["blocks"]])


# -- coming back -----------------------------------------------------------------------------------


def test_what_was_filled_in_comes_back_by_the_names_of_the_fields() -> None:
    view = submitted(
        question={"type": "plain_text_input", "value": "What\nthen? <@U1> & so"},
        by={"type": "plain_text_input", "value": None},
        rate={"type": "static_select", "selected_option": chosen(BRIEF.fields[2], "")[0]},
        must={"type": "static_select", "selected_option": chosen(BRIEF.fields[3], "3")[0]},
        picks={"type": "checkboxes", "selected_options": chosen(BRIEF.fields[4], "5", "1")},
    )
    assert views.values(view) == {
        "question": "What\nthen? <@U1> & so",
        "by": "",
        "rate": "",
        "must": "3",
        "picks": "5,1",
    }


def test_nothing_chosen_says_nothing() -> None:
    view = submitted(
        rate={"type": "static_select", "selected_option": None},
        picks={"type": "multi_static_select", "selected_options": []},
    )
    assert views.values(view) == {"rate": "", "picks": ""}


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9)),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ("state", "values", "value", "selected_option", "selected_options", "x")
            ),
            inside,
            max_size=3,
        ),
    ),
)


@given(st.dictionaries(st.sampled_from(("state", "type", "x")), JSON))
def test_no_view_makes_it_stumble(view: dict[str, Any]) -> None:
    read = views.values(view)
    assert all(isinstance(said, str) for pair in read.items() for said in pair)


@given(st.text(), st.text(min_size=1), st.text(), st.booleans())
def test_a_modal_says_which_form_it_was(group: str, name: str, rev: str, direct: bool) -> None:
    form = Form(name, "A form", (Field("a", "A"),), rev, group if direct else "")
    metadata = views.modal(form, SEAL, SCOPE, group)["private_metadata"]
    assert views.opened(metadata, SEAL, SCOPE) == (name, rev, group)
    assert views.opened(metadata, SEAL, "slack:T2") is None
    assert views.is_direct(metadata, SEAL, SCOPE) == (direct and group != "")


@given(st.text())
def test_metadata_that_we_never_wrote_is_no_modal(metadata: str) -> None:
    assert views.opened(metadata, SEAL, SCOPE) is None
    assert not views.is_direct(metadata, SEAL, SCOPE)


def test_a_button_is_no_modal_and_a_modal_no_button() -> None:
    button = SEAL.close(Press("write", form="write", group=GROUP), SCOPE)
    assert views.opened(button, SEAL, SCOPE) is None
    modal = views.modal(BRIEF, SEAL, SCOPE, GROUP)["private_metadata"]
    opened = SEAL.open(modal, SCOPE)
    assert opened
    assert opened.verb == ""


# -- the home tab ----------------------------------------------------------------------------------


def page(number: int, buttons: int = 2) -> Card:
    made = tuple(Button(f"Do {n}", "done", f"{n}", group=f"slack:T1:C{n}") for n in range(buttons))
    return Card(f"Group {number}", (text("Next: soon"),), made)


def test_a_page_of_ones_own_has_a_rule_between_groups_and_buttons_that_act_in_each() -> None:
    view = views.home([page(1), page(2)], SEAL, SCOPE, COMMAND)
    assert faults(view) == []
    kinds = [block["type"] for block in view["blocks"]]
    assert kinds == [
        *("header", "rich_text", "actions"),
        "divider",
        *("header", "rich_text", "actions"),
    ]
    last = press(view["blocks"][-1]["elements"][-1])
    assert last
    assert (last.verb, last.args, last.group) == ("done", "1", "slack:T1:C1")


def test_groups_that_find_no_room_on_the_page_are_counted() -> None:
    view = views.home([page(n) for n in range(40)], SEAL, SCOPE, COMMAND)
    assert faults(view) == []
    shown = sum(block["type"] == "header" for block in view["blocks"])
    assert view["blocks"][-1]["text"]["text"] == f"and {40 - shown} more"
