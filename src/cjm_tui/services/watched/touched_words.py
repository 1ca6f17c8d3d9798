"""Touched touchpoints in words: one line, Markdown for a pull request, annotations, plain values."""

from __future__ import annotations

from collections.abc import Sequence

from cjm_tui.model.field_words import one_line
from cjm_tui.model.wording import signed
from cjm_tui.render.page.escaping import cell
from cjm_tui.services.watched.touched import Touched

_MOMENTS = {"truth": "a moment that matters", "delight": "a moment of delight", "pain": "a moment of pain"}


def in_one_line(one: Touched) -> str:
    """Return `Pay by card, −2, a moment that matters · Shop team · 2 pains`."""
    card = one.touchpoint
    moment = _MOMENTS.get(card.text("moment"), "")
    first = ", ".join(part for part in (card.name, signed(card.emotion), moment) if part)
    pains = f"{len(one.pains)} pain{'s' * (len(one.pains) > 1)}" if one.pains else ""
    return " · ".join(part for part in (first, one.team, pains) if part)


def as_plain(one: Touched) -> dict[str, object]:
    """Return what a program may read; an unknown emotion is null."""
    card = one.touchpoint
    return {
        "map": one.map_id,
        "title": one.map_title,
        "touchpoint": card.id,
        "name": card.name,
        "stage": card.text("stage"),
        "emotion": card.emotion,
        "moment": card.text("moment") or None,
        "team": one.team or None,
        "pains": list(one.pains),
        "files": list(one.files),
    }


def as_markdown(found: Sequence[Touched], words: str) -> str:
    """Return a comment for a pull request: a table of what it touches, or one sentence when it touches nothing."""
    if not found:
        return f"This change touches no watched moment of a customer journey ({words}).\n"
    lines = [
        f"This change touches {len(found)} moment{'s' * (len(found) > 1)} of a customer journey ({words}):",
        "",
        "| Touchpoint | Journey | Emotion | Moment | Team | Open pains |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in found:
        card = one.touchpoint
        texts = (card.name, one.map_title, signed(card.emotion), card.text("moment"), one.team)
        pains = "<br>".join(cell(pain) for pain in one.pains)
        lines.append(f"| {' | '.join(cell(text) for text in texts)} | {pains} |")
    return "\n".join(lines) + "\n"


def annotation(one: Touched) -> str:
    """Return a workflow command that GitHub shows beside the first file that changed."""
    place = one.files[0].replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = place.replace(":", "%3A").replace(",", "%2C")
    message = one_line(f"touches {in_one_line(one)} ({one.map_title})").replace("%", "%25")
    return f"::notice file={place},line=1::{message}"
