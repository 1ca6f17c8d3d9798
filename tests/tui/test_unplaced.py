"""Cards whose stage does not exist: they are shown, can be put into a stage, and keep the name of theirs until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import UsageError
from cjm_tui.render.journey import Place
from cjm_tui.storage.lens import read
from cjm_tui.tui import deeds
from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from pathlib import Path

LOST = MAP.replace('stage = "awareness"', 'stage = "gone"')


@pytest.mark.parametrize("key", ["J", "K", "shift+down", "shift+up"])
async def test_among_themselves_they_are_not_moved(tmp_path: Path, key: str) -> None:
    path = written(tmp_path, LOST)
    async with story(path) as person:
        person.board.go_to_touchpoint("see-a-post")
        await person.press(key)
        assert person.says.startswith("Cannot move: cards without a stage stand in no order. H puts it into")
    assert path.read_text() == LOST


async def test_one_is_put_into_a_stage(tmp_path: Path) -> None:
    path = written(tmp_path, LOST)
    async with story(path) as person:
        person.board.go_to_touchpoint("see-a-post")
        await person.press("H")
        await person.until_saved()
    assert person.in_the_file("see-a-post").text("stage") == "after"


def test_a_card_is_not_dropped_among_them() -> None:
    document = read(LOST).document
    assert document is not None
    with pytest.raises(UsageError, match="needs a stage"):
        deeds.dropped(document, Place("purchase", "pay-by-card"), Place("", "see-a-post"))
