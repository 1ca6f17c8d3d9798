"""The sample maps of the tests, as text: one file each in `tests/samples/maps`, read by the laws of the lens as well.

`DOCUMENTED` is the example of the format: comments, a text of several lines, readings. `OUTFIT` has three stages and
the usual insights; `OUTFIT_IN_TWO_STAGES` is what a command is tried on. `LAMP` is the map of a team with a past.
`LUNCH` has something in every view, and is the baseline of `LUNCH_ORDERED_BETTER`.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "samples" / "maps"


def sample(name: str) -> str:
    """Return the text of a sample map."""
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


DOCUMENTED = sample("documented")
LAMP = sample("lamp")
LUNCH = sample("lunch")
LUNCH_ORDERED_BETTER = sample("lunch-ordered-better")
OUTFIT = sample("outfit")
OUTFIT_IN_TWO_STAGES = sample("outfit-in-two-stages")
