"""What git in one clone is told about maps: who merges them, and what a hunk is called.

The attributes file is shared with everybody who has the repository; the rest stands in the clone's own configuration,
where it can name a program. Both can be taken back, and nothing else in either is touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import act, look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_tui.history.repository import Repository

# Where cjm is not on the path, or cannot start, git would keep ours without a word, and theirs would vanish: then git's
# own merge has to do. A conflict that cjm found stands in the file, and so does one that was marked line by line.
_DRIVER = (
    "{cjm} merge-file %O %A %B %P && exit 0; "
    r"grep -q -e '^\[conflict\.' -e '^<<<<<<< ' %A && exit 1; "
    "git merge-file -L ours -L base -L theirs %A %O %B"
)


def driver_of(cjm: str) -> str:
    """Return the merge driver that runs cjm by these words of a shell."""
    return _DRIVER.format(cjm=cjm)


HUNK_HEADER = r'^name = "?(.*[^"])"?$'
"""A line that names a hunk: the name of the record above it."""

MERGE_SETTINGS = {
    "merge.cjm.name": "journey maps by record and field",
    "merge.cjm.driver": driver_of("cjm"),
    "diff.cjm.xfuncname": HUNK_HEADER,
}
_IN_QUOTES = str.maketrans({number: f"\\{number:03o}" for number in range(32)} | {'"': r"\"", "\\": r"\\"})

READABLE_DIFF = {"diff.cjm.textconv": "cjm show --plain"}
"""Shows a map as an outline in `git diff`: nice to read, but a diff that no longer shows the file."""


def pattern_below(folder: str) -> str:
    """Return the pattern of all TOML files below a folder (from the root, empty for that), as gitattributes(5) has it.

    What a pattern would take for more than itself is escaped; a blank in a name would end it, so that it is quoted.
    """
    below = re.sub(r"([*?\[\\])", r"\\\1", folder)
    pattern = f"{below}/**/*.toml" if folder not in {"", "."} else "**/*.toml"
    pattern = f"\\{pattern}" if pattern.startswith("!") else pattern
    if re.search(r'[\s"\x00-\x1f]', pattern) or pattern.startswith("#"):
        return '"' + pattern.translate(_IN_QUOTES) + '"'
    return pattern


class Told(NamedTuple):
    """What was changed, each a line for the person; empty when everything stood as wanted."""

    lines: tuple[str, ...]


def set_up(repository: Repository, pattern: str, settings: Mapping[str, str]) -> Told:
    """Make git merge the files that `pattern` names (as `pattern_below` writes it) with cjm in this clone.

    Raise `GitError` where the configuration or the attributes cannot be written.
    """
    lines = []
    if _write_attributes(repository, pattern, is_wanted=True):
        lines.append(f".gitattributes: {_line(pattern)}")
    for key, value in settings.items():
        if _setting(repository, key) != value:
            _configure(repository, key, value)
            lines.append(f"git config {key} = {value}")
    return Told(tuple(lines))


def take_back(repository: Repository, pattern: str) -> Told:
    """Undo what `set_up` did in this clone; the attributes too, as long as the line is ours."""
    lines = []
    if _write_attributes(repository, pattern, is_wanted=False):
        lines.append(f".gitattributes: without {_line(pattern)}")
    for key in (*MERGE_SETTINGS, *READABLE_DIFF):
        if _setting(repository, key):
            _configure(repository, key, None)
            lines.append(f"git config --unset {key}")
    return Told(tuple(lines))


def is_set_up_alone(pattern: str, before: bytes | None, present: bytes | None) -> bool:
    """Tell whether an attributes file is what it was `before` (None: not there) and the line of `set_up`, no more."""
    ours = _line(pattern).encode("utf-8", "surrogateescape")
    known = (before or b"").splitlines()
    return present is not None and ours not in known and present.splitlines() == [*known, ours]


def is_taken_back_alone(pattern: str, before: bytes | None, present: bytes | None) -> bool:
    """Tell whether an attributes file is what it was `before` without the line of `set_up`, and no more (or gone)."""
    ours = _line(pattern).encode("utf-8", "surrogateescape")
    known = (before or b"").splitlines()
    return ours in known and (present or b"").splitlines() == [line for line in known if line != ours]


def _line(pattern: str) -> str:
    return f"{pattern} diff=cjm merge=cjm"


def _write_attributes(repository: Repository, pattern: str, *, is_wanted: bool) -> bool:
    path = repository.root / ".gitattributes"
    if path.is_symlink():
        if not is_wanted:
            return False
        reason = ".gitattributes is a link to another file, and git reads no links"
        raise GitError("Not set up", reason, "Put a file of that name in its place, then set up again.")
    try:
        before = path.read_bytes() if path.exists() else b""
        lines = before.splitlines(keepends=True)
        ours = _line(pattern).encode("utf-8", "surrogateescape")
        kept = [line for line in lines if line.strip() != ours]
        if is_wanted == (len(kept) != len(lines)):
            return False
        if is_wanted:
            ending = b"" if not kept or kept[-1].endswith(b"\n") else b"\n"
            kept += [ending + ours + b"\n"]
        if kept:
            path.write_bytes(b"".join(kept))
        else:
            path.unlink()
    except OSError as failure:
        raise GitError(
            "Not set up", f".gitattributes cannot be written: {(failure.strerror or '').lower()}", "Check who may."
        ) from failure
    return True


def _setting(repository: Repository, key: str) -> str:
    answer = look(repository.root, "config", "--local", "-z", "--get", key)
    return answer.text.rstrip("\0") if answer.is_fine else ""


def _configure(repository: Repository, key: str, value: str | None) -> None:
    words = ("--replace-all", key, value) if value is not None else ("--unset-all", key)
    answer = act(repository.root, "config", "--local", *words)
    if not answer.is_fine:
        raise GitError("Not set up", answer.complaint, "Check who may write to the repository's configuration.")
