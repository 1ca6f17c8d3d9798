"""What lies between two maps, told as rows: nothing is left out, and everything stands under its stage and card."""

from __future__ import annotations

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_touchpoint, change_id, move_touchpoint, remove_record, set_field
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.render.cells import length, text_of
from cjm_tui.services.past.differences import differences
from cjm_tui.tui.screens.comparison_rows import entries_of, entry_row
from cjm_tui.tui.screens.comparison_sides import Sides, side_by_side, told_apart

PAY, LOOK = RecordKey("touchpoint", "pay"), RecordKey("touchpoint", "look")


def a_shop() -> Document:
    return document_of(
        "map",
        [
            Record(*HEADER, {"schema": "map/1", "title": "Shop"}),
            Record("stage", "find", {"name": "Find", "order": 10}),
            Record("stage", "buy", {"name": "Buy", "order": 20}),
            Record(*LOOK, {"name": "Look", "stage": "find", "order": 10, "emotion": 1}),
            Record(*PAY, {"name": "Pay", "stage": "buy", "order": 10, "emotion": -1}),
            Record("insight", "twice", {"name": "Asked twice", "kind": "pain", "touchpoint": "pay"}),
            Record("theme", "forms", {"name": "Forms"}),
        ],
    )


def much_later() -> Document:
    later = set_field(a_shop(), PAY, "emotion", 2)
    later = set_field(later, RecordKey("insight", "twice"), "severity", 5)
    later = set_field(later, RecordKey("theme", "forms"), "summary", "Too many of them")
    later = set_field(later, HEADER, "goal", "A lamp")
    return add_touchpoint(later, "Wait", "buy", after="pay")[0]


def test_every_difference_is_told() -> None:
    before, after = a_shop(), much_later()
    rows = entries_of(before, after)
    told = {(row.key, row.field) for row in rows if row.key is not None}
    for difference in differences(before, after):
        assert (difference.key, "") in told
        for field in difference.fields:
            if field.field not in {"name", "stage", "order"}:
                assert (difference.key, field.field) in told


def test_the_map_itself_comes_first_and_what_has_no_stage_last() -> None:
    headings = [row.label for row in entries_of(a_shop(), much_later()) if row.key is None]
    assert headings == ["THE MAP ITSELF", "BUY", "EVERYTHING ELSE"]


def test_what_hangs_on_a_card_stands_under_it_and_leads_to_it() -> None:
    rows = entries_of(a_shop(), much_later())
    insight = next(row for row in rows if row.key == RecordKey("insight", "twice"))
    assert insight.card == PAY
    assert [row.key for row in rows if not row.field].index(PAY) < rows.index(insight)


def test_a_moved_card_is_told_by_its_stage_and_place() -> None:
    after = move_touchpoint(a_shop(), "look", "buy", 0)
    place = next(row for row in entries_of(a_shop(), after) if row.field == "place")
    assert (place.before, place.after) == ("Find, 1 of 1", "Buy, 1 of 2")


def test_a_removed_card_stands_under_the_stage_it_had() -> None:
    rows = entries_of(a_shop(), remove_record(a_shop(), PAY))
    assert rows[0].label == "BUY"
    assert (rows[1].label, rows[1].deed) == ("Pay", "removed")


def test_two_that_say_the_same_have_no_rows() -> None:
    assert entries_of(a_shop(), a_shop()) == ()


def test_no_row_is_wider_than_the_screen_whatever_the_text() -> None:
    wide = set_field(much_later(), PAY, "doing", "長い文章 " * 60)
    for cells in (40, 77, 117):
        for row in entries_of(a_shop(), wide):
            assert length(entry_row(row, cells)) <= cells
            for line in side_by_side(row, Sides(a_shop(), wide, ("before", "after")), cells, 4):
                assert length(line) <= cells


