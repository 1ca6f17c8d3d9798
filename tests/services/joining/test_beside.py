"""What a branch changes beside the map that is reviewed stands in the text for a pull request."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.branches import make_branch
from cjm_tui.services.joining.proposals import own_review_of, request_text, review_of
from cjm_tui.storage.lens import write
from tests.model.documents import PAY, shop
from tests.services.joining.conftest import git


def test_the_text_for_a_pull_request_names_other_maps_and_other_files_apart(path: Path) -> None:
    make_branch(path, "idea")
    path.write_text(write(path.read_text(), set_field(shop(), PAY, "emotion", -2)))
    path.with_name("other.toml").write_text(write("", shop()))
    path.with_name("cjm.toml").write_text('schema = "workspace/1"\n')
    path.with_suffix(".md").write_text("# Buy\n")
    (path.parent / "personas").mkdir()
    (path.parent / "personas" / "nora.toml").write_text('schema = "persona/1"\n')
    for number in range(10):
        (path.parent.parent / f"pay{number}.py").write_text("pay()\n")
    git(path.parent, "add", "-A")
    git(path.parent, "commit", "-qm", "an idea")
    text = request_text("Buy", own_review_of(path))
    others = ["maps/cjm.toml", "maps/personas/nora.toml", "maps/shop.md", *(f"pay{number}.py" for number in range(5))]
    assert text.splitlines()[-3:] == [
        "Other maps that this changes: `maps/other.toml`.",
        "",
        f"Other files that this changes: {', '.join(f'`{name}`' for name in others)} and 5 more.",
    ]
    assert text.startswith("Proposed changes to “Buy”:\n\n- Pay: emotion unknown → −2\n\n")


def test_a_branch_that_leaves_the_map_alone_says_what_it_changes(path: Path) -> None:
    make_branch(path, "idea")
    (path.parent.parent / "pay.py").write_text("pay()\n")
    git(path.parent, "add", "-A")
    git(path.parent, "commit", "-qm", "code")
    expected = "No changes to “Buy”.\n\nOther files that this changes: `pay.py`.\n"
    assert request_text("Buy", own_review_of(path)) == expected


def test_a_branch_that_has_no_past_in_common_changes_all_it_has(path: Path) -> None:
    git(path.parent, "switch", "-q", "--orphan", "idea")
    path.parent.mkdir(exist_ok=True)
    path.write_text(write("", shop()))
    path.with_name("other.toml").write_text(write("", shop()))
    git(path.parent, "add", "-A")
    git(path.parent, "commit", "-qm", "anew")
    assert review_of(path, "idea", "main").beside.words == "1 other map (maps/other.toml)"
