"""Nothing a document says can become a control on the terminal, whichever widget shows it."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.widgets import Button, DataTable, Input, Label, OptionList, Static

from cjm_tui.model.values import has_hidden
from cjm_tui.render.ascii import to_ascii
from cjm_tui.render.board.cards import BOXED, card_lines
from cjm_tui.render.cells import text_of
from cjm_tui.render.journey import Card
from cjm_tui.tui.filters import Ascii, Colourless, Visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.filter import LineFilter

BLACK = Color(0, 0, 0)
PROBES = [
    "\x1b]52;c;aGk=\x07", "\x1b[2J", "\x9b31m", "\x9d0;title\x9c", "\u202eevil", "\u2066x", "a\u200bb", "\u00adx",
    "\ufeffx", "\x08\x08", "\x7f", "\u2028x", "\u061cx",
]  # fmt: skip


def filtered(line_filter: LineFilter, text: str) -> str:
    return "".join(segment.text for segment in line_filter.apply([Segment(text, Style(color="red"))], BLACK))


@given(st.text())
def test_no_hidden_character_passes(text: str) -> None:
    assert not has_hidden(filtered(Visible(), text))


def test_the_joiner_of_emoji_passes() -> None:
    assert filtered(Visible(), "👩\u200d💻") == "👩\u200d💻"


@given(st.text(st.sampled_from([*string.printable, *"●★┈▁▂▄▆█▌╭─╮┏━┓✖◇−…–⣿⠤客é👍ñ"])))
def test_ascii_is_as_wide_as_what_it_stands_for(text: str) -> None:
    plain = filtered(Ascii(), text)
    assert plain.isascii()
    assert len(plain) == sum(max(cell_len(c), c.isascii()) for c in text)


def test_without_colours_bold_and_reverse_are_left() -> None:
    (segment,) = Colourless().apply([Segment("x", Style(color="red", bgcolor="blue", bold=True, reverse=True))], BLACK)
    assert segment.style == Style(bold=True, reverse=True)


class Sinks(App[None]):
    """Shows one text in several of Textual's own widgets, under our filter."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Static(self.text, markup=False)
        yield Label(self.text, markup=False)
        yield Button(self.text.replace("[", "("))
        yield Input(self.text)
        yield OptionList(self.text.replace("[", "("), markup=False)
        table: DataTable[str] = DataTable()
        table.add_column(self.text.replace("[", "("))
        yield table

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), Visible()]


async def test_no_probe_leaks_out_of_any_sink() -> None:
    for probe in PROBES:
        app = Sinks(f"name {probe} end")
        async with app.run_test(size=(60, 30)) as pilot:
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            drawn = "".join(segment.text for strip in strips for segment in strip)
            assert not has_hidden(drawn), repr(probe)


def test_in_ascii_the_card_that_is_selected_has_a_border_of_its_own() -> None:
    card = Card(
        "Pay by card",
        -2,
        own=True,
        skipped=False,
        moment=False,
        assumed=False,
        channels=("Website",),
        pains=1,
        opportunities=0,
    )
    plain, chosen = (
        [to_ascii(text_of(line)) for line in card_lines(card, 24, BOXED, selected=selected)]
        for selected in (False, True)
    )
    assert chosen[0] == "+" + "=" * 22 + "+"
    assert plain[0] != chosen[0]
    assert chosen[1][0] == chosen[1][-1] == "#" != plain[1][0]
