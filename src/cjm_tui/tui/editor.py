"""The person's own editor, with the terminal handed over to it.

Invariant: nothing typed is lost: where the editor cannot be started or fails, the text stays what it was.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from cjm_tui.errors import CjmError

_TAKES_LINE = {"vi", "vim", "nvim", "view", "nano", "micro", "emacs", "emacsclient", "joe", "kak", "ne", "mg", "pico"}


def editor_words(environment: Mapping[str, str], path: Path, line: int = 1) -> list[str]:
    """Return the words that open a file in the editor of `$VISUAL` or `$EDITOR`, at a line where that is known how.

    Raises `CjmError` where the variable cannot be read as the words of a command.
    """
    written = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    try:
        words = shlex.split(written) or ["vi"]
    except ValueError as error:
        name = "VISUAL" if environment.get("VISUAL") else "EDITOR"
        raise CjmError("No editor", f"${name} is no command: {written} ({error})", f"Set ${name} to yours.") from error
    at = [f"+{line}"] if line > 1 and Path(words[0]).name in _TAKES_LINE else []
    return [*words, *at, str(path)]


def edit_file(app: App[Any], path: Path, line: int = 1) -> None:
    """Open a file in the editor and wait until it is closed; raise `CjmError` when it cannot be."""
    words = editor_words(os.environ, path, line)
    try:
        with app.suspend(), _interrupts_are_the_editors():
            ended = subprocess.run(words, check=False)  # a list of words, the person's own program
    except SuspendNotSupported as error:
        raise CjmError("No editor", "this terminal cannot be handed over to one") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CjmError("No editor", f"{words[0]} cannot be started: {reason}", "Set $EDITOR to yours.") from error
    if ended.returncode:
        raise CjmError("Not edited", f"{words[0]} ended with status {ended.returncode}", "What stood here stays.")


@contextmanager
def _interrupts_are_the_editors() -> Iterator[None]:
    """Ignore ctrl+c meanwhile: an editor such as `ed` takes it for itself, and it reaches the whole terminal."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def edited_text(app: App[Any], text: str) -> str:
    """Return a text as the person left it in the editor; the newline editors add at the end is taken off again."""
    with tempfile.TemporaryDirectory(prefix="cjm-") as folder:
        path = Path(folder, "text.txt")
        path.write_text(text, encoding="utf-8", newline="")
        edit_file(app, path)
        try:
            edited = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CjmError(
                "Not edited", "what the editor left is no text in UTF-8", "What stood here stays."
            ) from error
    return edited if text.endswith("\n") else edited.removesuffix("\n")
