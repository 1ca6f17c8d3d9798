"""Maps that got other ids on both sides: nobody is sent to an editor for a file that is gone."""

from __future__ import annotations

from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.sync import sync
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git


def renames(clone: Clone, new: str, field: str, value: str) -> None:
    """Give the map another id, and edit a card of it."""
    other = clone.map.with_name(f"{new}.toml")
    git(clone.folder, "mv", str(clone.map), str(other))
    found = read(other.read_text()).document
    assert found is not None
    other.write_text(write(other.read_text(), set_field(found, PAY, field, value)))
    git(clone.folder, "commit", "-qam", new)


def test_a_map_that_both_gave_another_id_stands_under_both_with_what_both_wrote(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    renames(nora, "store", "doing", "Types")
    renames(tomas, "kiosk", "thinking", "Again?")
    assert sync(nora.folder).is_done
    synced = sync(tomas.folder)
    assert (synced.is_done, synced.sent) == (True, 2)
    assert sync(nora.folder).is_done
    for clone in clones:
        assert git(clone.folder, "status", "--porcelain") == ""
        assert not clone.map.exists()
        for name in ("store", "kiosk"):
            text = clone.map.with_name(f"{name}.toml").read_text()
            assert "Types" in text
            assert "Again?" in text
