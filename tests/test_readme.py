"""The README says what is so: its tables come from the declarations, and its example is a map that opens."""

from __future__ import annotations

import re
import tomllib
from difflib import unified_diff
from pathlib import Path

import pytest

from cjm_tui.storage.preferences import preferences
from cjm_tui.tui.own_keys import own_keys
from tests.reference import README, TABLES, rewritten

ROOT = README.parent


@pytest.fixture
def readme() -> str:
    return README.read_text(encoding="utf-8")


def between(text: str, name: str) -> str:
    return text.partition(f"<!-- {name}:begin -->")[2].partition(f"<!-- {name}:end -->")[0]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_what_the_program_declares(readme: str, name: str) -> None:
    stands, made = (between(text, name).splitlines() for text in (readme, rewritten(readme)))
    stale = [line for line in unified_diff(stands, made, "README.md", "declared", n=0, lineterm="") if line]
    if stale:
        pytest.fail("\n".join(["write it anew: python -m tests.reference", *stale]), pytrace=False)


def test_a_missing_marker_is_said(readme: str) -> None:
    with pytest.raises(ValueError, match="keys"):
        rewritten(readme.replace("<!-- keys:end -->", ""))


def test_every_file_that_the_readme_and_its_kin_point_to_exists() -> None:
    for page in (README, ROOT / "CHANGELOG.md", ROOT / ".github" / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} points to {target}"


def test_the_examples_of_the_readme_are_toml(readme: str, tmp_path: Path) -> None:
    settings, a_map = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert tomllib.loads(a_map)["touchpoint"]["pay-by-card"]["emotion"] == -2
    (tmp_path / "config.toml").write_text(settings, encoding="utf-8")
    own = own_keys(preferences(tmp_path / "config.toml"))
    assert own.problems == ()
    assert set(own.keys) == {"add-touchpoint", "undo", "export"}


def test_the_paths_that_are_named_for_contributors_exist() -> None:
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = [
        name for name in re.findall(r"`((?:src|tests)/[\w./]+)`", text) if "." in Path(name).name or name[-1] == "/"
    ]
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []
