"""Reading in pieces is reading whole: the same document for every text, and every other text is read whole."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.record import RecordKey
from cjm_tui.storage import blocks, pieces, reading
from cjm_tui.storage.blocks import blocks_of
from cjm_tui.storage.lens import Reading, read, rewrite
from cjm_tui.storage.pieces import Before, found_in
from tests.storage.changes import BROKEN, SAMPLES
from tests.storage.random_edits import edited
from tests.storage.random_texts import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def everything_in_pieces() -> Iterator[None]:
    """Take every text for a large one, and every table or two for a piece."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "LARGE", 0)
        patch.setattr(pieces, "PIECE", 60)
        yield


def read_whole(text: str) -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "LARGE", len(text) + 1)
        return read(text)


def sources(read_so: Reading) -> dict[RecordKey, str]:
    return {record.key: record.source for record in read_so.document or ()}


def assert_alike(one: Reading, other: Reading) -> None:
    assert one == other
    assert (one.blocks, one.notes) == (other.blocks, other.notes)
    assert sources(one) == sources(other)


@pytest.mark.parametrize("path", [*SAMPLES, *BROKEN], ids=lambda path: path.stem)
def test_every_sample_reads_the_same(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    if len(text) < 100_000:
        assert_alike(read(text), read_whole(text))


@given(st.integers(0, 2**32))
def test_every_text_reads_the_same_and_so_it_does_after_an_edit(seed: int) -> None:
    dice = Random(seed)
    text = sample(dice).text
    before = read(text)
    assert_alike(before, read_whole(text))
    assert before.document is not None
    after = rewrite(before, edited(dice, before.document))
    assert after == read_whole(after.text)
    assert_alike(read(after.text, known=before), read_whole(after.text))


def found(text: str, before: str | None = None) -> pieces.Found | None:
    known = read_whole(before) if before else None
    if known and known.document:
        return found_in(blocks_of(text), Before(known.document.kind, known.blocks, known.document.records))
    return found_in(blocks_of(text))


MAP = 'schema = "map/1"\n\n[theme.a]\nname = "A"\n\n[theme.b]\nname = "B"\n'


def test_what_is_as_before_is_not_read_again() -> None:
    now = found(MAP.replace('"B"', '"C"'), MAP)
    assert now is not None
    assert list(now.kept) == [("theme", "a")]
    assert now.fields["theme", "b"] == {"name": "C"}  # type: ignore[index]  # a key is a pair of texts
    assert list(now.fields) == [("", ""), ("theme", "a"), ("theme", "b")]


def test_a_map_that_became_a_persona_is_read_anew() -> None:
    now = found(MAP.replace("map/1", "persona/1"), MAP)
    assert now is not None
    assert now.kept == {}


@pytest.mark.parametrize(
    "text",
    [
        MAP + "[theme.a]\n",
        MAP + "[theme]\nloose = 1\n",
        MAP + "[theme.a.more]\nx = 1\n",
        MAP + "[[theme.c]]\nx = 1\n",
        MAP + '[theme.""]\nname = "nobody"\n',
        "theme.c.name = 1\n" + MAP,
        "theme = {}\n" + MAP,
        MAP + "[theme.c]\nname = nothing\n",
        "x = [[[[[[[[[[1]]]]]]]]]]\n" + MAP,
        MAP + "[theme.c]\nx = [[[[[[[[[[1]]]]]]]]]]\n",
        'schema = "persona/1"\n[demographics.age]\nx = 1\n',
    ],
)
def test_any_other_text_is_read_whole(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize("line", ["name = ", "name = [1,", "name = {a = 1", "= 1", "name", "[theme.c"])
def test_a_text_that_cannot_even_be_cut_is_answered_in_words(line: str) -> None:
    text = f"{MAP}[theme.c]\n{line}\n"
    assert read(text).problems == read_whole(text).problems != ()


def test_a_table_that_the_reader_does_not_see_is_not_believed() -> None:
    found_blocks = blocks_of(MAP)
    moved = [*found_blocks[:-1], found_blocks[-1]._replace(path=("theme", "elsewhere"))]
    assert found_in(moved) is None


def test_records_that_their_tables_never_meant_are_not_taken_over() -> None:
    known = read_whole(MAP)
    assert known.document is not None
    records = {**known.document.records, RecordKey("theme", "b"): known.document.records[RecordKey("theme", "a")]}
    now = found_in(blocks_of(MAP.replace('"B"', '"C"')), Before("map", known.blocks, records))
    assert now is not None
    assert now.kept == {}


def test_tables_that_could_not_be_cut_before_are_all_read_again() -> None:
    now = found(MAP, MAP.replace("[theme.b]", "[theme.b.more]"))
    assert now is not None
    assert now.kept == {}


LINES = ("", "# a remark", "name = 'x'", "[theme.new]", "[[theme.many]]", 'note = """', '"""', "x = [", "]")


@given(st.integers(0, 2**32))
def test_a_text_is_cut_with_the_help_of_the_one_before_as_it_is_cut_alone(seed: int) -> None:
    dice = Random(seed)
    before = sample(dice).text
    lines = before.splitlines(keepends=True)
    for _ in range(dice.randint(0, 3)):
        start = dice.randint(0, len(lines))
        lines[start : start + dice.randint(0, 6)] = [f"{dice.choice(LINES)}\n" for _ in range(dice.randint(0, 2))]
    after = "".join(lines)
    if read_whole(after).document is not None:
        assert blocks_of(after, blocks_of(before)) == blocks_of(after)
        assert_alike(read(after, known=read_whole(before)), read_whole(after))


def test_of_a_long_text_only_what_lies_between_is_cut_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = MAP + "".join(f'\n[theme.t{number}]\nname = "T"\n' for number in range(200))
    known, again = blocks_of(text), []
    cut = blocks.cut

    def counted(text: str) -> list[blocks.Block]:
        again.append(len(text))
        return cut(text)

    monkeypatch.setattr(blocks, "cut", counted)
    assert len(blocks_of(text.replace('[theme.t100]\nname = "T"', '[theme.t100]\nname = "Another"'), known)) == 203
    assert sum(again) < 200
