"""The command to type instead of one with a wrong name in it."""

from __future__ import annotations

import pytest

from cjm_tui.cli.retyped import with_next_command


def retyped(wrong: str, right: str, *typed: str) -> str:
    said = with_next_command(f"there is no “{wrong}”", f"Did you mean {right}?", typed)
    return said.removeprefix(f"Did you mean {right}?").removeprefix(" Type `").removesuffix("`.")


@pytest.mark.parametrize(
    ("wrong", "right", "typed", "again"),
    [
        ("bui", "buy", ("show", "bui@HEAD"), "cjm show buy@HEAD"),
        ("bui", "buy", ("show", "maps/bui.toml"), "cjm show maps/buy.toml"),
        ("emotoin", "emotion", ("set", "buy", "touchpoint.a", "emotoin=-1"), "cjm set buy touchpoint.a emotion=-1"),
        ("webstie", "website", ("set", "buy", "map", "tags=app,webstie"), "cjm set buy map tags=app,website"),
        ("fionna", "fiona", ("set", "buy", "touchpoint.a", "emotion_by.fionna=1"), "… emotion_by.fiona=1"),
        ("bui", "buy", ("set", "bui", "touchpoint.bui", "emotion=1"), "cjm set buy touchpoint.bui emotion=1"),
        ("nex", "new", ("nex", "Buy it"), "cjm new 'Buy it'"),
    ],
)
def test_the_right_name_takes_the_place_of_the_wrong_one(
    wrong: str, right: str, typed: tuple[str, ...], again: str
) -> None:
    assert retyped(wrong, right, *typed).endswith(again.removeprefix("…"))


@pytest.mark.parametrize(
    "typed",
    [
        ("diff", "bui", "bui"),  # which of the two?
        ("show", "buick"),  # only a part of another word
        ("show",),
        ("new", "bui\nbui"),
        ("add", "bui", "theme", "x" * 200),  # too long to be read at a glance
        ("add", "bui", "theme", "a\x1b]0;b"),
    ],
)
def test_where_the_place_is_in_doubt_only_the_name_is_said(typed: tuple[str, ...]) -> None:
    assert with_next_command("there is no “bui”", "Did you mean buy?", typed) == "Did you mean buy?"


def test_a_hint_without_a_name_stays_as_it_is() -> None:
    assert with_next_command("there is no “bui”", "`cjm list` lists the maps.", ("show", "bui")).startswith(
        "`cjm list`"
    )
