"""Changes in words, as people read them in a history."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import (
    add_record,
    add_touchpoint,
    change_id,
    move_stage,
    move_touchpoint,
    remove_record,
    set_field,
    set_fields,
)
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.suspect import confirmed, framed
from cjm_tui.model.values import Value
from cjm_tui.model.wording import headline, signed, words
from tests.model.documents import PAY, edited_maps, shop

SEE = RecordKey("touchpoint", "see")


def told(after: Document, before: Document | None = None) -> tuple[str, ...]:
    return words(before or shop(), after)


def test_a_card_that_was_moved_felt_and_hurt_is_told_in_one_sentence() -> None:
    after = move_touchpoint(set_field(shop(), SEE, "emotion", -2), "see", "buy", 1)
    after = add_record(after, Record("insight", "slow", {"name": "So slow", "kind": "pain", "touchpoint": "see"}))
    assert told(after) == ("See: emotion +1 → −2; moved to Buy after Pay; added pain ‘So slow’",)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("emotion", None, "See: emotion +1 → unknown"),
        ("emotion", "bad", 'See: emotion +1 → "bad"'),
        ("emotion", 7, "See: emotion +1 → 7"),
        ("frequency", math.nan, "See: frequency nan"),
        ("frequency", -math.inf, "See: frequency −inf"),
        ("frequency", 10**400, f"See: frequency 1{'0' * 58}…"),
        ("frequency", 1e300, f"See: frequency {str(int(1e300))[:59]}…"),
        ("emotion_by.fiona", -1, "See: emotion of fiona unknown → −1"),
        ("doing", "Looks", "See: doing ‘Looks’"),
        ("notes", "first\nsecond", "See: notes written"),
        ("name", "Look", "Look: name ‘See’ → ‘Look’"),
        ("channels", ("app", "web"), "See: channels: added app, web"),
        ("needs", ("time",), "See: needs: added ‘time’"),
        ("moment", "truth", "See: moment truth"),
        ("frequency", 5, "See: frequency 5"),
        ("team", "shop", "See: team shop"),
        ("needs", (1, "time"), "See: needs: added 1, ‘time’"),
    ],
)
def test_a_field_is_told_in_the_words_of_the_form(field: str, value: Value | None, expected: str) -> None:
    assert told(set_field(shop(), SEE, field, value)) == (expected,)


def test_a_number_longer_than_python_writes_is_told_as_it_stands_in_the_file() -> None:
    assert told(set_field(shop(), SEE, "frequency", int("f" * 5000, 16))) == (f"See: frequency 0x{'f' * 57}…",)


def test_a_long_text_is_reworded_not_quoted() -> None:
    before = set_field(shop(), SEE, "doing", "x" * 90)
    assert told(set_field(before, SEE, "doing", "y" * 90), before) == ("See: doing reworded",)
    assert told(set_field(before, SEE, "doing", None), before) == ("See: doing removed",)


def test_a_list_in_another_order_says_so() -> None:
    assert told(set_field(shop(), PAY, "channels", ("app", "web"))) == ("Pay: channels: in another order",)


def test_a_look_is_told_as_what_it_says_and_not_as_a_time() -> None:
    looked = set_field(shop(), PAY, "looked", dt.datetime(2026, 11, 30, 19, 40, tzinfo=dt.UTC))
    again = set_field(looked, PAY, "looked", dt.date(2026, 12, 1))
    assert words(shop(), looked) == words(looked, again) == ("Pay: looked at, still holds",)
    assert words(looked, shop()) == ("Pay: no longer said to hold",)
    assert words(shop(), set_field(again, PAY, "emotion", 1)) == ("Pay: emotion unknown → +1; looked at, still holds",)


def test_readings_dates_and_places_read_well() -> None:
    metric: dict[str, Value] = {"name": "CSAT", "kind": "csat", "stage": "buy", "baseline": 70.0}
    before = add_record(shop(), Record("metric", "csat", metric))
    after = set_fields(before, RecordKey("metric", "csat"), {"readings.2026-01": 71.5, "baseline": -3.0})
    after = set_field(after, HEADER, "review_by", dt.date(2027, 1, 31))
    assert told(after, before) == ("Map: review by 2027-01-31", "Metric ‘CSAT’: baseline 70 → −3; reading 2026-01 71.5")


def test_values_that_look_alike_are_told_by_what_differs() -> None:
    metric: dict[str, Value] = {"name": "CSAT", "kind": "csat", "stage": "buy", "target": 40, "readings.2026-01": 7.0}
    before, key = add_record(shop(), Record("metric", "csat", metric)), RecordKey("metric", "csat")
    after = set_fields(before, key, {"target": 40.0, "readings.2026-01": 7})
    assert told(after, before) == ("Metric ‘CSAT’: target written as 40.0; reading 2026-01 written as 7",)
    assert told(set_field(before, key, "name", "CSAT "), before) == ("Metric ‘CSAT’: name spaced otherwise",)


def test_a_removed_stage_says_how_much_went_with_it() -> None:
    after = remove_record(shop(), RecordKey("stage", "buy"))
    assert told(after) == ("removed stage ‘Buy’ with 1 touchpoint and 1 insight",)


def test_a_new_card_says_where_it_stands() -> None:
    after, _ = add_touchpoint(shop(), "Wait", "buy", "pay", {"emotion": -1})
    assert told(after) == ("added touchpoint ‘Wait’ (−1) in Buy",)


def test_another_id_is_told_and_nothing_else() -> None:
    assert told(change_id(shop(), RecordKey("theme", "trust"), "faith"))[-1] == "Theme ‘Trust’: id trust → faith"


def test_a_moved_stage_is_told_once() -> None:
    assert told(move_stage(shop(), "buy", 0)) == ("Buy: moved to the front",)


def test_a_move_within_the_stage_names_the_card_before() -> None:
    before, key = add_touchpoint(shop(), "Wait", "buy")
    assert told(move_touchpoint(before, "pay", "buy", 1), before) == ("Pay: moved after Wait",)
    assert told(move_touchpoint(before, key.id, "buy", 0), before) == ("Wait: moved to the front",)


def test_a_new_order_that_moves_nothing_is_silent() -> None:
    assert told(set_field(shop(), PAY, "order", 12)) == ()


def test_comments_and_unknown_keys_change_in_silence() -> None:
    assert told(set_fields(shop(), PAY, {"#": "# x", "#inside": ("# y",), "own": 1})) == ()


def test_conflicts_open_and_are_settled() -> None:
    conflict = Record("conflict", "c", {"record": "touchpoint.pay", "field": "emotion"})
    opened = add_record(shop(), conflict)
    assert told(opened) == ("open conflict about ‘Pay’ emotion",)
    assert words(opened, shop()) == ("settled conflict about ‘Pay’ emotion",)


def test_sentences_follow_the_journey() -> None:
    after = set_field(set_field(shop(), PAY, "emotion", 0), SEE, "emotion", 0)
    assert told(after) == ("See: emotion +1 → 0", "Pay: emotion unknown → 0")


def test_other_files_are_told_too() -> None:
    before = document_of("persona", [Record("", "", {"schema": "persona/1", "name": "Fiona"})])
    after = set_fields(before, HEADER, {"demographics.age": "25", "pains": ("late parcels",)})
    assert words(before, after) == ("Fiona: demographics age ‘25’; pains: added ‘late parcels’",)


@given(edited_maps())
def test_words_never_break_a_line_and_never_fail(versions: tuple[Document, ...]) -> None:
    for sentence in words(*versions):
        assert "\n" not in sentence
        assert sentence == sentence.strip()


@given(edited_maps())
def test_a_headline_fits_and_names_the_map(versions: tuple[Document, ...]) -> None:
    line = headline("Buy an outfit online", words(*versions))
    assert line.startswith("Buy an outfit online")
    assert len(line) <= 72


def test_a_headline_says_how_much_more_there_is() -> None:
    line = headline("Buy an outfit online", ["Pay by card: emotion −1 → −2", "See a post: emotion 0 → +1"] * 2)
    assert line == "Buy an outfit online: Pay by card: emotion −1 → −2 (and 3 more)"
    made = ["a new map with 3 stages and 5 touchpoints", "the team's own file"]
    assert headline("Switch the energy supplier", made) == f"Switch the energy supplier: {made[0]}"
    assert headline("T" * 80, ["a", "b"]) == "T" * 58 + "… (and 1 more)"
    assert headline("Buy", []) == "Buy"


@pytest.mark.parametrize(
    ("emotion", "expected"), [(-2, "−2"), (0, "0"), (2, "+2"), (None, "?"), (-0.04, "0.0"), (1.25, "+1.2")]
)
def test_emotions_carry_their_sign(emotion: float | None, expected: str) -> None:
    assert signed(emotion) == expected


def test_a_fingerprint_is_told_as_a_confirmation_or_as_what_is_remembered() -> None:
    before = add_record(shop(), Record("opportunity", "one", {"name": "One", "insights": ("twice",)}))
    other = set_field(before, RecordKey("opportunity", "one"), "seen.twice", "ab12")
    after = confirmed(other, "one")
    assert told(after, other) == ("Opportunity ‘One’: confirmed ‘Twice’",)
    assert told(after, before) == ("Opportunity ‘One’: remembers what ‘Twice’ says",)
    assert told(before, after) == ("Opportunity ‘One’: no longer looks at ‘Twice’",)
    assert told(other, before) == ("Opportunity ‘One’: suspect, ‘Twice’ changed",)


def test_an_opportunity_whose_insight_goes_is_told_to_be_suspect() -> None:
    before = add_record(shop(), Record("opportunity", "one", {"name": "One", "insights": ("twice",)}))
    after = framed(before, remove_record(before, RecordKey("insight", "twice")))
    assert told(after, before)[-1] == "Opportunity ‘One’: suspect, ‘Twice’ is gone"


def test_a_link_that_comes_is_told_once() -> None:
    before = add_record(shop(), Record("opportunity", "one", {"name": "One"}))
    after = confirmed(set_field(before, RecordKey("opportunity", "one"), "insights", ("twice",)), "one")
    assert told(after, before) == ("Opportunity ‘One’: insights: added ‘Twice’",)


def test_cards_of_a_stage_that_is_not_there_are_told_by_its_id() -> None:
    lost = set_fields(shop(), SEE, {"stage": "gone", "order": 30})
    assert told(lost) == ("See: moved to gone",)


def test_a_stage_given_another_order_without_moving_is_silent() -> None:
    assert told(set_field(shop(), RecordKey("stage", "buy"), "order", 70)) == ()


def test_another_id_is_told_once_and_not_for_all_that_refers_to_it() -> None:
    before = shop()
    after = set_field(change_id(before, PAY, "pay-here"), RecordKey("touchpoint", "pay-here"), "emotion", -2)
    assert words(before, after) == ("Pay: id pay → pay-here; emotion unknown → −2",)
