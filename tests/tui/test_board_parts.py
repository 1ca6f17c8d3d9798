"""The parts of the board's screen, each by itself at a desk of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Place
from cjm_tui.services.editing.open_map import arrived
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.storage.files import load
from cjm_tui.tui.board.arriving import Arriving
from cjm_tui.tui.board.asking import Asking
from cjm_tui.tui.board.committing import Committing
from cjm_tui.tui.board.editing import Editing
from cjm_tui.tui.board.offering import Offering
from cjm_tui.tui.board.sharing import Sharing
from cjm_tui.tui.board.uniting import Uniting
from cjm_tui.tui.board.walking import Walking
from cjm_tui.tui.widgets.side_panel import SidePanel
from cjm_tui.tui.widgets.view_board import ViewBoard
from tests.tui.paper_desk import PaperDesk
from tests.tui.stories import written

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.services.editing.open_map import Step

PAY = RecordKey("touchpoint", "pay-by-card")
AT_PAY = Place("purchase", "pay-by-card")


@pytest.fixture
def desk(tmp_path: Path) -> PaperDesk:
    return PaperDesk(open_map_at(written(tmp_path)), AT_PAY)


@pytest.fixture
def arriving(desk: PaperDesk) -> Arriving:
    return Arriving(desk, ViewBoard(), Sharing(desk, desk.open_map.path, lambda _: None))


def their_step(desk: PaperDesk) -> Step:
    """Return what comes of an edit that somebody made in the file."""
    path = desk.open_map.path
    path.write_text(path.read_text().replace('"Pay by card"', '"Pay by phone"'))
    return arrived(desk.open_map, path, load(path).reading)


def test_walking_goes_from_card_to_card_and_changes_nothing(desk: PaperDesk) -> None:
    walking, before = Walking(desk, ViewBoard(), SidePanel()), desk.open_map
    walking.do_go_up()
    assert desk.place == Place("purchase", "fill-the-basket")
    walking.do_previous_stage()
    assert desk.place == Place("awareness", "see-a-post")
    walking.do_go_last()
    assert desk.place == AT_PAY
    assert desk.open_map is before


def test_while_the_side_panel_is_held_the_cursor_stays(desk: PaperDesk) -> None:
    panel = SidePanel()
    panel.hold(is_held=True)
    walking = Walking(desk, ViewBoard(), panel)
    walking.do_go_up()
    assert desk.place == AT_PAY
    walking.do_go_left()
    assert desk.place != AT_PAY


def test_editing_is_taken_back_and_done_again(desk: PaperDesk, arriving: Arriving) -> None:
    editing = Editing(desk, arriving)
    editing.do_feel_high()
    assert desk.document.records[PAY].emotion == 1
    editing.do_undo()
    assert desk.document.records[PAY].emotion == -2
    editing.do_redo()
    assert desk.document.records[PAY].emotion == 1


def test_what_arrives_is_told_at_once(desk: PaperDesk, arriving: Arriving) -> None:
    arriving.take_in(their_step(desk))
    assert desk.document.records[PAY].name == "Pay by phone"
    assert desk.status.startswith("Changed on the disk: ")
    assert not arriving.is_arriving


def test_what_arrives_while_git_is_at_work_is_told_at_its_end(desk: PaperDesk, arriving: Arriving) -> None:
    arriving.joins(lambda: None, lambda _: None)
    arriving.take_in(their_step(desk))
    assert desk.status == ""
    assert "Pay by phone" in "; ".join(arriving.gathered())
    assert not arriving.is_gathering


def test_git_changes_files_only_when_all_is_saved(desk: PaperDesk, arriving: Arriving) -> None:
    done: list[int] = []
    arriving.joins(lambda: desk.saves, done.append)
    assert done == [1]
    assert arriving.is_gathering


def test_git_does_one_thing_after_the_other(arriving: Arriving) -> None:
    arriving.joins(lambda: None, lambda _: None)
    with pytest.raises(UsageError, match="one thing after the other"):
        arriving.joins(lambda: None, lambda _: None)
    assert arriving.is_gathering


def test_what_git_could_not_do_is_said_and_what_arrives_is_told_at_once_again(
    desk: PaperDesk, arriving: Arriving
) -> None:
    def refuses() -> None:
        raise CjmError("Not switched", "there are edits")

    arriving.joins(refuses, lambda _: pytest.fail("it was not done"))
    assert desk.status == "there are edits"
    assert not arriving.is_gathering


def test_an_answer_becomes_one_edit_and_no_answer_none(desk: PaperDesk) -> None:
    before = desk.open_map
    Asking(desk).do_add_insight()
    ((_, answer),) = desk.asked
    assert answer is not None
    answer(None)
    assert desk.open_map is before
    answer(("pain", "It asks twice"))
    assert len(desk.open_map.past) == 1
    assert "It asks twice" in [insight.name for insight in desk.document.of_kind("insight")]


def test_an_opportunity_needs_a_card_under_the_cursor(desk: PaperDesk) -> None:
    desk.place = Place("purchase")
    with pytest.raises(UsageError, match="on a stage"):
        Asking(desk).do_add_opportunity()
    assert desk.asked == []


def test_the_palette_runs_what_no_part_offered_as_a_command(desk: PaperDesk) -> None:
    offering = Offering(desk)
    offering.do_open_palette()
    ((_, chosen),) = desk.asked
    assert chosen is not None
    chosen("stage awareness")
    assert desk.place == Place("awareness")
    chosen("persona fiona")
    assert desk.persona == "fiona"
    chosen("export")
    assert desk.ran == ["export"]


def test_without_a_revision_there_is_nothing_to_go_back_to(desk: PaperDesk, arriving: Arriving) -> None:
    sharing = Sharing(desk, desk.open_map.path, lambda _: None)
    Committing(desk, sharing, Uniting(desk, arriving), arriving).do_revert()
    assert "no revision" in desk.status
