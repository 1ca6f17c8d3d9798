"""The quick look only spares work: of what looks fine no rule finds anything, whatever stands in a record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.checking.document import check_record
from cjm_tui.checking.links import known_ids
from cjm_tui.checking.quick import looks_fine
from cjm_tui.checking.surroundings import NOTHING_KNOWN, Surroundings
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.kinds import DOCUMENT_KINDS, declared
from cjm_tui.model.record import HEADER, Record
from cjm_tui.model.values import Table, Value
from tests.checking.conftest import written

AROUND = Surroundings(frozenset({"app"}), frozenset({"a"}), frozenset({"a"}), frozenset(), {"a": frozenset({"a"})})
SHIPPED = sorted(Path(__file__).parents[2].glob("maps/*.toml"))
IDS = st.sampled_from(["a", "b", "A b", "", "x" * 60])
TEXTS = st.sampled_from(["", "a", "b", "app", "draft", "current", "pain", "truth", "low", "\u200bhidden", "two\nlines"])
NUMBERS = st.sampled_from([True, False, -3, -2, 0, 1, 5, 6, 1.0, float("nan"), float("inf"), 10**400])
SCALARS = st.one_of(TEXTS, NUMBERS, st.just(date(2026, 1, 31)), st.just(Table({})))
VALUES: st.SearchStrategy[Value] = st.one_of(SCALARS, st.lists(SCALARS, max_size=3).map(tuple))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    kind = draw(st.sampled_from([*DOCUMENT_KINDS.values()]))
    records = (
        [draw(records_of(kind.name, one.name)) for one in draw(st.lists(st.sampled_from(kind.records), max_size=4))]
        if kind.records
        else []
    )
    return document_of(kind.name, [draw(records_of(kind.name, "")), *records])


@st.composite
def records_of(draw: st.DrawFn, document_kind: str, kind: str) -> Record:
    declaration = declared(document_kind).kind(kind)
    assert declaration is not None
    names = [field.name for field in declaration.fields]
    required = {field.name: draw(TEXTS) for field in declaration.fields if field.required and draw(st.integers(0, 9))}
    keys = st.sampled_from([*names, "other", "emotion_by.a", "#", "#inside"])
    return Record(kind, draw(IDS) if kind else "", {**required, **draw(st.dictionaries(keys, VALUES, max_size=4))})


def spared(document: Document, around: Surroundings) -> list[Record]:
    """Return the records that look fine; none of them may have a finding."""
    known = known_ids(document, around)
    fine = [record for record in document if looks_fine(document.kind, record, known)]
    assert [finding for record in fine for finding in check_record(document, record, around)] == []
    return fine


@given(documents(), st.sampled_from([AROUND, NOTHING_KNOWN]))
def test_of_what_looks_fine_no_rule_finds_anything(document: Document, around: Surroundings) -> None:
    spared(document, around)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nearly_every_record_of_a_real_map_is_spared(path: Path) -> None:
    document = written(path.read_text("utf-8"))
    plain = [record for record in document if record.kind != "opportunity"]
    assert len(spared(document, NOTHING_KNOWN)) >= 0.7 * len(plain) - 1


def test_an_unsettled_conflict_and_an_opportunity_get_their_own_rules() -> None:
    conflict = Record("conflict", "a", {"record": "touchpoint.a"})
    opportunity = Record("opportunity", "a", {"name": "How might we?"})
    document = document_of("map", [Record(*HEADER, {"schema": "map/1", "title": "A"}), conflict, opportunity])
    assert [record.key for record in spared(document, NOTHING_KNOWN)] == [HEADER]
