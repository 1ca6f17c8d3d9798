"""The picture in the README shows what the app draws today."""

from __future__ import annotations

import re
from difflib import unified_diff

import pytest

from tests.picture import COLUMNS, PICTURE, drawn, rows


@pytest.fixture(scope="module")
def picture() -> str:
    return PICTURE.read_text(encoding="utf-8")


def test_the_picture_is_not_stale(picture: str) -> None:
    stale = [
        line for line in unified_diff(rows(picture), rows(drawn()), "board.svg", "drawn", n=0, lineterm="") if line
    ]
    if stale:
        pytest.fail("\n".join(["draw it anew: python -m tests.picture", *stale]), pytrace=False)


def test_a_word_or_a_mark_in_another_place_makes_it_stale(picture: str) -> None:
    shown = rows(picture)
    assert rows(picture.replace("●", "○", 1)) != shown
    assert rows(re.sub(r'(<text class="[^"]*" )x="61"', r'\1x="48.8"', picture, count=1)) != shown
    assert rows(re.sub(r"fill: #[0-9a-f]{6}", "fill: #123456", picture)) == shown


def test_the_picture_shows_a_curve_cards_and_the_chosen_card_in_full(picture: str) -> None:
    shown = rows(picture)
    assert len(shown) >= 30
    assert all(len(row) <= COLUMNS for row in shown)
    whole = "\n".join(shown)
    assert all(
        word in whole for word in ("Buy an outfit online", "PAYING", "┏━", "★", "●", "doing", "thinking", "commit")
    )


def test_the_picture_asks_no_other_host_for_anything(picture: str) -> None:
    assert set(re.findall(r"https?://[^\"')\s]+", picture)) <= {"http://www.w3.org/2000/svg"}
