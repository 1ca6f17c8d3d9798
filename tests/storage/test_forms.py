"""Every form TOML has for the one shape: read alike, and changed in its own manner."""

from __future__ import annotations

import pytest

from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import Table
from cjm_tui.storage.lens import differing, write
from tests.storage.changes import change_of, document_of, with_field

A = RecordKey("touchpoint", "a")
FIELDS = {"name": "A", "order": 10, "emotion_by.fiona": 1, "emotion_by.kay": -1}
FORMS = {
    "blocks": '[touchpoint.a]\nname = "A"\n  order = 10\n  emotion_by.fiona = 1\n  emotion_by.kay = -1\n',
    "sub-table": '[touchpoint.a]\nname = "A"\norder = 10\n[touchpoint.a.emotion_by]\nfiona = 1\nkay = -1\n',
    "sub-table first": '[touchpoint.a.emotion_by]\nfiona = 1\nkay = -1\n[touchpoint.a]\nname = "A"\norder = 10\n',
    "inline field": '[touchpoint.a]\nname = "A"\norder = 10\nemotion_by = {fiona = 1, kay = -1}\n',
    "inline record": '[touchpoint]\na = {name = "A", order = 10, emotion_by = {fiona = 1, kay = -1}}\n',
    "dotted inline": '[touchpoint]\na = { name = "A", order = 10, emotion_by.fiona = 1, emotion_by.kay = -1 }\n',
    "dotted": '[touchpoint]\na.name = "A"\na.order = 10\na.emotion_by.fiona = 1\na.emotion_by.kay = -1\n',
    "dotted at the top": (
        'touchpoint.a.name = "A"\ntouchpoint.a.order = 10\ntouchpoint.a.emotion_by = {fiona = 1, kay = -1}\n'
    ),
    "all in one": 'touchpoint = {a = {name = "A", order = 10, emotion_by = {fiona = 1, kay = -1}}}\n',
    "on lines": (
        'touchpoint = {\n  a = {\n    name = "A", # c\n    order = 10,\n'
        "    emotion_by = {fiona = 1, kay = -1},\n  },\n}\n"
    ),
}
FORMS = {name: f'schema = "map/1"\n{text}' for name, text in FORMS.items()}
ANY_FORM = pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())


@ANY_FORM
def test_every_form_says_the_same(text: str) -> None:
    assert dict(document_of(text).records[A].fields) == FIELDS


@ANY_FORM
@pytest.mark.parametrize(
    ("key", "value"),
    [("order", 20), ("emotion_by.fiona", -2), ("name", "Another"), ("emotion_by.kay", None), ("order", None)],
)
def test_one_field_is_changed_on_one_line_in_every_form(text: str, key: str, value: object) -> None:
    gone, came = change_of(text, *A, key, value)  # type: ignore[arg-type]  # a value each
    assert (len(gone), len(came)) in {(1, 1), (1, 0)}


@ANY_FORM
def test_a_new_field_is_one_line_in_every_form(text: str) -> None:
    for key, value in (("doing", "d"), ("emotion_by.sam", 0), ("needs", ("n",))):
        gone, came = change_of(text, *A, key, value)
        assert (len(gone), len(came)) in {(0, 1), (1, 1)}


@ANY_FORM
def test_all_fields_can_go_in_every_form(text: str) -> None:
    document = document_of(text)
    assert (
        differing(document_of(write(text, document.with_records([Record(*A)]))), document.with_records([Record(*A)]))
        == set()
    )
    without = document.with_records([], [A])
    assert "touchpoint.a" not in write(text, without)
    assert differing(document_of(write(text, without)), without) == set()


@ANY_FORM
def test_a_record_beside_it_can_be_added_in_every_form(text: str) -> None:
    document = document_of(text)
    more = document.with_records([Record("touchpoint", "b", {"name": "B", "emotion_by.fiona": 2})])
    assert differing(document_of(write(text, more)), more) == set()


def test_a_record_of_sub_tables_only_gets_its_own_table_above_them() -> None:
    text = "# c\n[touchpoint.a.emotion_by]\nfiona = 1\n"
    assert (
        with_field(text, *A, "name", "A") == '[touchpoint.a]\nname = "A"\n\n# c\n[touchpoint.a.emotion_by]\nfiona = 1\n'
    )


def test_an_array_of_tables_is_one_value() -> None:
    text = '[touchpoint.a]\nname = "A"\n\n[[touchpoint.a.steps]]\nsay = "one"\n\n[[touchpoint.a.steps]]\nsay = "two"\n'
    steps = (Table({"say": "one"}), Table({"say": "two"}))
    assert document_of(text).records[A].get("steps") == steps
    assert change_of(text, *A, "name", "B") == (['name = "A"\n'], ['name = "B"\n'])
    changed = with_field(text, *A, "steps", steps[:1])
    assert changed == '[touchpoint.a]\nname = "A"\n  steps = [{say = "one"}]\n'
    assert with_field(text, *A, "steps", None) == '[touchpoint.a]\nname = "A"\n'


def test_an_array_of_tables_at_the_top_belongs_to_the_file() -> None:
    text = 'schema = "map/1"\n\n# c\n[[rows]]\nx = 1\n[rows.deep]\ny = 2\n[[rows]]\nx = 2\n'
    header = document_of(text).header
    assert header.get("rows") == (Table({"x": 1, "deep": Table({"y": 2})}), Table({"x": 2}))
    assert header.texts("#inside") == ("# c",)
    assert with_field(text, "", "", "rows", (1,)) == 'schema = "map/1"\nrows = [1]\n# c\n'


