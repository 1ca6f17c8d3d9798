"""A map as Mermaid `journey` diagrams, which wikis draw.

The grammar is that of mermaid 11: a score is `emotion + 3`; a touchpoint whose emotion is unknown cannot be drawn and
is left out; two sections of one name in a row would be drawn as one, an empty one not at all; a task without actors has
no second colon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cjm_tui.model.record import Record
from cjm_tui.render.journey import Column
from cjm_tui.render.page.escaping import mermaid_name
from cjm_tui.render.page.sources import Sources

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Diagrams:
    """The diagrams' texts, and the names of the touchpoints that could not be drawn."""

    texts: tuple[str, ...]
    left_out: tuple[str, ...]


def journey_diagrams(sources: Sources, limit: int) -> Diagrams:
    """Return a map as diagrams of at most `limit` characters each; a stage that does not fit is told in several."""
    columns = sources.columns()
    left_out = tuple(t.name for column in columns for t in column.touchpoints if t.emotion is None)
    title = mermaid_name(sources.document.title) or mermaid_name(sources.id)
    room = limit - len(_diagram(title, "9999 of 9999", []))
    chunks = list(_chunks(list(_tasks(sources, columns)), room))
    count = len(chunks)
    texts = (_diagram(title, f"{n} of {count}" if count > 1 else "", chunk) for n, chunk in enumerate(chunks, 1))
    return Diagrams(tuple(texts), left_out)


def _diagram(title: str, part: str, tasks: list[tuple[str, str]]) -> str:
    named = f"{title} ({part})" if part else title
    lines = [
        "journey",
        f"{_INDENT}title {named}",
        f"{_INDENT}accTitle: {named}",
        f"{_INDENT}accDescr: How every touchpoint feels, stage by stage, from 1 (worst) to 5 (best)",
    ]
    for section, group in groupby(tasks, key=lambda pair: pair[0]):
        lines += [section, *(task for _, task in group)]
    return "\n".join(lines)


def _chunks(tasks: list[tuple[str, str]], room: int) -> Iterator[list[tuple[str, str]]]:
    chunk: list[tuple[str, str]] = []
    used = 0
    for section, task in tasks:
        is_new = not chunk or chunk[-1][0] != section
        cost = len(task) + 1 + (len(section) + 1 if is_new else 0)
        if chunk and used + cost > room:
            yield chunk
            chunk, used = [], 0
            cost = len(task) + len(section) + 2
        chunk.append((section, task))
        used += cost
    if chunk:
        yield chunk


def _tasks(sources: Sources, columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    """Yield the line of every touchpoint that can be drawn, with the line of its section."""
    personas = sources.document.header.texts("personas")
    actors = {id_: mermaid_name(sources.name("persona", id_)) for id_ in personas}
    before, drawn, copies = "", "", 1
    for column in columns:
        known = [touchpoint for touchpoint in column.touchpoints if touchpoint.emotion is not None]
        if not known:
            continue
        name = mermaid_name(column.name) or "-"
        copies = copies + 1 if name == before else 1
        copies += _numbered(name, copies) == drawn  # another stage may be called as a numbered one is
        before, drawn = name, _numbered(name, copies)
        for touchpoint in known:
            yield f"{_INDENT}section {drawn}", _task(touchpoint, actors)


def _numbered(name: str, copy: int) -> str:
    return f"{name} ({copy})" if copy > 1 else name


def _task(touchpoint: Record, actors: dict[str, str]) -> str:
    skipped = touchpoint.texts("skipped_by")
    present = [actor for id_, actor in actors.items() if id_ not in skipped and actor]
    who = f": {', '.join(present)}" if present else ""
    score = (touchpoint.emotion or 0) + 3
    return f"{_INDENT * 2}{mermaid_name(touchpoint.name) or '-'}: {score}{who}"
