"""Two colleagues change the structure of one map: ids, stages, a map that both made; on real git."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.checking.document import check
from cjm_tui.cli.commands.settle import command as settle_command
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_touchpoint, change_id, remove_record, set_field
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.services.editing.renaming import renamed
from cjm_tui.services.joining.sync import sync
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git

LOOK = RecordKey("stage", "look")
EVIDENCE = document_of(
    "evidence",
    [
        Record("", "", {"schema": "evidence/1", "name": "Talks", "kind": "interview"}),
        Record("quote", "slow", {"name": "So slow", "touchpoint": "shop#pay"}),
    ],
)


def settle(clone: Clone, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Return what the command says, or what it raises."""
    monkeypatch.chdir(clone.folder)
    result = CliRunner().invoke(settle_command, list(words))
    return f"{result.output}{result.exception or ''}"


def faults(clone: Clone) -> list[str]:
    return [finding.code for finding in check(clone.document)]


def with_evidence(clones: tuple[Clone, Clone]) -> Path:
    """Put a voice about the card beside the map; return where it is in a clone."""
    nora, tomas = clones
    path = Path("maps/evidence/talks.toml")
    (nora.folder / path).parent.mkdir()
    (nora.folder / path).write_text(write("", EVIDENCE))
    git(nora.folder, "add", "-A")
    git(nora.folder, "commit", "-qm", "evidence")
    sync(nora.folder)
    sync(tomas.folder)
    return path


@pytest.mark.parametrize(("side", "id_"), [("--ours", "checkout-pay"), ("--theirs", "pay-by-card"), ("--base", "pay")])
def test_a_card_that_both_gave_another_id_is_one_card_whose_id_is_settled_everywhere(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch, side: str, id_: str
) -> None:
    path = with_evidence(clones)
    nora, tomas = clones
    renamed(nora.map, "touchpoint.pay", "pay-by-card")
    nora.edits(lambda d: set_field(d, RecordKey("touchpoint", "pay-by-card"), "emotion", -2))
    renamed(tomas.map, "touchpoint.pay", "checkout-pay")
    tomas.edits(lambda d: set_field(d, RecordKey("touchpoint", "checkout-pay"), "doing", "Types"))
    sync(nora.folder)
    sync(tomas.folder)
    assert [card.id for card in tomas.document.of_kind("touchpoint")] == ["checkout-pay", "see"]
    listed = settle(tomas, monkeypatch, "shop")
    assert "Pay, id" in listed
    assert all(word in listed for word in ("checkout-pay", "pay-by-card"))
    assert "Nothing is left" in settle(tomas, monkeypatch, "shop", side)
    card = tomas.document.records[RecordKey("touchpoint", id_)]
    assert (card.emotion, card.text("doing")) == (-2, "Types")
    assert [one.text("touchpoint") for one in tomas.document.of_kind("insight")] == [id_]
    assert faults(tomas) == []
    told = read((tomas.folder / path).read_text()).document
    assert told is not None
    assert told.records[RecordKey("quote", "slow")].text("touchpoint") == f"shop#{id_}"
    assert told.of_kind("conflict") == ()
    assert sync(tomas.folder).is_done
    assert git(tomas.folder, "status", "--porcelain") == ""


