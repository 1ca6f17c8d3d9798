"""A form's tools: the person's editor on a real terminal, links opened safely, help."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sys
from pathlib import Path

import pytest
from textual.app import App

from cjm_tui.errors import CjmError
from cjm_tui.model.record import RecordKey
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.drafts import draft_of, drafted_records
from cjm_tui.storage.lent_texts import lend, take_up_lent
from cjm_tui.tui.dialogs.form_tools import place_of
from cjm_tui.tui.editor import edited_text, editor_words
from tests.patience import happens
from tests.tui.dialog_stories import opened, the_card
from tests.tui.terminal import Terminal, environment, python

START = "import sys; from cjm_tui.cli.main import main; sys.exit(main())"
APPENDS = """sh -c 'printf "\\nsaid in the editor\\n" >> "$0"'"""


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "x.toml"]),
        ({"EDITOR": "nano -w", "VISUAL": ""}, ["nano", "-w", "+7", "x.toml"]),
        ({"EDITOR": "vim", "VISUAL": "code --wait"}, ["code", "--wait", "x.toml"]),
        ({}, ["vi", "+7", "x.toml"]),
    ],
)
def test_the_editor_is_the_persons_own(editor: dict[str, str], words: list[str]) -> None:
    assert editor_words(editor, Path("x.toml"), 7) == words


def test_an_editor_that_is_no_command_is_said_to_be_none() -> None:
    with pytest.raises(CjmError, match=r"\$EDITOR is no command: vi \" \(No closing quotation\)"):
        editor_words({"EDITOR": 'vi "'}, Path("x.toml"))


def opens_the_editor(terminal: Terminal) -> None:
    """Open the form of the first card, and its first long text in the editor."""
    terminal.until(b"enter")
    terminal.settle()
    terminal.press(b"\r")
    terminal.until(b"keeps what you typed")
    terminal.settle()
    terminal.after(b"\t\t\t")
    terminal.press(b"\x07")


def test_a_text_is_edited_in_the_editor_and_comes_back(tmp_path: Path) -> None:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    outfit = maps / "buy-an-outfit.toml"
    with Terminal([*python(START), str(outfit)], (80, 24), environment(EDITOR=APPENDS)) as terminal:
        opens_the_editor(terminal)
        terminal.until(b"said in the editor")
        terminal.settle()
        terminal.after(b"\x13", 1.0)
    assert "said in the editor" in outfit.read_text()


async def test_where_no_editor_can_be_started_the_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    async with opened(the_card()) as story:
        await story.goes_to("doing")
        await story.presses("ctrl+g")
        assert "No editor" in story.sees()
        await story.presses("ctrl+s")
        assert story.given_back == {}


async def test_an_editor_that_fails_is_an_error_in_words(tmp_path: Path) -> None:
    app: App[None] = App()
    async with app.run_test():
        with pytest.raises(CjmError):
            edited_text(app, lend(tmp_path / "shop.toml", RecordKey("touchpoint", "pay"), "doing", "text"))


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("https://example.org/a?b=c", "example.org"),
        ("http://user:secret@evil.example/", "evil.example"),
        ("mailto:nora@example.org?subject=x", "nora@example.org"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("https://a\x1b]52;c;x\x07", ""),
        ("https://[bad", ""),
        ("not a link", ""),
        ("", ""),
    ],
)
def test_only_links_that_are_safe_have_a_place(link: str, place: str) -> None:
    assert place_of(link) == place


async def test_a_link_opens_after_its_host_was_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    visited: list[str] = []
    async with opened(the_card(links=("https://example.org/spec", "javascript:x"))) as story:
        monkeypatch.setattr(story.app, "open_url", visited.append)
        await story.goes_to("links")
        await story.presses("ctrl+o")
        assert "no link here that can be opened" in story.sees()
        await story.presses("up", "ctrl+o")
        assert "open example.org?" in story.sees()
        assert visited == []
        await story.presses("y")
        assert visited == ["https://example.org/spec"]
        await story.presses("ctrl+s")
        assert story.given_back == {}


async def test_f1_tells_the_keys_of_a_form() -> None:
    async with opened(the_card()) as story:
        await story.presses("f1")
        assert "Save and close" in story.sees()
        await story.presses("escape", "ctrl+s")
        assert story.given_back == {}


def is_lent(world: Path) -> list[Path]:
    return list(world.rglob("text-*/text.txt"))


WAITS = """\
import pathlib, signal, sys, time
signal.signal(signal.SIGHUP, signal.SIG_IGN)
sign, text = map(pathlib.Path, sys.argv[1:])
text.write_text(text.read_text() + "\\nsaid in the editor\\n")
sign.touch()
while sign.exists():
    time.sleep(0.05)
"""


def test_what_an_editor_wrote_when_the_app_was_killed_is_offered_as_a_draft(tmp_path: Path, own_world: Path) -> None:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    outfit, waiting = maps / "buy-an-outfit.toml", tmp_path / "waiting"
    program = tmp_path / "editor.py"
    program.write_text(WAITS)
    editor = shlex.join([sys.executable, str(program), str(waiting)])
    before = outfit.read_text()
    with Terminal([*python(START), str(outfit)], (80, 24), environment(EDITOR=editor)) as terminal:
        opens_the_editor(terminal)
        assert happens(waiting.exists)
        (lent,) = is_lent(own_world)
        assert lent.parent.stat().st_mode & 0o777 == 0o700
        os.kill(terminal.pid, signal.SIGKILL)
    take_up_lent(outfit)
    assert is_lent(own_world) == [lent]  # the editor still has it
    waiting.unlink()

    def is_let_go() -> bool:
        take_up_lent(outfit)
        return is_lent(own_world) == []

    assert happens(is_let_go)
    with Terminal([*python(START), str(outfit)], (80, 24), environment()) as terminal:
        terminal.until(b"offers it again")
        terminal.settle()
    assert is_lent(own_world) == []
    (key,) = drafted_records(outfit)
    assert any("said in the editor" in text for text in draft_of(outfit, key).values())
    assert outfit.read_text() == before
