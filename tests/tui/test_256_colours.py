"""On a terminal of 256 colours a theme is drawn in those of them that look like it."""

from __future__ import annotations

from functools import cache

import pytest
from rich.color import Color, ColorSystem

from cjm_tui.render.cells import Ink
from cjm_tui.render.contrast import luminance
from cjm_tui.render.palette import EMOTIONS
from cjm_tui.services.workspace.shipped import themes_folder
from cjm_tui.tui.inks import Depth, Inks
from cjm_tui.tui.textual_themes import usable
from cjm_tui.tui.themes import DARK, LIGHT, SIXTEEN, fitting, palette_named
from tests.tui.seeing import DEFICIENCIES, contrast, difference

SHIPPED = sorted(path.stem for path in themes_folder().glob("*.toml") if path.stem != SIXTEEN)
EVERY = pytest.mark.parametrize("name", [*SHIPPED, *usable()])


def drawn(colour: str) -> str:
    """Return what a terminal of 256 colours shows of a colour."""
    return "#{:02x}{:02x}{:02x}".format(*Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


@cache
def drawn_in_256(name: str) -> dict[str, str]:
    palette, depth = fitting(palette_named(name), Depth.MANY)
    assert depth is Depth.MANY
    return {name: drawn(colour) for name, colour in palette.colours.items()}


@EVERY
def test_the_five_emotions_are_five_colours_where_a_terminal_has_256(name: str) -> None:
    colours = drawn_in_256(name)
    assert len({colours[emotion] for emotion in EMOTIONS.values()}) == 5
    for emotion in EMOTIONS.values():
        assert contrast(colours[emotion], colours["raised"]) >= 3
        assert contrast(colours["text"], colours[f"tint {emotion}"]) >= 4.5


@EVERY
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_low_and_high_can_be_told_apart_where_a_terminal_has_256_colours(name: str, deficiency: str) -> None:
    colours = drawn_in_256(name)
    for low in ("very-low", "low"):
        for high in ("high", "very-high"):
            for kind, least in (("", 25), ("tint ", 10)):
                assert difference(colours[kind + low], colours[kind + high], DEFICIENCIES[deficiency]) >= least


@pytest.mark.parametrize("name", [DARK, LIGHT, "high-contrast", *usable()])
def test_what_hurts_stays_orange_and_what_delights_blue_where_a_terminal_has_256_colours(name: str) -> None:
    colours = drawn_in_256(name)
    for kind in ("", "tint "):
        for emotion in ("very-low", "low"):
            red, green, blue = (int(colours[kind + emotion][at : at + 2], 16) for at in (1, 3, 5))
            assert red > green >= blue
        for emotion in ("high", "very-high"):
            red, green, blue = (int(colours[kind + emotion][at : at + 2], 16) for at in (1, 3, 5))
            assert blue > green >= red


@pytest.mark.parametrize("name", [DARK, LIGHT])
def test_greys_stay_greys_and_panels_apart_from_the_ground_where_a_terminal_has_256_colours(name: str) -> None:
    colours = drawn_in_256(name)
    for grey in ("ground", "raised", "header", "text", "muted", "faint", "line", "unknown", "neutral"):
        assert len({colours[grey][at : at + 2] for at in (1, 3, 5)}) == 1
    steps = [luminance(colours[ground]) for ground in ("ground", "raised", "header")]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    assert len(set(steps)) == 3


def test_what_is_not_their_own_is_faint_in_the_colour_of_its_emotion_where_a_terminal_has_256_colours() -> None:
    inks = Inks(*fitting(palette_named(DARK), Depth.MANY))
    style = inks.style(Ink("very-high", "raised", faint=True))
    assert style.color is not None
    red, green, blue = Color.parse(style.color.name).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    assert blue > green > red
