"""A small vocabulary of user words for stories about the real app, on real maps in real git repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field
from cjm_tui.model.merge import merge
from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Place
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.storage.lens import read, write
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.board import BoardScreen
from tests.patience import happens_meanwhile
from tests.sample_maps import LAMP
from tests.tui.resting import at_rest

if TYPE_CHECKING:
    from textual.pilot import Pilot

PAY = RecordKey("touchpoint", "pay")
NORA = ("Nora Lind", "nora@example.org")
OMAR = ("Omar Haddad", "omar@example.org")


def git(folder: Path, *words: str) -> str:
    """Run real git as a person would."""
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


class Team:
    """A map in a repository of its own, and the people who work on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.map = folder / "maps" / "shop.toml"

    @property
    def document(self) -> Document:
        found = read(self.map.read_text()).document
        assert found is not None
        return found

    def writes(self, edit: Callable[[Document], Document]) -> None:
        """Edit the file as an editor would."""
        text = write(self.map.read_text(), edit(self.document))
        beside = self.map.with_suffix(".new")
        beside.write_text(text)
        beside.replace(self.map)

    def commits(self, person: tuple[str, str], message: str, edit: Callable[[Document], Document], day: int = 1) -> str:
        """Edit the map and commit it as somebody, on a day of February; return the commit."""
        self.writes(edit)
        git(self.folder, "add", "-A")
        when = f"2026-02-{day:02d}T10:00:00+01:00"
        environment = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        name, email = person
        words = ["git", "-c", f"user.name={name}", "-c", f"user.email={email}", "commit", "-qm", message]
        subprocess.run(words, cwd=self.folder, check=True, env=environment)
        return git(self.folder, "rev-parse", "HEAD").strip()

    def proposes(self, edit: Callable[[Document], Document], message: str = "An idea") -> None:
        """Commit an edit as Omar on a new branch `idea`, and go back to main."""
        git(self.folder, "checkout", "-qb", "idea")
        self.commits(OMAR, message, edit, 13)
        git(self.folder, "checkout", "-q", "main")


def begins_a_merge(team: Team, branch: str) -> None:
    """Merge a branch as far as git can: it ends in conflict."""
    merge = subprocess.run(["git", "merge", "-q", branch], cwd=team.folder, check=False, capture_output=True)
    assert merge.returncode, "git merged it all"


def a_long_past(team: Team, edits: Sequence[Callable[[Document], Document]]) -> list[str]:
    """Commit one edit after the other as Nora, all at once (git-fast-import(1)); return the commits, oldest first."""
    stream, document, text = [], team.document, team.map.read_text()
    for number, edit in enumerate(edits, 1):
        document = edit(document)
        text = write(text, document)
        message = f"Edit {number}"
        stream += [
            f"commit refs/heads/main\nmark :{number}\ncommitter {NORA[0]} <{NORA[1]}> {1770000000 + number} +0100"
        ]
        stream += [f"data {len(message)}\n{message}", *(["from refs/heads/main^0"] if number == 1 else [])]
        stream += [f"M 100644 inline maps/{team.map.name}\ndata {len(text.encode())}\n{text}"]
    marks = team.folder / ".git" / "marks"
    words = ["git", "fast-import", "--quiet", f"--export-marks={marks}"]
    subprocess.run(words, cwd=team.folder, input="\n".join(stream).encode(), check=True)
    git(team.folder, "reset", "-q", "--hard")
    return [commit for _, commit in sorted((int(line.split()[0][1:]), line.split()[1]) for line in marks.open())]


def a_team(folder: Path) -> Team:
    """Make a repository with the shop's map in it, not committed yet."""
    (folder / "maps").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n')
    (folder / "maps" / "shop.toml").write_text(SHOP)
    return Team(folder)


def feels(emotion: int, card: str = "pay") -> Callable[[Document], Document]:
    """Return the edit that sets a card's emotion."""
    return lambda document: set_field(document, RecordKey("touchpoint", card), "emotion", emotion)


def a_past(team: Team) -> list[str]:
    """Give the map three revisions by two people; return the commits, newest first."""
    first = team.commits(NORA, "The shop, as we know it", lambda document: document, 1)
    second = team.commits(OMAR, "Paying is worse than we thought", feels(-2), 5)

    def price(document: Document) -> Document:
        return set_field(document, RecordKey("touchpoint", "compare"), "doing", "Looks for the price")

    third = team.commits(NORA, "Where people look for the price", price, 9)
    return [third, second, first]


def two_clones(folder: Path) -> tuple[Team, Team]:
    """Return Nora's and Omar's clones, in `folder`, of one remote there, in step with it."""
    nora = a_team(folder / "nora")
    a_past(nora)
    git(folder, "clone", "-q", "--bare", "nora", "remote.git")
    git(nora.folder, "remote", "add", "origin", str(folder / "remote.git"))
    git(nora.folder, "fetch", "-q")
    git(nora.folder, "branch", "-q", "--set-upstream-to=origin/main", "main")
    git(folder, "clone", "-q", "remote.git", "omar")
    return nora, Team(folder / "omar")


class BoardStory:
    """What a person does and sees in the app."""

    def __init__(self, app: CjmApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def board(self) -> BoardScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, BoardScreen))

    @property
    def room(self) -> str:
        return type(self.app.screen).__name__

    @property
    def status(self) -> str:
        return cast("BoardScreen", self.app.screen).footer.status

    async def presses(self, *keys: str) -> None:
        """Press keys; what an enter leads to is there before the next one."""
        for key in keys:
            await self.pilot.press(key)
            if key == "enter":
                await self.rests()
        await self.rests()

    async def rests(self) -> None:
        await at_rest(self.pilot)

    async def goes_to(self, card: str) -> None:
        self.board.go_to_touchpoint(card)
        await self.pilot.pause()

    async def waits_until(self, is_so: Callable[[], bool]) -> None:
        if not await happens_meanwhile(is_so, self.pilot.pause):
            raise AssertionError(f"waited in vain; the screen shows:\n{self.sees()}")

    def sees(self) -> str:
        """Return all that stands on the screen."""
        return "\n".join(
            "".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()
        )

    def takes_a_picture(self, name: str) -> None:
        """Write a picture to look at into the folder `STORY_PICTURES` names, if it names one."""
        folder = os.environ.get("STORY_PICTURES")
        if folder:
            Path(folder, f"{name}.svg").write_text(self.app.export_screenshot())


@asynccontextmanager
async def on_the_board(path: Path, card: str = "pay", size: tuple[int, int] = (80, 24)) -> AsyncIterator[BoardStory]:
    """Open a map on the board, with the cursor on a card."""
    app = CjmApp(BoardScreen(open_map_at(path), Place("", card)))
    async with app.run_test(size=size) as pilot:
        story = BoardStory(app, pilot)
        await story.waits_until(lambda: story.board.recorded is not None)
        await story.rests()
        yield story


SHOP = LAMP


async def review(story: BoardStory) -> None:
    """Review the first branch that is offered."""
    await story.presses("colon", *"Review a branch", "enter", "enter")
    await story.waits_until(lambda: story.room == "ReviewingScreen")


def disputed(team: Team, ours: Document, theirs: Document) -> None:
    """Leave in the file what a merge of both would."""
    merged = merge(team.document, ours, theirs)
    assert merged.conflicts
    team.writes(lambda _document: merged.unsettled)
