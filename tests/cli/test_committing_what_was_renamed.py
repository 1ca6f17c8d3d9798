"""What `cjm commit` says of files that got another name, can be read again, or are no maps at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Cli


def subject(committed: Path, git: Callable[..., str]) -> str:
    return git(committed, "log", "-1", "--format=%s").strip()


def test_a_map_of_another_name_is_told_as_that_with_what_else_changed(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    cjm("rename", "buy", "map", "order")
    cjm("set", "order", "touchpoint.pay-by-card", "emotion=2")
    ran = cjm("commit")
    assert ran.status == 0, ran.err
    said = "Buy an outfit: file buy.toml → order.toml; Pay by card: emotion −1 → +2"
    assert subject(committed, git) == said
    assert git(committed, "status", "--porcelain") == ""
    assert git(committed, "show", "--name-status", "--format=").split()[::2][0].startswith("R")


def test_a_new_map_beside_one_that_was_removed_is_new(committed: Path, git: Callable[..., str], cjm: Cli) -> None:
    (committed / "buy.toml").unlink()
    cjm("new", "Ask what became of it")
    assert cjm("commit").status == 0
    body = git(committed, "log", "-1", "--format=%B")
    assert "- removed" in body
    assert "Ask what became of it: a new map" in body


def test_a_map_that_can_be_read_again_is_not_called_new(committed: Path, git: Callable[..., str], cjm: Cli) -> None:
    before = (committed / "buy.toml").read_text()
    (committed / "buy.toml").write_text(before + "<<<<<<< ours\n")
    git(committed, "commit", "-qam", "Markers by mistake")
    (committed / "buy.toml").write_text(before)
    assert cjm("commit").status == 0
    assert subject(committed, git) == "Buy an outfit: can be read again"


@pytest.mark.parametrize("others", ["", "*.png binary\n"])
def test_the_line_that_was_taken_back_is_committed_as_it_was_when_it_was_written(
    committed: Path, git: Callable[..., str], cjm: Cli, others: str
) -> None:
    attributes = committed.parent / ".gitattributes"
    if others:
        attributes.write_text(others)
        git(committed.parent, "add", ".")
        git(committed.parent, "commit", "-qm", "Pictures")
    cjm("git-setup")
    assert cjm("commit").status == 0
    cjm("git-setup", "--undo")
    assert cjm("commit").status == 0
    assert subject(committed, git) == ".gitattributes: git merges maps line by line again"
    assert git(committed, "status", "--porcelain") == ""
    assert (attributes.read_text() if attributes.exists() else "") == others
