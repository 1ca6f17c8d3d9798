"""A file put in order: sorted, set in one way, and nothing lost."""

from __future__ import annotations

import pytest

from cjm_tui.errors import VerificationError
from cjm_tui.storage.lens import read
from cjm_tui.storage.tidying import tidied
from tests.storage.changes import BROKEN, SAMPLES, text_of

UNTIDY = '''\
#:schema ./map.schema.json

schema = "map/1"
tags = ["a", "b"] # beside

title = "T"
# ---- touchpoints ----

[touchpoint.b] # head
# about the order
order = 7
emotion_by = { fiona = 1 }
name = "B" # the name
stage = "s"
notes = """
two
lines"""
channels = [
      "web", # w
   # x
  "app" ]

# loose before a
[touchpoint.a]
name = 'A'
stage = "s"
order = 3

# ---- stages ----

[stage.s]
order = 1
name = "S"

# the end
'''

TIDY = '''\
#:schema ./map.schema.json

schema = "map/1"
title = "T"
# ---- touchpoints ----
tags = [
  "a",
  "b",
] # beside

# ---- stages ----

[stage.s]
name = "S"
  order = 10

# loose before a
[touchpoint.a]
name = "A"
  stage = "s"
  order = 10

[touchpoint.b] # head
name = "B" # the name
  stage = "s"
  # about the order
  order = 20
  channels = [
    "web", # w
    # x
    "app",
  ]
  emotion_by.fiona = 1
  notes = """
two
lines"""

# the end
'''


def test_everything_finds_its_place_and_takes_its_comments_along() -> None:
    assert tidied(read(UNTIDY)) == TIDY


def test_what_is_in_order_stays_as_it_is() -> None:
    assert tidied(read(TIDY)) == TIDY


def test_newlines_and_byte_order_mark_are_kept() -> None:
    windows = "\ufeff" + UNTIDY.replace("\n", "\r\n")
    assert tidied(read(windows)) == "\ufeff" + TIDY.replace("\n", "\r\n")


def test_what_cannot_be_read_stays_as_it_is() -> None:
    for path in BROKEN:
        if path.stem not in {"latin-1", "utf-16", "binary"}:
            text = text_of(path)
            assert tidied(read(text)) == text


@pytest.mark.parametrize("text", ["# nobody's\n\n[c]\n", "# before e\ne = { x = [], q = {} }\n"])
def test_comments_are_kept_where_there_is_nothing_to_say_them_of(text: str) -> None:
    sorted_text = tidied(read(text))
    assert text.splitlines()[0] in sorted_text
    assert tidied(read(sorted_text)) == sorted_text


def test_unknown_keys_have_an_order_that_does_not_depend_on_where_they_stood() -> None:
    sorted_text = tidied(read('[t.0]\nx = """\na\n"""\nzz.g = """\nb\n"""\nzz.e = 10:30:00\n'))
    assert tidied(read(sorted_text)) == sorted_text


def test_files_in_any_form_come_out_in_blocks() -> None:
    for path in SAMPLES:
        if path.stem in {"inline-tables", "dotted-keys", "one-inline-table"}:
            text = tidied(read(text_of(path)))
            assert '[stage.send-back]\nname = "Send it back"' in text


def test_orders_nobody_can_sort_by_are_left_alone() -> None:
    text = '[stage.a]\nname = "A"\n  order.x = 1\n\n[stage.b]\nname = "B"\n  order = 5\n'
    assert "order = 10\n" in tidied(read(text))
    assert "order.x = 1\n" in tidied(read(text))


def test_a_text_that_would_say_something_else_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm_tui.storage.tidying.written", lambda *_, **__: "0")
    with pytest.raises(VerificationError):
        tidied(read(UNTIDY))
