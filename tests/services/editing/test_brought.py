"""What git brings into a map is put down to those who wrote it, with who had git bring it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.together import company_of
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY, shop

SEE = RecordKey("touchpoint", "see")
NORA, OMAR = "Nora Lind", "Omar Haddad"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a map that Nora goes on with on main, while Omar has written two fields of it on a branch."""
    file = tmp_path / "maps" / "shop.toml"
    file.parent.mkdir()
    git(file, NORA, "init", "-q", "-b", "main", str(tmp_path))
    file.write_text(write("", shop()))
    commit(file, NORA, shop())
    git(file, OMAR, "switch", "-q", "-c", "idea")
    commit(file, OMAR, set_field(set_field(shop(), PAY, "emotion", 2), PAY, "notes", "Ask Ana"))
    git(file, NORA, "switch", "-q", "main")
    return file


def git(path: Path, who: str, *words: str) -> None:
    identity = ["-c", f"user.name={who}", "-c", f"user.email={who[:4].lower()}@example.org"]
    subprocess.run(["git", *identity, *words], cwd=path.parent, check=True, capture_output=True)


def commit(path: Path, who: str, document: Document) -> None:
    path.write_text(write(path.read_text(), document))
    git(path, who, "add", "-A")
    git(path, who, "commit", "-qm", f"By {who}")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git say when a commit was made, since only what has just come is put down to anybody."""
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    monkeypatch.delenv("GIT_AUTHOR_DATE")


def told(path: Path, before: Document) -> list[str]:
    found, after = company_of(path), read(path.read_text()).document
    assert found is not None
    assert after is not None
    return [name for name, _ in found.told(before, after)]


def test_a_merge_is_put_down_to_who_wrote_it_and_who_merged(path: Path) -> None:
    git(path, NORA, "merge", "-q", "idea")
    assert told(path, shop()) == ["Omar Haddad (git merge by Nora Lind)"]


def test_a_merge_of_both_is_put_down_to_each(path: Path) -> None:
    git(path, OMAR, "switch", "-q", "idea")
    commit(path, NORA, set_field(read(path.read_text()).document or shop(), PAY, "feeling", "Tired"))
    git(path, NORA, "switch", "-q", "main")
    git(path, NORA, "merge", "-q", "--no-ff", "idea")
    assert sorted(told(path, shop())) == ["Nora Lind (git merge)", "Omar Haddad (git merge by Nora Lind)"]


def test_a_rebase_is_put_down_to_who_wrote_what_it_brought(path: Path) -> None:
    mine = set_field(shop(), SEE, "thinking", "Why?")
    commit(path, NORA, mine)
    git(path, NORA, "rebase", "-q", "idea")
    assert told(path, mine) == ["Omar Haddad (git rebase by Nora Lind)"]


def test_what_a_merge_made_that_nobody_wrote_is_put_down_to_who_merged(path: Path) -> None:
    git(path, NORA, "merge", "-q", "--no-ff", "--no-commit", "idea")
    path.write_text(path.read_text().replace("Ask Ana", "Ask Bo"))
    git(path, NORA, "add", "-A")
    git(path, NORA, "commit", "-qm", "Merged")
    git(path, NORA, "reset", "-q", "--hard", "HEAD~1")
    git(path, NORA, "merge", "-q", "HEAD@{1}")
    assert sorted(told(path, shop())) == ["Nora Lind (git merge)", "Omar Haddad (git merge by Nora Lind)"]
