"""Everything about the card under the cursor, in reading order, as lines for the side panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.field_words import signed
from cjm_tui.model.measures import emotion_of, priority, quadrant
from cjm_tui.model.record import Record
from cjm_tui.model.suspect import suspects
from cjm_tui.render.cells import Ink, Line, Run, filled, merged, padded, width, wrapped
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Journey, Place, spelled
from cjm_tui.render.palette import emotion_colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

GROUND = "raised"
_SIGNS = {"pain": "✖", "gain": "✔", "need": "▸", "idea": "✦", "observation": "◦", "quote": "❝"}
_TEXTS = ("doing", "thinking", "needs", "expectation", "motivation")
_BEHIND = ("frontstage", "backstage", "support", "systems", "notes")
_STAGE_TEXTS = ("goal", "outcome", "feeling", "motivation", "needs", "expectation", "message", "duration")
_BAR = 15
_FIRST_STEPS = (
    ("{open-header}", "says who walks this journey, and what they want"),
    ("{add-stage}", "adds a stage, one phase of the journey"),
    ("{add-touchpoint}", "adds a touchpoint to a stage: one thing that happens there"),
    ("{feel-very-low}", "says how it feels, and the curve begins"),
)


def detail_lines(
    journey: Journey,
    place: Place,
    cells: int,
    rows: int,
    names: Mapping[str, Mapping[str, str]],
    *,
    notes: Sequence[tuple[str, str]] = (),
) -> tuple[Line, ...]:
    """Return the panel as `rows` lines of `cells` cells; what does not fit is left to the card's form.

    `names` has the names of teams, evidence and personas by kind and id; `notes` are sentences about the record, each
    with its colour, that stand at the end.
    """
    touchpoint = journey.touchpoint(place)
    inner = cells - 4
    if touchpoint is not None:
        found = list(_card(journey, touchpoint, inner, names))
    else:
        stage = journey.document.get("stage", place.stage)
        found = list(_stage(journey, stage, inner)) if stage else [] if journey.columns else list(_nothing_yet(inner))
    told: list[Line] = [(_run(line, colour),) for words, colour in notes for line in wrapped(words, inner)]
    told = [(), *told] if told else []
    if len(found) + len(told) > rows - 2:
        found = [*found[: max(0, rows - 3 - len(told))], (_run(hint("⋯ {open-card} shows the rest"), "faint"),)]
    found += told
    margin = _run("  ", "line")
    blank = filled((), cells, GROUND)
    lines = [blank, *(filled((margin, *line), cells, GROUND) for line in found)]
    return tuple((lines + [blank] * rows)[:rows])


def _nothing_yet(cells: int) -> Iterator[Line]:
    """Yield what to do with a map that has nothing in it."""
    yield (_run("How to begin", "text", bold=True),)
    for command, does in _FIRST_STEPS:
        yield ()
        key = hint(command)
        first, *rest = wrapped(f"{key} {does}", cells)
        yield merged((_run(key, "accent", bold=True), _run(first.removeprefix(key), "muted")))
        yield from ((_run(line, "muted"),) for line in rest)


def _card(journey: Journey, card: Record, cells: int, names: Mapping[str, Mapping[str, str]]) -> Iterator[Line]:
    star = f"★ {card.text('moment')}" if card.text("moment") else ""
    room = cells - width(star) - 1 if star else cells
    title = wrapped(card.name, room) or [""]
    yield merged((_run(padded(title[0], room), "text", bold=True), _run(f" {star}" if star else "", "accent")))
    for line in title[1:]:
        yield (_run(line, "text", bold=True),)
    yield ()
    yield from _feeling(card, journey.persona, cells, names)
    yield from _facts(journey, card, cells, names)
    yield from _paragraphs(card, _TEXTS, cells)
    yield from _insights(journey, card, cells)
    yield from _opportunities(journey, card, cells)
    yield from _ranking(card)
    yield from _knowledge(card, cells, names)
    yield from _paragraphs(card, _BEHIND, cells)


def _stage(journey: Journey, stage: Record, cells: int) -> Iterator[Line]:
    for line in wrapped(stage.name, cells):
        yield (_run(line, "text", bold=True),)
    at = journey.column_of(stage.id)
    column = journey.columns[at] if at is not None else None
    count = len(column.touchpoints) if column else 0
    yield (_run(f"a stage of {count} touchpoint{'s' * (count != 1)}", "muted"),)
    if stage.emotion is not None:
        felt = f"{signed(stage.emotion)} {stage.text('feeling')}".rstrip()
        yield ()
        yield (_run(felt, emotion_colour(stage.emotion), bold=True),)
    yield from _paragraphs(stage, _STAGE_TEXTS, cells)


def _feeling(card: Record, persona: str, cells: int, names: Mapping[str, Mapping[str, str]]) -> Iterator[Line]:
    emotion, own = emotion_of(card, persona or None)
    words = f"{signed(emotion)} {card.text('feeling') if own or not persona else ''}".rstrip()
    if emotion is None:
        words = "? nobody knows yet"
    elif not own:
        words = f"{signed(emotion)} everybody's, not their own"
    for line in wrapped(words, cells):
        yield (_run(line, emotion_colour(emotion), bold=True),)
    others = card.table("emotion_by")
    told = [(names.get("persona", {}).get(id_) or spelled(id_), value) for id_, value in others.items()]
    for name, value in told:
        if isinstance(value, int):
            yield (_run(f"{signed(value)} ", emotion_colour(value), bold=True), _run(padded(name, cells - 3), "muted"))


def _facts(journey: Journey, card: Record, cells: int, names: Mapping[str, Mapping[str, str]]) -> Iterator[Line]:
    channels = [journey.channels.get(id_) or spelled(id_) for id_ in card.texts("channels")]
    team = card.text("team")
    facts = [*channels, *([names.get("team", {}).get(team) or spelled(team)] if team else [])]
    for line in wrapped(" · ".join(facts), cells):
        yield (_run(line, "muted"),)


def _paragraphs(record: Record, fields: Sequence[str], cells: int) -> Iterator[Line]:
    first = True
    for field in fields:
        text = record.text(field) or "\n".join(record.texts(field))
        if not text:
            continue
        if first:
            yield ()
            first = False
        yield (_run(field, "faint"),)
        for line in wrapped(text, cells):
            yield (_run(line, "text"),)


def _insights(journey: Journey, card: Record, cells: int) -> Iterator[Line]:
    """Yield what was learned about a card, where that is nothing the key that changes it."""
    if card.id not in journey.insights:
        yield ()
        for line in wrapped(hint("nothing learned here yet; {add-insight} adds what hurts or helps"), cells):
            yield (_run(line, "faint"),)
    for at, insight in enumerate(journey.insights.get(card.id, ())):
        if not at:
            yield ()
        kind = insight.text("kind")
        colour = "low" if kind == "pain" else "high" if kind == "gain" else "text"
        yield from _item(_SIGNS.get(kind, "◦"), insight.name, colour, cells)
        severity = insight.number("severity")
        rank = [] if severity is None else [f"severity {severity:g}"]
        facts = [*rank, *insight.texts("themes")]
        for line in wrapped(" · ".join(facts), cells - 2):
            yield (_run(f"  {line}", "muted"),)


def _opportunities(journey: Journey, card: Record, cells: int) -> Iterator[Line]:
    for at, opportunity in enumerate(journey.opportunities.get(card.id, ())):
        if not at:
            yield ()
        yield from _item("◇", opportunity.name, "high", cells)
        facts = [
            f"{name} {value:g}" for name in ("impact", "effort") if (value := opportunity.number(name)) is not None
        ]
        kind = quadrant(opportunity)
        for line in wrapped(" · ".join([*facts, *([kind] if kind else [])]), cells - 2):
            yield (_run(f"  {line}", "muted"),)
        for link in suspects(journey.document, opportunity):
            since = f"{'changed since' if link.insight else 'is gone'}; {hint('{confirm-links} confirms')}"
            for line in wrapped(f"suspect: “{link.name}” {since}", cells - 2):
                yield (_run(f"  {line}", "accent"),)


def _item(sign: str, words: str, colour: str, cells: int) -> Iterator[Line]:
    for at, line in enumerate(wrapped(words, cells - 2)):
        yield (_run(f"{'  ' if at else sign + ' '}{line}", colour),)


def _ranking(card: Record) -> Iterator[Line]:
    rank = priority(card)
    if rank is None:
        return
    full = round(_BAR * rank / 125)
    yield ()
    yield (
        _run("priority  ", "text"),
        _run("█" * full, "text"),
        _run("░" * (_BAR - full), "faint"),
        _run(f" {rank}", "text"),
    )
    often, impact, room = (f"{card.number(name) or 0:g}" for name in ("frequency", "impact", "improvement"))
    yield (_run(f"often {often} × impact {impact} × room {room}", "muted"),)


def _knowledge(card: Record, cells: int, names: Mapping[str, Mapping[str, str]]) -> Iterator[Line]:
    basis = card.text("basis")
    sources = [names.get("evidence", {}).get(id_) or spelled(id_) for id_ in card.texts("evidence")]
    known = {"assumption": "~ assumed", "": "nobody says how it is known"}.get(basis, basis)
    named = sources or ["no evidence named"] * (basis not in {"assumption", ""})
    yield ()
    for line in wrapped(" · ".join([known, *named]), cells):
        yield (_run(line, "accent" if basis == "assumption" else "muted"),)


def _run(text: str, colour: str, *, bold: bool = False) -> Run:
    return Run(text, Ink(colour, GROUND, bold=bold))
