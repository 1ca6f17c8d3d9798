"""One process that does what it is told in children of its own: as another person, in any folder, with a time limit.

Run as a program it reads a request a line (JSON) and answers each with a line. A child has no terminal, may lay its
privileges down for good, and is ended with all it started when it takes too long. Everything it may need is loaded
before, since an account without privileges may not read where Python stands.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

TOO_LONG = 30.0
NOBODY = 65534


@dataclass(frozen=True)
class Done:
    """What an action came to: its status (None: it was stopped), what it said, and the seconds it took."""

    status: int | None
    said: str
    seconds: float


@dataclass(frozen=True)
class Request:
    """An action by name with its words, the folder to stand in, the account to be, and what to change around it."""

    deed: str
    words: tuple[str, ...]
    folder: str
    uid: int = 0
    environment: dict[str, str | None] = field(default_factory=dict)
    other_owner: bool = False


class Stagehand:
    """The process, from outside."""

    def __enter__(self) -> Self:
        words = [sys.executable, "-m", "tests.states.stagehand"]
        root = str(Path(__file__).parents[2])
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, start_new_session=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=TOO_LONG)

    def does(self, request: Request) -> Done:
        """Have something done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request.__dict__) + "\n")
        self._process.stdin.flush()
        return Done(**json.loads(self._process.stdout.readline()))


def load_everything() -> None:
    """Load all that a child may need that lays its privileges down."""
    import cjm_tui

    for module in pkgutil.walk_packages(cjm_tui.__path__, "cjm_tui."):
        if not module.name.startswith(("cjm_tui.tui", "cjm_tui.__main__")):
            importlib.import_module(module.name)
    importlib.import_module("tests.states.in_the_app").preload()
    for name in (
        "importlib.metadata",
        "email.parser",
        "email.header",
        "csv",
        "zipfile",
        "git.cmd",
        "git.exc",
        "hashlib",
        "tomli",
        "tomlkit",
        "platformdirs",
        "encodings.idna",
        "difflib",
    ):
        importlib.import_module(name)


def _serve() -> None:
    load_everything()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_done(Request(**json.loads(line))).__dict__) + "\n")
        sys.stdout.flush()


def _done(request: Request) -> Done:
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if not child:
        os.close(reading)
        _be_the_child(request, writing)
    os.close(writing)
    said, status = bytearray(), None
    while (left := began + TOO_LONG - time.monotonic()) > 0 and status is None:
        if select.select([reading], [], [], min(left, 0.05))[0]:
            said += os.read(reading, 65536)
        ended, code = os.waitpid(child, os.WNOHANG)
        status = os.waitstatus_to_exitcode(code) if ended else None
    seconds = time.monotonic() - began
    if status is None:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    while select.select([reading], [], [], 0)[0] and (chunk := os.read(reading, 65536)):
        said += chunk
    os.close(reading)
    return Done(status, said.decode("utf-8", "replace"), seconds)


def _be_the_child(request: Request, writing: int) -> None:
    status = 99
    try:
        os.setsid()
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # a descriptor, kept open
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # a descriptor, kept open
        for name, value in request.environment.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        os.chdir(request.folder)
        if request.uid:
            os.setgroups([])
            os.setgid(request.uid)
            os.setuid(request.uid)
        if request.other_owner:
            from cjm_tui.history import environment

            environment.QUIET["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1"
        from cjm_tui.history import patience
        from tests.states.actions import DEEDS

        patience.STUCK = 0.5
        status = DEEDS[request.deed](tuple(request.words))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


if __name__ == "__main__":
    _serve()