def test_a_long_text_is_shown_whole_side_by_side() -> None:
    after = set_field(a_shop(), PAY, "doing", "Types the number, then types it again because the form was empty")
    row = next(row for row in entries_of(a_shop(), after) if row.field == "doing")
    lines = side_by_side(row, Sides(a_shop(), after, ("then", "now")), 60, 6)
    said = " ".join(text_of(line).split("│")[1].strip() for line in lines if line)
    assert "because the form was empty" in " ".join(said.split())


def test_a_word_that_one_side_alone_has_is_marked() -> None:
    before, after = told_apart("Types the number on a phone", "Types the long number on a phone")
    assert [word for word, is_own in before if is_own] == []
    assert [word for word, is_own in after if is_own] == ["long"]


def test_a_card_is_shown_whole_on_both_sides_with_what_differs_first() -> None:
    rows = entries_of(a_shop(), much_later())
    card = next(row for row in rows if row.key == PAY and not row.field)
    title, first, *rest = (
        text_of(line) for line in side_by_side(card, Sides(a_shop(), much_later(), ("then", "now")), 80, 9)
    )
    assert (title.split()[0], title.split()[-1]) == ("then", "now")
    assert first.split() == ["emotion", "−1", "│", "emotion", "+2"]
    assert any(line.split() == ["name", "Pay", "│", "name", "Pay"] for line in rest)


def test_a_card_that_is_new_is_not_there_on_one_side() -> None:
    card = next(row for row in entries_of(a_shop(), much_later()) if row.deed == "added")
    lines = [text_of(line) for line in side_by_side(card, Sides(a_shop(), much_later(), ("then", "now")), 80, 9)]
    assert lines[1].split() == ["not", "there", "│"]
    assert "Wait" in lines[2]


def test_a_stage_shows_its_cards_on_both_sides() -> None:
    heading = next(row for row in entries_of(a_shop(), much_later()) if row.stage == "buy")
    _, curve, *cards = (
        text_of(line) for line in side_by_side(heading, Sides(a_shop(), much_later(), ("then", "now")), 80, 5)
    )
    assert curve.split() == ["▂", "−1.0", "│", "█·", "+2.0"]
    assert [line.split() for line in cards if line] == [["Pay", "│", "Pay"], ["│", "Wait"]]


def test_a_card_of_another_id_is_one_card_with_its_id_and_its_changes() -> None:
    here = RecordKey("touchpoint", "pay-here")
    after = set_field(change_id(a_shop(), PAY, "pay-here"), here, "emotion", 2)
    rows = entries_of(a_shop(), after)
    assert [(row.label, row.deed, row.before, row.after) for row in rows] == [
        ("BUY", "", "", ""),
        ("Pay", "changed", "", ""),
        ("id", "", "pay", "pay-here"),
        ("emotion", "", "−1", "+2"),
    ]
    assert {row.card for row in rows if row.key} == {here}


def test_what_is_only_renumbered_is_one_row_and_no_empty_ones() -> None:
    later = set_field(set_field(a_shop(), LOOK, "order", 100), PAY, "order", 100)
    heading, row = entries_of(a_shop(), later)
    assert heading.label == "THE MAP ITSELF"
    assert row.label == "2 of the cards and stages renumbered, in the same order"


def test_another_number_of_what_changed_otherwise_and_did_not_move_is_in_that_row_too() -> None:
    later = set_field(set_field(a_shop(), LOOK, "order", 100), PAY, "order", 100)
    later = set_field(later, PAY, "emotion", 2)
    rows = entries_of(a_shop(), later)
    assert [row.label for row in rows] == [
        "THE MAP ITSELF",
        "2 of the cards and stages renumbered, in the same order",
        "BUY",
        "Pay",
        "emotion",
    ]
    alone = entries_of(a_shop(), set_field(set_field(a_shop(), PAY, "order", 100), PAY, "emotion", 2))
    assert [row.label for row in alone][1] == "1 of the cards and stages renumbered, in the same order"


def test_the_number_of_a_card_that_moved_is_told_with_it() -> None:
    rows = entries_of(a_shop(), move_touchpoint(a_shop(), "pay", "find", 0))
    assert [row.label for row in rows if row.field] == ["place"]
