"""Which of my edits are gone from the disk, when somebody wrote it who had not seen them."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_record, remove_record, set_field, set_fields
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.services.editing.landings import RECENT, Landings
from cjm_tui.services.editing.open_map import OpenMap, edited, opened
from cjm_tui.services.editing.overwritten import given_up, taken_up
from cjm_tui.services.editing.saving import Flushed, Landing
from cjm_tui.storage.lens import Reading
from tests.model.documents import PAY, random_edit, random_map, shop

MAP = Path("maps/shop.toml")
SEE = RecordKey("touchpoint", "see")
NOW = 1000.0


def on_screen(document: Document) -> OpenMap:
    return opened(MAP, Reading("", document))


def saved(*states: Document, landings: Landings | None = None) -> Landings:
    """Save one state after the other, each made from the one before."""
    landings = landings or Landings()
    for before, after in pairwise(states):
        flushed = Flushed({MAP: Landing(after, Reading("", after))})
        landings = landings.with_saved(on_screen(before), flushed, NOW)
    return landings


def pulled(document: Document) -> Document:
    """Return a document as git writes it, with something in it that came from elsewhere."""
    return set_field(document, HEADER, "title", "Pulled")


@given(st.integers(0, 2**32), st.integers(1, 5), st.data())
def test_what_a_writer_had_not_seen_comes_back_and_what_they_wrote_stays(
    seed: int, edits: int, data: st.DataObject
) -> None:
    dice = random.Random(seed)
    states = [random_map(dice, 4)]
    for _ in range(edits):
        states.append(random_edit(dice, states[-1]))
    had_read = states[data.draw(st.integers(0, edits - 1))]
    lost = saved(*states).lost(on_screen(states[-1]), MAP, pulled(had_read), NOW)
    if lost is None:
        assert had_read == states[-1]
    else:
        assert taken_up(lost, pulled(had_read)) == pulled(states[-1])


@given(st.integers(0, 2**32), st.integers(1, 5))
def test_of_a_writer_who_had_seen_my_edits_nothing_is_taken_back(seed: int, edits: int) -> None:
    dice = random.Random(seed)
    states = [random_map(dice, 4)]
    for _ in range(edits):
        states.append(random_edit(dice, states[-1]))
    disk = pulled(states[-1])
    lost = saved(*states).lost(on_screen(states[-1]), MAP, disk, NOW)
    assert lost is None or taken_up(lost, disk) == disk


START = shop()
FELT = set_fields(START, PAY, {"emotion": 2, "doing": "Pays"})


@pytest.mark.parametrize(
    "disk",
    [
        set_field(FELT, PAY, "emotion", None),  # one of two fields set back: somebody saw them
        set_fields(START, PAY, {"emotion": -1}),  # a value of their own
        FELT,
    ],
)
def test_what_looks_like_a_wish_of_somebodys_is_left_alone(disk: Document) -> None:
    assert saved(START, FELT).lost(on_screen(FELT), MAP, disk, NOW) is None


def test_what_i_wanted_as_it_stood_is_lost_when_an_earlier_value_comes_back() -> None:
    low, high = (set_field(shop(), PAY, "emotion", emotion) for emotion in (-1, 2))
    other = set_field(high, SEE, "doing", "Looks again")
    remembered = saved(low, high).with_arrival(MAP, high, NOW)
    wish = remembered.with_wish(MAP, (PAY, "emotion"), low, NOW + 1)
    assert wish.lost(on_screen(low), MAP, low, NOW + 1) is None, "it is as I want it"
    lost = wish.lost(on_screen(low), MAP, other, NOW + 1)
    assert lost is not None
    assert taken_up(lost, other) == set_field(low, SEE, "doing", "Looks again")
    assert wish.lost(on_screen(low), MAP, high, NOW + 1 + RECENT + 0.1) is None, "it was long ago"


def test_what_i_saved_before_i_wanted_something_else_is_no_longer_brought_back() -> None:
    low, high = (set_field(shop(), PAY, "emotion", emotion) for emotion in (-1, 2))
    lost = saved(low, high).lost(on_screen(high), MAP, low, NOW)
    assert lost is not None
    wish = saved(low, high).with_arrival(MAP, high, NOW).with_wish(MAP, (PAY, "emotion"), low, NOW)
    assert wish.meant_otherwise(lost) == lost.places
    assert wish.with_wish(MAP, (PAY, "emotion"), high, NOW).meant_otherwise(lost) == frozenset()


def test_what_was_saved_longer_ago_is_left_alone() -> None:
    landings = saved(START, FELT)
    assert landings.lost(on_screen(FELT), MAP, START, NOW + RECENT) is not None
    assert landings.lost(on_screen(FELT), MAP, START, NOW + RECENT + 0.1) is None


@pytest.mark.parametrize(
    "mine",
    [
        add_record(START, Record("touchpoint", "wait", {"name": "Wait", "stage": "buy", "order": 20})),
        remove_record(START, SEE),
    ],
)
def test_a_card_that_was_added_or_removed_is_so_again(mine: Document) -> None:
    lost = saved(START, mine).lost(on_screen(mine), MAP, pulled(START), NOW)
    assert lost is not None
    assert taken_up(lost, pulled(START)) == pulled(mine)


def test_what_i_took_back_myself_stays_so_though_it_is_not_saved_yet() -> None:
    board = edited(on_screen(FELT), START)
    assert saved(START, FELT).lost(board, MAP, START, NOW) is None


def test_what_i_typed_since_stands_and_the_rest_of_a_save_comes_back() -> None:
    newer = set_field(FELT, PAY, "emotion", 1)
    lost = saved(START, FELT).lost(edited(on_screen(FELT), newer), MAP, START, NOW)
    assert lost is not None
    shown = set_field(START, PAY, "emotion", 1)
    assert taken_up(lost, shown) == newer


def test_an_edit_comes_back_once() -> None:
    landings = saved(START, FELT)
    lost = landings.lost(on_screen(FELT), MAP, START, NOW)
    assert lost is not None
    landings = saved(START, FELT, landings=landings.with_brought_back(lost, START, FELT, NOW))
    assert landings.lost(on_screen(FELT), MAP, START, NOW) is None
    again = saved(START, FELT, landings=landings)
    assert again.lost(on_screen(FELT), MAP, START, NOW) is not None, "typed anew it is another edit"


@given(st.integers(0, 2**32), st.integers(1, 5), st.integers(0, 3))
def test_of_what_a_merge_took_out_all_comes_back_and_what_was_edited_since_stays(
    seed: int, edits: int, later: int
) -> None:
    dice = random.Random(seed)
    committed = known = random_map(dice, 4)
    for _ in range(edits):
        known = random_edit(dice, known)
    disk = set_field(committed, HEADER, "title", f"Edited {later} times since")
    lost = given_up(MAP, on_screen(known), committed, disk, NOW)
    if lost is None:
        assert known == committed
    else:
        assert taken_up(lost, disk) == set_field(known, HEADER, "title", disk.title)


def test_what_is_committed_still_and_what_somebody_else_made_of_it_is_told_apart() -> None:
    disk = set_fields(START, PAY, {"emotion": -1})
    lost = given_up(MAP, on_screen(FELT), START, disk, NOW)
    assert lost is not None
    assert lost.places == {(PAY, "doing")}
    assert taken_up(lost, disk) == set_field(disk, PAY, "doing", "Pays")


def test_what_somebody_wished_is_not_lost() -> None:
    lost = given_up(MAP, on_screen(FELT), START, START, NOW)
    assert lost is not None
    rest = lost.but_for(frozenset({(PAY, "emotion")}))
    assert rest.places == {(PAY, "doing")}
    assert taken_up(rest, START) == set_field(START, PAY, "doing", "Pays")


def test_what_was_lost_twice_before_it_was_back_comes_back_with_the_newer_value_of_each() -> None:
    first = given_up(MAP, on_screen(FELT), START, START, NOW)
    newer = set_fields(START, PAY, {"emotion": 1})
    second = given_up(MAP, on_screen(newer), START, START, NOW + 1)
    assert first is not None
    assert second is not None
    both = second.with_earlier(first)
    assert both.since == NOW
    assert taken_up(both, START) == set_field(FELT, PAY, "emotion", 1)
