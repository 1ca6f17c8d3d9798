"""One end of the app after another: edits on a pty of its own, and then it has to go, at a random moment.

Run as a program, `python -m tests.campaigns.hang_ups FOLDER FIRST COUNT WAY…`: the app is loaded once, and a process
made of it for every round. What is on the screen is what a person believes to be done, so that has to be in the file.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING

from cjm_tui.model.record import RecordKey
from cjm_tui.storage.drafts import draft_of
from cjm_tui.storage.lens import read
from tests.campaigns.forked_app import Forked, preload
from tests.tui.screen_model import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.terminal import Terminal

WAYS = (
    "SIGTERM",
    "SIGHUP",
    "SIGINT",
    "terminal closed",
    "terminal gone without a signal",
    "nobody reads",
    "half typed",
    "ctrl+c",
)
PATIENCE = 60.0
"""Seconds after which a round is given up: how busy the machine is decides how long leaving takes by the clock."""
PROCESSOR_SECONDS = 2.0
"""What a whole round may take of the processor: an app that had lost its terminal and spun would take more."""

_LETTER = b"-"
_CARDS = tuple("".join(ascii_lowercase[(card + 5 * place) % 26] for place in range(7)) for card in range(26))
_PICTURE = re.compile(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.DOTALL)
_BY_SIGNAL = {"SIGTERM": signal.SIGTERM, "SIGHUP": signal.SIGHUP, "SIGINT": signal.SIGINT}


@dataclass
class Round:
    """One life of the app: how many cards it was told to make glad, and how many it said it had."""

    path: Path
    terminal: Terminal
    dice: random.Random
    pressed: int = 0
    typed: int = 0
    code: int = 0

    def shown(self) -> list[str]:
        """Return the rows on the terminal after the last whole picture; empty where it is sent no whole ones."""
        screen = Screen(80, 24)
        for picture in _PICTURE.findall(bytes(self.terminal.seen)):
            screen.show(picture.decode())
        return ["".join(text for text, _ in row) for row in screen.rows]

    def told(self) -> int:
        """Return how many cards are glad by what the status line says of the last one."""
        named = self.shown()[22][1:8]
        return _CARDS.index(named) + 1 if named in _CARDS else 0

    def typed_told(self) -> int:
        """Return how many of the letters typed into the form are shown."""
        typed = re.search(f"{self.card}({_LETTER.decode()}+)", "\n".join(self.shown())) if self.typed else None
        return len(typed[1]) if typed else 0

    @property
    def card(self) -> str:
        """Return the card that the cursor stands on."""
        return _CARDS[min(self.pressed, len(_CARDS) - 1)]

    def wait_for(self, words: bytes) -> None:
        """Read until something has been drawn, however busy the machine is."""
        until = time.monotonic() + PATIENCE
        while words not in self.terminal.seen:
            assert time.monotonic() < until, f"{words!r} was not drawn"
            self.terminal.read(0.01)

    def edit(self) -> None:
        """Make some cards glad, one after the other, in bursts and with pauses."""
        for _ in range(self.dice.randint(1, 8)):
            burst = min(self.dice.choice((1, 1, 2, 3)), len(_CARDS) - 2 - self.pressed)
            self.terminal.press(b"5j" * burst)
            self.pressed += burst
            self.terminal.read(self.dice.choice((0, 0.005, 0.02, 0.06)))


def end(life: Round, way: str) -> None:
    """Let it end in a way; note which status is right."""
    terminal, dice = life.terminal, life.dice
    if way == "half typed":
        terminal.press(b"\r")
        life.wait_for(b"keeps what you typed")
        life.typed = dice.randint(1, 20)
        terminal.press(_LETTER * life.typed)
        terminal.read(dice.random() / 5)
    elif way == "nobody reads":
        terminal.press(b"Gg" * dice.randint(10, 150))
        time.sleep(dice.random() / 2)
    else:
        terminal.read(dice.choice((0, 0, dice.random() * 0.02, dice.random() * 0.2, 0.5)))
    if way == "ctrl+c":
        terminal.press(b"\x03" + b"5j" + b"\x03q")
        life.pressed += 1
    elif way in {"terminal closed", "terminal gone without a signal"}:
        os.close(terminal.file)
        terminal.file = os.open(os.devnull, os.O_RDONLY)
        life.code = -signal.SIGHUP
    else:
        number = _BY_SIGNAL.get(way) or dice.choice((signal.SIGTERM, signal.SIGHUP))
        os.kill(terminal.pid, number)
        life.code = -number


def gone(life: Round, way: str) -> tuple[int, float]:
    """Wait until the app has ended, in the way nobody reads without reading; return its status and processor time."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        process, status, used = os.wait4(life.terminal.pid, os.WNOHANG)
        if process:
            life.terminal._code = os.waitstatus_to_exitcode(status)
            return life.terminal._code, used.ru_utime + used.ru_stime
        if way == "nobody reads":
            time.sleep(0.005)
        else:
            life.terminal.read(0.005)
    raise AssertionError("it did not leave")


