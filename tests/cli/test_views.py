"""`cjm show --view`: any view of a map in a pipe, all there is of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.views.order import VIEWS

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


@pytest.mark.parametrize("view", [view.id for view in VIEWS])
def test_every_view_names_every_touchpoint_or_what_was_learned_there(shop: Path, cjm: Cli, view: str) -> None:
    assert shop
    told = cjm("show", "buy", "--view", view, "--width", "60")
    assert told.status == 0
    assert "Pay by card" in told.out or view == "themes"
    assert "\x1b" not in told.out
    if view not in {"cards", "outline"}:
        assert max(map(len, told.out.splitlines())) <= 60


def test_a_view_nobody_declared_is_refused_with_those_there_are(shop: Path, cjm: Cli) -> None:
    assert shop
    told = cjm("show", "buy", "--view", "lane")
    assert told.status == 2
    assert "lanes" in told.err


@pytest.mark.parametrize("how", [["--plain"], ["--view", "outline"]], ids=" ".join)
def test_the_outline_has_the_emotions_of_the_persona_that_is_asked_for(shop: Path, cjm: Cli, how: list[str]) -> None:
    assert shop
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2", "emotion_by.fiona=-2")
    assert "Pay by card: +2" in cjm("show", "buy", *how).out
    assert "Pay by card: −2" in cjm("show", "buy", *how, "--persona", "fiona").out
    assert cjm("show", "buy", *how, "--persona", "nobody").status == 2
