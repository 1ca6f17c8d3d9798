"""Both sides of a difference in full, beside each other: a field's two values, or a card as it was and as it is.

Invariant: a word that only one side has is bold there, so that a change of one word in a long text is seen at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.measures import map_mean, stage_mean
from cjm_tui.model.record import COMMENT_KEYS, Record, as_emotion
from cjm_tui.model.values import Value
from cjm_tui.render.board.cards import mean_words
from cjm_tui.render.cells import Ink, Line, Run, fit, length, merged, padded, width, wrapped
from cjm_tui.render.curve.sparkline import coloured, sampled
from cjm_tui.render.palette import emotion_colour
from cjm_tui.services.past.differences import in_words
from cjm_tui.tui.screens.comparison_rows import Entry

_LABEL = 13
_ABSENT = "not there"


class Sides(NamedTuple):
    """What is compared: two maps and what people call them."""

    before: Document
    after: Document
    names: tuple[str, str]


def legend(names: tuple[str, str], felt: tuple[Document, Document], cells: int) -> Line:
    """Return what stands under the curves: what each is called, and its mean."""
    means = [map_mean(document) for document in felt]
    both = cells - 24
    rooms = (both - min(width(names[1]), both // 2), both - min(width(names[0]), both // 2))
    inks = (Ink("muted"), Ink("text", bold=True))
    return merged(
        run
        for mark, name, mean, room, ink in zip("○●", names, means, rooms, inks, strict=True)
        for run in (
            Run(f"  {mark} {fit(name, room)} ", ink),
            Run(f"{mean_words(mean)}  ", Ink(emotion_colour(mean), bold=True)),
        )
    )


def side_by_side(entry: Entry, sides: Sides, cells: int, height: int) -> list[Line]:
    """Return both sides of a row in full, in `height` lines of at most `cells` cells."""
    half = max(8, (cells - 5) // 2)
    titles = tuple([Run(fit(name, half), Ink("muted", bold=True))] for name in sides.names)
    if entry.key is None:
        rows: Iterator[tuple[list[Run], list[Run]]] = _stages(entry, sides, half)
    else:
        rows = _fields(entry, half) if entry.field else _cards(entry, sides, half)
    lines = [_beside(left, right, half) for left, right in (titles, *rows)]
    return (lines + [()] * height)[:height]


def _fields(entry: Entry, half: int) -> Iterator[tuple[list[Run], list[Run]]]:
    if entry.emotions is not None:
        inks = tuple(Ink(emotion_colour(emotion), bold=True) for emotion in entry.emotions)
        yield [Run(entry.before, inks[0])], [Run(entry.after, inks[1])]
        return
    left, right = told_apart(entry.before, entry.after)
    yield from _paired(_set(left, half, "muted"), _set(right, half, "text"))


def _stages(entry: Entry, sides: Sides, half: int) -> Iterator[tuple[list[Run], list[Run]]]:
    """Yield the curve of a stage on both sides, its mean, and its cards by name."""
    columns = [document.touchpoints_by_stage().get(entry.stage, ()) for document in (sides.before, sides.after)]
    if not any(columns):
        return
    curves: list[list[Run]] = []
    for document, column in zip((sides.before, sides.after), columns, strict=True):
        mean = stage_mean(document, entry.stage)
        line = coloured(sampled([card.emotion for card in column], half - 8))
        curves.append([*line, Run(f"  {mean_words(mean)}", Ink(emotion_colour(mean), bold=True))])
    yield curves[0], curves[1]
    for at in range(max(map(len, columns))):
        left, right = (
            [Run(fit(column[at].name, half), _said_once(column[at], other))] if at < len(column) else []
            for column, other in (columns, columns[::-1])
        )
        yield left, right


def _said_once(card: Record, others: Sequence[Record]) -> Ink:
    """Return the ink of a card's name: strong where the other side has no such card here."""
    return Ink("faint") if any(other.id == card.id for other in others) else Ink("text", bold=True)


def _cards(entry: Entry, sides: Sides, half: int) -> Iterator[tuple[list[Run], list[Run]]]:
    """Yield the fields of a card on both sides, those that differ first."""
    if entry.key is None:
        return
    before, after = (document.records.get(entry.key) for document in (sides.before, sides.after))
    kind = sides.after.kind or sides.before.kind
    names = dict.fromkeys(name for record in (after, before) if record for name in record.fields)
    changed = {name for name in names if _value(before, name) != _value(after, name)}
    is_whole = before is not None and after is not None
    if not is_whole:
        yield [Run("" if before else _ABSENT, Ink("faint"))], [Run("" if after else _ABSENT, Ink("faint"))]
    for name in sorted(names, key=lambda name: name not in changed):
        said = [in_words(_value(record, name), kind, entry.key, name) for record in (before, after)]
        if not is_whole:
            said = [words if record else "" for words, record in zip(said, (before, after), strict=True)]
        marks = told_apart(*said) if name in changed and is_whole else tuple([(words, False)] for words in said)
        columns = []
        for words, value in zip(marks, (_value(before, name), _value(after, name)), strict=True):
            ink = "text" if name in changed else "faint"
            feeling = name == "emotion" or name.startswith("emotion_by.")
            colour = emotion_colour(as_emotion(value)) if feeling and value is not None else ink
            columns.append(_set(words, half - _LABEL, colour))
        label = "comment" if name in COMMENT_KEYS else name.replace("_", " ").replace(".", " ")
        yield from _labelled(label, columns)


def _labelled(label: str, columns: Sequence[list[list[Run]]]) -> Iterator[tuple[list[Run], list[Run]]]:
    for number, (left, right) in enumerate(_paired(*columns)):
        head = Run(padded(label if not number else "", _LABEL), Ink("faint"))
        yield [head, *left], [Run(" " * _LABEL, Ink()), *right] if not right else [head, *right]


def _value(record: Record | None, name: str) -> Value | None:
    return record.get(name) if record else None


Words = list[tuple[str, bool]]
"""Words in their order, each with whether only this side has it."""


def told_apart(before: str, after: str) -> tuple[Words, Words]:
    """Return the words of two texts, each marked where the other text has not got it there."""
    old, new = before.split(), after.split()
    left: Words = [(word, True) for word in old]
    right: Words = [(word, True) for word in new]
    for start, other, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for step in range(size):
            left[start + step] = (old[start + step], False)
            right[other + step] = (new[other + step], False)
    return left, right


def _set(words: Words, cells: int, colour: str) -> list[list[Run]]:
    """Set words in lines of at most `cells` cells; where a word is too long for one, its marks are given up."""
    lines = wrapped(" ".join(word for word, _ in words), cells)
    waiting = list(words)
    found: list[list[Run]] = []
    for line in lines:
        runs: list[Run] = []
        for piece in line.split():
            is_own = waiting.pop(0)[1] if waiting and waiting[0][0] == piece else False
            runs += [Run(" ", Ink(colour))] * bool(runs) + [Run(piece, Ink(colour, bold=is_own))]
        found.append(runs)
    return found


def _paired(left: Sequence[list[Run]], right: Sequence[list[Run]]) -> Iterator[tuple[list[Run], list[Run]]]:
    for place in range(max(len(left), len(right))):
        yield left[place] if place < len(left) else [], right[place] if place < len(right) else []


def _beside(left: Sequence[Run], right: Sequence[Run], half: int) -> Line:
    shown = merged(left)
    gap = Run(" " * max(0, half - length(shown)), Ink())
    return merged((Run(" ", Ink()), *shown, gap, Run(" │ ", Ink("line")), *right))
