"""Comments that come from elsewhere, by a merge or out of history: where they are put, and what gives way."""

from __future__ import annotations

from cjm_tui.model.merge import merge
from cjm_tui.model.record import ABOVE, INSIDE, LOOSE, Record, RecordKey
from cjm_tui.storage.lens import write
from tests.storage.changes import changed_lines, document_of, with_field
from tests.storage.test_comments import BLOCKS, A, B, put


def test_a_record_comes_back_with_comments_and_layout() -> None:
    text = BLOCKS.replace("  order = 10\n", "\torder    = 10   # as it was\n\n\t# below\n\tx = 0x10\n")
    text = put("# above a\n", "[touchpoint.a]", text)
    document = document_of(text)
    without = write(text, document.with_records([], [A]))
    assert write(without, document_of(without).with_records([document.records[A]])) == text


def test_a_record_comes_back_changed_with_the_rest_as_it_was() -> None:
    text = put(" # as it was", "\n\n[touchpoint.b]")
    document = document_of(text)
    without = write(text, document.with_records([], [A]))
    changed = document.records[A].with_fields({"name": "A2", "doing": "d"})
    back = write(without, document_of(without).with_records([changed]))
    assert 'name = "A2"\n  order = 10 # as it was\n  doing = "d"\n' in back


def test_a_record_with_a_source_of_another_kind_is_written_from_its_fields() -> None:
    for source in (
        "not toml",
        '[touchpoint.other]\nname = "O"\n',
        'title = "x"\n[touchpoint.c]\nname = "C"\n',
        "x = 1\n",
    ):
        new = Record("touchpoint", "c", {"name": "C"}, source)
        assert write(BLOCKS, document_of(BLOCKS).with_records([new])) == BLOCKS + '\n[touchpoint.c]\nname = "C"\n'


def test_merged_comments_stand_where_their_author_put_them() -> None:
    base = document_of(BLOCKS)
    theirs = put(" # beside", "\n\n[touchpoint.b]", put("  # above order\n", "  order = 10"))
    theirs = put("# above b\n", "[touchpoint.b]", put("# top\n\n", "schema", theirs))
    ours = with_field(BLOCKS, *A, "name", "A2")
    merged = merge(base, document_of(ours), document_of(theirs)).document
    assert write(ours, merged) == theirs.replace('name = "A"', 'name = "A2"')


def test_comments_without_a_known_place_stand_at_the_end_of_their_record() -> None:
    document = document_of(BLOCKS)
    a, header = document.records[A], document.header
    said_more = document.with_records(
        [a.with_fields({INSIDE: ("# one\n# two",)}), header.with_fields({LOOSE: ("# nobody's",)})]
    )
    text = write(BLOCKS, said_more)
    assert changed_lines(BLOCKS, text)[1] == ["  # one\n", "  # two\n", "\n", "# nobody's\n"]
    assert "  order = 10\n  # one\n  # two\n\n" in text
    assert text.endswith("  order = 20\n\n# nobody's\n")


def test_comments_that_were_taken_out_elsewhere_go_here_too() -> None:
    text = put("# nobody's\n\n", "[touchpoint.b]", put(" # beside", "\n  order = 10", put("  # own\n", "  order = 10")))
    text = put("# above\n", "[touchpoint.a]", put(" # head", '\nname = "A"', text))
    document = document_of(text)
    a, header = document.records[A], document.header
    bare = document.with_records([a.with_fields({INSIDE: None, ABOVE: None}), header.with_fields({LOOSE: None})])
    assert write(text, bare) == BLOCKS


def test_a_comment_above_comes_and_changes() -> None:
    document = document_of(BLOCKS)
    text = write(BLOCKS, document.with_records([document.records[B].with_fields({ABOVE: "# one\n# two"})]))
    assert "\n# one\n# two\n[touchpoint.b]" in text
    again = document_of(text).records[B].with_fields({ABOVE: "# three"})
    assert "\n\n# three\n[touchpoint.b]" in write(text, document_of(text).with_records([again]))


def test_of_two_comments_alike_the_record_s_own_one_goes() -> None:
    text = "[touchpoint]\na.x = 1 # same\nb.x = 1 # same\n"
    document = document_of(text)
    without = document.with_records([document.records[B].with_fields({INSIDE: None})])
    assert write(text, without) == "[touchpoint]\na.x = 1 # same\nb.x = 1\n"


def test_a_comment_from_elsewhere_does_not_take_the_place_of_another() -> None:
    theirs = document_of(put(" # theirs", "\n\n[touchpoint.b]")).records[A]
    ours = put(" # ours", "\n\n[touchpoint.b]")
    both = Record(*A, {**theirs.fields, INSIDE: ("# ours", "# theirs")}, theirs.source)
    assert "  order = 10 # ours\n  # theirs\n" in write(ours, document_of(ours).with_records([both]))


def test_a_comment_from_elsewhere_stands_at_the_end_when_its_key_is_not_here() -> None:
    theirs = document_of(put("  # on x\n  x = 1\n", "  order = 10")).records[A]
    here = Record(*A, {"name": "A", "order": 10, INSIDE: ("# on x",)}, theirs.source)
    assert "  order = 10\n  # on x\n" in write(BLOCKS, document_of(BLOCKS).with_records([here]))


def test_a_record_without_a_header_keeps_new_comments_with_its_keys() -> None:
    text = "[touchpoint]\na.x = 1\nb.x = 1\n"
    document = document_of(text)
    more = document.with_records([document.records[A].with_fields({INSIDE: ("# new",)})])
    assert write(text, more) == "[touchpoint]\na.x = 1\n# new\nb.x = 1\n"


def test_a_table_of_records_loses_the_comments_of_its_own() -> None:
    text = '# above\n[team] # beside\na.name = "A" # of a\n'
    document = document_of(text)
    without = document.with_records([], [RecordKey("team", "")])
    assert write(text, without) == '[team]\na.name = "A" # of a\n'


def test_of_nobody_s_comments_only_the_one_that_went_elsewhere_goes() -> None:
    text = put("# one\n\n", "[touchpoint.a]", put("# two\n\n", "[touchpoint.b]"))
    document = document_of(text)
    fewer = document.with_records([document.header.with_fields({LOOSE: ("# one",)})])
    assert write(text, fewer) == put("# one\n\n", "[touchpoint.a]")
