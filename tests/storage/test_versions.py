"""Many versions of one text: each reads as it would alone, and what two neighbours share is one value."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.record import RecordKey
from cjm_tui.storage.lens import parse, read, rewrite
from cjm_tui.storage.versions import Versions
from tests.storage.changes import BROKEN, SAMPLES
from tests.storage.random_edits import edited
from tests.storage.random_texts import sample


@given(st.integers(0, 2**32))
def test_a_version_reads_as_it_would_alone(seed: int) -> None:
    dice, versions = Random(seed), Versions()
    reading = read(sample(dice).text)
    for _ in range(4):
        assert versions.parse(reading.text) == parse(reading.text)
        assert reading.document is not None
        reading = rewrite(reading, edited(dice, reading.document))


def test_files_that_have_nothing_in_common_read_as_they_would_alone() -> None:
    versions = Versions()
    texts = [path.read_bytes().decode("utf-8", "replace") for path in (*SAMPLES, *BROKEN)]
    for text in (*texts, *reversed(texts)):
        if len(text) < 100_000:
            assert versions.parse(text, "x.toml") == parse(text, "x.toml")


@pytest.mark.parametrize("between", ['schema = "map/1"\n[theme.a\n', "", 'schema = "persona/1"\nname = "A"\n'])
def test_a_card_that_stays_is_the_same_value(between: str) -> None:
    text = 'schema = "map/1"\n\n# why\n[theme.a]\nname = "A"\n\n[theme.b]\nname = "B"\n'
    versions = Versions()
    before, after = versions.parse(text).document, versions.parse(text.replace('"B"', '"C"')).document
    assert before is not None
    assert after is not None
    a, b = RecordKey("theme", "a"), RecordKey("theme", "b")
    assert after.records[a] is before.records[a]
    assert (before.records[b].name, after.records[b].name) == ("B", "C")
    versions.parse(between)
    assert versions.parse(text) == parse(text)
