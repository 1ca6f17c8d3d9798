"""The laws of the lens, on texts and edits at random and on every file we ship."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
import tomli
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_tui.model.record import ABOVE, COMMENT_KEYS, HEADER, INSIDE, LOOSE, Record, RecordKey
from cjm_tui.storage.lens import differing, read, rewrite, write
from cjm_tui.storage.shape import records_of
from cjm_tui.storage.tidying import tidied
from tests.storage.changes import MAPS, SAMPLES, changed_lines, document_of, text_of
from tests.storage.random_edits import edited, recommented
from tests.storage.random_texts import sample

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.model.document import Document

FILES = pytest.mark.parametrize("path", [*SAMPLES, *MAPS], ids=lambda path: f"{path.parent.name}/{path.stem}")
DICE = st.integers(0, 2**40).map(Random)


def owners_of(document: Document) -> dict[str, RecordKey | None]:
    """Return the record of every comment line, None for those of nobody."""
    owners: dict[str, RecordKey | None] = {}
    for key, record in document.records.items():
        texts = [record.text(ABOVE), *record.texts(INSIDE)]
        owners.update({line: key for text in texts if text for line in text.split("\n")})
        owners.update({line: None for text in record.texts(LOOSE) for line in text.split("\n")})
    return owners


@FILES
def test_writing_what_was_read_changes_no_byte(path: Path) -> None:
    text = text_of(path)
    assert write(text, document_of(text)) == text


@FILES
def test_a_file_written_anew_says_the_same(path: Path) -> None:
    document = document_of(text_of(path))
    assert differing(document_of(write("", document)), document) == frozenset()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_removed_can_be_put_back(path: Path) -> None:
    text = text_of(path)
    document = document_of(text)
    for record in document:
        gone = write(text, document.with_records([], [record.key])) if record.key != HEADER else text
        assert differing(document_of(write(gone, document)), document) == frozenset()


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_removing_a_record_and_undoing_it_gives_back_every_byte(path: Path) -> None:
    reading = read(text_of(path))
    assert reading.document is not None
    records = [record for record in reading.document if record.key != HEADER]
    for record in records[:: len(records) // 8 + 1]:
        gone = rewrite(reading, reading.document.with_records([], [record.key]))
        assert rewrite(gone, reading.document).text == reading.text


@given(DICE)
def test_every_comment_is_read_as_the_record_s_it_was_written_for(random: Random) -> None:
    made = sample(random)
    assert owners_of(document_of(made.text)) == made.owners


@settings(max_examples=50)
@given(DICE)
def test_reading_what_was_written_gives_the_same_document(random: Random) -> None:
    text = sample(random).text
    for _ in range(3):
        after = edited(random, document_of(text))
        text = write(text, after)
        assert differing(document_of(text), after) == frozenset()


@given(DICE)
def test_one_short_value_changed_is_one_line_changed_and_no_other(random: Random) -> None:
    text = sample(random).text
    document = document_of(text)
    short = [
        (record, key)
        for record in document
        for key, value in record.fields.items()
        if key not in {"schema", *COMMENT_KEYS} and isinstance(value, (int, float))
    ]
    if short:
        record, key = random.choice(short)
        after = document.with_records([record.with_fields({key: "a new value"})])
        gone, came = changed_lines(text, write(text, after))
        assert (len(gone), len(came)) == (1, 1)
        assert "a new value" in came[0]


@given(DICE)
def test_an_edit_moves_no_comment_to_another_record(random: Random) -> None:
    made = sample(random)
    after = edited(random, document_of(made.text))
    kept = {comment: owner for comment, owner in made.owners.items() if owner is None or owner in after.records}
    assert owners_of(document_of(write(made.text, after))) == kept


@given(DICE)
def test_comments_that_come_and_go_are_in_the_text(random: Random) -> None:
    text = sample(random).text
    after = recommented(random, document_of(text))
    assert differing(document_of(write(text, after)), after) == frozenset()


@settings(max_examples=40)
@given(DICE)
def test_another_reader_of_toml_reads_what_we_write_alike(random: Random) -> None:
    text = sample(random).text
    text = write(text, edited(random, document_of(text))).removeprefix("\ufeff").replace("\r\n", "\n")
    theirs, ours = records_of(tomlkit.parse(text).unwrap(), ""), records_of(tomli.loads(text), "")
    assert {key: Record(*key, fields) for key, fields in theirs.items()} == {
        key: Record(*key, fields) for key, fields in ours.items()
    }


@given(DICE)
def test_reading_again_after_an_edit_is_reading(random: Random) -> None:
    before = read(sample(random).text)
    assert before.document is not None
    again = rewrite(before, edited(random, before.document))
    assert again.document == read(again.text).document


@settings(max_examples=40)
@given(DICE)
def test_a_file_put_in_order_says_the_same_and_stays_as_it_is(random: Random) -> None:
    reading = read(sample(random).text)
    assert reading.document is not None
    text = tidied(reading)
    orders = {"order"}
    for key, record in reading.document.records.items():
        again = document_of(text).records[key]
        assert {k: repr(v) for k, v in again.fields.items() if k not in orders} == {
            k: repr(v) for k, v in record.fields.items() if k not in orders
        }
    assert tidied(read(text)) == text


@FILES
def test_a_shipped_file_put_in_order_keeps_its_comments(path: Path) -> None:
    reading = read(text_of(path))
    assert owners_of(document_of(tidied(reading))) == owners_of(document_of(reading.text))
