"""A small world of one person: a clone with maps, its remote, a colleague who pushed, and work not committed yet."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.cli.conftest import FIONA, SETTINGS
from tests.sample_maps import OUTFIT_IN_TWO_STAGES

IDENTITY = "[user]\n    name = Robin Example\n    email = robin@example.org\n"
CONFIGURATION = IDENTITY + "[init]\n    defaultBranch = main\n[gc]\n    auto = 0\n[maintenance]\n    auto = false\n"
BUY = OUTFIT_IN_TWO_STAGES.replace('"assumption"\n', '"assumption"\n  watch = ["README.md"]\n')
EDITED = BUY.replace("emotion = -1", "emotion = -2")
SIGNS = (
    *("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG", "rebase-merge", "rebase-apply", "sequencer"),
    *("HEAD", "HEAD.lock", "index.lock", "refs/heads/main.lock", "logs/refs/stash", "config"),
)
"""What in git's folder tells of something under way, or is a person's own."""


@dataclass(frozen=True)
class World:
    """Where it all is. `folder` is the clone; a mark stands in `marks` for each program that ran and should not."""

    top: Path
    folder: Path

    @property
    def map(self) -> Path:
        return self.folder / "maps" / "buy.toml"

    @property
    def remote(self) -> Path:
        return self.top / "remote.git"

    @property
    def environment(self) -> dict[str, str]:
        """Return what whoever acts here has around them."""
        home = self.top / "home"
        return {"HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "XDG_STATE_HOME": str(home / "state")}

    def at(self, folder: Path) -> World:
        """Return the same world with the person standing elsewhere."""
        return World(self.top, folder)

    def git(self, *words: str, folder: Path | None = None) -> str:
        """Run git as the person would."""
        ended = self._ran(*words, folder=folder)
        assert ended.returncode == 0, f"git {' '.join(words)}\n{ended.stdout!r}{ended.stderr!r}"
        return ended.stdout.decode(errors="surrogateescape")

    def tries(self, *words: str) -> None:
        """Run a git command, whatever comes of it."""
        self._ran(*words)

    def fails(self, *words: str) -> None:
        """Run a git command that has to fail."""
        assert self._ran(*words).returncode

    def says(self, *words: str) -> str:
        """Return what git says, nothing where it cannot; it runs no watcher of files."""
        with suppress(OSError):
            ended = self._ran("-c", "core.fsmonitor=false", *words)
            return ended.stdout.decode(errors="surrogateescape") if not ended.returncode else ""
        return ""

    def _ran(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        around = {**os.environ, **self.environment, "GIT_TEMPLATE_DIR": ""}
        command = ["git", "-C", str(folder or self.folder), "-c", "protocol.file.allow=always", *words]
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=around)

    def hook(self, name: str, script: str) -> None:
        """Install a hook of the clone that is a shell script."""
        self.program(self.folder / ".git" / "hooks" / name, script)

    def program(self, path: Path, script: str) -> str:
        """Make a program that is a shell script; return its path."""
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    def writes(self, text: str, name: str = "maps/buy.toml") -> None:
        """Write a file of the clone."""
        (self.folder / name).write_text(text)

    def unpacks(self, archive: Path, folder: Path) -> None:
        """Write the files of an archive into a folder."""
        subprocess.run(["tar", "-xf", str(archive), "-C", str(folder)], check=True)

    def commits(self, text: str, message: str, name: str = "maps/buy.toml") -> None:
        """Write a file and commit it."""
        self.writes(text, name)
        self.git("add", name)
        self.git("commit", "-qm", message)

    def diverges(self) -> None:
        """Make a branch `theirs` that conflicts with `main` in README.md."""
        self.git("switch", "-qc", "theirs")
        self.commits("theirs\n", "Theirs", "README.md")
        self.git("switch", "-q", "main")
        self.commits("ours\n", "Ours", "README.md")

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the names of the programs that ran and should not have."""
        folder = self.top / "marks"
        return tuple(sorted(path.name for path in folder.iterdir())) if folder.is_dir() else ()

    def files(self) -> dict[str, str]:
        """Return a hash of every file the person has, beside what git keeps."""
        found = {}
        for folder, folders, names in os.walk(os.fsencode(self.folder)):
            folders[:] = [name for name in folders if name != b".git"]
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118  # a name may be no text
                if not os.path.isfile(path):  # noqa: PTH113  # same; a pipe would never end
                    continue
                with open(path, "rb") as file:  # noqa: PTH123  # same
                    found[os.fsdecode(os.path.relpath(path, os.fsencode(self.folder)))] = sha256(
                        file.read()
                    ).hexdigest()
        return found

    def staged(self) -> dict[str, str]:
        """Return what the index holds of each file (and of each side of a conflict)."""
        entries = (entry.partition("\t") for entry in self.says("ls-files", "--stage", "-z").split("\0") if entry)
        return {f"{name}{facts[-2:].strip('0 ')}": facts for facts, _, name in entries}

    @property
    def git_folder(self) -> Path:
        """Return where git keeps what belongs to this work tree."""
        place = self.folder / ".git"
        return Path(self.folder, place.read_text().removeprefix("gitdir: ").strip()) if place.is_file() else place

    @property
    def head(self) -> str:
        """Return the last commit, nothing where there is none."""
        return self.says("rev-parse", "HEAD").strip()

    def underway(self) -> dict[str, str]:
        """Return what git is in the middle of, what it has stashed and its settings: a hash each."""
        folder = self.git_folder
        detached = (folder / "HEAD").is_file() and not (folder / "HEAD").read_text().startswith("ref: ")
        found = {}
        for sign in SIGNS:
            if sign == "HEAD" and detached:
                continue
            for path in (folder / sign, *(folder / sign).rglob("*")):
                if path.is_file():
                    found[str(path)] = sha256(path.read_bytes()).hexdigest()
        return found

    def kept_by_git(self) -> tuple[str, str, dict[str, str], bytes]:
        """Return branches, HEAD, what is under way and the index as they are."""
        index = self.git_folder / "index"
        content = index.read_bytes() if index.is_file() else b""
        return self.says("for-each-ref"), self.head, self.underway(), content


