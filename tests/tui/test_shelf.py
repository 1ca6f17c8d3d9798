"""The order of the maps in the library."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.services.past.touches import Touch
from cjm_tui.services.workspace.library import Entry
from cjm_tui.tui.shelf import ORDERS, Shelf


def entry(id_: str, mean: float | None = None, problems: int = 0) -> Entry:
    return Entry(
        id_, Path(id_), id_.upper(), "current", "draft", (), (), (), (), mean, 0, 0, assumed=None, problems=problems
    )


def orders(shelf: Shelf) -> dict[str, list[str]]:
    found = {}
    for _ in ORDERS:
        found[shelf.order] = [one.id for one in shelf.shown]
        shelf.sort()
    return found


def test_maps_are_sorted_by_what_needs_a_look_first() -> None:
    shelf = Shelf()
    shelf.take([entry("b", -1.0), entry("a", 1.0, problems=2), entry("c")])
    shelf.learn({Path("a"): Touch(3, "Nora", is_changed=False), Path("b"): Touch(40, "Omar", is_changed=False),
                 Path("c"): Touch(None, "", is_changed=True)})  # fmt: skip
    assert orders(shelf) == {
        "name": ["a", "b", "c"],
        "mood, lowest first": ["b", "a", "c"],
        "assumptions, most first": ["a", "b", "c"],
        "problems, most first": ["a", "b", "c"],
        "touched, longest ago first": ["b", "a", "c"],
        "changed, not committed first": ["c", "a", "b"],
    }


def test_until_git_was_asked_maps_stand_by_name_where_touch_decides() -> None:
    shelf = Shelf()
    shelf.take([entry("b"), entry("a")])
    assert all(shown == ["a", "b"] for shown in orders(shelf).values())


def test_maps_with_numbers_in_their_titles_are_sorted_as_they_are_read() -> None:
    shelf = Shelf()
    shelf.take([entry(id_) for id_ in ("trip 10", "trip 2", "trip 02b", "a 1", f"trip {'9' * 5000}", "trip")])
    assert [one.id for one in shelf.shown] == ["a 1", "trip", "trip 2", "trip 02b", "trip 10", f"trip {'9' * 5000}"]
