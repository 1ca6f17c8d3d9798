"""A real terminal that somebody else wrote shows the same cells whether it is sent everything or only what differs."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pytest

from cjm_tui.tui.terminal.abilities import Abilities
from cjm_tui.tui.terminal.glass import Glass
from tests.campaigns.share import in_shares
from tests.tui.screen_film import Film
from tests.tui.screen_model import Cell, Screen

TMUX = shutil.which("tmux")
ABLE = Abilities(cells=True, lines=True, ground=True)

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is the terminal of this test")


class Pane:
    """A pane of a tmux server of its own, that shows what it is sent; a context manager that ends the server.

    A bar stands behind the last cell of each row: tmux does not tell of cells that were erased at the end of a row.
    """

    def __init__(self, folder: Path, name: str, film: Film) -> None:
        self._size = film.width + 1, film.height
        self._bars = "".join(f"\x1b[{y + 1};{film.width + 1}H|" for y in range(film.height))
        self._words = [str(TMUX), "-f", "/dev/null", "-S", str(folder / f"{name}.socket")]
        self._pipe = folder / f"{name}.pipe"
        os.mkfifo(self._pipe)
        size = ["-x", str(film.width + 1), "-y", str(film.height)]
        self._tell("new-session", "-d", *size, f"stty raw -echo; printf '\\033[?7l'; cat '{self._pipe}'")
        self._tell("set-option", "-g", "status", "off")
        self._tell("resize-window", *size)
        self._file = self._pipe.open("w", encoding="utf-8")
        self._shown = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        subprocess.run([*self._words, "kill-server"], check=False, capture_output=True)

    def show(self, sent: str) -> None:
        """Send something and wait until it is shown."""
        self._shown += 1
        self._file.write(f"{sent}{self._bars}\x1b]2;frame {self._shown}\x07")
        self._file.flush()
        until = time.monotonic() + 10
        while self._tell("display-message", "-p", "#{pane_title}").strip() != f"frame {self._shown}":
            assert time.monotonic() < until, "tmux does not answer"
            time.sleep(0.005)

    def seen(self) -> list[list[Cell]]:
        """Return the cells as tmux tells them."""
        screen = Screen(*self._size)
        for y, line in enumerate(self._tell("capture-pane", "-e", "-p", "-N").splitlines()):
            screen.show(f"\x1b[{y + 1};1H{line}")
        return screen.seen()

    def _tell(self, *words: str) -> str:
        return subprocess.run([*self._words, *words], check=True, capture_output=True, encoding="utf-8").stdout


def test_what_scrolls_shifts_and_changes_is_the_same_in_tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr("cjm_tui.tui.terminal.scene._MUCH", 0.01)
    monkeypatch.setattr("cjm_tui.tui.terminal.scene._ANOTHER", 0.9)
    monkeypatch.setattr("cjm_tui.tui.terminal.shifts._AGREED", 3)
    monkeypatch.setattr("cjm_tui.tui.terminal.shifts._AGREED_ROWS", 1)

    def films(seeds: range) -> None:
        for seed in seeds:
            film = Film(2 * seed)
            with ExitStack() as stack:
                whole, thrifty = (stack.enter_context(Pane(tmp_path, f"{seed}-{at}", film)) for at in range(2))
                glass = Glass(lambda: ABLE)
                glass.forget(film.width, film.height)
                for frame in film.frames(20):
                    whole.show(frame)
                    thrifty.show(glass.difference(frame))
                    assert thrifty.seen() == whole.seen(), f"film {2 * seed}"

    in_shares(films, small=2, full=60)
