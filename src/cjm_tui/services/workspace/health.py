"""What a bug report needs to know: program, terminal, encoding, git, maps.

Invariant: nothing here is secret, nothing is changed, and what cannot be found out is said to be so.
"""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm_tui import __version__
from cjm_tui.errors import CjmError
from cjm_tui.services.workspace.charset import is_c_locale
from cjm_tui.services.workspace.documents import named, workspace_here
from cjm_tui.services.workspace.review import review

LIBRARIES = ("textual", "rich", "click", "tomli", "tomlkit", "GitPython", "markdown-it-py", "platformdirs")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at: its name, what was found, and what to do about it (empty: all is well)."""

    name: str
    found: str
    hint: str = ""


def signs() -> tuple[Sign, ...]:
    """Return everything that was looked at, in the order of a report."""
    parts: tuple[Callable[[], Iterator[Sign]], ...] = (_program, _terminal, _git, _maps)
    return tuple(sign for part in parts for sign in part())


def _program() -> Iterator[Sign]:
    yield Sign("cjm", f"{__version__} in {Path(__file__).resolve().parents[2]}")
    yield Sign("python", f"{platform.python_version()} on {platform.platform()}")
    yield Sign("libraries", ", ".join(f"{name} {_version(name)}" for name in LIBRARIES))


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _terminal() -> Iterator[Sign]:
    term = os.environ.get("TERM", "")
    draws = sys.stdout.isatty() and term not in {"", "dumb"}
    hint = "" if draws else "The app cannot be drawn here; `cjm show MAP` prints a map."
    where = "a terminal" if sys.stdout.isatty() else "no terminal"
    inside = [name for name, key in (("tmux", "TMUX"), ("screen", "STY"), ("ssh", "SSH_TTY")) if os.environ.get(key)]
    yield Sign("terminal", ", ".join([f"TERM={term or 'not set'}", where, *inside]), hint)
    columns, rows = shutil.get_terminal_size()
    small = "The app is made for 80 × 24 and more." if draws and (columns < 60 or rows < 16) else ""
    yield Sign("size", f"{columns} × {rows}", small)
    yield Sign("colours", _colours(term))
    encoding = sys.stdout.encoding or "unknown"
    plain = (
        ""
        if encoding.lower().replace("-", "") == "utf8" and not (sys.stdout.isatty() and is_c_locale())
        else "Glyphs are drawn in ASCII; set LANG=C.UTF-8 for all of them."
    )
    yield Sign("encoding", f"{encoding}, locale {locale.setlocale(locale.LC_CTYPE)}", plain)


def _colours(term: str) -> str:
    if os.environ.get("NO_COLOR"):
        return "none (NO_COLOR is set)"
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "all (COLORTERM)"
    if "256color" in term or "direct" in term:
        return "256"
    return "none" if term in {"", "dumb"} else "16"


def _git() -> Iterator[Sign]:
    from cjm_tui.history.command import look
    from cjm_tui.history.identity import identity_of
    from cjm_tui.history.repository import Repository, find_repository
    from cjm_tui.history.state import state_of

    program = shutil.which("git")
    if program is None:
        yield Sign("git", "not found", "Install git for revisions; editing and saving work without it.")
        return
    try:
        yield Sign("git", f"{look(Path(), 'version').text.strip().removeprefix('git version ')} ({program})")
        found = find_repository(Path())
        if not isinstance(found, Repository):
            yield Sign("repository", found.message, found.hint)
            return
        state = state_of(found)
        obstacle = state.obstacles[0] if state.obstacles else None
        about = f"{found.root}, {state.label}" + (f"; {obstacle.message}" if obstacle else "")
        yield Sign("repository", about, obstacle.hint if obstacle else "")
        person = identity_of(found)
        missing = "" if person else 'Say who you are: git config --global user.name "…" and user.email "…"'
        yield Sign(
            "identity", f"{person.name} <{person.email}>" if person else "git does not know who you are", missing
        )
    except CjmError as failure:
        yield Sign("git", failure.message, failure.hint)


def _maps() -> Iterator[Sign]:
    try:
        workspace = workspace_here()
        problems = review().problems
    except CjmError as failure:
        yield Sign("maps", failure.message, failure.hint)
        return
    found = f"{named(workspace.folder)}, {len(workspace.maps)} maps, {len(workspace.files)} files"
    yield Sign("maps", found, f"{len(problems)} problems; `cjm check` lists them." if problems else "")
