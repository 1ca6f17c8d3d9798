"""The themes that Textual ships, with our scale of emotions laid over them.

Their colours are for buttons and panels, none of them for a scale from −2 to +2: grounds, text and accent are theirs,
emotions are those of our own dark or light theme. What could not be read well on their grounds is lightened or
darkened until it can.
"""

from __future__ import annotations

from functools import lru_cache

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from cjm_tui.render.contrast import readable
from cjm_tui.render.palette import COLOURS, EMOTIONS, Palette, mixed, palette_of

_GREYS = {"muted": 0.3, "faint": 0.5, "line": 0.78}
"""How far each grey is from the text to the ground (0..1)."""

_HEADER = 0.08
"""How far the ground of a header is from that of a panel to the text."""

_LEAST = {"text": 7.0, "muted": 4.5, "accent": 4.5, "error": 4.5, "faint": 3.0}
_LEAST_OF_EMOTIONS = 3.0
"""How much each has to stand out from its ground (WCAG 2.2)."""


@lru_cache(maxsize=1)
def usable() -> tuple[str, ...]:
    """Return the names of those whose colours are colours; the others leave them to the terminal, as `sixteen` does."""
    return tuple(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi and _colours(theme))


def palette_like(theme: Theme, ours: Palette) -> Palette:
    """Return a palette in the colours of one of Textual's themes, with the emotions of `ours`."""
    colours = _colours(theme)
    grounds = [colours[name] for name in ("ground", "raised", "header")] if colours else []
    emotions = {name: readable(ours.colours[name], grounds, _LEAST_OF_EMOTIONS) for name in EMOTIONS.values()}
    palette = palette_of({"name": theme.name, "dark": theme.dark, "colours": colours, "emotions": emotions})
    if not isinstance(palette, Palette):
        raise TypeError("; ".join(map(str, palette)))
    return palette


def _colours(theme: Theme) -> dict[str, str]:
    """Return the colours a palette needs; empty where the theme has not got them."""
    variables = theme.to_color_system().generate()
    names = {"ground": "background", "raised": "surface", "text": "foreground", "accent": "accent", "error": "error"}
    try:
        parsed = {ours: Color.parse(variables[theirs]) for ours, theirs in names.items()}
    except ColorParseError:
        return {}
    found = {name: colour.hex6.lower() for name, colour in parsed.items()}
    found["header"] = mixed(found["raised"], found["text"], _HEADER)
    grounds = [found[name] for name in ("ground", "raised", "header")]
    found["text"] = readable(found["text"], grounds, _LEAST["text"])
    found |= {name: mixed(found["text"], found["ground"], share) for name, share in _GREYS.items()}
    found |= {name: readable(found[name], grounds, least) for name, least in _LEAST.items()}
    return {name: found[name] for name in COLOURS}
