"""Every edit is one key or a name typed in place; it is in the file at once, and `u` takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("keys", "emotion"),
    [("1", -2), ("2", -1), ("3", 0), ("0", 0), ("4", 1), ("5", 2), ("plus", 2), ("minus", 0), ("backspace", None)],
)
async def test_one_key_sets_an_emotion(tmp_path: Path, keys: str, emotion: int | None) -> None:
    async with story(written(tmp_path)) as person:
        await person.press(keys)
        await person.until_saved()
        assert person.in_the_file("see-a-post").emotion == emotion


async def test_an_emotion_never_leaves_its_scale(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("plus", "plus", "plus")
        assert person.says == "See a post: emotion +2 already"
        await person.until_saved()
        assert person.in_the_file("see-a-post").emotion == 2


async def test_a_key_that_changes_nothing_says_that_it_is_so_already(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("backspace", "backspace")
        assert person.says == "See a post: emotion unknown already"


async def test_the_status_line_says_what_happened_and_how_to_take_it_back(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("5")
        assert person.says == "See a post: emotion +1 → +2 · u undoes"


async def test_what_was_undone_is_said_as_it_was_done(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("d", "d")
        assert person.says.startswith("removed touchpoint ‘See a post’")
        await person.press("u")
        assert person.says.startswith("Undone: removed touchpoint ‘See a post’")
        await person.press("ctrl+r")
        assert person.says.startswith("Redone: removed touchpoint ‘See a post’")


async def test_a_key_that_is_struck_twice_says_what_the_second_time_does(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("d")
        assert person.says == "d once more: remove the card · any other key leaves it"


async def test_a_sentence_too_long_for_its_line_has_two_until_the_next_key(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(60, 16)) as person:
        await person.press("W")
        assert "Name them in its form, under watch." in " ".join(person.sees.split())
        assert "? help" not in person.sees
        await person.press("j")
        assert "? help" in person.sees


async def test_under_a_personas_curve_an_emotion_is_theirs(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("full_stop", "1")
        await person.until_saved()
        card = person.in_the_file("see-a-post")
        assert (card.emotion, card.get("emotion_by.fiona")) == (1, -2)


async def test_a_new_card_stands_after_this_one(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("a")
        await person.type("Ask around")
        await person.press("enter")
        document = await person.until_saved()
        names = [t.name for t in document.touchpoints_by_stage()["awareness"]]
        assert names == ["See a post", "Ask around", "Friend talks"]


async def test_a_new_stage_stands_after_this_one(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("A")
        await person.type("Choosing")
        await person.press("enter")
        document = await person.until_saved()
        assert [stage.name for stage in document.stages()] == ["Awareness", "Choosing", "Purchase", "Afterwards"]
        assert person.stage == "choosing"


async def test_an_empty_map_begins_with_a_stage_and_a_card(tmp_path: Path) -> None:
    async with story(written(tmp_path, 'schema = "map/1"\ntitle = "New"\n')) as person:
        assert "A adds the first stage" in person.sees
        await person.press("A")
        await person.type("One")
        await person.press("enter", "a")
        await person.type("Two")
        await person.press("enter")
        document = await person.until_saved()
        assert [t.name for t in document.journey()] == ["Two"]


async def test_a_card_moves_to_the_next_stage_and_takes_the_cursor_along(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("L")
        document = await person.until_saved()
        assert document.touchpoints_by_stage()["purchase"][0].id == "see-a-post"
        assert (person.stage, person.card) == ("purchase", "See a post")


async def test_a_card_moves_down_and_up(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("J")
        document = await person.until_saved()
        assert [t.id for t in document.touchpoints_by_stage()["awareness"]] == ["friend-talks", "see-a-post"]
        await person.press("shift+up")
        document = await person.until_saved()
        assert [t.id for t in document.touchpoints_by_stage()["awareness"]] == ["see-a-post", "friend-talks"]


async def test_on_its_head_the_whole_stage_moves(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("up", "L")
        document = await person.until_saved()
        assert [stage.id for stage in document.stages()] == ["purchase", "awareness", "after"]


async def test_d_once_removes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("d", "down", "d")
        assert person.card == "Friend talks"
    assert path.read_text() == MAP


async def test_any_other_key_between_two_d_removes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("d", "percent_sign", "d")
        assert person.says == "d once more: remove the card · any other key leaves it"
    assert path.read_text() == MAP


async def test_a_removed_card_takes_its_insights_along_and_undo_brings_all_back(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("right", "down", "d", "d")
        document = await person.until_saved()
        assert document.get("insight", "asked-twice") is None
        assert "u undoes" in person.says
        await person.press("u")
        await person.until_saved()
    assert path.read_text() == MAP


async def test_undo_and_redo_walk_over_every_edit(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("5", "m", "J", "u", "u", "u")
        await person.until_saved()
        assert path.read_text() == MAP
        await person.press("u")
        assert person.says == "Nothing to undo"
        await person.press("U", "ctrl+r")
        await person.until_saved()
        card = person.in_the_file("see-a-post")
        assert (card.emotion, card.text("moment")) == (2, "truth")


async def test_a_copied_card_is_pasted_with_its_insights(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("right", "down", "y", "right", "p")
        document = await person.until_saved()
        (copy,) = document.touchpoints_by_stage()["after"]
        assert copy.text("doing") == "Types the card number on a phone"
        assert [i.text("touchpoint") for i in document.of_kind("insight")] == ["pay-by-card", copy.id]


async def test_m_marks_a_moment_and_turns_through_the_kinds(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        seen = []
        for _ in range(4):
            await person.press("m")
            seen.append(person.board.document.records["touchpoint", "see-a-post"].text("moment"))  # type: ignore[index]
        assert seen == ["truth", "delight", "pain", ""]


async def test_an_insight_is_two_keys_and_a_sentence_away(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("i", "p")
        await person.type("Too small")
        await person.press("enter")
        document = await person.until_saved()
        assert ("Too small", "pain", "see-a-post") in [
            (i.name, i.text("kind"), i.text("touchpoint")) for i in document.of_kind("insight")
        ]


async def test_an_opportunity_rests_on_the_pains_of_its_card(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("right", "down", "o")
        await person.type("help?")
        await person.press("enter")
        document = await person.until_saved()
        made = next(o for o in document.of_kind("opportunity") if o.id != "once")
        assert made.name == "How might we help?"
        assert made.texts("insights") == ("asked-twice",)


async def test_ctrl_s_says_that_all_is_saved(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("5")
        await person.until_saved()
        await person.press("ctrl+s")
        assert "Saved already" in person.says


async def test_one_edit_changes_one_line_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("right", "down", "3")
        await person.until_saved()
    before, after = MAP.splitlines(), path.read_text().splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [("  emotion = -2", "  emotion = 0")]


async def test_what_could_not_happen_is_said_and_nothing_changes(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("up", "m")
        assert person.says == "No card here: the cursor stands on a stage. ↓ goes to a card."
    assert path.read_text() == MAP
