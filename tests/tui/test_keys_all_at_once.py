"""Keys that arrive all at once, as over a slow line or from a script, do what they do one by one."""

from __future__ import annotations

from pathlib import Path

from textual.events import Key

from cjm_tui.tui.commands import BOARD
from cjm_tui.tui.dialogs.commit import CommitDialog
from cjm_tui.tui.dialogs.palette import Palette
from cjm_tui.tui.dialogs.pick_list import PickSeveral, Row
from cjm_tui.tui.dialogs.quick_insight import QuickInsight
from cjm_tui.tui.dialogs.quick_text import QuickText
from tests.tui.board_stories import PAY, a_past, a_team, git, on_the_board
from tests.tui.dialog_stories import opened, the_card


async def test_a_form_is_filled_in_and_saved() -> None:
    async with opened(the_card()) as story:
        await story.hits("1", "tab", "tab", "tab", "2", "enter", "3", "tab", "4", "tab", "5", "ctrl+s")
        assert story.given_back == {
            "name": "Pay by card1",
            "doing": "Types the card number on a phone2",
            "thinking": "Why does it ask again?3",
            "feeling": "frustrated4",
            "emotion": 2,
        }


async def test_a_form_is_walked_back() -> None:
    async with opened(the_card()) as story:
        await story.hits("tab", "tab", "tab", "shift+tab", "up", "up", "x", "ctrl+s")
        assert story.given_back == {"name": "Pay by cardx"}


async def test_a_reference_is_picked() -> None:
    async with opened(the_card()) as story:
        await story.hits("tab", *"aware")
        await story.hits("enter")
        await story.hits("ctrl+s")
        assert story.given_back == {"stage": "awareness"}


async def test_a_command_is_found_and_run() -> None:
    for typed, meant in ((":q", "leave"), ("redo", "redo"), ("dd", "remove")):
        async with opened(Palette(BOARD)) as story:
            await story.hits(*typed, "enter")
            assert story.given_back == meant


async def test_several_are_picked() -> None:
    rows = [Row("app", "App"), Row("web", "Website"), Row("desk", "Service desk")]
    async with opened(PickSeveral("channels", rows, ())) as story:
        await story.hits(*"desk", "tab", *"app", "tab", "enter")
        assert story.given_back == ("desk", "app")


async def test_an_insight_is_added() -> None:
    async with opened(QuickInsight("Pay by card")) as story:
        await story.hits("p", *"no receipt", "enter")
        assert story.given_back == ("pain", "no receipt")


async def test_a_line_is_given() -> None:
    async with opened(QuickText("title")) as story:
        await story.hits(*"Return it", "enter")
        assert story.given_back == "Return it"


async def test_a_message_is_changed_and_committed() -> None:
    said: list[str] = []

    def commit(message: str) -> str:
        said.append(message)
        return "done"

    async with opened(CommitDialog("Pay", (), commit=commit)) as story:
        await story.hits(*" less", "tab", *"why", "ctrl+s")
        await story.waits_for_git()
        assert said == ["Pay less\n\nwhy"]


async def test_a_key_typed_while_git_commits_does_what_it_does_on_the_board(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    hook = team.folder / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nsleep 0.5\n")
    hook.chmod(0o755)
    async with on_the_board(team.map) as story:
        await story.presses("5", "c")
        for key in ("ctrl+s", "1"):
            story.app.post_message(Key(key, None if len(key) > 1 else key))
        await story.waits_until(lambda: team.document.records[PAY].emotion == -2)
        assert git(team.folder, "log", "-1", "--format=%s").endswith("Pay by card: emotion −2 → +2\n")
        assert story.room == "BoardScreen"
