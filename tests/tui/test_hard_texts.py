"""Texts of every script in every field: whatever a team writes, every row on every screen is as wide as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from cjm_tui.render.views.order import VIEWS
from tests.tui.stories import Story, story, written

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = {
    "wide": "支付成功了吗？お届けは金曜日",
    "combining": "Cafe\u0301 e\u0302\u0301\u0323 नि நி กำ",
    "emoji": "👩‍👩‍👧‍👦 ❤️ 🇩🇪 👍🏽 1️⃣",
    "right to left": "שלום, מה שלומך? مرحبا ١٢٣ abc",
    "hidden": "a\\u202eb\\u200bc\\u2066d\\u00ade",
}
EVERY = " ".join(SCRIPTS.values())
SIZES = [(60, 16), (80, 24), (120, 36), (200, 50), (250, 70)]


MAP = """\
schema = "map/1"
title = "TEXT"
goal = "TEXT"

[stage.a]
name = "TEXT"
goal = "TEXT TEXT"
order = 1

[stage.b]
name = "xTEXT"
order = 2

[touchpoint.one]
name = "TEXT"
stage = "a"
emotion = -2
moment = "truth"
CARD
LISTS

[touchpoint.two]
name = "TEXTTEXTTEXTTEXT"
stage = "b"
emotion = 2

[insight.i]
name = "TEXT"
kind = "pain"
touchpoint = "one"
themes = ["t"]

[theme.t]
name = "TEXT"

[opportunity.o]
name = "TEXT"
insights = ["i"]
impact = 3
effort = 2
"""


def a_map_of(text: str) -> str:
    """Return a map that has a text in every field that holds one."""
    fields = (
        "doing",
        "thinking",
        "feeling",
        "motivation",
        "expectation",
        "frontstage",
        "backstage",
        "support",
        "notes",
    )
    card = "\n".join(f'{field} = "TEXT TEXT"' for field in fields)
    lists = "\n".join(f'{field} = ["TEXT", "xTEXT"]' for field in ("needs", "systems"))
    return MAP.replace("CARD", card).replace("LISTS", lists).replace("TEXT", text)


def rows(person: Story) -> list[str]:
    strips = person.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


@pytest.mark.parametrize(("script", "size"), [*zip(SCRIPTS, SIZES, strict=True), ("all", (80, 24)), ("all", (60, 16))])
async def test_no_script_breaks_the_grid_of_any_view(tmp_path: Path, script: str, size: tuple[int, int]) -> None:
    async with story(written(tmp_path, a_map_of(SCRIPTS.get(script, EVERY))), size=size) as person:
        for keys in (*[["v"]] * len(VIEWS), ["z"], ["right", "left", "escape"], ["P"], ["right"], ["escape"]):
            await person.press(*keys)
            assert {cell_len(row) for row in rows(person)} == {size[0]}, (keys, person.app.screen)
            assert len(rows(person)) == size[1]


@pytest.mark.parametrize("keys", [["enter"], ["i"], ["t"], ["s"], ["f"], ["colon"], ["M"], ["e"]], ids=str)
async def test_no_script_breaks_the_grid_of_a_dialog(tmp_path: Path, keys: list[str]) -> None:
    async with story(written(tmp_path, a_map_of(EVERY)), size=(80, 24)) as person:
        await person.press(*keys)
        assert {cell_len(row) for row in rows(person)} == {80}


@pytest.mark.parametrize("script", ["wide", "combining", "emoji", "right to left"])
async def test_a_name_of_any_script_goes_through_the_line_on_the_card_unharmed(tmp_path: Path, script: str) -> None:
    async with story(written(tmp_path, a_map_of(SCRIPTS[script]))) as person:
        await person.press("e", "end")
        await person.type("!")
        await person.press("enter")
        assert person.card == SCRIPTS[script] + "!"
