"""What the commands cost as whole processes, against the least that a program in Python could do for the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.conftest import CJM
from tests.benchmarks.ratio import Row, in_turn, interleaved, judge, process

pytestmark = pytest.mark.benchmark

READ_ALL = """
import sys, tomli
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        tomli.load(file)
"""


def python(code: str, *words: str) -> list[str]:
    return [sys.executable, "-c", code, *words]


def test_version(place: Path) -> None:
    measured, floor = interleaved(process([CJM, "--version"], place), process(python("import click"), place), rounds=15)
    judge(Row("cjm --version / import click", measured, floor, 1.5))


def test_check_of_500_maps(many: Path) -> None:
    names = [str(path) for path in sorted((many / "maps").glob("*.toml"))]
    measured, floor = interleaved(
        process([CJM, "-C", str(many), "check"], many, statuses=(0, 1)), process(python(READ_ALL, *names), many)
    )
    judge(Row("cjm check, 500 maps / tomli reading them", measured, floor, 4.0))


def test_log_of_200_revisions(old: Path) -> None:
    top = old.parent.parent
    bare = in_turn(
        process(python("import git, tomli"), top),
        process(["git", "--no-pager", "log", "-p", "--", "maps/way.toml"], top),
    )
    measured, floor = interleaved(process([CJM, "-C", str(top), "log", "way"], top), bare)
    judge(Row("cjm log, 200 revisions in 10,000 commits / import git, tomli + git log -p", measured, floor, 2.5))


def test_export_of_20_revisions(revised: Path, place: Path) -> None:
    top = revised.parent.parent
    texts = [str(path) for path in revision_texts(top, place / "texts")]
    bare = process(python("import git, markdown_it\n" + READ_ALL, *texts), top)
    measured, floor = interleaved(process([CJM, "-C", str(top), "export", "way"], top), bare)
    judge(Row("cjm export, 1,000 touchpoints, 20 revisions / import + tomli reading them", measured, floor, 3.0))


def test_diff_of_two_revisions(revised: Path, place: Path) -> None:
    top = revised.parent.parent
    texts = revision_texts(top, place / "texts")
    first, last = texts[0], texts[-1]
    words = [CJM, "-C", str(top), "diff", f"way@{first.stem}", f"way@{last.stem}"]
    bare = process(python("import git\n" + READ_ALL, str(first), str(last)), top)
    measured, floor = interleaved(process(words, top, statuses=(1,)), bare)
    judge(Row("cjm diff, two revisions of 1,000 touchpoints / import git + tomli reading both", measured, floor, 4.0))


def revision_texts(top: Path, folder: Path) -> list[Path]:
    """Write what each revision of the map held into a file of its own; return the files."""
    from cjm_tui.history.repository import require_repository
    from cjm_tui.history.revisions import revisions_of, texts_of

    repository = require_repository(top)
    revisions = revisions_of(repository, top / "maps" / "way.toml")
    assert len(revisions) == 20
    folder.mkdir(exist_ok=True)
    for revision, text in texts_of(repository, revisions).items():
        (folder / f"{revision}.toml").write_bytes(text)
    return sorted(folder.glob("*.toml"))
