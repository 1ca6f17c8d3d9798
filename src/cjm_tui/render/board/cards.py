"""A card, a column's head and the places where something could be, each drawn as lines of exact width.

Emotion is always a sign and a bar beside its colour. The selected card has a heavy border; where a card has no border
for want of room, it is reversed. The name of a card that somebody else has just changed is reversed. Where a card says
nothing on its second line, a long name goes on there, or (selected) the key that comes next for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cjm_tui.model.field_words import signed
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded, width, wrapped
from cjm_tui.render.curve.sparkline import coloured
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Card
from cjm_tui.render.palette import emotion_colour, tint

if TYPE_CHECKING:
    from collections.abc import Sequence

BOXED, FLAT = 4, 2
"""How many rows a card takes: with a border, and without where there is no room for one."""

_SHORTEST = 8
"""From how many cells on the rest of a name is worth a line."""

DUE = "↻"
"""The sign of a card whose code changed since somebody last touched it."""

_LIGHT, _HEAVY, _DOTTED = tuple("╭─╮│╰─╯"), tuple("┏━┓┃┗━┛"), tuple("╭╌╮╎╰╌╯")
_GROUND = "raised"
_TAKEN = Ink("accent", _GROUND, bold=True, reverse=True)


@lru_cache(maxsize=2048)
def card_lines(card: Card, cells: int, rows: int, *, selected: bool) -> tuple[Line, ...]:
    """Return a card as `rows` lines (4 with a border, 2 without), each `cells` wide."""
    if rows == FLAT:
        lines = _inside(card, cells, selected=selected)
        return (
            tuple(merged((line[0], *(Run(run.text, _TAKEN) for run in line[1:]))) for line in lines)
            if selected
            else lines
        )
    return _boxed(_inside(card, cells - 2, selected=selected), cells, selected=selected)


def head_line(name: str, mean: float | None, emotions: Sequence[int | None], cells: int, *, selected: bool) -> Line:
    """Return a column's head: its name, its sparkline where the name leaves room, and its mean."""
    ground = tint(mean)
    value = mean_words(mean)
    title = name.upper()
    room = cells - 2 - width(value) - 1
    spark = coloured(emotions, ground) if len(emotions) + 1 + width(title) <= room and len(emotions) > 1 else ()
    label = padded(title, room - (len(emotions) + 1 if spark else 0))
    ink = Ink("accent" if selected else "text", ground, bold=True, reverse=selected)
    lead = Run("▸" if selected else " ", Ink("accent", ground, bold=selected))
    blank = Run(" ", Ink(ground=ground))
    middle = (*spark, blank) if spark else ()
    text = label.rstrip() if selected else label
    rest = Run(" " * (width(label) - width(text)), Ink(ground=ground))
    mean_run = Run(value, Ink(emotion_colour(mean), ground, bold=True))
    return merged((lead, Run(text, ink), rest, blank, *middle, mean_run, blank))


def hint_lines(words: str, cells: int, rows: int, *, selected: bool, below: str = "") -> tuple[Line, ...]:
    """Return the place where a card could be: a dotted box that says which key puts one there, and `below` another."""
    room = cells - 1 if rows == FLAT else cells - 3
    inside = tuple(_hint(line, room, selected=selected) for line in (words, below))
    if rows == FLAT:
        return inside
    return _boxed(inside, cells, selected=selected, glyphs=_HEAVY if selected else _DOTTED)


def _hint(words: str, cells: int, *, selected: bool) -> Line:
    """Return a hint with the key set off that it begins with."""
    ink = Ink("accent" if selected else "muted", _GROUND)
    told = padded(words, cells)
    key = told.partition(" ")[0] if " " in words else ""
    return merged((Run(" ", ink), Run(key, Ink("accent", _GROUND, bold=True)), Run(told[len(key) :], ink)))


def more_line(above: int, below: int, cells: int) -> Line:
    """Return how many cards lie above and below what a column shows."""
    words = "   ".join(
        part for part in (f"▴ {above} above" if above else "", f"▾ {below} more" if below else "") if part
    )
    return merged([Run(f" {padded(words, cells - 1)}", Ink("muted", _GROUND))])


def mean_words(mean: float | None) -> str:
    """Return a mean as it is written: a sign and one decimal, `?` where nothing is known."""
    if mean is None:
        return "?"
    rounded = round(mean, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "−")


