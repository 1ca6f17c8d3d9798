"""Cards that watch code, on a real repository where maps live beside the code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.touched import command
from cjm_tui.errors import NotFoundError
from cjm_tui.model.edits import add_record, set_fields
from cjm_tui.model.record import Record
from cjm_tui.model.values import Value
from cjm_tui.services.watched.touched import commits_behind, touched
from cjm_tui.storage.lens import write
from tests.model.documents import PAY, shop


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a repository with a map that watches src/checkout, and a branch that changed something there."""
    (tmp_path / "maps").mkdir()
    fields: dict[str, Value | None] = {
        "watch": ("src/checkout/**", "lib/pay*.py"),
        "emotion": -2,
        "moment": "truth",
        "team": "shop",
    }
    document = set_fields(shop(), PAY, fields)
    document = add_record(document, Record("insight", "gain", {"name": "Quick", "kind": "gain", "touchpoint": "pay"}))
    (tmp_path / "maps" / "shop.toml").write_text(write("", document))
    (tmp_path / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n\n[team.shop]\nname = "Shop | team"\n')
    git(tmp_path, "init", "-q", "-b", "main")
    changed(tmp_path, "README.md", "start")
    git(tmp_path, "checkout", "-q", "-b", "faster")
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BITBUCKET_PR_DESTINATION_BRANCH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def changed(folder: Path, name: str, message: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(message)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


def test_a_branch_touches_the_cards_whose_code_it_changes(code: Path) -> None:
    changed(code, "src/checkout/form/card.py", "faster form")
    changed(code, "src/elsewhere.py", "something else")
    compared, (one,) = touched()
    assert compared.words == "since main"
    assert (one.touchpoint.id, one.team, one.pains) == ("pay", "Shop | team", ("Twice",))
    assert one.files == ("src/checkout/form/card.py",)


def test_a_star_stays_within_a_folder(code: Path) -> None:
    changed(code, "lib/deep/pay.py", "not watched")
    assert touched()[1] == ()
    changed(code, "lib/payment.py", "watched")
    assert [one.files for one in touched()[1]] == [("lib/payment.py",)]


def test_what_main_did_meanwhile_is_not_of_this_branch(code: Path) -> None:
    git(code, "checkout", "-q", "main")
    changed(code, "src/checkout/other.py", "on main")
    git(code, "checkout", "-q", "faster")
    assert touched()[1] == ()
    assert [one.files for one in touched("main..HEAD")[1]] == [("src/checkout/other.py",)]
    assert touched("main...HEAD")[1] == ()


def test_the_commits_behind_a_card_are_listed_newest_first(code: Path) -> None:
    for message in ("first", "second", "third"):
        changed(code, "src/checkout/a.py", message)
    card = set_fields(shop(), PAY, {"watch": ("src/checkout/**",)}).records[PAY]
    commits = commits_behind(code / "maps" / "shop.toml", card)
    assert [commit.subject for commit in commits] == ["third", "second", "first"]
    (last,) = commits_behind(code / "maps" / "shop.toml", card, limit=1)
    assert last.subject == "third"


def test_what_git_was_told_of_its_log_does_not_hide_the_commits(code: Path) -> None:
    changed(code, "src/checkout/a.py", "größer")
    card = set_fields(shop(), PAY, {"watch": ("src/checkout/**",)}).records[PAY]
    git(code, "config", "log.follow", "true")
    git(code, "config", "i18n.logOutputEncoding", "latin1")
    assert [commit.subject for commit in commits_behind(code / "maps" / "shop.toml", card)] == ["größer"]


def test_a_card_that_watches_nothing_has_no_commits(code: Path) -> None:
    assert commits_behind(code / "maps" / "shop.toml", shop().records[PAY]) == ()


@pytest.mark.usefixtures("code")
def test_an_unknown_revision_names_the_nearest() -> None:
    with pytest.raises(NotFoundError) as caught:
        touched("mian..HEAD")
    assert "main" in caught.value.hint


def test_it_is_said_in_every_form(code: Path) -> None:
    changed(code, "src/checkout/a,b.py", "change")
    run = CliRunner().invoke
    assert run(command, []).stdout == (
        "shop: Pay, −2, a moment that matters · Shop | team · 1 pain\n    ✖ Twice\n    src/checkout/a,b.py\n"
    )
    (plain,) = json.loads(run(command, ["--format", "json"]).stdout)
    assert (plain["map"], plain["touchpoint"], plain["emotion"], plain["pains"]) == ("shop", "pay", -2, ["Twice"])
    assert r"| Pay | Buy | −2 | truth | Shop \| team | Twice |" in run(command, ["--format", "markdown"]).stdout
    assert run(command, ["--format", "github"]).stdout == (
        "::notice file=src/checkout/a%2Cb.py,line=1::"
        "touches Pay, −2, a moment that matters · Shop | team · 1 pain (Buy)\n"
    )


def test_nothing_touched_is_said_and_is_no_failure(code: Path) -> None:
    changed(code, "src/elsewhere.py", "something else")
    outcome = CliRunner().invoke(command, [])
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert outcome.stderr == "no watched code changed (since main)\n"
    markdown = CliRunner().invoke(command, ["--format", "markdown"]).stdout
    assert markdown == "This change touches no watched moment of a customer journey (since main).\n"
