"""How often the files are looked at: at leisure, soon again where others write, and never for too much work."""

from __future__ import annotations

from cjm_tui.tui.pace import AT_LEISURE, Pace


class Clock:
    """A clock that stands still until it is set."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def lively(work: float, *, times: int = 1) -> Pace:
    """Return the pace after so many edits of others, each of which was so many seconds of work."""
    pace = Pace(Clock())
    for _ in range(times):
        pace.saw(work / 2)
        pace.took_in(work / 2)
    return pace


def test_as_long_as_nobody_else_writes_files_are_looked_at_at_leisure() -> None:
    assert Pace(Clock()).pause == AT_LEISURE


def test_where_others_write_files_are_looked_at_sooner() -> None:
    assert lively(0.002).pause < AT_LEISURE / 3


def test_where_nobody_has_written_for_a_while_they_are_looked_at_at_leisure_again() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.saw(0.001)
    clock.now += 10
    assert pace.pause < AT_LEISURE
    clock.now += 60
    assert pace.pause == AT_LEISURE


def test_the_more_work_an_edit_is_the_more_of_them_are_taken_in_at_once() -> None:
    pauses = [lively(work, times=50).pause for work in (0.001, 0.004, 0.008, 0.1)]
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1] < pauses[2] <= pauses[3] == AT_LEISURE


def test_an_edit_that_took_long_by_chance_holds_nobody_up() -> None:
    pace = lively(0.004, times=50)
    before = pace.pause
    pace.took_in(0.01)
    assert pace.pause < 2 * before
