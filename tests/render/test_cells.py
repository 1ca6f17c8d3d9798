"""Whatever a text holds, it takes the cells it is given and no grapheme is cut."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.values import has_hidden
from cjm_tui.render.cells import (
    Ink,
    Run,
    filled,
    fit,
    fit_end,
    graphemes,
    hyphenated,
    length,
    merged,
    padded,
    shown,
    text_of,
    whole_parts,
    width,
    wrapped,
)

HARD = [
    "客户",
    "e\u0301",
    "👩\u200d💻",
    "🇩🇪",
    "❤\ufe0f",
    "한국",
    "\u202e",
    "\x1b[31m",
    "a\u200db",
    "\u200b",
    "ﷺ",
    "1\ufe0f\u20e3",
    " ",
    "\n",
    "x",
]
texts = st.lists(st.sampled_from(HARD) | st.characters(), max_size=12).map("".join)


@given(texts, st.integers(0, 20))
def test_a_padded_text_takes_exactly_its_cells(text: str, cells: int) -> None:
    assert width(padded(text, cells)) == cells


@given(texts, st.integers(1, 20))
def test_a_fitted_text_never_takes_more_and_says_when_it_was_cut(text: str, cells: int) -> None:
    fitted = fit(text, cells)
    assert width(fitted) <= cells
    whole = " ".join(shown(text).split())
    assert fitted == whole or fitted.endswith("…")


@given(texts, st.integers(1, 20))
def test_of_a_text_that_is_fitted_by_its_end_the_end_is_seen(text: str, cells: int) -> None:
    fitted, whole = fit_end(text, cells), " ".join(shown(text).split())
    assert width(fitted) <= cells
    assert fitted == whole or (fitted.startswith("…") and whole.endswith(fitted.removeprefix("…")))


@given(texts)
def test_nothing_hidden_is_ever_drawn(text: str) -> None:
    assert not has_hidden(shown(text))
    assert not [character for character in shown(text) if unicodedata.category(character) == "Cc"]


KNOWN = {"客": 2, "e\u0301": 1, "👩\u200d💻": 2, "🇩🇪": 2, "❤\ufe0f": 2, "a": 1, " ": 1, "−": 1, "★": 1, "✖": 1}


@given(st.lists(st.sampled_from(sorted(KNOWN)), max_size=12))
def test_width_is_what_terminals_say(pieces: list[str]) -> None:
    assert width("".join(pieces)) == sum(KNOWN[piece] for piece in pieces)


def test_a_joiner_between_letters_hides_no_letter() -> None:
    assert width("a\u200db\u200dc") == 3


@given(texts)
def test_graphemes_make_up_the_text(text: str) -> None:
    assert "".join(grapheme for grapheme, _ in graphemes(text)) == text


def test_a_flag_is_never_cut_in_two() -> None:
    assert fit("🇩🇪🇫🇷", 3) == "🇩🇪…"


@given(texts, st.integers(2, 20))
def test_wrapped_lines_fit_and_no_word_is_lost(text: str, cells: int) -> None:
    lines = wrapped(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join("".join(shown(part) for part in text.splitlines()).split())


def test_runs_of_one_ink_are_one_run() -> None:
    line = merged([Run("a", Ink()), Run("", Ink("muted")), Run("b", Ink()), Run("c", Ink("muted"))])
    assert [run.text for run in line] == ["ab", "c"]


@given(st.integers(0, 30))
def test_a_filled_line_has_its_length(cells: int) -> None:
    line = filled((Run("客x", Ink()),), cells)
    assert length(line) == max(3, cells)
    assert text_of(line).rstrip() == "客x"


def test_what_was_shortened_before_has_one_ellipsis_when_it_is_shortened_again() -> None:
    assert fit("a new map with 5… (and 1 more)", 18) == "a new map with 5…"


@given(texts, st.integers(3, 20))
def test_a_word_that_is_divided_fits_its_lines_and_loses_no_letter(text: str, cells: int) -> None:
    lines = hyphenated(text, cells)
    assert all(width(line) <= cells for line in lines)
    told = "".join(line.removesuffix("-") if at + 1 < len(lines) else line for at, line in enumerate(lines))
    assert told.replace(" ", "").replace("-", "") == "".join(shown(text).split()).replace("-", "")


def test_a_long_word_is_divided_evenly() -> None:
    assert hyphenated("Inspiration", 7) == ["Inspir-", "ation"]
    assert hyphenated("Keep or return", 8) == ["Keep or", "return"]


@given(st.lists(texts, min_size=1, max_size=5), st.integers(1, 40))
def test_of_the_parts_of_a_sentence_only_the_first_is_ever_cut(parts: list[str], cells: int) -> None:
    told, parts = whole_parts(parts, cells), [part for part in parts if part]
    assert width(told) <= cells
    assert told == fit(" · ".join(parts[:1]), cells) or told in {
        " ".join(shown(" · ".join(parts[:count])).split()) for count in range(1, len(parts) + 1)
    }