def _inside(card: Card, cells: int, *, selected: bool) -> tuple[Line, Line]:
    """Return the two lines of a card: bar, name, star and signed emotion; bar, channels, signs of what hangs on it."""
    colour = emotion_colour(card.emotion)
    feeling = Ink(colour, _GROUND, bold=True, faint=not card.own)
    bar = Run("▌" if card.emotion is not None else "┊", Ink(colour, _GROUND, faint=not card.own))
    blank, end = Run(" ", Ink("line", _GROUND)), Run(" ", Ink("text", _GROUND))
    star = Run("★" if card.moment else "", Ink("accent", _GROUND))
    value = Run(("–" if card.skipped else signed(card.emotion)), feeling)
    signs = _signs(card)
    rooms = (cells - 4 - width(star.text) - width(value.text), cells - 4 - sum(width(run.text) for run in signs))
    name, rest = (card.name, "") if card.channels else _in_two(card.name, *rooms)
    name_ink = Ink("muted" if card.skipped else "text", _GROUND, bold=selected or card.touched, reverse=card.touched)
    first = merged((bar, blank, Run(padded(name, rooms[0]), name_ink), end, star, value, end))
    if rest:
        below = Run(padded(rest, rooms[1]), name_ink)
    elif selected and not card.channels:
        below = Run(padded(_next_key(card, rooms[1], has_signs=bool(signs)), rooms[1]), Ink("faint", _GROUND))
    else:
        below = Run(padded(_channels(card.channels, rooms[1]), rooms[1]), Ink("muted", _GROUND))
    return first, merged((bar, blank, below, end, *signs, end))


def _in_two(name: str, cells: int, more: int) -> tuple[str, str]:
    """Return a name in two parts that fit beside and below each other; the second is empty where one line holds it."""
    if width(name) <= cells or more < _SHORTEST:
        return name, ""
    first, *rest = wrapped(name, cells) or [name]
    return first, fit(" ".join(rest), more)


def _next_key(card: Card, cells: int, *, has_signs: bool) -> str:
    """Return the next key and what it is for, in words that fit; nothing where none do."""
    if card.emotion is None and not card.skipped:
        words = ["{feel-very-low} how it feels"]
    elif has_signs:
        words = ["{open-card} where it happens", "{open-card} channel"]
    else:
        words = ["{add-insight} what was learned", "{add-insight} insight"]
    return next((said for said in map(hint, words) if width(said) <= cells), "")


def _channels(names: tuple[str, ...], cells: int) -> str:
    """Return as many names as fit whole, the first one shortened if it must be."""
    shown = ""
    for at, name in enumerate(names):
        longer = f"{shown} · {name}" if shown else name
        tail = " …" if at + 1 < len(names) else ""
        if shown and width(longer + tail) > cells:
            return fit(f"{shown} …", cells)
        shown = longer
    return fit(shown, cells)


def _signs(card: Card) -> list[Run]:
    signs = [("!", "error")] * card.odd
    signs += [("~", "accent")] * card.assumed
    signs += [(f"✖{card.pains}", "muted")] * bool(card.pains)
    suspect = "!" if card.suspect else ""
    signs += [(f"◇{card.opportunities}{suspect}", "accent" if suspect else "muted")] * bool(card.opportunities)
    signs += [(DUE, "accent")] * card.due
    runs: list[Run] = []
    for text, colour in signs:
        runs += [Run(" ", Ink(ground=_GROUND))] * bool(runs) + [Run(text, Ink(colour, _GROUND))]
    return runs


def _boxed(inside: Sequence[Line], cells: int, *, selected: bool, glyphs: tuple[str, ...] = ()) -> tuple[Line, ...]:
    corner, edge, corner_right, side, foot, foot_edge, foot_right = glyphs or (_HEAVY if selected else _LIGHT)
    ink = Ink("accent" if selected else "line", _GROUND, bold=selected)
    top = merged([Run(corner + edge * (cells - 2) + corner_right, ink)])
    bottom = merged([Run(foot + foot_edge * (cells - 2) + foot_right, ink)])
    return (top, *(merged((Run(side, ink), *line, Run(side, ink))) for line in inside), bottom)
