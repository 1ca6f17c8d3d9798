"""Maps full of text that is hard to draw: wide, combining, right-to-left, joined, hidden, empty and endless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import Record

if TYPE_CHECKING:
    from cjm_tui.model.values import Value

PIECES = (
    *(
        "支付",
        "お届け",
        "한국어",
        "é",
        "e\u0301\u0302",
        "👩‍👩‍👧‍👦",
        "🇩🇪🇫",
        "❤️",
        "שלום",
        "مرحبا",
        "\u202eabc\u202c",
        "\u200b",
        "\u200d",
        "\x1b[31m",
    ),
    *(
        "a",
        "word ",
        "a-very-long-word-without-an-end-",
        " ",
        "\n",
        "\t",
        "Ⅷ",
        "½",
        "[/b]",
        "“q”",
        "ﷺ",
        "நி",
        "\u00ad",
        "\u2028",
    ),
)
texts = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
_IDS = ("a", "b", "c", "d", "e", "f", "g")
_LEVELS = st.one_of(st.none(), st.integers(1, 5))
_PERSONAS = ("fiona", "paul")


@st.composite
def hard_maps(draw: st.DrawFn) -> Document:
    """Draw a map of up to seven touchpoints, some of them in a stage that does not exist."""
    stages = draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=5))
    records = [Record("", "", {"schema": "map/1", "title": draw(texts), "personas": _PERSONAS})]
    records += [
        Record("stage", id_, _known(name=draw(texts), order=at, feeling=draw(texts))) for at, id_ in enumerate(stages)
    ]
    touchpoints = draw(st.lists(st.sampled_from(_IDS), unique=True))
    records += [_touchpoint(draw, id_, at) for at, id_ in enumerate(touchpoints)]
    records += [
        Record("insight", id_, _insight(draw, draw(st.sampled_from(_IDS))))
        for id_ in draw(st.lists(st.sampled_from(_IDS), unique=True))
    ]
    records += [
        Record("theme", id_, _known(name=draw(texts), summary=draw(texts)))
        for id_ in draw(st.sets(st.sampled_from("tuv")))
    ]
    records += [
        Record(
            "opportunity",
            f"o{at}",
            _known(
                name=draw(texts), impact=draw(_LEVELS), effort=draw(_LEVELS), touchpoints=(draw(st.sampled_from(_IDS)),)
            ),
        )
        for at in range(draw(st.integers(0, 3)))
    ]
    return document_of("map", records)


def _touchpoint(draw: st.DrawFn, id_: str, at: int) -> Record:
    return Record(
        "touchpoint",
        id_,
        _known(
            name=draw(texts), stage=draw(st.sampled_from(_IDS)), order=at, doing=draw(texts), feeling=draw(texts),
            channels=tuple(draw(st.lists(texts, max_size=3))), emotion=draw(st.one_of(st.none(), st.integers(-2, 2))),
            moment=draw(st.sampled_from((None, "truth"))), needs=tuple(draw(st.lists(texts, max_size=2))),
            frequency=draw(_LEVELS), impact=draw(_LEVELS), improvement=draw(_LEVELS), backstage=draw(texts),
            team=draw(texts), skipped_by=draw(st.sampled_from((None, ("fiona",)))),
            basis=draw(st.sampled_from((None, "assumption", "validated"))),
        ),
    )  # fmt: skip


def _insight(draw: st.DrawFn, place: str) -> dict[str, Value]:
    kind = draw(st.sampled_from(("pain", "gain", "need", "idea", "quote")))
    where = draw(st.sampled_from(("touchpoint", "stage")))
    themes = tuple(draw(st.sets(st.sampled_from("tuvw"))))
    return _known(name=draw(texts), kind=kind, severity=draw(_LEVELS), themes=themes or None) | {where: place}


def _known(**fields: Value | None) -> dict[str, Value]:
    return {key: value for key, value in fields.items() if value is not None}
