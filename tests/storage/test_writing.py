"""How a change stands in the text: the least that says it, in the file's own manner."""

from __future__ import annotations

import pytest

from cjm_tui.errors import VerificationError
from cjm_tui.model.document import document_of
from cjm_tui.model.edits import change_id
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import Table
from cjm_tui.storage.lens import write
from tests.storage.changes import change_of, changed_lines, with_field
from tests.storage.changes import document_of as read_document

TOUCHPOINT = ("touchpoint", "pay-by-card")
METRIC = ("metric", "csat")


def test_one_field_changed_is_one_line_changed(map_text: str) -> None:
    change = change_of(map_text, *TOUCHPOINT, "emotion", -1)
    assert change == (["  emotion = -2 # four of six\n"], ["  emotion = -1 # four of six\n"])


def test_moving_a_card_is_a_two_line_diff(map_text: str) -> None:
    document = read_document(map_text)
    card = document.records[RecordKey("touchpoint", "pay-by-card")]
    moved = document.with_records([card.with_fields({"stage": "awareness", "order": 15})])
    gone, came = changed_lines(map_text, write(map_text, moved))
    assert gone == ['  stage = "purchase"\n', "  order = 20\n"]
    assert came == ['  stage = "awareness"\n', "  order = 15\n"]


def test_another_id_is_the_header_s_line_and_the_references(map_text: str) -> None:
    renamed = change_id(read_document(map_text), RecordKey("touchpoint", "pay-by-card"), "a-way-to-pay")
    gone, came = changed_lines(map_text, write(map_text, renamed))
    assert [line.replace("pay-by-card", "a-way-to-pay") for line in gone] == came
    assert "[touchpoint.a-way-to-pay]\n" in came


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[ touchpoint . 'pay' ] # here\n", "[ touchpoint . buy ] # here\n"),
        ('[touchpoint."pay"]\n', "[touchpoint.buy]\n"),
        ("# pay touchpoint.pay\n[touchpoint.pay]\n", "# pay touchpoint.pay\n[touchpoint.buy]\n"),
    ],
)
def test_however_the_header_is_written_only_the_id_in_it_changes(before: str, after: str) -> None:
    text = f'schema = "map/1"\n\n{before}name = "Pay"\n  emotion_by.fiona = 1\n\n[touchpoint.see]\nname = "See"\n'
    renamed = change_id(read_document(text), RecordKey("touchpoint", "pay"), "buy")
    assert write(text, renamed) == text.replace(before, after)


def test_an_id_in_the_headers_of_a_record_s_tables_follows() -> None:
    text = 'schema = "map/1"\n\n[touchpoint.pay]\nname = "Pay"\n\n[touchpoint.pay.emotion_by]\nfiona = 1\n'
    renamed = change_id(read_document(text), RecordKey("touchpoint", "pay"), "buy")
    assert write(text, renamed) == text.replace("touchpoint.pay", "touchpoint.buy")


def test_a_record_without_a_header_of_its_own_is_renamed_all_the_same() -> None:
    text = 'schema = "map/1"\n\n[touchpoint]\npay = { name = "Pay", emotion = 1 }\n'
    renamed = change_id(read_document(text), RecordKey("touchpoint", "pay"), "buy")
    assert read_document(write(text, renamed)) == renamed


def test_a_new_key_stands_where_it_is_declared(map_text: str) -> None:
    text = with_field(map_text, *TOUCHPOINT, "doing", "Types the number")
    assert '  channels = ["website"]\n  doing = "Types the number"\n  thinking' in text


def test_a_persona_s_emotion_stands_below_everybody_s(map_text: str) -> None:
    text = with_field(map_text, *TOUCHPOINT, "emotion_by.fiona", -2)
    assert "# four of six\n  emotion_by.fiona = -2\n  frequency" in text


def test_readings_stand_by_date(map_text: str) -> None:
    text = with_field(map_text, *METRIC, "readings.2026-02", 70.0)
    assert "readings.2026-01 = 71.0\n  readings.2026-02 = 70.0\n  readings.2026-03 = 68.5" in text


