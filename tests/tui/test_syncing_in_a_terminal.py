"""Syncing where something asks: on real terminals, on the command line and in the app with its screen put away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.board_stories import NORA, PAY, Team, feels, git, two_clones
from tests.tui.terminal import Terminal, environment, python

SIZE = (100, 30)
START = """
import sys
from cjm_tui.cli.main import main
main(sys.argv[1:])
"""
ASKING_SSH = """#!/bin/sh
# Reaches the remote only for whoever knows the word; asks on the terminal itself, as ssh does.
printf 'Passphrase: ' > /dev/tty || exit 255
read word < /dev/tty
test "$word" = sesame || { echo 'Permission denied (publickey).' >&2; exit 255; }
for last; do :; done
exec sh -c "$last"
"""
ASKING_HOOK = "#!/bin/sh\nprintf 'Push on a Friday? ' > /dev/tty\nread word < /dev/tty\ntest \"$word\" = yes\n"


@pytest.fixture
def colleagues(tmp_path: Path) -> tuple[Team, Team]:
    """Return Nora's and Omar's clones of one remote; Nora has a commit that Omar has not."""
    nora, omar = two_clones(tmp_path)
    nora.commits(NORA, "Better", feels(2), 14)
    return nora, omar


def asks_through_ssh(team: Team, tmp_path: Path) -> dict[str, str]:
    """Let the remote be reached through an ssh that asks; return the environment for it."""
    program = tmp_path / "programs" / "ssh"
    program.parent.mkdir()
    program.write_text(ASKING_SSH)
    program.chmod(0o755)
    git(team.folder, "remote", "set-url", "origin", f"ssh://host{tmp_path}/remote.git")
    return {"GIT_SSH_COMMAND": str(program)}


def asks_in_a_hook(team: Team, name: str = "pre-push") -> None:
    hook = team.folder / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(ASKING_HOOK)
    hook.chmod(0o755)


def at_work(team: Team, words: list[str], **more: str) -> Terminal:
    return Terminal([*python(START), "-C", str(team.folder), *words], SIZE, environment(**more))


def pushed(tmp_path: Path) -> str:
    return git(tmp_path / "remote.git", "log", "-1", "--format=%s").strip()


def test_a_passphrase_is_typed_in_the_terminal(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    nora = colleagues[0]
    with at_work(nora, ["sync"], **asks_through_ssh(nora, tmp_path)) as terminal:
        for _ in ("fetch", "push"):
            terminal.until_sent(b"Passphrase: ")
            terminal.seen.clear()
            terminal.press(b"sesame\r")
        terminal.until_sent(b"1 commit sent")
        assert terminal.code() == 0
    assert pushed(tmp_path) == "Better"


def test_a_wrong_passphrase_is_said_and_nothing_is_lost(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    nora = colleagues[0]
    with at_work(nora, ["sync"], **asks_through_ssh(nora, tmp_path)) as terminal:
        terminal.until_sent(b"Passphrase: ")
        terminal.press(b"wrong\r")
        terminal.until_sent(b"git fetch said why in the terminal")
        assert terminal.code() == 2
    assert nora.document.records[PAY].emotion == 2


def test_ctrl_c_at_a_question_ends_the_sync(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    nora = colleagues[0]
    with at_work(nora, ["sync"], **asks_through_ssh(nora, tmp_path)) as terminal:
        terminal.until_sent(b"Passphrase: ")
        terminal.press(b"\x03")
        assert terminal.code() == 2
        assert b"Traceback" not in terminal.seen
    assert git(nora.folder, "status", "--porcelain") == ""


def test_a_hook_asks_in_the_terminal(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    nora = colleagues[0]
    asks_in_a_hook(nora)
    with at_work(nora, ["sync"]) as terminal:
        terminal.until_sent(b"Push on a Friday? ")
        terminal.press(b"yes\r")
        terminal.until_sent(b"1 commit sent")
        assert terminal.code() == 0
    assert pushed(tmp_path) == "Better"


def test_the_app_offers_the_terminal_to_a_hook_that_asks_and_comes_back(
    colleagues: tuple[Team, Team], tmp_path: Path
) -> None:
    nora = colleagues[0]
    asks_in_a_hook(nora)
    with at_work(nora, ["shop"]) as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.press(b"S")
        terminal.until(b"run it in the terminal")
        assert pushed(tmp_path) != "Better"
        terminal.press(b"y")
        terminal.until_sent(b"Push on a Friday? ")
        terminal.press(b"yes\r")
        terminal.until(b"1 commit sent")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.code() == 0
    assert pushed(tmp_path) == "Better"


def test_the_app_comes_back_where_the_hook_refuses(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    nora = colleagues[0]
    asks_in_a_hook(nora)
    with at_work(nora, ["shop"]) as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.press(b"S")
        terminal.until(b"run it in the terminal")
        terminal.press(b"y")
        terminal.until_sent(b"Push on a Friday? ")
        terminal.seen.clear()
        terminal.press(b"no\r")
        terminal.until(b"git push said why")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.code() == 0
    assert pushed(tmp_path) != "Better"


def test_a_commit_is_tried_again_in_the_terminal_where_the_hook_refused_there(
    colleagues: tuple[Team, Team],
) -> None:
    nora = colleagues[0]
    asks_in_a_hook(nora, "pre-commit")
    with at_work(nora, ["shop"]) as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.press(b"5")
        terminal.until(b"u undoes")
        terminal.press(b"c")
        terminal.until(b"commit a revision")
        terminal.settle()
        terminal.press(b"\r")
        terminal.until(b"commit in the terminal")
        for answer in (b"no\r", b"yes\r"):
            terminal.settle()
            terminal.seen.clear()
            terminal.press(b"\x14")
            terminal.until_sent(b"Push on a Friday? ")
            terminal.seen.clear()
            terminal.press(answer)
            terminal.until(b"Not committed" if answer == b"no\r" else b"Committed")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.code() == 0
    assert git(nora.folder, "status", "--porcelain") == ""


def test_the_app_comes_back_where_the_editor_cannot_be_started(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    no_program = tmp_path / "notes.txt"
    no_program.write_text("no program")
    no_program.chmod(0o755)
    with at_work(colleagues[0], ["shop"], VISUAL=str(no_program), EDITOR=str(no_program)) as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.seen.clear()
        terminal.press(b"E")
        terminal.until(b"cannot be started")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.code() == 0


def test_the_app_offers_the_terminal_for_a_passphrase(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    nora, omar = colleagues
    git(nora.folder, "push", "-q")
    around = asks_through_ssh(omar, tmp_path)
    with at_work(omar, ["shop"], **around) as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.press(b"S")
        terminal.until(b"run it in the terminal")
        terminal.press(b"y")
        terminal.until_sent(b"Passphrase: ")
        terminal.press(b"sesame\r")
        terminal.until(b"1 commit received")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.code() == 0
    assert omar.document.records[PAY].emotion == 2


def test_progress_is_shown_and_a_sync_that_lasts_is_stopped_by_the_same_key(
    colleagues: tuple[Team, Team], tmp_path: Path
) -> None:
    nora = colleagues[0]
    slow = tmp_path / "programs" / "ssh"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nsleep 600\n")
    slow.chmod(0o755)
    git(nora.folder, "remote", "set-url", "origin", "ssh://host/remote.git")
    with at_work(nora, ["shop"], GIT_SSH_COMMAND=str(slow)) as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.press(b"S")
        terminal.until(b"Fetching main from origin")
        terminal.settle()
        terminal.press(b"S")
        terminal.until(b"stopped, as you wished")
        terminal.press(b"q")
        assert terminal.code() == 0
    assert not any("sleep 600" in words for words in _running())


def _running() -> list[str]:
    found = []
    for process in os.listdir("/proc"):  # noqa: PTH208  # a list of what is there now
        if process.isdigit():
            try:
                found.append(Path(f"/proc/{process}/cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
    return found
