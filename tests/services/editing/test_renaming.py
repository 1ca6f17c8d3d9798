"""Another id: whatever names it follows, in all files; one edit on the board, undone as one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cjm_tui.errors import SaveError, UnreadableError, UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.open_map import undone
from cjm_tui.services.editing.renaming import renamed, with_id
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.neighbours import surroundings_in
from cjm_tui.services.workspace.review import problems_in
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.files import load

PAY = RecordKey("touchpoint", "pay-by-card")


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Copy the sample maps; return their folder."""
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps"))


def texts(maps: Path) -> dict[str, str]:
    return {str(path.relative_to(maps)): path.read_text() for path in sorted(maps.rglob("*.toml"))}


def documents(maps: Path) -> dict[str, Document]:
    return {name: document_in(maps / name) for name in texts(maps)}


def nothing_dangles(maps: Path) -> bool:
    workspace = workspace_in(maps)
    around = surroundings_in(workspace)
    return not [problem for path in workspace.files for problem in problems_in(path, around)]


def document_in(path: Path) -> Document:
    document = load(path).document
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("file", "record", "old"),
    [
        ("buy-an-outfit", "touchpoint.pay-by-card", "pay-by-card"),
        ("buy-an-outfit", "map", "buy-an-outfit"),
        ("personas/fiona", "persona", "fiona"),
        ("evidence/checkout-survey", "evidence", "checkout-survey"),
        ("cjm", "channel.website", "website"),
        ("cjm", "team.shop", "shop"),
    ],
)
def test_every_reference_in_every_file_follows_and_nothing_else_changes(
    maps: Path, file: str, record: str, old: str
) -> None:
    before = documents(maps)
    assert nothing_dangles(maps)
    done = renamed(maps / f"{file}.toml", record, "quite-another")
    assert done.followed
    assert nothing_dangles(maps)
    renamed(done.path, record.partition(".")[0] + (".quite-another" if "." in record else ""), old)
    assert documents(maps) == before


def test_a_card_of_another_map_with_the_same_id_is_left_alone(maps: Path) -> None:
    text = (maps / "buy-an-outfit.toml").read_text()
    (maps / "twin.toml").write_text(text)
    renamed(maps / "buy-an-outfit.toml", "touchpoint.pay-by-card", "pay")
    assert (maps / "twin.toml").read_text() == text


@pytest.mark.parametrize(("record", "new"), [("map", "get-an-outfit"), ("touchpoint.pay-by-card", "pay-by-phone")])
def test_a_template_that_is_called_like_a_map_takes_none_of_its_references_along(
    maps: Path, record: str, new: str
) -> None:
    (maps / "templates").mkdir()
    template = maps / "templates" / "buy-an-outfit.toml"
    shutil.copy(maps / "buy-an-outfit.toml", template)
    others = {name: text for name, text in texts(maps).items() if not name.startswith("templates/")}
    assert renamed(template, record, new).followed == ()
    assert {name: text for name, text in texts(maps).items() if not name.startswith("templates/")} == others


def test_an_id_that_is_taken_or_none_changes_nothing(maps: Path) -> None:
    before = texts(maps)
    with pytest.raises(UsageError):
        renamed(maps / "buy-an-outfit.toml", "touchpoint.pay-by-card", "Pay!")
    with pytest.raises(UsageError):
        renamed(maps / "buy-an-outfit.toml", "map", "cjm")
    with pytest.raises(SaveError):
        renamed(maps / "buy-an-outfit.toml", "map", "support-case")
    with pytest.raises(UsageError):
        renamed(maps / "cjm.toml", "workspace", "team")
    assert texts(maps).keys() == before.keys()
    assert document_in(maps / "buy-an-outfit.toml").records[PAY]


def test_a_file_that_may_name_it_and_cannot_be_read_stops_it(maps: Path) -> None:
    (maps / "evidence" / "half.toml").write_text('schema = "evidence/1"\nname = "pay-by-card')
    before = texts(maps)
    with pytest.raises(UnreadableError, match=r"half\.toml"):
        renamed(maps / "buy-an-outfit.toml", "touchpoint.pay-by-card", "pay")
    assert texts(maps) == before


def test_on_the_board_it_is_one_edit_over_all_files_and_undone_as_one(maps: Path) -> None:
    before = documents(maps)
    after = with_id(open_map_at(maps / "buy-an-outfit.toml"), PAY, "pay")
    saved = landed(after, flush(after)).open_map
    assert nothing_dangles(maps)
    assert any('#pay"' in text for name, text in texts(maps).items() if name.startswith("evidence"))
    flush(undone(saved).open_map)
    assert documents(maps) == before
