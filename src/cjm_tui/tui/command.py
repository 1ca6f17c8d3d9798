"""What a command is: something a person can do, with its keys, in the rooms where it applies."""

from __future__ import annotations

from typing import NamedTuple

BOARD, LIBRARY, PROBLEMS = "board", "library", "problems"
REVISIONS, COMPARE, CONFLICTS, REVIEW = "revisions", "compare", "conflicts", "review"
PRESENT, FORM, TOUR = "present", "form", "tour"
PERSONAS, EVIDENCE, WALK = "personas", "evidence", "walk"
ROOMS = (BOARD, LIBRARY, PROBLEMS, REVISIONS, COMPARE, CONFLICTS, REVIEW, PRESENT, PERSONAS, EVIDENCE, WALK)

MOVING, CARDS, FEELING, MAPS, TOOLS, PAST = "move", "cards", "emotions", "map", "tools", "revisions"
IN_A_FORM = "in a form"
EVERYWHERE = " ".join(ROOMS)
LISTS = " ".join(room for room in ROOMS if room not in {BOARD, PRESENT})
FILES = f"{PERSONAS} {EVIDENCE}"


class Command(NamedTuple):
    """Something a person can do.

    `keys` are key names as Textual writes them, a chord's with blanks between (`d d`). `label` is the word in the
    footer, empty for what does not stand there; `shown` the key as the footer writes it, by default the first one.
    `group` is its heading in the help.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    help: str
    where: tuple[str, ...]
    group: str = ""
    label: str = ""
    shown: str = ""


def command(id_: str, title: str, keys: str, help_: str, where: str = BOARD, **more: str) -> Command:
    """Return a command; several keys are divided by ` | `, several rooms by blanks."""
    named = tuple(key for key in keys.split(" | ") if key)
    return Command(id_, title, named, help_, tuple(where.split()), **more)
