"""Of several conflicts about one card, one is settled by the name of its field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.services.joining.conflicts import merged_where_left
from cjm_tui.services.workspace.documents import readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Cli


@pytest.fixture
def disputed(committed: Path, git: Callable[..., str], cjm: Cli) -> Path:
    """Stand in a merge in which both sides felt and thought something else of one card."""
    for branch, emotion in (("idea", "2"), ("main", "-2")):
        git(committed, "switch", "-q", *(["-c"] if branch == "idea" else []), branch)
        cjm("set", "buy", "pay-by-card", f"emotion={emotion}", f"thinking=What {branch} thinks")
        cjm("commit")
    with pytest.raises(AssertionError, match="CONFLICT"):
        git(committed, "merge", "-q", "idea")
    merged_where_left(committed / "buy.toml")
    return committed / "buy.toml"


@pytest.mark.parametrize("name", ["pay-by-card.emotion", "touchpoint.pay-by-card.emotion"])
def test_a_field_of_the_card_is_settled_and_the_other_stays_open(disputed: Path, cjm: Cli, name: str) -> None:
    ran = cjm("settle", "buy", name, "--theirs")
    assert ran.out == "settled Pay by card, emotion: +2\n"
    assert ran.err == "1 more to settle.\n"
    assert [one.text("field") for one in readable(disputed).of_kind("conflict")] == ["thinking"]


def test_the_card_alone_means_all_that_is_open_about_it(disputed: Path, cjm: Cli) -> None:
    assert len(cjm("settle", "buy", "pay-by-card", "--theirs").out.splitlines()) == 2
    assert not readable(disputed).of_kind("conflict")


def test_a_field_alone_is_told_what_it_may_be_called(disputed: Path, cjm: Cli) -> None:
    assert disputed.exists()
    ran = cjm("settle", "buy", "emotion", "--theirs")
    assert ran.status == 2
    assert (
        ran.err.splitlines()[1]
        == "Did you mean pay-by-card.emotion? Type `cjm settle buy pay-by-card.emotion --theirs`."
    )


def test_another_file_in_which_something_is_open_is_named_before_the_end_of_the_merge(disputed: Path, cjm: Cli) -> None:
    other = disputed.with_name("other.toml")
    other.write_text(disputed.read_text())
    assert cjm("settle", "buy", "--theirs").err == "Nothing is left to settle here; still open: other.\n"
    assert "`cjm sync --finish` ends the merge" in cjm("settle", "other", "--theirs").err
