"""Themes are files; each colour is checked before Textual sees it, and colours of emotions can be told apart."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import tomli

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.render.cells import Ink
from cjm_tui.render.palette import EMOTIONS, Palette, palette_of
from cjm_tui.services.workspace.shipped import themes_folder
from cjm_tui.storage.preferences import preferences, preferences_path, remember
from cjm_tui.tui.inks import Depth, Inks, depth_of
from cjm_tui.tui.textual_themes import usable
from cjm_tui.tui.theme_files import theme_files
from cjm_tui.tui.themes import DARK, LIGHT, SIXTEEN, fitting, palette_named, theme_of, theme_wanted

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted(path.stem for path in themes_folder().glob("*.toml"))
OF_HEX = [name for name in SHIPPED if name != SIXTEEN]
EACH = pytest.mark.parametrize("name", OF_HEX)
EVERY = pytest.mark.parametrize("name", [*OF_HEX, *usable()])
TERMINAL = ("ground", "raised", "header")


Matrix = tuple[tuple[float, ...], ...]


known = cache(palette_named)


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def as_seen(colour: str, matrix: Matrix) -> list[float]:
    return [sum(m * c for m, c in zip(row, linear(colour), strict=True)) for row in matrix]


def lab(colour: list[float]) -> list[float]:
    """Return CIE L*a*b* (D65) of linear sRGB."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    roots = [part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z)]
    return [116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])]


def difference(one: str, other: str, matrix: Matrix) -> float:
    """Return ΔE*ab (CIE 1976) of two colours as somebody sees them; 2 is just to be seen."""
    return math.dist(lab(as_seen(one, matrix)), lab(as_seen(other, matrix)))


# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
DEFICIENCIES: dict[str, Matrix] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@EVERY
def test_texts_can_be_read_on_every_ground(name: str) -> None:
    palette = known(name)
    for ground in TERMINAL:
        assert contrast(palette.hex_of("text"), palette.hex_of(ground)) >= 7
        assert contrast(palette.hex_of("muted"), palette.hex_of(ground)) >= 4
        assert contrast(palette.hex_of("accent"), palette.hex_of(ground)) >= 4
        assert contrast(palette.hex_of("error"), palette.hex_of(ground)) >= 4
        assert contrast(palette.hex_of("faint"), palette.hex_of(ground)) >= 2.5


@EVERY
def test_emotions_stand_out_from_the_ground(name: str) -> None:
    palette = known(name)
    for colour in EMOTIONS.values():
        assert contrast(palette.hex_of(colour), palette.hex_of("raised")) >= 3


def test_high_contrast_is_what_it_says() -> None:
    palette = palette_named("high-contrast")
    for ground in TERMINAL:
        for colour in ("text", "muted", "accent", "error", *EMOTIONS.values()):
            assert contrast(palette.hex_of(colour), palette.hex_of(ground)) >= 7
        assert contrast(palette.hex_of("faint"), palette.hex_of(ground)) >= 4.5


@EVERY
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_low_and_high_can_be_told_apart_by_colour_blind_people(name: str, deficiency: str) -> None:
    palette = known(name)
    for low in ("very-low", "low"):
        for high in ("high", "very-high"):
            assert difference(palette.hex_of(low), palette.hex_of(high), DEFICIENCIES[deficiency]) >= 30


@EACH
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_each_step_of_the_scale_differs_from_the_next(name: str, deficiency: str) -> None:
    steps = [known(name).hex_of(colour) for colour in EMOTIONS.values()]
    assert all(difference(one, other, DEFICIENCIES[deficiency]) >= 10 for one, other in pairwise(steps))


def test_there_is_a_dark_and_a_light_of_each_pair_of_colours() -> None:
    for dark, light in ((DARK, LIGHT), ("purple-green-dark", "purple-green-light")):
        assert palette_named(dark).dark
        assert not palette_named(light).dark


def test_the_themes_that_textual_ships_can_be_chosen() -> None:
    assert {"nord", "gruvbox", "dracula", "textual-light", "solarized-dark"} <= set(usable())
    assert palette_named("nord").hex_of("ground") == "#2e3440"


def test_sixteen_colours_are_named_and_their_theme_sends_no_other() -> None:
    palette, depth = fitting(palette_named(SIXTEEN), Depth.FULL)
    assert depth is Depth.SIXTEEN
    inks = Inks(palette, depth)
    for colour in (*palette.colours, "tint very-low"):
        style = inks.style(Ink(colour, "raised"))
        assert style.bgcolor is None
        assert style.color is None or style.color.number is not None
    theme = theme_of(palette, native=True)
    assert theme.variables["emotion-low"] == "ansi_yellow"


def test_where_a_terminal_has_sixteen_colours_any_theme_is_drawn_in_them() -> None:
    palette, depth = fitting(palette_named(LIGHT), Depth.SIXTEEN)
    assert palette.is_named
    assert not palette.dark
    assert depth is Depth.SIXTEEN


def test_the_theme_to_begin_with_is_the_one_remembered_unless_the_environment_names_one() -> None:
    assert theme_wanted({}, preferences()) == (DARK, "")
    assert theme_wanted({"COLORFGBG": "0;15"}, preferences()) == (LIGHT, "")
    remember("theme", "nord")
    assert theme_wanted({"COLORFGBG": "0;15"}, preferences()) == ("nord", "")
    assert theme_wanted({"CJM_THEME": "high-contrast"}, preferences()) == ("high-contrast", "")


def test_a_remembered_theme_that_cannot_be_used_is_told_with_file_and_line_and_left() -> None:
    folder = preferences_path().parent / "themes"
    folder.mkdir(parents=True)
    text = (themes_folder() / f"{DARK}.toml").read_text().replace('accent = "#f0c36a"', 'accent = "gold"')
    (folder / "mine.toml").write_text(text)
    line = text.splitlines().index('accent = "gold"') + 1
    remember("theme", "mine")
    name, trouble = theme_wanted({}, preferences())
    assert name == DARK
    assert f"mine.toml:{line}: colours.accent: 'gold'" in trouble


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dark = true\n", r"mine\.toml:1: colours\.ground: missing"),
        ('dark = true\n\n[colours]\nground = "#00000"\n', r"mine\.toml:4: colours\.ground: '#00000'"),
        ('dark = "yes"\n', r"mine\.toml:1: dark: write true or false"),
        ("dark = true\nname = [\n", r"mine\.toml:3: "),
        ('dark = true\n[emotions]\nvery-sad = "#000000"\n', r"mine\.toml:3: emotions\.very-sad: no such colour"),
        ('dark = true\n[colours]\nground = "default"\ntext = "#ffffff"\n', r"mine\.toml:4: colours\.text: .*names"),
    ],
)
def test_a_bad_theme_is_told_with_its_file_and_line(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(UnreadableError, match=told):
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
