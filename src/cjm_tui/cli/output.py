"""What commands print: results on standard output, everything else on standard error.

Invariant: every text passes `clean` before it is styled, so no escape sequence of a file reaches the terminal. Colour
is for a terminal alone, and for nobody who set NO_COLOR; in a pipe the output is plain and the same everywhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple, TextIO

import click

from cjm_tui.errors import CjmError
from cjm_tui.model.values import has_hidden, without_hidden

_HALF = "[\ud800-\udfff]"


class PrintError(CjmError):
    """Results cannot be written to where they shall go."""

    def __init__(self, failure: OSError) -> None:
        reason = (failure.strerror or "it was refused").lower()
        super().__init__("Not printed", f"what standard output goes to cannot be written to: {reason}", "")


class Ink(NamedTuple):
    """A piece of text and how it is drawn on a terminal; `colour` is one of click's names."""

    text: str
    colour: str | None = None
    bold: bool = False
    faint: bool = False


def clean(text: str) -> str:
    """Return text without control, bidi and zero-width characters, its lines kept."""
    if text.isprintable():
        return text
    return "\n".join(map(without_hidden, text.split("\n")))


def say(*pieces: str | Ink) -> None:
    """Print one line of results: a line break in a text becomes a blank, so that no text can pass for another line."""
    _print(sys.stdout, pieces, without_hidden)


def complain(*pieces: str | Ink) -> None:
    """Print one line (or several) that is no result: a notice, an error, progress."""
    _print(sys.stderr, pieces, clean)


def say_text(text: str) -> None:
    """Print a finished text as it is, its last newline included: for a pipe."""
    _write(sys.stdout, fitting(clean(text), sys.stdout))


def say_json(value: object) -> None:
    """Print a value as JSON: readable, and with what could not be printed safely escaped, so that nothing is lost."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    if has_hidden(text) or re.search(_HALF, text) or not _is_unicode(sys.stdout):
        text = json.dumps(value, ensure_ascii=True, indent=2)
    _write(sys.stdout, text + "\n")


def is_terminal() -> bool:
    """Tell whether results go to a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Return how many columns the terminal has, 80 in a pipe."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns if is_terminal() else 80


def fitting(text: str, stream: TextIO) -> str:
    """Return text that a stream can show: glyphs in ASCII where there is no Unicode or the person asked for ASCII."""
    if text.isascii() or is_unicode(stream):
        return text
    from cjm_tui.render.ascii import to_ascii

    return "\n".join(map(to_ascii, text.split("\n")))


def is_unicode(stream: TextIO) -> bool:
    """Tell whether a stream shows more than ASCII: its encoding is UTF-8 and nobody said otherwise."""
    import os

    context = click.get_current_context(silent=True)
    settings = context.find_root().obj if context else None
    if isinstance(settings, dict) and settings.get("ascii"):
        return False
    return _is_unicode(stream) and not (stream.isatty() and os.environ.get("TERM") == "linux")


def _is_unicode(stream: TextIO) -> bool:
    from cjm_tui.services.workspace.charset import is_c_locale

    is_utf = (stream.encoding or "").lower().replace("-", "").startswith("utf")
    return is_utf and not (stream.isatty() and is_c_locale())


def _print(stream: TextIO, pieces: tuple[str | Ink, ...], cleaned: Callable[[str], str]) -> None:
    coloured = _is_coloured(stream)
    drawn = []
    for piece in pieces:
        ink = piece if isinstance(piece, Ink) else Ink(piece)
        text = fitting(cleaned(ink.text), stream)
        is_plain = not coloured or (ink.colour is None and not ink.bold and not ink.faint)
        drawn.append(
            text if is_plain else click.style(text, fg=ink.colour, bold=ink.bold or None, dim=ink.faint or None)
        )
    _write(stream, "".join(drawn) + "\n")


def _write(stream: TextIO, text: str) -> None:
    """Write text; results wait in their buffer, but never behind what is no result.

    Bytes of a file's name that are no UTF-8 come to us as half characters; they are shown as question marks. Raise
    `PrintError` where results cannot be written; where a notice cannot, there is nobody to tell.
    """
    shown = text if text.isascii() else text.encode("utf-8", "replace").decode()
    if stream is sys.stdout:
        with _printing():
            stream.write(shown)
        return
    flush_results()
    with suppress(OSError):
        stream.write(shown)


def flush_results() -> None:
    """Hand the results printed so far to whoever reads them; raise `PrintError` where that cannot be done."""
    with _printing():
        sys.stdout.flush()


@contextmanager
def _printing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # a reader that has seen enough is no failure
        raise
    except OSError as failure:
        raise PrintError(failure) from failure


def _is_coloured(stream: TextIO) -> bool:
    context = click.get_current_context(silent=True)
    return stream.isatty() and (context is None or context.color is not False)
