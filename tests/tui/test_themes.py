"""Themes are files; each colour is checked before Textual sees it, and colours of emotions can be told apart."""

from __future__ import annotations

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
from tests.tui.seeing import DEFICIENCIES, contrast, difference

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted(path.stem for path in themes_folder().glob("*.toml"))
OF_HEX = [name for name in SHIPPED if name != SIXTEEN]
EACH = pytest.mark.parametrize("name", OF_HEX)
EVERY = pytest.mark.parametrize("name", [*OF_HEX, *usable()])
TERMINAL = ("ground", "raised", "header")


known = cache(palette_named)


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


def test_a_theme_without_anything_is_told_in_few_lines_with_what_to_begin_with(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("")
    with pytest.raises(UnreadableError) as refused:
        palette_named("mine", tmp_path)
    told = refused.value.message.splitlines()
    assert len(told) == 3
    assert "13 more are missing; begin with a copy of" in told[1]


def test_a_file_far_too_large_for_a_theme_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "mine.toml").open("wb") as file:
        file.truncate(10_000_000)
    with pytest.raises(UnreadableError, match="too large for a theme"):
        palette_named("mine", tmp_path)


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color"}, Depth.MANY),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Depth.FULL),
        ({"TERM": "linux"}, Depth.SIXTEEN),
        ({"TERM": "screen"}, Depth.SIXTEEN),
        ({"TERM": "tmux-256color", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "tmux-256color", "NO_COLOR": ""}, Depth.MANY),
    ],
)
def test_the_terminal_says_how_many_colours_it_shows(environment: dict[str, str], depth: Depth) -> None:
    assert depth_of(environment) is depth
