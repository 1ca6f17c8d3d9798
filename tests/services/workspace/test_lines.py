"""Which line a record or a field stands on, whatever way the file is written."""

from __future__ import annotations

from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.services.workspace.lines import line_finder

TEXT = '''\ufeffschema = "map/1"
title = "T"
# above
[touchpoint.pay]
name = "Pay"
  quote = """
[touchpoint.fake]
"""
  needs = [
    "a",  # why
  ]
  emotion_by.fiona = 1

[touchpoint."with space"]
emotion_by = { fiona = 1 }

[metric.csat.readings]
2026-01 = 1
'''


def test_a_field_is_found_where_its_key_stands() -> None:
    line_of = line_finder(TEXT)
    pay = RecordKey("touchpoint", "pay")
    assert line_of(HEADER, "title") == 2
    assert line_of(pay, "name") == 5
    assert line_of(pay, "quote") == 6
    assert line_of(pay, "needs") == 9
    assert line_of(pay, "emotion_by.fiona") == 12
    assert line_of(RecordKey("touchpoint", "with space"), "emotion_by.fiona") == 15
    assert line_of(RecordKey("metric", "csat"), "readings.2026-01") == 18


def test_a_record_without_a_header_begins_with_its_first_key() -> None:
    line_of = line_finder(
        'schema = "map/1"\ntitle = "T"\ntheme.a.name = "A"\ntheme.a.summary = "x"\n[theme.b.c]\nd = 1\n'
    )
    assert line_of(RecordKey("theme", "a"), "") == 3
    assert line_of(RecordKey("theme", "a"), "name") == 3
    assert line_of(RecordKey("theme", "a"), "summary") == 4
    assert line_of(RecordKey("theme", "b"), "name") == 5


def test_a_field_that_is_not_there_is_where_its_record_begins() -> None:
    line_of = line_finder(TEXT)
    assert line_of(RecordKey("touchpoint", "pay"), "stage") == 4
    assert line_of(HEADER, "goal") == 1
    assert line_of(RecordKey("theme", "gone"), "") == 1


def test_windows_line_ends_count_once() -> None:
    assert line_finder(TEXT.replace("\n", "\r\n"))(RecordKey("touchpoint", "pay"), "needs") == 9
