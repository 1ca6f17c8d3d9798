"""Themes are files; each colour is checked before Textual sees it, and colours of emotions can be told apart."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
import tomli

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.render.palette import EMOTIONS, Palette, palette_of
from cjm_tui.services.shipped import themes_folder
from cjm_tui.tui.inks import Depth, depth_of
from cjm_tui.tui.themes import DARK, LIGHT, palette_named, theme_files

if TYPE_CHECKING:
    from pathlib import Path

BOTH = pytest.mark.parametrize("name", [DARK, LIGHT])


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def as_seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    return [sum(m * c for m, c in zip(row, linear(colour), strict=True)) for row in matrix]


# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
DEFICIENCIES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@BOTH
def test_a_shipped_theme_is_whole(name: str) -> None:
    palette = palette_named(name)
    assert palette.dark is (name == DARK)


@BOTH
def test_texts_can_be_read_on_every_ground(name: str) -> None:
    palette = palette_named(name)
    for ground in ("ground", "raised", "header"):
        assert contrast(palette.hex_of("text"), palette.hex_of(ground)) >= 7
        assert contrast(palette.hex_of("muted"), palette.hex_of(ground)) >= 4
        assert contrast(palette.hex_of("accent"), palette.hex_of(ground)) >= 4


@BOTH
def test_emotions_stand_out_from_the_ground(name: str) -> None:
    palette = palette_named(name)
    for colour in EMOTIONS.values():
        assert contrast(palette.hex_of(colour), palette.hex_of("raised")) >= 3


@BOTH
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_low_and_high_can_be_told_apart_by_colour_blind_people(name: str, deficiency: str) -> None:
    palette = palette_named(name)
    matrix = DEFICIENCIES[deficiency]
    lows, highs = ("very-low", "low"), ("high", "very-high")
    for low in lows:
        for high in highs:
            one, other = (as_seen(palette.hex_of(colour), matrix) for colour in (low, high))
            assert math.dist(one, other) > 0.1


@BOTH
def test_no_two_emotions_have_one_colour(name: str) -> None:
    palette = palette_named(name)
    assert all(one != other for one, other in combinations(map(palette.hex_of, EMOTIONS.values()), 2))


def test_each_wrong_colour_of_a_theme_is_told() -> None:
    declared = tomli.loads((themes_folder() / f"{DARK}.toml").read_text())
    declared["colours"]["accent"] = "gold"
    declared["colours"]["sparkle"] = "#ffffff"
    del declared["emotions"]["low"]
    told = palette_of(declared)
    assert not isinstance(told, Palette)
    assert len(told) == 3


def test_a_theme_of_ones_own_stands_before_a_shipped_one(tmp_path: Path) -> None:
    text = (themes_folder() / f"{LIGHT}.toml").read_text().replace("#fbfaf7", "#ffffff")
    (tmp_path / f"{LIGHT}.toml").write_text(text)
    assert theme_files(tmp_path)[LIGHT].parent == tmp_path
    assert palette_named(LIGHT, tmp_path).hex_of("ground") == "#ffffff"


def test_a_theme_nobody_has_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotFoundError) as refused:
        palette_named("neon")
    assert DARK in refused.value.hint


def test_a_bad_theme_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("dark = true\n")
    with pytest.raises(UnreadableError, match=r"mine\.toml"):
        palette_named("mine", tmp_path)


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color"}, Depth.FULL),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Depth.FULL),
        ({"TERM": "linux"}, Depth.SIXTEEN),
        ({"TERM": "screen"}, Depth.SIXTEEN),
        ({"TERM": "tmux-256color", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "tmux-256color", "NO_COLOR": ""}, Depth.FULL),
    ],
)
def test_the_terminal_says_how_many_colours_it_shows(environment: dict[str, str], depth: Depth) -> None:
    assert depth_of(environment) is depth
