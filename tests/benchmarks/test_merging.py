"""What a merge costs, and how it compares with git's own on pairs of edits that have nothing to do with each other."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.model.diff import apply, diff
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_touchpoint, move_touchpoint, set_field
from cjm_tui.model.merge import merge
from cjm_tui.storage.lens import read, write
from tests.benchmarks.conftest import CJM
from tests.benchmarks.made_maps import map_text
from tests.benchmarks.ratio import Row, interleaved, judge, process

pytestmark = pytest.mark.benchmark

PAIRS = 250
Pair = tuple[Document, Document]


def both_append(dice: random.Random, base: Document) -> Pair:
    stage = dice.choice(base.stages()).id
    one, other = dice.sample(["Wait", "Sign", "Ask", "Look again", "Read"], 2)
    return add_touchpoint(base, one, stage)[0], add_touchpoint(base, other, stage)[0]


def two_fields(dice: random.Random, base: Document) -> Pair:
    card = dice.choice(base.of_kind("touchpoint")).key
    one, other = dice.sample(["doing", "thinking", "feeling", "motivation", "expectation"], 2)
    return set_field(base, card, one, "ours"), set_field(base, card, other, "theirs")


def move_and_edit(dice: random.Random, base: Document) -> Pair:
    card = dice.choice(base.of_kind("touchpoint"))
    elsewhere = dice.choice([stage.id for stage in base.stages() if stage.id != card.text("stage")])
    return move_touchpoint(base, card.id, elsewhere, 1), set_field(base, card.key, "doing", "theirs")


def mixed(dice: random.Random, base: Document) -> Pair:
    cards = list(base.of_kind("touchpoint"))
    dice.shuffle(cards)
    ours, theirs = base, base
    for card in cards[:3]:
        ours = set_field(ours, card.key, dice.choice(["doing", "emotion"]), dice.randint(-2, 2))
    for card in cards[3:6]:
        theirs = move_touchpoint(theirs, card.id, dice.choice(base.stages()).id, dice.randint(0, 4))
    return ours, theirs


def by_git(folder: Path, base: str, ours: str, theirs: str) -> tuple[bool, str]:
    """Return whether `git merge-file` was clean, and the text it made."""
    paths = [folder / name for name in ("ours", "base", "theirs")]
    for path, text in zip(paths, (ours, base, theirs), strict=True):
        path.write_text(text)
    ended = subprocess.run(
        ["git", "merge-file", "-p", *map(str, paths)], check=False, capture_output=True, text=True, cwd=folder
    )
    return ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("scenario", [both_append, two_fields, move_and_edit, mixed])
def test_pairs_of_independent_edits(scenario: Callable[[random.Random, Document], Pair], tmp_path: Path) -> None:
    text = map_text(20)
    base = read(text).document
    assert base is not None
    dice, count = random.Random(7), Counter[str]()
    for _ in range(PAIRS):
        ours, theirs = scenario(dice, base)
        expected = apply(diff(base, theirs), ours)
        merged = merge(base, ours, theirs)
        count["our conflicts"] += bool(merged.conflicts)
        count["ours wrong"] += merged.document != expected
        is_clean, made = by_git(tmp_path, text, write(text, ours), write(text, theirs))
        count["git conflicts"] += not is_clean
        count["git clean and wrong"] += is_clean and read(made).document != expected
    said = f"{scenario.__name__.replace('_', ' ')}, {PAIRS} pairs: conflicts {count['our conflicts']}"
    said += f" (git {100 * count['git conflicts'] / PAIRS:.0f}%), wrong {count['ours wrong']}"
    print(f"\n| {said} (git {count['git clean and wrong']}) | | | | 0 | |", end="")  # noqa: T201  # the table
    assert count["our conflicts"] == count["ours wrong"] == 0


def test_merge_file_of_100_touchpoints(tmp_path: Path) -> None:
    text = map_text(100)
    base = read(text).document
    assert base is not None
    ours, theirs = mixed(random.Random(7), base)
    sides = {"base": text, "ours": write(text, ours), "theirs": write(text, theirs)}
    for name, side in sides.items():
        (tmp_path / f"{name}.toml").write_text(side)
    words = [CJM, "merge-file", "base.toml", "mine.toml", "theirs.toml", "x"]
    measured, floor = interleaved(
        process(words, tmp_path, before=lambda: shutil.copyfile(tmp_path / "ours.toml", tmp_path / "mine.toml")),
        process([sys.executable, "-c", "import tomlkit, tomli"], tmp_path),
    )
    judge(Row("cjm merge-file, 100 touchpoints / import tomlkit, tomli", measured, floor, 2.5))
