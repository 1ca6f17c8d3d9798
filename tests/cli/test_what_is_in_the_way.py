"""Whatever is in the way: one plain sentence, the documented status, no traceback, nothing lost or half-written."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.cli.commands import paths as paths_command
from cjm_tui.cli.main import FAULT, INTERRUPTED
from cjm_tui.services.workspace import places
from cjm_tui.storage import files

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Cli

SET = ("set", "buy", "touchpoint.pay-by-card", "emotion=2")

FILES = {
    "not TOML": (b"title = Buy\n", "buy.toml:1: "),
    "not UTF-8": (b'schema = "map/1"\ntitle = "caf\xe9"\n', "buy.toml:2: this is not UTF-8 text"),
    "too large": (b"#" * (8 * 1024 * 1024 + 1), "more than the 8 MB a map may have"),
    "half-merged": (
        b'schema = "map/1"\n<<<<<<< ours\ntitle = "A"\n=======\n',
        "buy.toml:2: git left conflict markers here",
    ),
    "a key twice": (b'schema = "map/1"\ntitle = "A"\ntitle = "B"\n', "buy.toml:3: "),
    "a record twice": (b'schema = "map/1"\n[theme.a]\nname = "A"\n[theme.a]\nname = "B"\n', "buy.toml:4: "),
    "nested too deep": (b"a = " + b"[" * 3000 + b"]" * 3000 + b"\n", "nested"),
    "a huge number": (b"a = " + b"9" * 6000 + b"\n", "too many digits"),
    "an unknown schema": (b'schema = "mop/1"\ntitle = "A"\n', 'buy.toml:1: schema: "mop/1" is no kind of file'),
    "no schema": (b'title = "A"\n', 'add schema = "map/1"'),
    "a newer version": (b'schema = "map/9"\ntitle = "A"\n', "buy.toml:1: map.schema: the file is of a newer version"),
    "empty": (b"", 'add schema = "map/1"'),
    "a NUL byte": (b'schema = "map/1"\ntitle = "\x00"\n', "buy.toml:2: "),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_in_a_bad_state_is_said_with_its_line_and_never_changed(shop: Path, cjm: Cli, what: str) -> None:
    raw, said = FILES[what]
    (shop / "buy.toml").write_bytes(raw)
    (shop / "fine.toml").write_text('schema = "map/1"\ntitle = "Fine"\n[theme.x]\nname = "X"\ncolour = 1\n')

    checked = cjm("check")
    assert checked.status == 1
    assert any(said in line for line in checked.out.splitlines()), checked.out
    assert "maps/fine.toml:5: theme.x.colour" in checked.out

    listed = cjm("list")
    assert listed.status == 0
    assert "Fine" in listed.out

    for words in (SET, ("rm", "buy", "touchpoint.x"), ("add", "buy", "theme", "T"), ("fmt", "buy"), ("show", "buy")):
        ran = cjm(*words)
        assert ran.status in {0, 2}
        assert "Traceback" not in ran.err
        if ran.status == 2:
            assert ran.err.startswith("cjm: ")
    if what not in {"no schema", "empty", "an unknown schema"}:
        assert (shop / "buy.toml").read_bytes() == raw


def test_a_file_of_a_newer_version_is_shown_and_not_changed(shop: Path, cjm: Cli) -> None:
    text = (shop / "buy.toml").read_text().replace("map/1", "map/2")
    (shop / "buy.toml").write_text(text)
    assert "Pay by card" in cjm("show", "buy").out
    ran = cjm(*SET)
    assert ran.status == 2
    assert "newer version" in ran.err
    assert (shop / "buy.toml").read_text() == text


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("words", [["rename", "buy", "map", "get"], ["new", "Return it"]], ids=" ".join)
def test_a_file_that_nobody_may_read_stops_what_would_change_it_before_anything_is_written(
    shop: Path, cjm: Cli, words: list[str]
) -> None:
    before = sorted(shop.rglob("*"))
    (shop / "cjm.toml").chmod(0)
    ran = cjm(*words)
    assert (ran.status, "maps/cjm.toml" in ran.err) == (2, True)
    assert sorted(shop.rglob("*")) == before


@pytest.mark.parametrize("words", [["list"], ["new", "Return it"], ["doctor"], ["show", "x.toml"]], ids=" ".join)
def test_a_folder_that_is_gone_from_under_us_is_said(shop: Path, words: list[str]) -> None:
    script = f'rmdir "$PWD" && exec {Path(sys.executable).with_name("cjm")} "$@"'
    (shop / "gone").mkdir()
    ran = subprocess.run(
        ["sh", "-c", script, "sh", *words], cwd=shop / "gone", capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "the current folder does not exist any more" in ran.stderr) == (2, True)


@pytest.mark.usefixtures("bound")
def test_a_read_only_folder_is_said_and_the_file_is_as_it_was(shop: Path, cjm: Cli) -> None:
    before = (shop / "buy.toml").read_bytes()
    (shop / "buy.toml").chmod(0o444)
    shop.chmod(0o555)
    try:
        ran = cjm(*SET)
    finally:
        shop.chmod(0o755)
    assert (ran.status, ran.err.startswith("cjm: ")) == (2, True)
    assert (shop / "buy.toml").read_bytes() == before


def test_a_full_disk_is_said_and_the_file_is_as_it_was(shop: Path, cjm: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (shop / "buy.toml").read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    ran = cjm(*SET)
    assert ran.status == 2
    assert "disk is full" in ran.err.lower() or "no space left" in ran.err.lower()
    assert (shop / "buy.toml").read_bytes() == before
    assert sorted(path.name for path in shop.iterdir()) == ["buy.toml", "cjm.toml", "personas"]


def test_without_git_everything_but_history_works(shop: Path, cjm: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert cjm(*SET).status == 0
    assert cjm("check").status == 0
    assert cjm("export", "--stdout").status == 0, shop
    assert cjm("doctor").status == 0
    for words in (("log", "buy"), ("commit",), ("diff",), ("show", "buy@HEAD")):
        ran = cjm(*words)
        assert (ran.status, ran.out) == (2, "")
        assert "git" in ran.err


def test_a_pipe_or_a_folder_in_place_of_a_map_hangs_nobody(shop: Path, cjm: Cli) -> None:
    os.mkfifo(shop / "pipe.toml")
    (shop / "folder.toml").mkdir()
    (shop / "gone.toml").symlink_to("nowhere.toml")
    assert cjm("check").status == 0
    assert cjm("show", "pipe").status == 2
    assert cjm("show", "maps/pipe.toml").status == 2
    assert cjm("show", "maps/folder.toml").status == 2
    assert cjm("show", "gone").status == 2


def test_an_unknown_option_is_answered_with_the_usage(shop: Path, cjm: Cli) -> None:
    ran = cjm("list", "--colour")
    assert ran.status == 2, shop
    assert "No such option" in ran.err
    assert "Usage: cjm list" in ran.err


def test_a_fault_of_ours_is_one_sentence_and_a_log_without_anybodys_texts(
    shop: Path, cjm: Cli, monkeypatch: pytest.MonkeyPatch, own_world: Path
) -> None:
    def broken() -> None:
        quote = "what a customer said"
        raise ZeroDivisionError(len(quote))

    monkeypatch.setattr(places, "places", broken)
    ran = cjm("paths")
    assert paths_command.command.name == "paths"
    log = own_world / "state" / "cjm" / "log"
    assert (ran.status, ran.out) == (FAULT, ""), shop
    assert ran.err == f"cjm: this is a fault of cjm (ZeroDivisionError), not of yours; what happened is in {log}.\n"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "in broken" in log.read_text()
    assert "what a customer said" not in log.read_text().replace('quote = "what a customer said"', "")


def test_ctrl_c_says_nothing(shop: Path, cjm: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(places, "places", interrupted)
    ran = cjm("paths")
    assert (ran.status, ran.out, ran.err) == (INTERRUPTED, "", ""), shop


def test_a_dumb_terminal_is_told_what_prints_a_map(shop: Path, cjm: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    ran = cjm("buy")
    assert ran.status == 2, shop
    assert "`cjm show buy`" in ran.err
    assert "\x1b" not in ran.out + ran.err


def test_somebody_elses_save_in_between_is_kept(shop: Path, cjm: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = files.save
    meddled: list[int] = []

    def save(*arguments: object, **named: object) -> object:
        if not meddled:
            meddled.append(1)
            text = (shop / "buy.toml").read_text()
            (shop / "buy.toml").write_text(text.replace('name = "Pay by card"', 'name = "Pay with a card"'))
        return whole(*arguments, **named)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(files, "save", save)
    assert cjm(*SET).status == 0
    text = (shop / "buy.toml").read_text()
    assert 'name = "Pay with a card"' in text
    assert "emotion = 2" in text


@pytest.mark.parametrize("state", ["unborn", "detached", "lock", "bare beside it"], ids=str)
def test_every_state_of_a_repository_has_a_plain_answer(
    committed: Path, git: Callable[..., str], cjm: Cli, state: str
) -> None:
    top = committed.parent
    if state == "unborn":
        git(top, "checkout", "-q", "--orphan", "fresh")
    elif state == "detached":
        git(top, "checkout", "-q", "--detach")
    elif state == "lock":
        (top / ".git" / "index.lock").touch()
    else:
        git(top, "init", "-q", "--bare", str(committed / "hidden.git"))
    for words in (("list",), ("log", "buy"), SET, ("diff",), ("commit",), ("doctor",)):
        ran = cjm(*words)
        assert ran.status in {0, 1, 2}
        assert "Traceback" not in ran.err
        assert ran.out or ran.err.strip()
