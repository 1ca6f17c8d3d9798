"""A form's tools: the person's editor on a real terminal, links opened safely, help."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.app import App

from cjm_tui.errors import CjmError
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.tui.dialogs.form_tools import place_of
from cjm_tui.tui.editor import edited_text, editor_words
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


def test_a_text_is_edited_in_the_editor_and_comes_back(tmp_path: Path) -> None:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    outfit = maps / "buy-an-outfit.toml"
    with Terminal([*python(START), str(outfit)], (80, 24), environment(EDITOR=APPENDS)) as terminal:
        terminal.until(b"enter")
        terminal.settle()
        terminal.press(b"\r")
        terminal.until(b"keeps what you typed")
        terminal.settle()
        terminal.after(b"\t\t\t")
        terminal.press(b"\x07")
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


async def test_an_editor_that_fails_is_an_error_in_words() -> None:
    app: App[None] = App()
    async with app.run_test():
        with pytest.raises(CjmError):
            edited_text(app, "text")


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
