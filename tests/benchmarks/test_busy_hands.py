"""Many people who all work on one map at the same time: each sees soon what the others do, and the machine bears it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.benchmarks.made_maps import FIRST_CARD, write_repository
from tests.benchmarks.ratio import Row, judge
from tests.benchmarks.terminal import Terminal, shows
from tests.benchmarks.test_many_hands import seconds_used

pytestmark = pytest.mark.benchmark

TELLING = str(Path(__file__).with_name("telling_app.py"))
STAGES, CARDS = 5, 100
BUSY, SETTLED, RESTING = 30.0, 5.0, 4.0
PAUSES = (2.0, 4.0)
"""Seconds between two edits of one person: 20 people make about seven a second."""

Typed = list[tuple[float, int]]
"""When somebody typed which emotion, on the card that is theirs."""


class Shown(NamedTuple):
    """An emotion of a card as it came onto a screen."""

    when: float
    card: str
    emotion: int


@pytest.mark.parametrize(("apps", "of_a_core"), [(2, 0.1), (20, 1.0)])
def test_busy_apps(place: Path, apps: int, of_a_core: float) -> None:
    path = write_repository(place / f"busy-{apps}", touchpoints=CARDS, revisions=1, commits=1)
    logs = [path.with_name(f"app-{at}.log") for at in range(apps)]
    with ExitStack() as stack:
        terminals = []
        for log in logs:
            words = [sys.executable, TELLING, str(path), str(log)]
            terminals.append(stack.enter_context(Terminal(words, 120, 36, folder=path.parent)))
            terminals[-1].seconds_until(shows(FIRST_CARD), since=terminals[-1].started)
        for at, terminal in enumerate(terminals):
            terminal.press(b"l" * (at % STAGES) + b"j" * (at // STAGES))
        _watch(terminals, SETTLED)
        before, begun = sum(map(seconds_used, terminals)), time.monotonic()
        typed = _type(terminals)
        _watch(terminals, RESTING)
        used, watched = sum(map(seconds_used, terminals)) - before, time.monotonic() - begun
    delays = sorted(_delays(typed, [_shown(log) for log in logs]))
    late = delays[int(len(delays) * 0.95)]
    judge(Row(f"95% of the edits of {apps} busy people on all screens / a second", late, 1.0, 1.0))
    judge(Row(f"all of {apps} busy apps / a core", used, watched, of_a_core))


def _type(terminals: Sequence[Terminal]) -> list[Typed]:
    """Have everybody change how their card feels every few seconds; return who typed what."""
    dice, until = Random(7), time.monotonic() + BUSY
    typed: list[Typed] = [[] for _ in terminals]
    due = [time.monotonic() + dice.uniform(0, PAUSES[1]) for _ in terminals]
    while time.monotonic() < until:
        _watch(terminals, 0.005)
        for at, terminal in enumerate(terminals):
            if time.monotonic() >= due[at]:
                last = typed[at][-1][1] if typed[at] else None
                emotion = dice.choice([one for one in range(-2, 3) if one != last])
                typed[at].append((time.time(), emotion))
                terminal.press(str(emotion + 3).encode())
                due[at] = time.monotonic() + dice.uniform(*PAUSES)
    return typed


def _watch(terminals: Sequence[Terminal], seconds: float) -> None:
    """Read what all apps send for some seconds, so that none has to wait."""
    until = time.monotonic() + seconds
    while True:
        for terminal in terminals:
            terminal.piece(0)
        if time.monotonic() >= until:
            return
        time.sleep(0.002)


def _shown(log: Path) -> list[Shown]:
    lines = (line.split() for line in log.read_text(encoding="utf-8").splitlines())
    return [Shown(float(when), card, int(emotion)) for when, card, emotion in lines]


def _delays(typed: Sequence[Typed], screens: Sequence[Sequence[Shown]]) -> Iterator[float]:
    """Yield how long each edit took to each screen of another; an edit that is nowhere seen fails.

    The first of each person is left out: it may be what the card has already. An edit is seen when it, or a later one
    of the same card, is there: two that come in one turn are one.
    """
    for at, edits in enumerate(typed):
        card = f"card-{at % STAGES * (CARDS // STAGES) + at // STAGES:05}"
        for number, (when, _) in enumerate(edits[1:], 1):
            wanted = {emotion for _, emotion in edits[number : number + 3]}
            for screen in (screen for other, screen in enumerate(screens) if other != at):
                seen = (one.when for one in screen if one.card == card and one.when >= when and one.emotion in wanted)
                yield min(seen, default=float("inf")) - when
