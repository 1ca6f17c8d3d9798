"""Where a new record stands, and what a removed one leaves."""

from __future__ import annotations

import pytest

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.storage.lens import write
from tests.sample_maps import DOCUMENTED
from tests.storage.changes import changed_lines
from tests.storage.changes import document_of as read_document


def test_a_conflict_begins_with_the_record_it_is_about() -> None:
    conflict = Record(
        "conflict", "a-emotion", {"theirs": "2", "ours": "1", "record": "touchpoint.a", "field": "emotion"}
    )
    text = write("", document_of("map", [Record("", "", {"schema": "map/1"}), conflict]))
    assert '[conflict.a-emotion]\nrecord = "touchpoint.a"\n  field = "emotion"\n  ours = "1"\n  theirs = "2"\n' in text


@pytest.mark.parametrize(
    ("record", "before"),
    [
        (
            Record("touchpoint", "a-first", {"name": "x"}),
            "# Legal asked us to keep this one.\n[touchpoint.pay-by-card]",
        ),
        (Record("insight", "b", {"name": "x"}), "[insight.card-asked-twice]"),
        (Record("stage", "later", {"name": "x", "order": 20}), "[stage.purchase]"),
        (Record("theme", "t", {"name": "x"}), "[metric.csat]"),
    ],
    ids=lambda value: value.kind if isinstance(value, Record) else "",
)
def test_a_new_record_stands_before_the_first_greater_one(map_text: str, record: Record, before: str) -> None:
    document = read_document(map_text)
    text = write(map_text, document.with_records([record]))
    gone, came = changed_lines(map_text, text)
    assert not gone
    assert text.index(f"[{record.key}]") < text.index(before)
    assert text.index(f"[{record.key}]\n") + len("".join(came)) == text.index(before)


def test_a_new_last_record_of_its_kind_stands_before_the_title_of_the_next_kind(map_text: str) -> None:
    document = read_document(map_text)
    text = write(map_text, document.with_records([Record("touchpoint", "zz", {"name": "Z"})]))
    assert 'so I left."""\n\n[touchpoint.zz]\nname = "Z"\n\n# ---- what we learned ----\n\n[insight' in text


def test_a_new_record_at_the_end_leaves_the_end_of_the_file_as_it_is(map_text: str) -> None:
    open_end = map_text.rstrip("\n")
    document = read_document(open_end)
    text = write(open_end, document.with_records([Record("metric", "nps", {"name": "NPS"})]))
    assert text == open_end + '\n\n[metric.nps]\nname = "NPS"'


def test_a_removed_record_leaves_one_blank_line(map_text: str) -> None:
    document = read_document(map_text)
    text = write(map_text, document.with_records([], [RecordKey("touchpoint", "pay-by-card")]))
    assert "  order = 40\n\n# ---- what we learned ----\n\n[insight" in text
    last = write(map_text, document.with_records([], [RecordKey("metric", "csat")]))
    assert last.endswith('  touchpoint = "pay-by-card"\n')


def test_a_file_without_blank_lines_gets_none() -> None:
    text = 'schema = "workspace/1"\n[team.a]\nname = "A"\n[team.c]\nname = "C"\n'
    document = read_document(text)
    fuller = write(text, document.with_records([Record("team", "b", {"name": "B"})]))
    assert fuller == 'schema = "workspace/1"\n[team.a]\nname = "A"\n[team.b]\nname = "B"\n[team.c]\nname = "C"\n'
    assert write(fuller, document) == text


def test_a_new_file_is_sorted_and_ends_with_a_newline() -> None:
    records = [
        Record("metric", "m", {"name": "M"}),
        Record("touchpoint", "b", {"name": "B"}),
        Record("touchpoint", "a", {"name": "A", "#inside": ("# said",), "#": "# above"}),
        Record("stage", "z", {"name": "Z", "order": 1}),
        Record("stage", "a", {"name": "A", "order": 2}),
        Record("odd", "x", {}),
        Record("", "", {"title": "T", "schema": "map/1", "#loose": ("# nobody's",)}),
    ]
    assert write("", document_of("map", records)) == (
        'schema = "map/1"\ntitle = "T"\n\n[stage.z]\nname = "Z"\n  order = 1\n\n[stage.a]\nname = "A"\n  order = 2\n\n'
        '# above\n[touchpoint.a]\nname = "A"\n  # said\n\n[touchpoint.b]\nname = "B"\n\n[metric.m]\nname = "M"\n\n'
        "[odd.x]\n\n# nobody's\n"
    )


def test_the_header_of_a_file_without_one_stands_on_top() -> None:
    text = '# note\n\n[stage.a]\nname = "A"\n'
    document = read_document(text)
    header = document.records.get(HEADER, Record("", ""))
    written = write(text, Document("map", {**document.records, HEADER: header.with_fields({"schema": "map/1"})}))
    assert written == '# note\n\nschema = "map/1"\n\n[stage.a]\nname = "A"\n'


def test_many_records_at_once_stand_where_they_would_one_by_one() -> None:
    one_by_one = DOCUMENTED
    fresh = [Record("theme", id_, {"name": id_}) for id_ in ("m", "zz", "b", "payment-friction-2")]
    fresh += [Record("odd kind", "x", {"name": "X"}), Record("solution", "s", {"name": "S"})]
    fresh += [Record("stage", "z", {"name": "Z", "order": 25})]
    at_once = write(DOCUMENTED, read_document(DOCUMENTED).with_records(fresh))
    for record in fresh:
        one_by_one = write(one_by_one, read_document(one_by_one).with_records([record]))
    assert at_once == one_by_one


def test_what_was_taken_out_of_a_large_file_all_over_it_goes_back_byte_for_byte() -> None:
    blocks = [f'[theme.t{number:05}]\nname = "T"\n' for number in range(3_000)]
    text = 'schema = "map/1"\n\n' + "\n".join(blocks)
    document = read_document(text)
    gone = document.with_records((), [RecordKey("theme", f"t{number:05}") for number in range(0, 3_000, 12)])
    assert write(write(text, gone), document) == text
