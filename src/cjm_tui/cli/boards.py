"""A map's board as text: every stage and every card, in bands as wide as the page.

Invariant: nothing is left out: what does not fit beside comes below.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cjm_tui.checking.nearest import did_you_mean, sentence
from cjm_tui.cli.colours import inked
from cjm_tui.cli.output import Ink, say, say_text
from cjm_tui.errors import NotFoundError
from cjm_tui.model.document import Document
from cjm_tui.model.measures import assumed_share, coverage, map_mean
from cjm_tui.render.board.cards import mean_words
from cjm_tui.render.board.frame import View, frame_of
from cjm_tui.render.board.picture import lines_of, picture_of
from cjm_tui.render.cells import Line
from cjm_tui.render.journey import Journey, journey_of
from cjm_tui.render.views.order import CARDS, sheet_of
from cjm_tui.render.views.outline import outline
from cjm_tui.render.views.spot import NO_PLACE
from cjm_tui.services.workspace.neighbours import names_of, sources_of


def say_board(journey: Journey, columns: int, names: tuple[str, ...] = ()) -> None:
    """Print a map: what it is, then its curve and cards, as many stages beside each other as `columns` cells hold."""
    for line in _about(journey.document, names):
        say(line)
    count = len(journey.columns)
    usual = frame_of(count, columns, 30)
    tallest = max((len(column.touchpoints) for column in journey.columns), default=1)
    frame = usual._replace(height=usual.body_top + max(1, tallest) * usual.card_rows)
    for first in range(0, max(1, count), frame.visible):
        picture = picture_of(journey, frame, first)
        rows = [_plain(line) for line in lines_of(picture, View(NO_PLACE, first))]
        while rows and not rows[-1]:
            rows.pop()
        for row in rows:
            say(*row)
        say("")


def say_view(journey: Journey, view: str, columns: int, names: Mapping[str, Mapping[str, str]]) -> None:
    """Print another view of a map, all there is of it."""
    for line in sheet_of(view, journey, columns, names).printed():
        say(*_plain(line))


def _about(document: Document, names: tuple[str, ...]) -> list[str]:
    known, everything = coverage(document)
    mean, share = map_mean(document), assumed_share(document)
    walked = ", ".join(names)
    facts = [
        *([walked] if walked else []),
        document.header.text("state") or "current",
        document.header.text("status") or "draft",
        f"mean {mean_words(mean)} ({known} of {everything} touchpoints known)",
        *([] if share is None else [f"{round(share * 100)}% assumed"]),
    ]
    return [document.title, " · ".join(facts)]


def _plain(line: Line) -> list[Ink]:
    runs = [inked(run.text, run.ink.colour, bold=run.ink.bold) for run in line]
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return runs


def print_board(path: Path, document: Document, columns: int, persona: str = "", view: str = CARDS) -> None:
    """Print a view of a map that was read from `path`, by default its board, with the names its workspace gives."""
    sources = sources_of(path, document)
    header = document.header
    personas = (persona,) if persona else header.texts("personas")
    if persona and persona not in _walkers(document, sources.personas):
        known = ", ".join(sorted(_walkers(document, sources.personas))) or "none"
        hint = did_you_mean(persona, _walkers(document, sources.personas))
        raise NotFoundError(
            "No such persona", f"there is no persona “{persona}”", sentence(hint) or f"There are: {known}."
        )
    if view == "outline":
        say_text(outline(sources, persona))
        return
    workspace = sources.workspace
    channels = {channel.id: channel.name for channel in workspace.of_kind("channel")} if workspace else {}
    journey = journey_of(document, persona, channels)
    if view == CARDS:
        say_board(journey, columns, tuple(sources.name("persona", id_) for id_ in personas))
    else:
        say_view(journey, view, columns, names_of(sources))


def _walkers(document: Document, personas: Mapping[str, Document]) -> set[str]:
    return {*document.header.texts("personas"), *personas}
