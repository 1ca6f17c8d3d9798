"""Lists merge as sets that keep their order, comments as bags; neither side's are lost."""

from __future__ import annotations

import pytest

from cjm_tui.model.edits import set_field, set_fields
from cjm_tui.model.merge import merge
from cjm_tui.model.values import Value
from tests.model.documents import PAY, shop


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("web", "app", "store"), ("app",), ("app", "store")),
        (("app", "web"), ("web", "app", "mail"), ("app", "mail", "web")),
        (("b", "web", "app"), ("a", "web", "app"), ("a", "b", "web", "app")),
        (("x", "web", "app"), ("web", "app", "x"), ("x", "web", "app")),
        ((), ("web", "app", "mail"), ("mail",)),
        (None, ("web", "app"), None),
    ],
)
def test_lists_merge_as_sets_that_keep_their_order(ours: Value | None, theirs: Value, expected: Value | None) -> None:
    merged = merge(shop(), set_field(shop(), PAY, "channels", ours), set_field(shop(), PAY, "channels", theirs))
    back = merge(shop(), set_field(shop(), PAY, "channels", theirs), set_field(shop(), PAY, "channels", ours))
    assert merged.conflicts == back.conflicts == ()
    assert merged.document.records[PAY].get("channels") == back.document.records[PAY].get("channels") == expected


def test_a_list_that_holds_a_value_twice_is_no_set_and_conflicts() -> None:
    merged = merge(
        shop(), set_field(shop(), PAY, "channels", ("a", "a")), set_field(shop(), PAY, "channels", ("web", "b"))
    )
    assert [conflict.field for conflict in merged.conflicts] == ["channels"]


def test_comments_of_both_sides_are_kept_and_never_conflict() -> None:
    base = set_fields(shop(), PAY, {"#": "# one", "#inside": ("# a", "# b")})
    ours = set_fields(base, PAY, {"#": "# one\n# ours", "#inside": ("# a", "# b", "# c")})
    theirs = set_fields(base, PAY, {"#": "# zero\n# one", "#inside": ("# b", "# d")})
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.document.records[PAY].get("#") == "# zero\n# one\n# ours"
    assert merged.document.records[PAY].get("#inside") == ("# b", "# c", "# d")


def test_empty_comment_lines_above_a_record_are_all_kept() -> None:
    text = "# one\n#\n# two\n#\n# three"
    base = set_field(shop(), PAY, "#", text)
    ours, theirs = set_field(base, PAY, "#", f"{text}\n#\n# ours"), set_field(base, PAY, "#", f"# theirs\n#\n{text}")
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.conflicts == ()
        kept = str(merged.document.records[PAY].get("#")).split("\n")
        assert [line for line in kept if line != "#"] == ["# theirs", "# one", "# two", "# three", "# ours"]
        assert kept.count("#") == 3


def test_a_list_of_many_thousand_values_merges_at_once() -> None:
    many = tuple(f"word {number}" for number in range(20_000))
    base = set_field(shop(), PAY, "needs", many)
    ours, theirs = set_field(base, PAY, "needs", ("first", *many)), set_field(base, PAY, "needs", (*many, "last"))
    assert merge(base, ours, theirs).document.records[PAY].get("needs") == ("first", *many, "last")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("# a", "# a"), ("# a", "# a", "# a"), ("# a", "# a", "# a")),
        ((), (), None),
        (("# a", "# b"), (), ("# b",)),
    ],
)
def test_comments_said_twice_are_counted(ours: Value, theirs: Value, expected: Value | None) -> None:
    base = set_fields(shop(), PAY, {"#inside": ("# a",), "doing": "x"})
    one = set_fields(base, PAY, {"#inside": ours or None, "doing": "x"})
    other = set_fields(base, PAY, {"#inside": theirs or None, "thinking": "y"})
    assert merge(base, one, other).document.records[PAY].get("#inside") == expected


def test_a_list_both_sides_put_in_another_order_comes_out_the_same_from_either_side() -> None:
    base = set_field(shop(), PAY, "channels", ("a", "b", "c"))
    one = set_field(base, PAY, "channels", ("c", "a", "b"))
    other = set_field(base, PAY, "channels", ("b", "a", "c"))
    there, back = merge(base, one, other), merge(base, other, one)
    assert there.conflicts == back.conflicts == ()
    assert there.document.records[PAY].get("channels") == back.document.records[PAY].get("channels") == ("b", "a", "c")