def make_world(top: Path) -> World:
    """Make the clone, its remote with a commit of a colleague in it, one commit not pushed, and one edit."""
    top.mkdir(parents=True, exist_ok=True)
    (top / "home").mkdir()
    (top / "home" / "gitconfig").write_text(CONFIGURATION)
    world = World(top, top / "shop")
    world.git("init", "-q", "--bare", "-b", "main", str(world.remote), folder=top)
    world.git("clone", "-q", str(world.remote), str(world.folder), folder=top)
    maps = world.folder / "maps"
    (maps / "personas").mkdir(parents=True)
    (maps / "cjm.toml").write_text(SETTINGS)
    (maps / "personas" / "fiona.toml").write_text(FIONA)
    world.writes(BUY.replace("emotion = -1", "emotion = 0"))
    world.writes("A team and its maps.\n", "README.md")
    world.git("add", ".")
    world.git("commit", "-qm", "Begin")
    world.commits(BUY, "Paying is a nuisance")
    world.git("push", "-q", "-u", "origin", "main")
    world.git("clone", "-q", str(world.remote), str(top / "colleague"), folder=top)
    colleague = world.at(top / "colleague")
    colleague.commits(BUY.replace("Buy an outfit", "Return it"), "Another map", "maps/return.toml")
    colleague.git("push", "-q")
    shutil.rmtree(top / "colleague")
    world.git("switch", "-qc", "offer")
    world.commits(BUY.replace("Buy an outfit", "Lend it"), "An offer", "maps/lend.toml")
    world.git("switch", "-q", "main")
    world.commits("A team, its maps and its ways.\n", "Say more", "README.md")
    return world


def copied(world: World, top: Path) -> World:
    """Return a copy of a world at another place."""
    subprocess.run(["cp", "-a", str(world.top), str(top)], check=True)
    new = World(top, top / world.folder.relative_to(world.top))
    if new.remote.is_dir():
        new.git("config", "remote.origin.url", str(new.remote))
    return new
