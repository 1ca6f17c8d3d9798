"""The palette: every colour of the interface by its name, read from a theme and checked.

Colour belongs to emotion: five steps of a diverging scale from −2 to +2, beside one accent and a few greys. A tint is a
trace of an emotion's colour on a ground. A palette that exists is whole, and every colour in it is `#rrggbb`, or every
one is a name of the terminal's own sixteen colours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

COLOURS = ("ground", "raised", "header", "text", "muted", "faint", "line", "accent", "error")
EMOTIONS = {-2: "very-low", -1: "low", 0: "neutral", 1: "high", 2: "very-high"}
UNKNOWN = "unknown"
TINT = "tint "

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
_NAMED = re.compile(r"(?:bold |dim )?(?:default|(?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white))\Z")
_TINT_SHARE = 0.24
_FAINT_SHARE = 0.45


class Flaw(NamedTuple):
    """What is wrong in a theme: the table (empty: at the top) and key concerned, and what to do."""

    table: str
    key: str
    message: str

    def __str__(self) -> str:
        """Return it as one sentence."""
        return f"{self.table}.{self.key}: {self.message}".removeprefix(".")


class Palette(NamedTuple):
    """A theme's colours by name, each `#rrggbb`; of a named one each is a name: `bold bright-yellow`, `default`."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    is_named: bool = False

    def hex_of(self, colour: str) -> str:
        """Return the `#rrggbb` of a colour's name; the text's for a name nobody declared."""
        return self.colours.get(colour, self.colours["text"])

    def faint(self, colour: str, ground: str) -> str:
        """Return a colour half sunk into its ground."""
        return mixed(self.hex_of(colour), self.hex_of(ground), _FAINT_SHARE)


def emotion_colour(emotion: float | None) -> str:
    """Return the name of the colour of an emotion −2..+2, to the nearest step; unknown has a grey of its own."""
    return UNKNOWN if emotion is None else EMOTIONS[max(-2, min(2, _nearest(emotion)))]


def tint(emotion: float | None) -> str:
    """Return the name of the ground tinted with an emotion's colour."""
    return TINT + emotion_colour(emotion)


def palette_of(theme: Mapping[str, object]) -> Palette | tuple[Flaw, ...]:
    """Return the palette a theme declares, or everything that is wrong with it.

    A theme whose ground is a name has names everywhere: it is drawn in the terminal's own colours.
    """
    wrong: list[Flaw] = []
    colours: dict[str, str] = {}
    tables = {name: given if isinstance(given := theme.get(name), Mapping) else {} for name in ("colours", "emotions")}
    ground = tables["colours"].get("ground")
    is_named = isinstance(ground, str) and bool(_NAMED.match(ground))
    for table, names in (("colours", COLOURS), ("emotions", tuple(EMOTIONS.values()))):
        for name in names:
            value = tables[table].get(name)
            if isinstance(value, str) and (_NAMED if is_named else _HEX).match(value):
                colours[name] = value.lower()
            else:
                wrong.append(Flaw(table, name, _expected(value, is_named=is_named)))
        wrong += [Flaw(table, name, "no such colour") for name in tables[table] if name not in names]
    dark, title = theme.get("dark"), theme.get("name")
    if not isinstance(dark, bool):
        wrong.append(Flaw("", "dark", "write true or false"))
    if wrong or not isinstance(dark, bool):
        return tuple(wrong)
    return Palette(title if isinstance(title, str) else "", dark, _derived(colours, is_named=is_named), is_named)


def _expected(value: object, *, is_named: bool) -> str:
    shape = "one of the sixteen names, as in bold bright-yellow" if is_named else "#rrggbb"
    return f"{'missing' if value is None else repr(value)}; write it as {shape}"


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour `share` of the way (0..1) from one `#rrggbb` to another."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _derived(colours: Mapping[str, str], *, is_named: bool) -> dict[str, str]:
    if is_named:
        grounds = dict.fromkeys((TINT + name for name in (*EMOTIONS.values(), UNKNOWN)), colours["ground"])
        return {**colours, UNKNOWN: colours["faint"], **grounds}
    emotions = {name: colours[name] for name in EMOTIONS.values()}
    tints = {TINT + name: mixed(colours["raised"], value, _TINT_SHARE) for name, value in emotions.items()}
    unknown = {UNKNOWN: colours["faint"], TINT + UNKNOWN: colours["header"]}
    return {**colours, **unknown, **tints}


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _nearest(emotion: float) -> int:
    """Round half away from zero, so that −1.5 and +1.5 are as strong as each other."""
    return int(emotion + 0.5) if emotion >= 0 else -int(0.5 - emotion)
