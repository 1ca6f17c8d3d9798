"""How the dialogs are arranged, at both sizes; looked at before each was taken up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjm_tui.model.record import HEADER
from cjm_tui.storage.making import create
from cjm_tui.tui.commands import BOARD, Command
from cjm_tui.tui.dialogs import help as help_dialog
from cjm_tui.tui.dialogs import palette as palette_dialog
from cjm_tui.tui.dialogs.card_form import CardForm
from cjm_tui.tui.dialogs.commit import CommitDialog
from cjm_tui.tui.dialogs.help import HelpScreen
from cjm_tui.tui.dialogs.palette import Palette
from cjm_tui.tui.dialogs.quick_insight import QuickInsight
from cjm_tui.tui.screens.library import LibraryScreen
from tests.tui.dialog_stories import NAMES, Harness, a_map, the_card
from tests.tui.resting import at_rest

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])


@pytest.fixture
def some_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few commands that stay the same, so that a new one changes no picture."""
    few = tuple(
        Command(id_, title, (key,), help_, (BOARD,), group)
        for id_, title, key, help_, group in (
            ("open-card", "Open the card", "enter", "all its fields", "cards"),
            ("move-up", "Move up", "K", "before the card above", "cards"),
            (
                "remove",
                "Remove the card",
                "d d",
                "with its insights; u brings it all back, even after a commit",
                "cards",
            ),
            ("undo", "Undo", "u", "takes your last edit back", "map"),
        )
    )
    monkeypatch.setattr(help_dialog, "commands_of", lambda _: few)
    monkeypatch.setattr(palette_dialog, "commands_of", lambda _: few)


async def settled(pilot: Any) -> None:
    await at_rest(pilot)


@SIZES
def test_the_form_of_a_card(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(the_card()), terminal_size=size, run_before=settled)


@SIZES
def test_the_form_of_a_map(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(CardForm(a_map(), HEADER, NAMES)), terminal_size=size, run_before=settled)


@SIZES
def test_a_commit(snap_compare: Snap, size: tuple[int, int]) -> None:
    dialog = CommitDialog("Buy an outfit: paying feels worse", ("Pay by card: emotion −1 → −2",), commit=str)
    assert snap_compare(Harness(dialog), terminal_size=size, run_before=settled)


@SIZES
@pytest.mark.usefixtures("some_commands")
def test_the_palette(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(Palette(BOARD)), press=["u"], terminal_size=size, run_before=settled)


@SIZES
@pytest.mark.usefixtures("some_commands")
def test_the_help(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(HelpScreen(BOARD)), terminal_size=size, run_before=settled)


@SIZES
def test_a_quick_insight(snap_compare: Snap, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(QuickInsight("Pay by card")), terminal_size=size, run_before=settled)


@SIZES
def test_the_library(snap_compare: Snap, size: tuple[int, int], tmp_path: Path) -> None:
    create(tmp_path / "maps" / "outfit.toml", a_map())
    create(tmp_path / "maps" / "tool.toml", a_map(emotion=1, basis="assumption"))
    assert snap_compare(Harness(LibraryScreen(tmp_path / "maps")), terminal_size=size, run_before=settled)