def test_a_key_nobody_declared_stands_after_those_that_are(map_text: str) -> None:
    text = with_field(map_text, *METRIC, "colour", "red")
    assert '  readings.2026-03 = 68.5\n  colour = "red"\n' in text


def test_the_name_stands_first_and_unindented() -> None:
    text = with_field('schema = "map/1"\n\n[theme.a]\n  summary = "x"\n', "theme", "a", "name", "A")
    assert text.endswith('[theme.a]\n  name = "A"\n  summary = "x"\n')
    fresh = document_of(
        "map", [Record("", "", {"schema": "map/1"}), Record("theme", "a", {"summary": "x", "name": "A"})]
    )
    assert write("", fresh) == 'schema = "map/1"\n\n[theme.a]\nname = "A"\n  summary = "x"\n'


def test_a_text_of_several_lines_stands_last(map_text: str) -> None:
    text = with_field(map_text, *METRIC, "unit", "per cent\nof answers")
    assert '  readings.2026-03 = 68.5\n  unit = """\nper cent\nof answers"""\n' in text


def test_a_text_that_grows_a_second_line_moves_to_the_end(map_text: str) -> None:
    gone, came = change_of(map_text, "insight", "card-asked-twice", "kind", "a\nb")
    assert gone == ['  kind = "pain"\n']
    assert came == ['  kind = """\n', "a\n", 'b"""\n']


def test_one_line_of_a_long_text_changed_is_one_line_changed(map_text: str) -> None:
    change = change_of(map_text, *TOUCHPOINT, "notes", "I typed it twice,\nso I left.")
    assert change == (["I typed it,\n"], ["I typed it twice,\n"])


def test_a_list_of_one_stands_on_one_line_and_of_more_on_several(map_text: str) -> None:
    text = with_field(map_text, *TOUCHPOINT, "channels", ("website", "app"))
    assert '  channels = [\n    "website",\n    "app",\n  ]\n' in text
    assert change_of(text, *TOUCHPOINT, "channels", ("website", "app", "store"))[1] == ['    "store",\n']
    assert with_field(text, *TOUCHPOINT, "channels", ("website",)) == map_text


def test_a_list_on_one_line_stays_there_in_a_file_of_such_lists() -> None:
    text = 'schema = "map/1"\ntags = ["a", "b"]\n\n[touchpoint.a]\nname = "A"\n  channels = ["web"]\n'
    assert '  channels = ["web", "app"]\n' in with_field(text, "touchpoint", "a", "channels", ("web", "app"))
    assert 'tags = ["b", "a", "c"]\n' in with_field(text, "", "", "tags", ("b", "a", "c"))
    assert '  needs = ["x", "y"]\n' in with_field(text, "touchpoint", "a", "needs", ("x", "y"))


@pytest.mark.parametrize("said", ['"One answer, in words"', "'One answer, in words'", '"So \\"one, two\\""', '"one", '])
def test_a_comma_in_a_text_is_no_habit(said: str) -> None:
    text = f'schema = "map/1"\n\n[stage.a]\nname = "A"\n  order = 10\n  needs = [{said}]\n'
    assert 'tags = [\n  "x",\n  "y",\n]\n' in with_field(text, "", "", "tags", ("x", "y"))


def test_a_new_key_is_indented_as_its_neighbours_are() -> None:
    text = 'schema = "map/1"\n\n[touchpoint.a]\nname = "A"\n\torder = 10\n\n[touchpoint.b]\nname = "B"\n'
    assert '\torder = 10\n\tdoing = "x"\n' in with_field(text, "touchpoint", "a", "doing", "x")
    assert 'name = "B"\n\tdoing = "x"\n' in with_field(text, "touchpoint", "b", "doing", "x")