def test_an_id_nobody_gave_can_be_written_for_one_in_dispute(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    nora.edits(lambda d: change_id(d, LOOK, "find"))
    tomas.edits(lambda d: change_id(d, LOOK, "discover"))
    sync(nora.folder)
    sync(tomas.folder)
    assert "“No Id” is no id" in settle(tomas, monkeypatch, "shop", "--to", "No Id")
    settle(tomas, monkeypatch, "shop", "--to", "awareness")
    assert [stage.id for stage in tomas.document.stages()] == ["awareness", "buy"]
    assert tomas.document.touchpoints_by_stage()["awareness"][0].id == "see"


def test_a_channel_that_both_gave_another_id_is_one_channel_in_every_map(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    own = document_of(
        "workspace",
        [
            Record("", "", {"schema": "workspace/1"}),
            Record("channel", "web", {"name": "Website", "kind": "digital"}),
            Record("channel", "app", {"name": "App", "kind": "digital"}),
        ],
    )
    (nora.folder / "maps/cjm.toml").write_text(write("", own))
    git(nora.folder, "add", "-A")
    git(nora.folder, "commit", "-qm", "channels")
    sync(nora.folder)
    sync(tomas.folder)
    for clone, new in ((nora, "site"), (tomas, "pages")):
        renamed(clone.folder / "maps/cjm.toml", "channel.web", new)
        git(clone.folder, "commit", "-qam", new)
        sync(clone.folder)
    assert "cjm channel.pages  Website, id" in settle(tomas, monkeypatch)
    assert "shop: names it so, too" in settle(tomas, monkeypatch, "cjm", "--theirs")
    assert set(tomas.document.records[PAY].texts("channels")) == {"site", "app"}
    assert sync(tomas.folder).is_done
    assert git(tomas.folder, "status", "--porcelain") == ""


@pytest.mark.parametrize(("side", "stages"), [("--ours", ["buy"]), ("--theirs", ["look", "buy"])])
def test_a_stage_that_one_removed_waits_with_the_cards_that_the_other_put_and_edited_in_it(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch, side: str, stages: list[str]
) -> None:
    nora, tomas = clones
    see = RecordKey("touchpoint", "see")
    nora.edits(lambda d: add_touchpoint(set_field(d, see, "emotion", -2), "Browse", "look")[0])
    tomas.edits(lambda d: remove_record(d, LOOK))
    sync(nora.folder)
    sync(tomas.folder)
    assert [card.id for card in tomas.document.touchpoints_by_stage()["look"]] == ["see", "browse"]
    assert faults(tomas) == ["conflict"]
    listed = settle(tomas, monkeypatch, "shop")
    assert "removed, with Browse, See" in listed
    assert "stays, with Browse, See" in listed
    settle(tomas, monkeypatch, "shop", side)
    assert [stage.id for stage in tomas.document.stages()] == stages
    assert faults(tomas) == []
    if "look" in stages:
        assert tomas.document.records[see].emotion == -2
    assert sync(tomas.folder).is_done


def test_a_card_that_was_moved_out_of_a_conflict_stays_when_its_stage_is_let_go(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    nora.edits(lambda d: add_touchpoint(d, "Browse", "look")[0])
    tomas.edits(lambda d: remove_record(d, LOOK))
    sync(nora.folder)
    sync(tomas.folder)
    moved = set_field(tomas.document, RecordKey("touchpoint", "browse"), "stage", "buy")
    tomas.map.write_text(write(tomas.map.read_text(), moved))
    settle(tomas, monkeypatch, "shop", "--ours")
    assert [card.id for card in tomas.document.of_kind("touchpoint")] == ["pay", "browse"]


def made(template: str, *stages: str) -> Document:
    """Return a map made from a template."""
    records = [Record("", "", {"schema": "map/1", "title": "Tour", "template": template})]
    for number, stage in enumerate(stages):
        records += [Record("stage", stage, {"name": stage.title(), "order": number})]
        records += [Record("touchpoint", f"{stage}-it", {"name": f"{stage} it", "stage": stage, "order": 1})]
    return document_of("map", records)


def tours(clones: tuple[Clone, Clone], *maps: Document) -> Path:
    """Let both make a map of one name, and let the second one sync; return where it stands there."""
    for clone, document in zip(clones, maps, strict=True):
        (clone.folder / "maps/tour.toml").write_text(write("", document))
        git(clone.folder, "add", "-A")
        git(clone.folder, "commit", "-qm", "a tour")
        sync(clone.folder)
    return clones[1].folder / "maps/tour.toml"


@pytest.mark.parametrize("side", ["--ours", "--theirs", "--both"])
def test_two_maps_of_one_name_are_one_conflict_that_holds_both(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch, side: str
) -> None:
    hers, his = made("classic", "learn", "buy"), made("saas", "try", "buy", "use")
    path = tours(clones, hers, his)
    open_ = read(path.read_text()).document
    assert open_ is not None
    assert open_.with_records((), [record.key for record in open_.of_kind("conflict")]) == his
    assert [finding.code for finding in check(open_)] == ["conflict"]
    listed = settle(clones[1], monkeypatch, "tour")
    assert "2 touchpoints in Learn, Buy" in listed
    assert "3 touchpoints in Try, Buy, Use" in listed
    assert "no such map" in settle(clones[1], monkeypatch, "tour", "--base")
    settle(clones[1], monkeypatch, "tour", side)
    assert read(path.read_text()).document == (hers if side == "--theirs" else his)
    second = path.with_name("tour-2.toml")
    assert second.exists() == (side == "--both")
    if second.exists():
        assert read(second.read_text()).document == hers
    assert sync(clones[1].folder).is_done
    assert git(clones[1].folder, "status", "--porcelain") == ""


def test_a_map_that_both_brought_along_is_one_map_with_the_edits_of_both(clones: tuple[Clone, Clone]) -> None:
    start = made("classic", "learn", "buy")
    key = RecordKey("touchpoint", "buy-it")
    hers, his = (
        set_field(start, key, "emotion", 1),
        set_field(set_field(start, key, "doing", "Pays"), HEADER, "goal", "x"),
    )
    merged = read(tours(clones, hers, his).read_text()).document
    assert merged == set_field(his, key, "emotion", 1)
