"""Whole maps: copied, called otherwise, put away; nothing is ever lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.errors import UnreadableError, UsageError
from cjm_tui.model.record import HEADER
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.map_files import copied, put_away, retitled
from cjm_tui.storage.files import load

MAP = """\
schema = "map/1"
title = "Buy an outfit"
status = "review"

# Legal asked for it.
[stage.pay]
name = "Pay"
  order = 10
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write a map."""
    path = tmp_path / "buy.toml"
    path.write_text(MAP)
    return path


def test_a_copy_says_the_same_under_another_title_and_is_a_draft(path: Path) -> None:
    copy = copied(workspace_in(path.parent), path, "Buy  a hat")
    assert copy.name == "buy-a-hat.toml"
    assert copy.read_text() == MAP.replace("Buy an outfit", "Buy a hat").replace("review", "draft")
    assert path.read_text() == MAP


def test_a_copy_of_the_same_title_has_an_id_of_its_own(path: Path) -> None:
    assert copied(workspace_in(path.parent), path, "Buy").name == "buy-2.toml"


def test_another_title_leaves_all_else_alone(path: Path) -> None:
    retitled(path, "Buy a suit")
    assert path.read_text() == MAP.replace("Buy an outfit", "Buy a suit")
    with pytest.raises(UsageError):
        retitled(path, "  ")


def test_a_map_is_put_away_and_taken_out_again(path: Path) -> None:
    assert put_away(path)
    document = load(path).document
    assert document is not None
    assert document.records[HEADER].text("status") == "archived"
    assert not put_away(path)
    assert path.read_text() == MAP.replace("review", "draft")


def test_a_map_that_cannot_be_read_is_not_copied(path: Path) -> None:
    path.write_text("schema = [")
    with pytest.raises(UnreadableError):
        copied(workspace_in(path.parent), path, "Another")
    assert [other.name for other in path.parent.iterdir()] == ["buy.toml"]
