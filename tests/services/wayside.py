"""One small map called way, in a repository, and the page that is made of it."""

from __future__ import annotations

from pathlib import Path

MAP = """\
schema = "map/1"
title = "Way"

[stage.one]
name = "One"
  order = 10

[touchpoint.pay]
name = "Pay"
  stage = "one"
  order = 10
  emotion = -1
"""


def page_of(folder: Path) -> Path:
    """Return where the page of the map in a folder of maps goes."""
    return folder.parent / "docs" / "journeys" / "way.md"


def change(folder: Path, old: str, new: str) -> None:
    """Change some words in the file of the map."""
    path = folder / "way.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def section(text: str, title: str) -> str:
    """Return a section of a page."""
    return text.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def rows(text: str) -> list[list[str]]:
    """Return the rows of the one table in a text, its header left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
