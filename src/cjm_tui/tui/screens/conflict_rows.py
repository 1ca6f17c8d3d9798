"""How a conflict looks: in a line of the list, and with its three sides beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.document import Document
from cjm_tui.model.record import as_emotion
from cjm_tui.model.values import Value
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded, wrapped
from cjm_tui.render.palette import emotion_colour
from cjm_tui.services.joining.conflict_words import field_label, said, subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.history.contenders import Contenders
    from cjm_tui.services.joining.conflicts import Choice

_NAME, _FIELD = 26, 14


def conflict_row(document: Document, choice: Choice, cells: int) -> Line:
    """Return a conflict in one line: the card, the field, ours and theirs."""
    name = min(_NAME, max(10, cells // 3))
    half = max(4, (cells - name - _FIELD - 5) // 2)
    return merged(
        (
            Run(f"{padded(subject(document, choice), name)} ", Ink("text", bold=True)),
            Run(f"{padded(field_label(choice), _FIELD)} ", Ink("faint")),
            Run(padded(said(document, choice, choice.ours), half), _ink(choice, choice.ours)),
            Run(" │ ", Ink("line")),
            Run(fit(said(document, choice, choice.theirs), half), _ink(choice, choice.theirs)),
        )
    )


def titles(sides: Contenders, cells: int) -> Line:
    """Return the titles over the columns of `conflict_row`: whose each side is."""
    name = min(_NAME, max(10, cells // 3))
    half = max(4, (cells - name - _FIELD - 5) // 2)
    both = f"{padded(f'1 {sides.ours}', half)}   {fit(f'2 {sides.theirs}', half)}"
    return (Run(f"  {padded('card', name)} {padded('field', _FIELD)} {both}", Ink("faint")),)


def three_sides(document: Document, choice: Choice, sides: Contenders, cells: int, height: int) -> list[Line]:
    """Return both sides and what was before beside each other, in full, as `height` lines."""
    third = max(8, (cells - 8) // 3)
    columns = [
        [
            *(Run(line, Ink("accent", bold=True)) for line in _title(f"{number} {title}", third)),
            *(Run(line, ink) for line in _lines(said(document, choice, value), third)),
        ]
        for number, title, value in (
            ("1", sides.ours_in_full, choice.ours),
            ("2", sides.theirs_in_full, choice.theirs),
            ("3", "before both", choice.base),
        )
        for ink in (_ink(choice, value),)
    ]
    return [_beside(columns, place, third) for place in range(height)]


def _title(words: str, cells: int) -> list[str]:
    """Return a title in exactly two lines, so that the values stand at one height."""
    return [*wrapped(words, cells), ""][:2]


def _lines(words: str, cells: int) -> list[str]:
    return [line for paragraph in words.splitlines() for line in wrapped(paragraph, cells)]


def _ink(choice: Choice, value: Value | None) -> Ink:
    is_emotion = choice.dispute.field == "emotion" or choice.dispute.field.startswith("emotion_by.")
    return Ink(emotion_colour(as_emotion(value)), bold=True) if is_emotion and value is not None else Ink()


def _beside(columns: Sequence[Sequence[Run]], place: int, cells: int) -> Line:
    runs: list[Run] = [Run(" ", Ink())]
    for at, column in enumerate(columns):
        run = column[place] if place < len(column) else Run("", Ink())
        runs += [Run(" │ ", Ink("line"))] * bool(at) + [Run(padded(run.text, cells), run.ink)]
    return merged(runs)
