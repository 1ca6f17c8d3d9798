"""Text in, text out: whatever people type is on the page as they typed it, and never becomes markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.render.page.blocks import Bullets, Paragraph
from cjm_tui.render.page.escaping import (
    cell,
    comment,
    fenced,
    is_link,
    link_target,
    mermaid_name,
    one_line,
    tidy,
)
from cjm_tui.render.page.markdown import markdown
from tests.render.hard_names import markdown_names, mermaid_names
from tests.render.journey_grammar import drawn
from tests.render.reading import parser, words_of_cell, words_of_item, words_of_paragraphs

ORDINARY = (
    "Customer's card is declined (3-D Secure) - retry?",
    "Pay by card: emotion −1 → −2; moved to Purchase after Compare prices",
    "How might we take the card number once?",
    "“Two taps!” she said, and it was done; 50% off, 3 + 4 = 7, a/b, x@example.org",
    "Wear it on Saturday. 12 of 24, at 10:30, for 26,000 € (or less)",
    "Q & A, R&D at 3 < 5 and 5 > 3, snake_case, room #12",
    "Kundin wartet – 20 Minuten. 顧客は店に行く。 Ça marche, ¿no?",
    "See https://example.com/tickets/PAY-318 for it",
)


def paragraph(text: str) -> str:
    """Return what the writer makes of running text."""
    return markdown([Paragraph((text,))]).removesuffix("\n")


def item(text: str) -> str:
    """Return what the writer makes of the one item of a list, without its dash."""
    return markdown([Bullets(((text,),))]).removeprefix("- ").removesuffix("\n")


@given(markdown_names)
def test_a_cell_reads_back_as_the_text_that_went_in(name: str) -> None:
    assert words_of_cell(cell(name)) == tidy(name)


@given(markdown_names)
def test_an_item_of_a_list_reads_back_as_the_text_that_went_in(name: str) -> None:
    if tidy(name):
        assert words_of_item(item(name)) == tidy(name)


@given(markdown_names)
def test_running_text_reads_back_as_the_text_that_went_in(name: str) -> None:
    if tidy(name):
        assert words_of_paragraphs(paragraph(name)) == [re.sub("\n{2,}", "\n", tidy(name))]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_stays_as_it_is(sentence: str) -> None:
    assert paragraph(sentence) == item(sentence) == sentence


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("# 1 on the list", "\\# 1 on the list"),
        ("- a dash", "\\- a dash"),
        ("+1 from me", "+1 from me"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("12. May", "12\\. May"),
        ("12.5 percent", "12.5 percent"),
        ("> said", "\\> said"),
    ],
)
def test_the_start_of_a_line_is_escaped_only_where_it_would_begin_something(line: str, written: str) -> None:
    assert paragraph(line) == item(line) == written


def test_a_newline_breaks_the_line_and_an_empty_line_parts_nothing() -> None:
    assert paragraph("one\ntwo\n\n\nthree") == "one\\\ntwo\\\nthree"
    assert item("one\ntwo") == "one<br>two"
    assert cell("one\ntwo") == "one<br>two"


def test_no_html_but_a_line_break_leaves_a_cell() -> None:
    name = "<img src=x onerror=alert(1)>\n<b>&lt;</b>"
    page = str(parser().render(f"| a |\n| --- |\n| {cell(name)} |\n"))
    assert "<td>&lt;img src=x onerror=alert(1)&gt;<br>&lt;b&gt;&amp;lt;&lt;/b&gt;</td>" in page


def test_what_is_hidden_in_a_text_does_not_reach_the_page() -> None:
    assert cell("pay\u202eyb\u200b \x1b[31mcard\x00") == "payyb \\[31mcard"
    assert tidy("family 👨\u200d👩\u200d👧") == "family 👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://example.com/a_b now", "see <https://example.com/a_b> now"),
        ("(https://example.com/a_b).", "(<https://example.com/a_b>)."),
        ("https://example.com/?a=1&copy;=2", "https:\\//example.com/?a=1\\&copy;=2"),
        ("www.a_b.com", "www\\.a\\_b.com"),
        ("ftp://a_b", "ftp:\\//a\\_b"),
        ("‘https://a.b/c’", "‘<https://a.b/c>’"),
        ("“https://a.b/ü”", "“https://a.b/ü”"),
        ("https://a.b/<i>", "https:\\//a.b/\\<i\\>"),
        ("_www.a*b", "\\_www\\.a\\*b"),
        ("https://a.b/ü_https://c", "https:\\//a.b/ü\\_https:\\//c"),
    ],
)
def test_an_address_that_github_would_link_by_itself_shows_no_backslash(text: str, written: str) -> None:
    assert cell(text) == written
    assert words_of_cell(written) == text


def test_a_line_that_ends_in_an_address_does_not_hand_its_line_break_to_it() -> None:
    assert paragraph("see https://a.b/c\nthere") == "see https://a.b/c \\\nthere"


@pytest.mark.parametrize("address", ["https://a.b/c?d=e#f", "http://a.b", "mailto:kim@example.org"])
def test_a_page_links_to_the_web_and_to_people(address: str) -> None:
    assert is_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "mailto:",
        "http://[::1",
        "https://a b",
        "https://a\u202eb",
        "/x",
    ],
)
def test_a_page_links_to_nothing_else(address: str) -> None:
    assert not is_link(address)


@given(markdown_names)
def test_a_link_ends_where_its_address_ends(address: str) -> None:
    source = f"[text]({link_target(address)}) after"
    tokens = parser().parseInline(source)[0].children or []
    assert [token.content for token in tokens if token.type == "text"] == ["text", " after"]


@given(st.text(alphabet="`~a\n"), st.sampled_from(["", "mermaid"]))
def test_a_code_block_ends_where_its_text_ends(text: str, info: str) -> None:
    tokens = parser().parse(f"{fenced(text, info)}\n\nafter\n")
    assert [(token.type, token.content) for token in tokens if token.content] == [
        ("fence", f"{text}\n"),
        ("inline", "after"),
    ]


@given(markdown_names)
def test_a_comment_ends_where_its_text_ends(text: str) -> None:
    tokens = parser().parse(f"<!-- {comment(text)} -->\n\nafter\n")
    assert [token.type for token in tokens] == ["html_block", "paragraph_open", "inline", "paragraph_close"]


@given(mermaid_names, mermaid_names, mermaid_names)
def test_a_mermaid_diagram_draws_the_names_that_went_in(title: str, section: str, task: str) -> None:
    names = [mermaid_name(name) for name in (title, section, task)]
    if not all(names):
        return
    journey = drawn(f"journey\n  title {names[0]}\n  section {names[1]}\n    {names[2]}: 3: {names[0]}, {names[1]}")
    shown = [one_line(name) for name in (title, section, task)]
    assert journey.title == shown[0]
    assert journey.tasks == [(shown[1], shown[2], "3", shown[:2])]


def test_an_ordinary_name_is_the_same_in_a_diagram() -> None:
    assert mermaid_name("Pay by card (3-D Secure) - retry?") == "Pay by card (3-D Secure) - retry?"
    assert mermaid_name("Titles and sections") == "#84;itles and sections"
    assert mermaid_name("At 10:30: 5: Me") == "At 10#58;30#58; 5#58; Me"