def test_a_file_without_indentation_gets_none() -> None:
    text = 'schema = "map/1"\n\n[stage.a]\nname = "A"\norder = 10\n'
    assert 'name = "A"\norder = 10\ngoal = "g"\n' in with_field(text, "stage", "a", "goal", "g")
    document = read_document(text)
    new = document.with_records([Record("stage", "b", {"name": "B", "order": 20})])
    assert write(text, new).endswith('\n\n[stage.b]\nname = "B"\norder = 20\n')


def test_keys_from_a_to_z_stay_from_a_to_z() -> None:
    text = 'schema = "map/1"\n\n[touchpoint.a]\ndoing = "d"\nname = "A"\norder = 1\nstage = "s"\n'
    assert 'doing = "d"\nemotion = 1\nname = "A"\n' in with_field(text, "touchpoint", "a", "emotion", 1)
    assert '[touchpoint.a]\nchannels = ["web"]\ndoing' in with_field(text, "touchpoint", "a", "channels", ("web",))


def test_a_new_key_keeps_the_newlines_of_the_file() -> None:
    text = 'schema = "map/1"\r\n\r\n[stage.a]\r\nname = "A"'
    assert with_field(text, "stage", "a", "order", 10) == text + "\r\n  order = 10"
    long = with_field(text, "stage", "a", "goal", "a\nb")
    assert long == text + '\r\n  goal = """\r\na\r\nb"""'
    assert read_document(long).records[RecordKey("stage", "a")].text("goal") == "a\nb"


def test_what_is_hidden_is_written_to_be_seen() -> None:
    text = write("", document_of("map", [Record("", "", {"schema": "map/1", "title": "a\u200bb\u202e\x07\x7f"})]))
    assert '"a\\u200Bb\\u202E\\u0007\\u007F"' in text


def test_a_carriage_return_keeps_a_text_on_one_line() -> None:
    text = write("", document_of("map", [Record("", "", {"schema": "map/1", "summary": "a\r\nb"})]))
    assert 'summary = "a\\r\\nb"\n' in text
    assert read_document(text).header.text("summary") == "a\r\nb"


@pytest.mark.parametrize(
    "said",
    ['"', '""', '"""', '""""', 'a"\n"b"', '\n"""', "\\\n\\", 'end\\"\n"', "\n", "\n\n", " \n ", "\t\n\x00", "'''\n"],
    ids=repr,
)
def test_any_text_comes_back_from_several_lines(said: str) -> None:
    for value in (said, "first\n" + said, said + "\nlast"):
        text = write("", document_of("map", [Record("", "", {"schema": "map/1", "summary": value})]))
        assert read_document(text).header.text("summary") == value


def test_a_list_of_tables_stands_on_lines(map_text: str) -> None:
    rows = (Table({"a": 1}), Table({"a": 2, "b c": ("x",)}))
    text = with_field(map_text, *METRIC, "rows", rows)
    assert '  rows = [\n    {a = 1},\n    {a = 2, "b c" = ["x"]},\n  ]\n' in text


def test_an_empty_table_gives_way_to_what_is_put_into_it() -> None:
    text = 'schema = "map/1"\n\n[touchpoint.a]\nname = "A"\n  emotion_by = {}\n'
    document = read_document(text)
    card = document.records[RecordKey("touchpoint", "a")]
    filled = Record("touchpoint", "a", {**card.fields, "emotion_by.fiona": 1}, card.source)
    assert "emotion_by = {fiona = 1}\n" in write(text, document.with_records([filled]))


def test_what_no_file_can_hold_is_not_written(map_text: str) -> None:
    document = read_document(map_text)
    card = document.get("touchpoint", "pay-by-card")
    assert card is not None
    both = Record(*card.key, {**card.fields, "x": 1, "x.y": 2}, card.source)
    with pytest.raises(VerificationError, match=r"touchpoint\.pay-by-card"):
        write(map_text, document.with_records([both]))


def test_a_table_as_a_field_is_written_as_the_fields_in_it(map_text: str) -> None:
    text = with_field(map_text, *METRIC, "extra", Table({"a": 1, "b": Table({"c": 2})}))
    assert "  extra.a = 1\n  extra.b.c = 2\n" in text
