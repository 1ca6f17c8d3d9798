"""Comments: whose they are, and where they stay."""

from __future__ import annotations

import pytest

from cjm_tui.model.record import ABOVE, INSIDE, LOOSE, RecordKey
from cjm_tui.storage.lens import write
from tests.storage.changes import SAMPLES, change_of, document_of, text_of, with_field

A = RecordKey("touchpoint", "a")
B = RecordKey("touchpoint", "b")
BLOCKS = """\
schema = "map/1"

[touchpoint.a]
name = "A"
  order = 10

[touchpoint.b]
name = "B"
  order = 20
"""


def said(text: str) -> dict[str, tuple[str, ...]]:
    """Return the comments of every record, the ones above first."""
    comments = {}
    for key, record in document_of(text).records.items():
        lines = (*([record.text(ABOVE)] if record.text(ABOVE) else []), *record.texts(INSIDE), *record.texts(LOOSE))
        if lines:
            comments[str(key) or "file"] = lines
    return comments


def put(comment: str, before: str, text: str = BLOCKS) -> str:
    """Return the text with a comment put in right before something."""
    assert before in text
    return text.replace(before, f"{comment}{before}", 1)


@pytest.mark.parametrize(
    ("comment", "before", "owner"),
    [
        ("# c\n", "[touchpoint.b]", "touchpoint.b"),
        ("# c\n\n", "[touchpoint.b]", "file"),
        ("# c\n\n", "\n[touchpoint.b]", "touchpoint.a"),
        ("# c\n", "  order = 10", "touchpoint.a"),
        ("\n# c\n", "  order = 10", "touchpoint.a"),
        ("\n# c\n\n", "  order = 10", "file"),
        ("# c\n", 'name = "A"', "touchpoint.a"),
        ("# c\n", "schema", "file"),
        ("# c\n\n", "schema", "file"),
        (" # c", "\n  order = 10", "touchpoint.a"),
        (" # c", '\nname = "A"', "touchpoint.a"),
    ],
)
def test_a_comment_belongs_to_whom_it_stands_with(comment: str, before: str, owner: str) -> None:
    assert said(put(comment, before)) == {owner: ("# c",)}


def test_a_comment_right_below_one_record_and_above_the_next_is_the_next_one_s() -> None:
    dense = BLOCKS.replace("  order = 10\n\n", "  order = 10\n# c\n")
    assert said(dense) == {"touchpoint.b": ("# c",)}


def test_every_place_a_comment_can_stand_in_is_known() -> None:
    path = next(path for path in SAMPLES if path.stem == "comments-everywhere")
    comments = said(text_of(path))
    assert all(line.startswith("# nobody's") for line in document_of(text_of(path)).header.texts(LOOSE))
    assert len(comments["touchpoint.print-label"]) == 9
    assert comments["stage.send-back"][0] == "# the stage's"


@pytest.mark.parametrize("comment", ["  # c\n", "\n  # c\n", "\n  # c\n\n"])
def test_a_comment_above_a_key_stays_when_the_key_goes(comment: str) -> None:
    text = put(comment, "  order = 10")
    without = with_field(text, *A, "order", None)
    assert said(without) == said(text)
    assert "order = 10" not in without


def test_a_comment_beside_a_key_stays_as_a_line_when_the_key_goes() -> None:
    text = put(" # ask Mina", "\n\n[touchpoint.b]")
    assert change_of(text, *A, "order", None) == (["  order = 10 # ask Mina\n"], ["  # ask Mina\n"])


def test_a_comment_is_not_left_for_the_record_below() -> None:
    dense = '[touchpoint.a]\nname = "A"\norder = 1 # c\n[touchpoint.b]\nname = "B"\n'
    assert said(with_field(dense, *A, "order", None)) == {"touchpoint.a": ("# c",)}
    alone = '[touchpoint.a]\nname = "A"\n# c\norder = 1\n[touchpoint.b]\nname = "B"\n'
    assert said(with_field(alone, *A, "order", None)) == {"touchpoint.a": ("# c",)}


def test_a_comment_between_blank_lines_does_not_become_nobody_s_when_its_key_goes() -> None:
    text = '[touchpoint.a]\nname = "A"\n\n# c\norder = 1\n\nteam = "t"\n'
    assert with_field(text, *A, "order", None) == '[touchpoint.a]\nname = "A"\n# c\n\nteam = "t"\n'


def test_removing_a_record_takes_its_own_comments_along_and_no_other() -> None:
    text = put(
        "# above b\n", "[touchpoint.b]", put("# nobody's\n\n", "[touchpoint.b]", put("  # in a\n", "  order = 10"))
    )
    document = document_of(text)
    assert said(write(text, document.with_records([], [B]))) == {"file": ("# nobody's",), "touchpoint.a": ("# in a",)}
    assert said(write(text, document.with_records([], [A]))) == {
        "file": ("# nobody's",),
        "touchpoint.b": ("# above b",),
    }


def test_nobody_s_comment_inside_a_record_stays_when_the_record_goes() -> None:
    text = put("\n# nobody's\n\n", "  order = 10")
    without = write(text, document_of(text).with_records([], [A]))
    assert without == 'schema = "map/1"\n\n# nobody\'s\n\n[touchpoint.b]\nname = "B"\n  order = 20\n'
    last = put("\n# nobody's\n\n", "  order = 20")
    assert write(last, document_of(last).with_records([], [B])).endswith("  order = 10\n\n# nobody's\n\n")


LIST = """\
[touchpoint.a]
name = "A"
  channels = [ # behind the bracket
    # above email
    "email", # beside email
    "app", # beside app
    # at the end
  ] # beside the list
"""


def test_comments_in_a_list_stay_when_it_changes() -> None:
    everything = said(LIST)
    for channels in (("app", "email"), ("email",), (), ("store", "app"), ("email", "store", "app", "email"), None):
        text = with_field(LIST, *A, "channels", channels)
        assert said(text) == everything
        assert document_of(text).records[A].get("channels") == channels


def test_an_item_of_a_list_takes_its_comment_along() -> None:
    text = with_field(LIST, *A, "channels", ("app", "store", "email"))
    assert (
        '    "app", # beside app\n    "store",\n    # behind the bracket\n    # above email\n    "email", # beside'
        in text
    )


def test_comments_in_a_list_stay_when_a_text_takes_its_place() -> None:
    assert said(with_field(LIST, *A, "channels", "a text")) == said(LIST)


def test_a_comment_in_a_table_of_its_own_stays_when_the_table_goes() -> None:
    text = (
        '[touchpoint.a]\nname = "A"\n\n# by persona\n[touchpoint.a.emotion_by] # head\nfiona = 1 # beside\n\n# loose\n'
    )
    without = with_field(text, *A, "emotion_by.fiona", None)
    assert said(without) == said(text)
    assert "emotion_by" not in without


def test_the_last_key_of_a_file_takes_the_blank_line_above_it_along() -> None:
    assert with_field(BLOCKS.replace("  order = 20", "\n  order = 20"), *B, "order", None).endswith('name = "B"\n')


def test_nobody_s_comment_stays_apart_in_a_file_without_blank_lines() -> None:
    text = '[touchpoint.a]\nname = "A"\n[touchpoint.b]\nname = "B"\n\n# loose\n\n[touchpoint.c]\nname = "C"\n'
    without = write(text, document_of(text).with_records([], [B]))
    assert without == '[touchpoint.a]\nname = "A"\n\n# loose\n\n[touchpoint.c]\nname = "C"\n'
