"""What lies between two maps, told as rows: nothing is left out, and everything stands under its stage and card."""

from __future__ import annotations

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_touchpoint, move_touchpoint, remove_record, set_field
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.render.cells import length, text_of
from cjm_tui.services.past.differences import differences
from cjm_tui.tui.screens.comparison_rows import entries_of, entry_row, side_by_side

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
            for line in side_by_side(row, ("before", "after"), cells, 4):
                assert length(line) <= cells


def test_a_long_text_is_shown_whole_side_by_side() -> None:
    after = set_field(a_shop(), PAY, "doing", "Types the number, then types it again because the form was empty")
    row = next(row for row in entries_of(a_shop(), after) if row.field == "doing")
    said = " ".join(text_of(line).split("│")[1].strip() for line in side_by_side(row, ("then", "now"), 60, 6))
    assert "because the form was empty" in " ".join(said.split())
