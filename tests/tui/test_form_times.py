"""Dates and times in a form."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from cjm_tui.tui.dialogs.answers import Rejected, answered, shown
from tests.tui.test_form_answers import question


def test_a_date_is_one_of_the_calendar() -> None:
    it = question("review_by", None, "")
    assert answered(it, "2026-12-31") == {"review_by": date(2026, 12, 31)}
    assert answered(it, "31.12.2026") == Rejected("review by takes a date as in 2026-12-31")
    assert answered(it, "2026-02-30") == Rejected("review by: there is no 2026-02-30 in the calendar")


@pytest.fixture
def in_zagreb(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the clock on the wall be an hour ahead of UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Zagreb")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_zagreb")
def test_a_look_is_a_time_on_the_clock_of_whoever_types_it_or_a_day() -> None:
    it = question("looked", datetime(2026, 11, 30, 19, 40, tzinfo=UTC))
    assert shown(it) == "2026-11-30T19:40:00Z"
    assert answered(it, "2026-12-01 9:05") == Rejected("looked takes a time as in 2026-12-31 14:30, or a date")
    assert answered(it, "2026-12-01 09:05") == {"looked": datetime(2026, 12, 1, 8, 5, tzinfo=UTC)}
    assert answered(it, "2026-12-01T09:05Z") == {"looked": datetime(2026, 12, 1, 9, 5, tzinfo=UTC)}
    assert answered(it, "2026-12-01") == {"looked": date(2026, 12, 1)}
    assert answered(it, "") == {"looked": None}
