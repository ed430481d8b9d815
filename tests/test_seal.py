"""A button's text says what the button does, to us alone."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.events import Press
from bot.seal import LONGEST, Seal
from bot.values import replace
from tests.histories import played
from tests.moves import HISTORIES, History
from tests.seen import cards, press

SEAL = Seal("secret")
SCOPE = "discord:1085511238847311923"
PRESSES = st.builds(Press, st.text(), st.text(), st.text(), st.text(), st.text())


@given(PRESSES, st.text())
@example(Press("", form="="), "")
@example(Press("=", form="="), "")
@example(Press("%3D", form="%3D"), "")
def test_what_is_sealed_is_read_again(press: Press, scope: str) -> None:
    assert SEAL.open(SEAL.close(press, scope), scope) == press


@given(PRESSES, st.data())
def test_a_text_with_one_other_character_is_nobodys(press: Press, data: st.DataObject) -> None:
    text = SEAL.close(press, SCOPE)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != text[at]))
    assert SEAL.open(text[:at] + other + text[at + 1 :], SCOPE) is None


@given(st.text(st.characters()))  # half characters are among them
def test_what_we_never_wrote_is_nobodys(text: str) -> None:
    assert SEAL.open(text, SCOPE) is None


def test_a_button_of_one_tenant_is_no_good_in_another() -> None:
    text = SEAL.close(Press("end", "now"), "slack:T1")
    assert SEAL.open(text, "slack:T2") is None
    assert Seal("other").open(text, "slack:T1") is None


@given(HISTORIES)
def test_every_button_fits_the_platform_that_gives_least(history: History) -> None:
    room = f"{SCOPE}:1085511238847311924"
    for turn in played(history):
        for button in (b for card in cards(turn.outcome.effects) for b in card.buttons):
            group = room if button.group else ""
            drawn = replace(press(button), form=button.form, group=group)
            assert len(SEAL.close(drawn, SCOPE)) <= LONGEST
