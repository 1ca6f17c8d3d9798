"""Commands on a real terminal: colour where it is wanted, the app where it can be drawn, else one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tui.terminal import Terminal, environment

if TYPE_CHECKING:
    from collections.abc import Callable

CJM = str(Path(sys.executable).with_name("cjm"))
ESCAPE = b"\x1b"


def printed(*words: str, **more: str) -> tuple[int, bytes]:
    """Run a command on a terminal of 80 columns; return its status and every byte it sent."""
    with Terminal([CJM, *words], (80, 24), environment(**more)) as terminal:
        code = terminal.code()
        terminal.read(0.2)
        return code, bytes(terminal.seen)


@pytest.mark.parametrize("words", [["list"], ["show", "buy"], ["check"], ["keys"], ["log", "buy"]], ids=" ".join)
def test_results_are_coloured_on_a_terminal_and_never_under_no_color(
    committed: Path, git: Callable[..., str], words: list[str]
) -> None:
    (committed / "buy.toml").open("a").write('\n[theme.x]\nname = "X"\ncolour = 1\n')
    git(committed, "commit", "-qam", "More")
    coloured, plain, dumb = (printed(*words, **more)[1] for more in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}))
    assert b"\x1b[" in coloured
    assert ESCAPE not in plain
    assert ESCAPE not in dumb


def test_an_empty_no_color_is_none(shop: Path) -> None:
    assert b"\x1b[" in printed("list", NO_COLOR="")[1], shop


@pytest.mark.parametrize("words", [[], ["buy"], ["demo"]], ids=["cjm", "cjm buy", "cjm demo"])
def test_a_dumb_terminal_gets_one_sentence_and_no_escape(shop: Path, words: list[str]) -> None:
    code, sent = printed(*words, TERM="dumb")
    assert ESCAPE not in sent, shop
    if words != ["demo"]:
        assert code == 2
        assert b"cjm show" in sent
        assert sent.count(b"\n") == 1


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "", "LC_CTYPE": "C"}, {"LC_CTYPE": "", "LANG": "C"}],
    ids=str,
)
def test_a_terminal_in_the_c_locale_is_sent_ascii_alone(shop: Path, locale: dict[str, str]) -> None:
    _, sent = printed("show", "buy", **locale)
    assert b"Pay by card" in sent, shop
    assert sent.isascii()


def test_python_told_to_write_utf8_is_believed(shop: Path) -> None:
    assert not printed("show", "buy", LC_ALL="C", PYTHONUTF8="1")[1].isascii(), shop


def test_a_pipe_in_the_c_locale_gets_the_same_bytes_as_any_other(shop: Path) -> None:
    words = [CJM, "show", "buy"]
    told = [
        subprocess.run(words, env=environment(LC_ALL=locale), capture_output=True, check=True).stdout
        for locale in ("C", "C.UTF-8")
    ]
    assert told[0] == told[1], shop
    assert not told[0].isascii()


def test_without_a_terminal_the_app_says_what_prints_a_map(shop: Path) -> None:
    done = subprocess.run([CJM, "buy"], env=environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 2, shop
    assert done.stdout == b""
    assert b"cjm show buy" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert ESCAPE not in done.stderr


@pytest.mark.parametrize("words", [["buy"], ["--no-mouse", "buy"], ["buy", "--no-mouse"]], ids=" ".join)
def test_the_mouse_is_left_to_the_terminal_where_that_was_asked_for(shop: Path, words: list[str]) -> None:
    with Terminal([CJM, *words], (80, 24), environment()) as terminal:
        terminal.until(b"Pay by card")
        assert (b"\x1b[?1000h" in terminal.seen) == ("--no-mouse" not in words), shop


def test_a_linux_console_is_drawn_in_ascii(shop: Path) -> None:
    _, sent = printed("show", "buy", TERM="linux")
    assert b"Pay by card" in sent, shop
    assert max(sent) < 128


@pytest.mark.parametrize(
    ("words", "drawn"), [([], b"Buy an outfit"), (["buy"], b"Pay by card"), (["half"], b"cannot be read")], ids=str
)
def test_the_app_opens_and_leaves(shop: Path, words: list[str], drawn: bytes) -> None:
    (shop / "half.toml").write_text("title = \n")
    with Terminal([CJM, *words], (80, 24), environment()) as terminal:
        terminal.until(drawn)
        terminal.press(b"q")
        assert terminal.code() == 0
        assert b"a fault of cjm" not in terminal.seen


def test_ctrl_c_ends_a_command_quietly(shop: Path) -> None:
    for number in range(3_000):
        (shop / f"map-{number:04}.toml").write_text(f'schema = "map/1"\ntitle = "{number}"\n')
    code = "from cjm_tui.cli import progress; progress.PATIENCE = 0; from cjm_tui.cli.main import main; main()"
    with Terminal([sys.executable, "-c", code, "check"], (80, 24), environment()) as terminal:
        terminal.until_sent(b" of 30")  # it is at work, and past what the interpreter itself does before it is ours
        terminal.press(b"\x03")
        assert terminal.code() == 130
        assert b"Traceback" not in terminal.seen


def test_long_work_shows_how_far_it_is_and_leaves_nothing_behind(shop: Path) -> None:
    (shop / "buy.toml").write_text("x = 1\n")
    code = (
        "import time; from cjm_tui.cli import progress; progress.PATIENCE = 0.05; "
        "print(sum(1 for _ in progress.watched((time.sleep(0.05) for _ in range(8)), 'Working', 8)))"
    )
    with Terminal([sys.executable, "-c", code], (80, 24), environment()) as terminal:
        assert terminal.code() == 0, shop
        terminal.read(0.2)
    assert b"Working [" in terminal.seen
    assert b" of 8" in terminal.seen
    assert terminal.seen.endswith(b" \r8\r\n")
    assert ESCAPE not in terminal.seen


def test_the_demo_shows_a_newcomer_around_in_ascii_too(shop: Path) -> None:
    with Terminal([CJM, "demo", "--tour"], (80, 24), environment(LC_ALL="C", NO_COLOR="1")) as terminal:
        terminal.until(b"tour, 1 of 10")
        terminal.press(b" ")
        terminal.until(b"say how a card feels")
        terminal.press(b"\x1bq")
        assert bytes(terminal.seen).isascii(), shop
