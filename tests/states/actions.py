"""What a person may do in a repository of any state: look, or act. Each says something and ends with a status.

The app's own steps are here beside the commands, since opening a map and its revisions screen go other ways.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.cli.main import run
from cjm_tui.errors import CjmError
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.services.past.origins import origins_of
from cjm_tui.services.past.recorded import recorded
from cjm_tui.services.past.revisions import Page, page_after
from cjm_tui.services.past.sides import offers_for
from cjm_tui.services.watched.due import due_cards

MAP = Path("maps/buy.toml")


@dataclass(frozen=True)
class Action:
    """Something to do: its name, how, and what of the repository it may change (nothing: it only looks).

    `changes` may be "map", "git" and "files", which are new ones; `files` are those that may change; what git is in the
    middle of may only be over after what `ends` it, and its settings only change by what sets something. What `is_rare`
    asks git as others do, and is done in a third of the states, in all with `CJM_CAMPAIGN=full`.
    """

    name: str
    deed: str
    words: tuple[str, ...] = ()
    changes: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    ends: bool = False
    is_rare: bool = False


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def _opens(_: tuple[str, ...]) -> int:
    """Do what the app does when a map is opened: the map, what git has of it, who wrote it, which cards are due."""
    path = MAP.resolve()
    board = open_map_at(path)
    known = recorded(board.present)
    _say(board.document.title, known.label, known.notice, known.hint)
    with suppress(CjmError):  # told on the card where it is known, and nowhere where it is not
        origins = origins_of(path, board.document)
        _say(len(origins.records), len(due_cards(path, board.document, origins)))
    return 0


def _tells_revisions(_: tuple[str, ...]) -> int:
    """Do what the revisions screen and the list of what can be compared do."""
    path = MAP.resolve()
    for told in page_after(Page(), path).told:
        _say(told.revision.short, told.mean, *told.sentences)
    _say(*(offer.name for offer in offers_for(path, open_map_at(path).document, {})))
    return 0


def _plainly(deed: Callable[[tuple[str, ...]], int]) -> Callable[[tuple[str, ...]], int]:
    def done(words: tuple[str, ...]) -> int:
        try:
            return deed(words)
        except CjmError as error:
            _say(f"{error.title}: {error.message}. {error.hint}")
            return 2

    return done


def _in_the_app(_: tuple[str, ...]) -> int:
    from tests.states.in_the_app import opens_edits_and_leaves

    return opens_edits_and_leaves(MAP.resolve())


DEEDS: dict[str, Callable[[tuple[str, ...]], int]] = {
    "cjm": lambda words: run(list(words)),
    "opens": _plainly(_opens),
    "tells-revisions": _plainly(_tells_revisions),
    "in-the-app": _in_the_app,
}

LOOKING = (
    Action("open", "opens"),
    Action("revisions", "tells-revisions"),
    Action("list", "cjm", ("list",), is_rare=True),
    Action("log", "cjm", ("log", "buy")),
    Action("log-by-author", "cjm", ("log", "buy", "pay-by-card", "--author", "robin"), is_rare=True),
    Action("then", "cjm", ("show", "buy@HEAD", "--plain")),
    Action("diff", "cjm", ("diff",)),
    Action("compare", "cjm", ("diff", "buy@HEAD", "buy"), is_rare=True),
    Action("blame", "cjm", ("blame", "buy", "touchpoint.pay-by-card")),
    Action("branches", "cjm", ("branch",)),
    Action("review", "cjm", ("branch", "HEAD", "--review", "buy")),
    Action("touched", "cjm", ("touched",)),
    Action("conflicts", "cjm", ("settle",)),
    Action("suspects", "cjm", ("confirm", "buy"), is_rare=True),
    Action("check", "cjm", ("check",)),
    Action("doctor", "cjm", ("doctor",), is_rare=True),
    Action("share", "cjm", ("doctor", "--share", "designers"), is_rare=True),
)
ITS_FILE = frozenset({"maps/buy.toml"})
README = frozenset({"README.md"})
APP = Action("app", "in-the-app", changes=frozenset({"map"}), files=ITS_FILE)
ACTING = (
    Action("save", "cjm", ("set", "buy", "touchpoint.pay-by-card", "emotion=2"), frozenset({"map"}), ITS_FILE),
    Action("restore", "cjm", ("restore", "buy@HEAD"), frozenset({"map"}), ITS_FILE),
    Action(
        "rename",
        "cjm",
        ("rename", "buy", "touchpoint.pay-by-card", "pay-here"),
        frozenset({"map"}),
        ITS_FILE,
        is_rare=True,
    ),
    Action("settle", "cjm", ("settle", "buy", "--ours"), frozenset({"map"}), ITS_FILE, is_rare=True),
    Action("confirm", "cjm", ("confirm", "buy", "find-a-size"), frozenset({"map"}), ITS_FILE, is_rare=True),
    Action("export", "cjm", ("export",), frozenset({"files"})),
    Action("branch", "cjm", ("branch", "idea"), frozenset({"git"}), ends=True),
    Action("switch", "cjm", ("branch", "--switch", "main"), frozenset({"git"}), ends=True, is_rare=True),
    Action("merge-branch", "cjm", ("branch", "--merge", "offer"), frozenset({"git", "files"})),
    Action("commit", "cjm", ("commit", "buy"), frozenset({"git"})),
    Action("sync", "cjm", ("sync",), frozenset({"git", "files"})),
    Action("finish", "cjm", ("sync", "--finish"), frozenset({"git"}), README, ends=True),
    Action("give-up", "cjm", ("sync", "--give-up"), frozenset({"git"}), README, ends=True),
    Action(
        "set-up", "cjm", ("git-setup",), frozenset({"files"}), frozenset({".gitattributes"}), ends=True, is_rare=True
    ),
    Action("take-back", "cjm", ("git-setup", "--undo"), frozenset({"files"}), ends=True, is_rare=True),
)
