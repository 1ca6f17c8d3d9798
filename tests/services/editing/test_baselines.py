"""A baseline, set on the command line: only a future map is measured against another."""

from __future__ import annotations

import pytest

from cjm_tui.checking.surroundings import Surroundings
from cjm_tui.errors import UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_fields
from cjm_tui.model.record import HEADER
from cjm_tui.services.editing.record_edits import with_values
from tests.model.documents import shop

AROUND = Surroundings(maps={"now": frozenset()})


def told(document: Document, *assignments: str) -> str:
    with pytest.raises(UsageError) as refused:
        with_values(document, "map", assignments, AROUND)
    return f"{refused.value.message}. {refused.value.hint}"


def test_a_map_of_today_gets_no_baseline_and_one_with_a_baseline_does_not_become_one() -> None:
    said = "only a future map has a baseline, the map of today it is measured against."
    assert told(shop(), "baseline=now").startswith(said)
    future = with_values(shop(), "map", ["state=future", "baseline=now"], AROUND)
    assert future.header.text("baseline") == "now"
    assert told(future, "state=current").startswith(said)
    assert told(future, "state=").startswith(said)
    assert with_values(future, "map", ["state=", "baseline="], AROUND) == shop()


def test_a_map_that_had_an_odd_baseline_before_may_be_edited() -> None:
    odd = set_fields(shop(), HEADER, {"baseline": "now"})
    assert with_values(odd, "map", ["title=Shop"], AROUND).title == "Shop"
    assert with_values(odd, "map", ["baseline="], AROUND) == shop()
