"""The maps that people copy: complete, sound, and written the way the tool writes.

What they hold is read with a plain TOML reader here, so that a fault of our own reader cannot hide one of theirs.
"""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tomli

from cjm_tui.model.kinds import CHANNEL_KINDS, INSIGHT_KINDS, MOMENTS, declared
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.lens import read, write

FOLDER = maps_folder()
PATHS = sorted(FOLDER.rglob("*.toml"))
Tables = dict[str, Any]


def loaded(path: Path) -> Tables:
    return tomli.loads(path.read_text(encoding="utf-8"))


def files(folder: str) -> dict[str, Tables]:
    return {path.stem: loaded(path) for path in sorted((FOLDER / folder).glob("*.toml")) if path.name != "cjm.toml"}


WORKSPACE = loaded(FOLDER / "cjm.toml")
MAPS, PERSONAS, EVIDENCE = files("."), files("personas"), files("evidence")


def journey(tables: Tables) -> list[Tables]:
    cards: list[Tables] = list(tables["touchpoint"].values())
    return sorted(cards, key=lambda card: (tables["stage"][card["stage"]]["order"], card["order"]))


def records(kind: str) -> list[Tables]:
    return [record for tables in MAPS.values() for record in tables.get(kind, {}).values()]


every_file = pytest.mark.parametrize("path", PATHS, ids=[path.relative_to(FOLDER).as_posix() for path in PATHS])
every_map = pytest.mark.parametrize("tables", MAPS.values(), ids=list(MAPS))


def test_the_four_journeys_are_there() -> None:
    assert set(MAPS) == {"buy-an-outfit", "buy-an-outfit-future", "support-case", "team-onboarding"}
    assert MAPS["buy-an-outfit-future"]["baseline"] == "buy-an-outfit"
    assert MAPS["buy-an-outfit"]["personas"][0] == "fiona"
    assert PERSONAS["fiona"]["demographics"]["age"] == "25"


@every_map
def test_a_map_has_the_size_of_a_real_one(tables: Tables) -> None:
    assert 5 <= len(tables["stage"]) <= 6
    assert 15 <= len(tables["touchpoint"]) <= 25
    assert {card["stage"] for card in tables["touchpoint"].values()} == set(tables["stage"])


@every_map
def test_some_of_a_map_is_only_believed_and_some_unknown(tables: Tables) -> None:
    cards = tables["touchpoint"].values()
    assert {card["basis"] for card in cards} == {"assumption", "observed", "validated"}
    assert 1 <= sum("emotion" not in card for card in cards) <= 4
    assert all(("evidence" in card) == (card["basis"] != "assumption") for card in cards)


@every_map
def test_personas_walk_a_map_differently(tables: Tables) -> None:
    cards = tables["touchpoint"].values()
    assert len(tables["personas"]) >= 2
    assert any("emotion_by" in card for card in cards)
    assert any("skipped_by" in card for card in cards)
    assert not any(set(card.get("emotion_by", ())) & set(card.get("skipped_by", ())) for card in cards)


@every_map
def test_the_chain_from_insight_to_solution_and_metric_can_be_followed(tables: Tables) -> None:
    solved = {id_ for solution in tables["solution"].values() for id_ in solution["opportunities"]}
    themed = {id_ for insight in tables["insight"].values() for id_ in insight.get("themes", ())}
    assert solved <= set(tables["opportunity"])
    assert themed == set(tables["theme"])
    assert all(each["name"].startswith("How might we ") for each in tables["opportunity"].values())
    assert any({"owner", "due"} <= set(solution) for solution in tables["solution"].values())
    assert {"nps", "csat", "retention"} <= {metric["kind"] for metric in tables["metric"].values()}


@every_map
def test_the_name_of_a_card_fits_on_the_narrowest_card(tables: Tables) -> None:
    rooms = {card["name"]: 14 if "moment" in card else 15 for card in tables["touchpoint"].values()}
    assert [name for name, room in rooms.items() if len(name) > room] == []


@every_map
def test_no_two_cards_stand_at_one_place(tables: Tables) -> None:
    places = [(card["stage"], card["order"]) for card in tables["touchpoint"].values()]
    assert len(set(places)) == len(places)


def test_the_first_map_is_a_story_with_a_peak_two_lows_and_broken_threads() -> None:
    tables = MAPS["buy-an-outfit"]
    cards = journey(tables)
    gaps = sum(
        before["emotion"] - after["emotion"] >= 2 and not set(before["channels"]) & set(after["channels"])
        for before, after in pairwise(cards)
        if "emotion" in before and "emotion" in after
    )
    lows = {card["stage"] for card in cards if card.get("emotion") == -2}
    assert lows == {"paying", "keep-or-return"}
    assert gaps >= 3
    assert any(card.get("emotion") == 2 and card.get("moment") == "delight" for card in cards)


def test_together_they_show_everything_a_map_can_hold() -> None:
    used = {channel for card in records("touchpoint") for channel in card["channels"]}
    assert {WORKSPACE["channel"][channel]["kind"] for channel in used} == set(CHANNEL_KINDS)
    assert used == set(WORKSPACE["channel"])
    assert {insight["kind"] for insight in records("insight")} == set(INSIGHT_KINDS)
    assert {card["moment"] for card in records("touchpoint") if "moment" in card} == set(MOMENTS)
    assert {card.get("emotion") for card in records("touchpoint")} == {None, -2, -1, 0, 1, 2}
    assert {"survey", "interview", "poll", "analytics"} <= {source["kind"] for source in EVIDENCE.values()}
    assert {"nps", "csat", "ces", "retention", "aov"} <= {metric["kind"] for metric in records("metric")}
    declaration = declared("map").kind("touchpoint")
    assert declaration is not None
    assert {field.name for field in declaration.fields} == {key for card in records("touchpoint") for key in card}


def test_every_persona_and_every_piece_of_evidence_is_of_use() -> None:
    walking = {id_ for tables in MAPS.values() for id_ in tables["personas"]}
    behind = {
        id_ for kind in ("touchpoint", "insight") for record in records(kind) for id_ in record.get("evidence", ())
    }
    assert walking == set(PERSONAS)
    assert behind == set(EVIDENCE)


def test_every_quote_is_about_a_card_of_a_map() -> None:
    places = [quote["touchpoint"] for source in EVIDENCE.values() for quote in source.get("quote", {}).values()]
    assert len(places) > 20
    for place in places:
        map_id, _, card = place.partition("#")
        assert card in MAPS[map_id]["touchpoint"], place


@every_file
def test_a_file_is_word_for_word_what_the_tool_writes(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    reading = read(text)
    assert reading.problems == ()
    assert reading.document is not None
    assert write("", reading.document) == text


def test_a_hunk_of_git_names_the_card_with_no_configuration(tmp_path: Path) -> None:
    text = (FOLDER / "buy-an-outfit.toml").read_text(encoding="utf-8")
    changed = text.replace('  support = "No one on call after 18:00"', '  support = "Somebody on call until 22:00"')
    (tmp_path / "before").write_text(text, encoding="utf-8")
    (tmp_path / "after").write_text(changed, encoding="utf-8")
    words = ("git", "diff", "--no-index", "-U1", "before", "after")
    ended = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert '@@ name = "Pay by card"' in ended.stdout.decode("utf-8")
