"""What a change is told as: a sentence for each record concerned."""

from __future__ import annotations

from cjm_tui.cli.output import complain, say
from cjm_tui.model.document import Document
from cjm_tui.model.wording import words


def say_change(before: Document, after: Document) -> None:
    """Print what happened from one document to the next; say so on standard error when nothing did."""
    sentences = words(before, after)
    for sentence in sentences:
        say(sentence)
    if not sentences:
        complain("Nothing to change: it was like that already.")
