"""Mermaid's `journey` diagram as mermaid 11 reads it: what its grammar takes for a title, a section, a task.

The tokens are those of `diagrams/user-journey/parser/journey.jison`, in their order: the first one that fits is taken,
however short. Around them stands what mermaid does to a text before it parses it and to names before it draws them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKENS = (
    ("", r"%(?!\{)[^\n]*"),
    ("", r"[^}]%%[^\n]*"),
    ("newline", r"[\n]+"),
    ("", r"\s+"),
    ("", r"#[^\n]*"),
    ("journey", r"journey(?![A-Za-z0-9_])"),
    ("title", r"title\s[^#\n;]+"),
    ("accTitle", r"accTitle\s*:\s*"),
    ("accDescr", r"accDescr\s*:\s*"),
    ("accDescrOpen", r"accDescr\s*\{\s*"),
    ("section", r"section\s[^#:\n;]+"),
    ("task", r"[^#:\n;]+"),
    ("score", r":[^#\n;]+"),
    ("colon", r":"),
    ("invalid", r"."),
)
_GRAMMAR = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _TOKENS]


class RefusedError(ValueError):
    """Mermaid draws no diagram for this text."""


@dataclass
class Journey:
    """What mermaid would draw. A task is (section, name, score as written, actors)."""

    title: str = ""
    accessible_title: str = ""
    tasks: list[tuple[str, str, str, list[str]]] = field(default_factory=list)


def drawn(text: str) -> Journey:
    """Return what mermaid draws for a text; raise `RefusedError` where it draws nothing."""
    source = _encoded(re.sub(r"^\s*%%(?!\{)[^\n]+\n?", "", text.strip(), flags=re.MULTILINE)) + "\n"
    tokens = list(_tokens(source))
    if not tokens or tokens[0][0] != "journey":
        raise RefusedError("it does not begin with journey")
    journey, section, task = Journey(), "", ""
    for name, value in tokens[1:]:
        if name in {"invalid", "colon", "journey"} or bool(task) != (name == "score"):
            raise RefusedError(value)
        if name == "title":
            journey.title = _decoded(value[6:])
        elif name == "accTitle":
            journey.accessible_title = _decoded(value)
        elif name == "section":
            section = value[8:]
        elif name == "score":
            journey.tasks.append(_task(section, task, value))
        task = value if name == "task" else ""
    return journey


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    """Yield the tokens mermaid takes a text apart into; those of the accessible texts with the line behind them."""
    place = 0
    while place < len(source):
        name, match = next((name, found) for name, rule in _GRAMMAR if (found := rule.match(source, place)))
        place = match.end()
        if name in {"accTitle", "accDescr"}:
            end = source.index("\n", place)
            yield name, source[place:end].strip()
            place = end
        elif name:
            yield name, match[0]


def _task(section: str, name: str, score: str) -> tuple[str, str, str, list[str]]:
    pieces = score[1:].split(":")
    actors = [_decoded(actor.strip()) for actor in pieces[1].split(",")] if len(pieces) > 1 else []
    return _decoded(section), _decoded(name), pieces[0].strip(), actors


def _encoded(text: str) -> str:
    for word in ("style", "classDef"):
        text = re.sub(rf"{word}.*:\S*#.*;", lambda match: match[0][:-1], text)
    return re.sub(r"#(\w+);", _stored, text, flags=re.ASCII)


def _stored(match: re.Match[str]) -> str:
    return f"{'ﬂ°°' if match[1].isdecimal() else 'ﬂ°'}{match[1]}¶ß"


def _decoded(text: str) -> str:
    return html.unescape(text.replace("ﬂ°°", "&#").replace("ﬂ°", "&").replace("¶ß", ";"))