def play(folder: Path, way: str, number: int) -> tuple[int, float]:
    """Play one round; return how many edits it had, and how many seconds it took to leave."""
    dice = random.Random(f"{way} {number}")
    for old in folder.iterdir():
        old.unlink()
    path = folder / f"{number}.toml"
    cards = (
        f'\n[touchpoint.{name}]\nname = "{name}"\n  stage = "s"\n  order = {order}\n'
        for order, name in enumerate(_CARDS)
    )
    path.write_text('schema = "map/1"\ntitle = "T"\n\n[stage.s]\nname = "S"\n  order = 10\n' + "".join(cards))
    with Forked(path, (80, 24), is_its_own=way != "terminal gone without a signal") as terminal:
        life = Round(path, terminal, dice)
        life.wait_for(_CARDS[0].encode())
        life.edit()
        end(life, way)
        told, typed_told, began = life.told(), life.typed_told(), time.monotonic()
        code, used = gone(life, way)
        took = time.monotonic() - began
        assert code == life.code, f"status {code}"
        assert used < PROCESSOR_SECONDS, f"{used:.1f} s of the processor"
        look(life, told, typed_told)
        assert way != "ctrl+c" or glad_in(path) == min(life.pressed, len(_CARDS)), "a key before q was lost"
    return life.pressed, took


def glad_in(path: Path) -> int:
    """Return how many cards are glad in the file: the first ones, and no others."""
    document = read(path.read_text()).document
    assert document is not None, "it cannot be read"
    glad = tuple(name for name in _CARDS if document.records[RecordKey("touchpoint", name)].emotion == 2)
    assert glad == _CARDS[: len(glad)], f"{glad} are glad"
    return len(glad)


def look(life: Round, told: int, typed_told: int) -> None:
    """See that what was done is in the file, what was typed among the drafts, nothing else left, and no process."""
    names = [file.name for file in life.path.parent.iterdir()]
    assert names == [life.path.name], f"{names} are left"
    glad = glad_in(life.path)
    assert told <= glad <= life.pressed, f"{told} told, {glad} in the file, {life.pressed} pressed"
    if life.typed:
        at = RecordKey("touchpoint", life.card)
        draft = draft_of(life.path, at).get("name", at.id)
        kept = len(draft.removeprefix(at.id))
        assert draft == at.id + _LETTER.decode() * kept, f"{draft} was typed"
        assert typed_told <= kept <= life.typed, f"{typed_told} letters told, {kept} kept, {life.typed} typed"
    try:
        os.killpg(life.terminal.pid, 0)
    except ProcessLookupError:
        return
    raise AssertionError("a process is left")


def main() -> int:
    """Play the rounds of some ways; say what they came to, or which failed."""
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    preload()
    failed = [f"{way} {number}: {said}" for way in sys.argv[4:] for number, said in played(folder, way, first, count)]
    print("\n".join(failed))  # noqa: T201  # what the program is run for
    return min(len(failed), 1)


def played(folder: Path, way: str, first: int, count: int) -> Iterator[tuple[int, str]]:
    """Play the rounds of one way; yield those that failed, each with what it failed of."""
    edits, slowest = 0, 0.0
    for number in range(first, first + count):
        try:
            pressed, took = play(folder, way, number)
        except AssertionError as error:
            yield number, str(error)
        else:
            edits, slowest = edits + pressed, max(slowest, took)
    print(f"{way}: {count} times, {edits} edits, gone after {slowest:.2f} s at most", flush=True)  # noqa: T201  # same


if __name__ == "__main__":
    sys.exit(main())
