"""Cards of all maps, found by the words in them."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.found_cards import cards_of, found
from cjm_tui.services.workspace.shipped import maps_folder


def test_every_word_is_in_some_text_of_the_card_or_of_its_insights() -> None:
    cards = list(cards_of(workspace_in(maps_folder())))
    hits = found(cards, ["GREEN", "fire"])
    assert hits[0].card.id == "see-a-post"
    assert "green dress" in hits[0].text
    assert found(cards, ["green", "zebra"]) == []
    assert found(cards, []) == []


def test_a_card_of_that_name_stands_first(tmp_path: Path) -> None:
    text = 'schema = "map/1"\ntitle = "A"\n\n[stage.s]\nname = "S"\n  order = 1\n'
    for order, (id_, name, doing) in enumerate([("a", "Wait", "pays"), ("b", "Pay by card", "waits")]):
        text += f'\n[touchpoint.{id_}]\nname = "{name}"\n  stage = "s"\n  order = {order}\n  doing = "{doing}"\n'
    (tmp_path / "a.toml").write_text(text)
    hits = found(cards_of(workspace_in(tmp_path)), ["pay"])
    assert [hit.card.id for hit in hits] == ["b", "a"]


def test_a_map_that_cannot_be_read_holds_no_cards(tmp_path: Path) -> None:
    (tmp_path / "half.toml").write_text("[[")
    assert list(cards_of(workspace_in(tmp_path))) == []
