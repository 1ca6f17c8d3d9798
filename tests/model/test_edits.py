"""What edits do, and what they leave alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.model.diff import Added, Changed, diff
from cjm_tui.model.document import Document
from cjm_tui.model.edits import (
    add_record,
    add_touchpoint,
    change_id,
    new_record,
    removal,
    remove_record,
    set_field,
)
from cjm_tui.model.problem import Problem
from cjm_tui.model.record import HEADER, Record, RecordKey
from tests.model.documents import PAY, dangling, maps, random_edit, random_map, shop


@given(maps())
def test_removing_anything_leaves_no_reference_dangling(document: Document) -> None:
    for key in document.records:
        if key.id:
            assert dangling(remove_record(document, key)) == []


def test_removing_a_stage_takes_its_cards_and_what_hangs_on_them_along() -> None:
    gone = [str(record.key) for record in removal(shop(), RecordKey("stage", "buy"))]
    assert gone == ["stage.buy", "touchpoint.pay", "insight.twice"]


def test_an_insight_of_card_and_stage_survives_the_card() -> None:
    both = set_field(shop(), RecordKey("insight", "twice"), "stage", "look")
    left = remove_record(both, PAY)
    assert left.records[RecordKey("insight", "twice")].text("stage") == "look"
    assert left.records[RecordKey("insight", "twice")].get("touchpoint") is None


def test_what_is_named_twice_in_a_list_goes_twice() -> None:
    twice = Record("opportunity", "one", {"name": "1", "insights": ("twice", "twice")})
    assert remove_record(shop().with_records([twice]), PAY).records[twice.key] == twice.with_fields({"insights": None})


def test_an_insight_nobody_has_placed_yet_does_not_go_with_its_theme() -> None:
    idea = Record("insight", "idea", {"name": "Idea", "kind": "idea", "themes": ("trust",)})
    left = remove_record(shop().with_records([idea]), RecordKey("theme", "trust"))
    assert left.records[idea.key] == idea.with_fields({"themes": None})


def test_a_solution_goes_with_its_last_opportunity_only() -> None:
    document = shop().with_records(
        [
            Record("opportunity", "one", {"name": "1"}),
            Record("opportunity", "two", {"name": "2"}),
            Record("solution", "form", {"name": "Form", "opportunities": ("one", "two")}),
        ]
    )
    left = remove_record(document, RecordKey("opportunity", "one"))
    assert left.records[RecordKey("solution", "form")].get("opportunities") == ("two",)
    assert left.get("solution", "form") is not None
    assert remove_record(left, RecordKey("opportunity", "two")).get("solution", "form") is None


def test_a_removed_card_takes_its_conflicts_along_and_leaves_what_was_remembered_of_its_insights() -> None:
    document = shop().with_records(
        [
            Record("conflict", "c", {"record": "touchpoint.pay", "field": "emotion"}),
            Record("opportunity", "one", {"name": "1", "insights": ("twice",), "seen.twice": "ab12"}),
        ]
    )
    left = remove_record(document, PAY)
    assert left.get("conflict", "c") is None
    assert dict(left.records[RecordKey("opportunity", "one")].fields) == {"name": "1", "seen.twice": "ab12"}


@given(st.integers(0, 2**32))
def test_a_changed_id_takes_every_reference_along(seed: int) -> None:
    dice = random.Random(seed)
    document = random_map(dice, 6)
    card = dice.choice(document.of_kind("touchpoint"))
    renamed = change_id(document, card.key, "brand-new")
    assert dangling(renamed) == []
    assert renamed.records[RecordKey("touchpoint", "brand-new")].fields == card.fields
    assert change_id(renamed, RecordKey("touchpoint", "brand-new"), card.id) == document


def test_a_changed_id_is_followed_by_conflicts() -> None:
    document = shop().with_records([Record("conflict", "c", {"record": "touchpoint.pay"})])
    assert change_id(document, PAY, "paid").records[RecordKey("conflict", "c")].text("record") == "touchpoint.paid"


def test_what_does_not_fit_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="is there already"):
        change_id(shop(), PAY, "see")
    with pytest.raises(UsageError, match="is no id"):
        change_id(shop(), PAY, "Not An Id")
    with pytest.raises(UsageError, match="is there already"):
        add_record(shop(), shop().records[PAY])
    with pytest.raises(NotFoundError, match=r"no touchpoint\.nope"):
        set_field(shop(), RecordKey("touchpoint", "nope"), "emotion", 1)


@given(st.integers(0, 2**32))
def test_no_edit_changes_the_document_it_started_from(seed: int) -> None:
    dice = random.Random(seed)
    document = random_map(dice, 5)
    before = {key: dict(record.fields) for key, record in document.records.items()}
    random_edit(dice, document)
    assert {key: dict(record.fields) for key, record in document.records.items()} == before


def test_a_document_cannot_be_changed_at_any_depth() -> None:
    document = shop()
    with pytest.raises(TypeError):
        document.records[PAY] = Record("touchpoint", "pay")  # type: ignore[index]
    with pytest.raises(TypeError):
        document.records[PAY].fields["emotion"] = 2  # type: ignore[index]
    with pytest.raises(AttributeError):
        document.records[PAY].id = "x"  # type: ignore[misc]


def test_one_field_set_is_one_change() -> None:
    assert diff(shop(), set_field(shop(), PAY, "emotion", 1)) == (Changed(PAY, "emotion", None, 1),)
    added, key = add_touchpoint(shop(), "New", "buy")
    assert diff(shop(), added) == (Added(added.records[key]),)


def test_a_record_of_an_unknown_kind_refers_to_nothing_and_hangs_on_nothing() -> None:
    odd = shop().with_records([Record("recipe", "soup", {"name": "Soup", "stage": "buy"})])
    assert remove_record(odd, RecordKey("stage", "buy")).get("recipe", "soup") is not None


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = Problem("maps/a.toml", 7, "touchpoint.pay", "emotion", "is 7", "choose −2 … +2")
    assert str(problem) == "maps/a.toml:7: touchpoint.pay.emotion: is 7; choose −2 … +2"
    assert str(Problem("maps/a.toml", 0, "", "", "is empty")) == "maps/a.toml: is empty"


def test_an_entry_takes_the_place_of_a_value_under_its_name_and_the_other_way_round() -> None:
    once = set_field(shop(), PAY, "emotion_by", 2)
    entered = set_field(once, PAY, "emotion_by.fiona", -1)
    assert entered.records[PAY].table("emotion_by") == {"fiona": -1}
    assert entered.records[PAY].get("emotion_by") is None
    again = set_field(entered, PAY, "emotion_by", 2)
    assert again.records[PAY].get("emotion_by") == 2
    assert again.records[PAY].get("emotion_by.fiona") is None


def test_keys_that_only_begin_alike_leave_each_other_alone() -> None:
    record = set_field(set_field(shop(), PAY, "emotion_by.fi", 1), PAY, "emotion_by.fiona", 2).records[PAY]
    assert record.table("emotion_by") == {"fi": 1, "fiona": 2}


def test_a_new_record_is_never_called_like_a_key_that_stands_in_its_place() -> None:
    loose = shop().with_records([Record("theme", "", {"payment": 1, "deep.er": 2})])
    assert new_record(loose, "theme", "Payment").id == "payment-2"
    assert new_record(loose, "theme", "Deep").id == "deep-2"
    with_theme = add_record(loose, new_record(loose, "theme", "Trust"))
    with pytest.raises(UsageError, match="there already"):
        change_id(with_theme, RecordKey("theme", "trust"), "payment")


def test_a_record_of_a_kind_the_file_has_a_key_for_is_refused_in_words() -> None:
    document = set_field(shop(), HEADER, "theme", "trust")
    with pytest.raises(UsageError, match="a key “theme” of its own"):
        new_record(document, "theme", "Payment")
