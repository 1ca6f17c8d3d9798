"""The person's own editor, with the terminal handed over to it.

Invariant: nothing typed is lost: where the editor cannot be started or fails, the text stays what it was.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from cjm_tui.errors import CjmError

if TYPE_CHECKING:
    from cjm_tui.storage.lent_texts import LentText

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


def edit_file(app: App[Any], path: Path, line: int = 1, held: int | None = None) -> None:
    """Open a file in the editor and wait until it is closed; raise `CjmError` when it cannot be.

    `held` is a descriptor that the editor has open as long as it lives.
    """
    words = editor_words(os.environ, path, line)
    try:
        with app.suspend(), _interrupts_are_the_editors():
            # A list of words, the person's own program.
            ended = subprocess.run(words, check=False, pass_fds=() if held is None else (held,))
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


def edited_text(app: App[Any], lent: LentText) -> str:
    """Return a text as the person left it in the editor; the newline editors add at the end is taken off again.

    What the editor left that is no text is kept in its file. Raises `CjmError` where there is nothing to return.
    """
    before, is_text = lent.file.read_bytes(), True
    try:
        edit_file(app, lent.file, held=lent.held)
        edited = lent.file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        is_text = False
        what = f"what the editor left is no text in UTF-8; it is kept in {lent.file}"
        raise CjmError("Not edited", what, "What stood here stays.") from error
    except OSError as error:
        raise CjmError("Not edited", "the editor took the text away", "What stood here stays.") from error
    finally:
        lent.let_go(keeps=not is_text)
    return edited if before.endswith(b"\n") else edited.removesuffix("\n")
