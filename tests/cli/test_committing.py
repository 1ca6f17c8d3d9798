"""What `cjm commit` puts into a revision besides the files: everybody who had a hand in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.history.message import Person
from cjm_tui.services.editing.together import company_of
from cjm_tui.services.workspace.documents import readable

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.cli.conftest import Cli


def test_a_colleague_who_changed_the_map_on_the_same_clone_is_named(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    path = committed / "buy.toml"
    before = readable(path)
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    company = company_of(path)
    assert company is not None
    replace(company, me=Person("Ada Moss", "ada@example.org")).wrote(before, readable(path))

    ran = cjm("commit")

    assert "with Ada Moss" in ran.err
    assert "Co-authored-by: Ada Moss <ada@example.org>" in git(committed, "log", "-1", "--format=%b")
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=1")
    assert "Ada" not in cjm("commit").err


def test_who_never_told_git_a_name_is_named_by_the_account_without_a_made_up_address(
    committed: Path, git: Callable[..., str], cjm: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = committed / "buy.toml"
    for account, assignment in (("cho", "emotion=2"), ("dan", "doing=Waits")):
        before = readable(path)
        cjm("set", "buy", "touchpoint.pay-by-card", assignment)
        with monkeypatch.context() as theirs:
            theirs.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
            theirs.setenv("LOGNAME", account)
            company = company_of(path)
            assert company is not None
            company.wrote(before, readable(path))

    assert "with cho, dan" in cjm("commit", "buy").err
    assert git(committed, "log", "-1", "--format=%(trailers)").split("\n")[:2] == [
        "Co-authored-by: cho",
        "Co-authored-by: dan",
    ]
    assert "cho" in cjm("log", "buy", "-n", "1").out


def test_of_several_files_each_is_told_under_its_own_title(committed: Path, git: Callable[..., str], cjm: Cli) -> None:
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    cjm("set", "personas/fiona", "persona", "role=Buyer")
    assert cjm("commit").status == 0
    said = git(committed, "log", "-1", "--format=%B")
    assert said.startswith(
        "2 files: Buy an outfit; Fashionable Fiona\n\nBuy an outfit\n- Pay by card: emotion −1 → +2\n"
    )
    assert "\nFashionable Fiona\n- " in said
    assert git(committed, "status", "--short") == ""


def test_the_first_revision_of_many_files_counts_them_and_names_each_once(
    shop: Path, git: Callable[..., str], cjm: Cli
) -> None:
    git(shop, "init", "-b", "main")
    for name in ("Return it", "Ask for a repair", "Choose a size"):
        cjm("new", name)
    ran = cjm("commit")
    assert ran.status == 0
    assert "Committed 6 files on main." in ran.err
    subject, _, body = git(shop, "log", "-1", "--format=%B").partition("\n")
    assert subject == "New: 4 maps, 1 persona, the team's own file"
    assert body.splitlines().count("- Return it: a new map with 6 stages and 8 touchpoints") == 1
    assert body.splitlines().count("- Fashionable Fiona: a new persona") == 1
    assert body.count("Fashionable Fiona") == 1
    assert len(body.strip().splitlines()) == 6


def test_the_team_s_own_file_is_called_so(committed: Path, git: Callable[..., str], cjm: Cli) -> None:
    cjm("set", "cjm", "workspace", "stale_after_days=30")
    assert cjm("diff").out.splitlines()[1] == "  the team's own file  workspace"
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    assert cjm("commit").status == 0
    assert git(committed, "log", "-1", "--format=%s").strip() == "2 files: Buy an outfit; the team's own file"


def test_what_changed_stands_before_what_is_new(committed: Path, git: Callable[..., str], cjm: Cli) -> None:
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    cjm("new", "Ask what became of the parcel and of the money")
    cjm("new", "Another journey of some length altogether")
    assert cjm("commit").status == 0
    subject, _, changed, told, _, *made = git(committed, "log", "-1", "--format=%B").strip().splitlines()
    assert subject == "Changed: 3 maps"
    assert (changed, told) == ("Buy an outfit", "- Pay by card: emotion −1 → +2")
    assert sorted(line.partition(":")[0] for line in made) == [
        "- Another journey of some length altogether",
        "- Ask what became of the parcel and of the money",
    ]


def test_a_map_that_is_a_link_out_of_the_repository_is_named_and_stops_no_other(
    committed: Path, tmp_path: Path, git: Callable[..., str], cjm: Cli
) -> None:
    (tmp_path / "elsewhere.toml").write_text((committed / "buy.toml").read_text())
    (committed / "linked.toml").symlink_to(tmp_path / "elsewhere.toml")
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    ran = cjm("commit")
    assert ran.status == 2
    assert "maps/linked.toml is a link out of this repository" in ran.err
    assert "cjm commit MAP" in ran.err
    assert cjm("commit", "buy").status == 0
    assert git(committed, "show", "--name-only", "--format=").split() == ["maps/buy.toml"]


def test_a_file_nobody_could_read_is_kept_out_of_a_revision(committed: Path, git: Callable[..., str], cjm: Cli) -> None:
    (committed / "buy.toml").write_text("title = \n")
    ran = cjm("commit")
    assert ran.status == 2
    assert "maps/buy.toml:1" in ran.err
    assert git(committed, "rev-list", "--count", "HEAD").strip() == "1"


def test_a_file_that_is_no_utf_8_is_kept_out_of_a_revision(committed: Path, git: Callable[..., str], cjm: Cli) -> None:
    path = committed / "buy.toml"
    path.write_bytes(path.read_bytes().replace(b'"Pay by card"', '"Pay by cärd"'.encode("latin1")))
    ran = cjm("commit")
    assert (ran.status, "this is not UTF-8 text" in ran.err) == (2, True)
    assert git(committed, "rev-list", "--count", "HEAD").strip() == "1"


def test_a_map_that_git_ignores_is_left_out_until_it_is_named(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    (committed.parent / ".gitignore").write_text("maps/private.toml\n")
    (committed / "private.toml").write_text((committed / "buy.toml").read_text())
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    assert cjm("commit").status == 0
    assert git(committed, "ls-files", "private.toml") == ""
    assert cjm("commit").status == 0
    ran = cjm("commit", "private")
    assert (ran.status, "is ignored by a .gitignore" in ran.err) == (2, True)


def test_on_a_shared_clone_a_command_writes_down_whose_edit_it_was(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    git(committed, "config", "user.name", "Ada Moss")
    git(committed, "config", "user.email", "ada@example.org")
    (committed.parent / ".git" / "cjm").mkdir()
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    git(committed, "config", "--unset", "user.name")
    git(committed, "config", "--unset", "user.email")
    assert "with Ada Moss" in cjm("commit").err


def test_a_difference_is_told_of_what_is_gone_and_of_what_was_never_committed(committed: Path, cjm: Cli) -> None:
    (committed / "buy.toml").rename(committed / "get.toml")
    ran = cjm("diff", "--json")
    never, gone = json.loads(ran.out)
    assert (ran.status, never["before"]["revision"], gone["after"]["revision"]) == (1, None, None)
    assert (Path(never["after"]["path"]).name, Path(gone["before"]["path"]).name) == ("get.toml", "buy.toml")
    assert len(gone["before"]["revision"]) == 40
    assert {record["deed"] for record in gone["records"]} == {"removed"}
    said = cjm("diff").out
    assert "never → now" in said
    assert "→ gone" in said


def test_a_map_with_errors_is_committed_and_a_line_says_what_the_check_fails_on(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    path = committed / "buy.toml"
    path.write_text(
        path.read_text().replace("emotion = -1", "emotion = 9").replace('channels = ["', 'channels = [7, "')
    )
    errors = [line for line in cjm("check", "buy").out.splitlines() if "no persona" not in line]
    ran = cjm("commit", "buy")
    told, done = ran.err.splitlines()
    first, _, hint = errors[0].partition("; ")
    assert told == f"`cjm check` fails on {first} (and {len(errors) - 1} more); {hint}"
    assert (ran.status, done) == (0, "Committed maps/buy.toml on main.")
    assert git(committed, "status", "--short") == ""


def test_strict_commits_nothing_that_has_errors_and_says_so_with_1(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    path = committed / "buy.toml"
    path.write_text(path.read_text().replace("emotion = -1", "emotion = 9"))
    before = git(committed, "rev-parse", "HEAD")
    ran = cjm("commit", "--strict")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines()[-1].startswith("Not committed, as --strict says.")
    assert git(committed, "rev-parse", "HEAD") == before
    path.write_text(path.read_text().replace("emotion = 9", "emotion = 1"))
    assert cjm("commit", "--strict").status == 0


def test_what_is_only_odd_is_counted_in_a_line_and_left_to_the_check(committed: Path, cjm: Cli) -> None:
    path = committed / "buy.toml"
    path.write_text(path.read_text().replace('personas = ["', 'personas = ["nobody", "'))
    assert cjm("check", "buy").status == 1
    ran = cjm("commit", "--strict")
    assert (ran.status, ran.err) == (0, "1 warning: `cjm check maps/buy.toml`\nCommitted maps/buy.toml on main.\n")


def test_an_open_conflict_is_not_committed_unseen(committed: Path, cjm: Cli) -> None:
    path = committed / "buy.toml"
    conflict = 'record = "touchpoint.pay-by-card"\nfield = "emotion"\nours = "-1"\ntheirs = "2"\n'
    path.write_text(f"{path.read_text()}\n[conflict.touchpoint-pay-by-card-emotion]\n{conflict}")
    assert "nobody has chosen between them; choose one: `cjm settle` shows both" in cjm("commit").err