def test_a_persona_s_tables_are_fields_of_the_file() -> None:
    text = 'schema = "persona/1"\nname = "N"\n\n[demographics]\nage = "41"\n\n[note.a]\nname = "x"\n'
    header = document_of(text).header
    assert header.get("demographics.age") == "41"
    assert '[demographics]\nage = "41"\nincome = "i"\n' in with_field(text, "", "", "demographics.income", "i")
    assert 'name = "N"\nbehaviour.online = "o"\n' in with_field(text, "", "", "behaviour.online", "o")
    assert "demographics" not in with_field(text, "", "", "demographics.age", None)


def test_a_table_that_becomes_a_value_gives_up_its_header() -> None:
    text = '[touchpoint.a]\nname = "A"\n\n[touchpoint.a.x]\ny = 1 # c\n'
    document = document_of(text)
    changed = document.with_records([document.records[A].with_fields({"x.y": None, "x": 5})])
    assert write(text, changed) == '[touchpoint.a]\nname = "A"\n  x = 5\n  # c\n'


def test_an_empty_table_stays_a_table() -> None:
    text = '[touchpoint.a]\nname = "A"\n[touchpoint.a.x]\n'
    assert document_of(text).records[A].get("x") == Table()
    assert change_of(text, *A, "name", "B") == (['name = "A"\n'], ['name = "B"\n'])
    filled = document_of(text).records[A].with_fields({"x": None, "x.y": 1})
    assert write(text, document_of(text).with_records([filled])).endswith("[touchpoint.a.x]\ny = 1\n")


def test_values_beside_records_belong_to_their_table() -> None:
    text = "[odd]\ndirect = 1\n[odd.a]\nx = 1\n"
    document = document_of(text)
    assert document.records[RecordKey("odd", "")].get("direct") == 1
    assert with_field(text, "odd", "", "direct", 2) == text.replace("direct = 1", "direct = 2")
    without = write(text, document.with_records([], [RecordKey("odd", "")]))
    assert differing(document_of(without), document_of("[odd.a]\nx = 1\n")) == set()


def test_keys_and_ids_of_any_spelling_are_kept() -> None:
    text = '["odd kind"."an id"]\n"a key" = 1\n\'lit.eral\' = 2\n"" = 3\n[touchpoint.""]\nx = 1\n[""]\ny = 2\n'
    document = document_of(text)
    record = document.records[RecordKey("odd kind", "an id")]
    assert dict(record.fields) == {'"a key"': 1, '"lit.eral"': 2, '""': 3}
    assert document.records[RecordKey("touchpoint", "")].get('"".x') == 1
    assert document.header.get('"".y') == 2
    assert write(text, document) == text
    changed = document.with_records([record.with_fields({'"lit.eral"': 5, '"new key"': 6})])
    assert "'lit.eral' = 5\n" in write(text, changed)
    assert differing(document_of(write(text, changed)), changed) == set()


def test_what_fits_nowhere_in_the_old_text_makes_a_new_one() -> None:
    text = 'schema = "map/1"\ntouchpoint = {a = {name = "A"}} # c\n'
    document = document_of(text)
    said = document.with_records([document.records[A].with_fields({"#": "# above", "#inside": ("# in",)})])
    assert write(text, said) == 'schema = "map/1"\n# c\n\n# above\n[touchpoint.a]\nname = "A"\n  # in\n'


def test_comments_of_a_file_that_loses_all_its_keys_are_nobody_s() -> None:
    text = '# c\ntitle = "T"\n\n[stage.a]\nname = "A"\n'
    header = document_of(with_field(text, "", "", "title", None)).header
    assert dict(header.fields) == {"#loose": ("# c",)}


def test_the_file_itself_is_no_record_to_remove() -> None:
    text = 'schema = "map/1"\n\n[touchpoint.a]\nname = "A"\n'
    bare = document_of(text).with_records([Record(*HEADER)])
    assert write(text, bare) == '[touchpoint.a]\nname = "A"\n'


def test_a_record_of_arrays_only_gets_a_table_when_they_go() -> None:
    text = 'schema = "map/1"\n\n[[touchpoint.a.steps]]\n# c\nsay = "one"\n'
    assert with_field(text, *A, "steps", 1) == 'schema = "map/1"\n\n[touchpoint.a]\nsteps = 1\n# c\n'


def test_a_value_that_becomes_a_table_stays_on_its_line() -> None:
    text = '[touchpoint.a]\nname = "A"\nx = 3 # c\n'
    changed = document_of(text).records[A].with_fields({"x": None, "x.y": 1, "x.z": 2})
    assert write(text, document_of(text).with_records([changed])).endswith("x = {y = 1, z = 2} # c\n")


def test_a_record_that_loses_all_but_a_comment_becomes_a_block() -> None:
    text = 'schema = "map/1"\n\n[touchpoint]\na.x = 1\nb.x = 1\n\n[[touchpoint.a.steps]]\n# c\nsay = 1\n'
    document = document_of(text)
    bare = document.with_records([document.records[A].with_fields({"x": None, "steps": None})])
    assert "[touchpoint.a]\n# c\n" in write(text, bare).replace("  # c", "# c")


def test_a_file_of_nothing_but_an_inline_table_and_a_comment_stays_as_it_is() -> None:
    text = "# c\ngoal = {x = {y = 1}}\n"
    assert write(text, document_of(text)) == text
    assert write(text, document_of(text).with_records([Record("goal", "x", {"y": 2})])) == text.replace("1", "2")
