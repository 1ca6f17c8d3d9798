"""The moments that matter, where an experience breaks between channels, and which touchpoints to look at first."""

from __future__ import annotations

from cjm_tui.model.measures import hand_off_gaps, priority
from cjm_tui.model.record import Record
from cjm_tui.model.wording import signed
from cjm_tui.render.page.blocks import Block, Bullets, Heading, Paragraph, Strong, Words
from cjm_tui.render.page.fields import choice, full_table, number
from cjm_tui.render.page.sources import Sources

_MOST_RANKED = 10


def moments_section(sources: Sources) -> tuple[Block, ...]:
    """Return the moments in the journey's order, the ranked touchpoints and the hand-off gaps; empty without any."""
    return (*_moments(sources), *_first(sources), *_gaps(sources))


def _moments(sources: Sources) -> tuple[Block, ...]:
    moments = [touchpoint for touchpoint in sources.document.journey() if touchpoint.text("moment")]
    if not moments:
        return ()
    rows = tuple(
        (
            (Strong(touchpoint.name),),
            (choice(touchpoint.text("moment")),),
            (sources.place(touchpoint.id)[1],),
            (_feeling(touchpoint),),
        )
        for touchpoint in moments
    )
    return (Heading(2, "Moments that matter"), full_table(("Touchpoint", "Moment", "Stage", "Emotion"), rows))


def _first(sources: Sources) -> tuple[Block, ...]:
    ranked = [(priority(touchpoint), touchpoint) for touchpoint in sources.document.journey()]
    best = sorted(((rank, t) for rank, t in ranked if rank is not None), key=lambda pair: -pair[0])[:_MOST_RANKED]
    if not best:
        return ()
    header = ("Priority", "Touchpoint", "Stage", "Emotion", "Frequency", "Impact", "Improvement")
    rows = tuple(
        (
            (str(rank),),
            (touchpoint.name,),
            (sources.place(touchpoint.id)[1],),
            (signed(touchpoint.emotion),),
            *((number(touchpoint.number(name) or 0),) for name in ("frequency", "impact", "improvement")),
        )
        for rank, touchpoint in best
    )
    unranked = sum(rank is None for rank, _ in ranked)
    missing = f" {_counted(unranked, 'touchpoint')} not ranked: a number is missing." if unranked else ""
    said = (
        f"Priority is how often it happens × how strongly it shapes the experience × how much room there is.{missing}"
    )
    table = full_table(header, rows, ("Priority", "Frequency", "Impact", "Improvement"))
    return (Heading(2, "Where to look first"), Paragraph((said,)), table)


def _gaps(sources: Sources) -> tuple[Block, ...]:
    gaps = hand_off_gaps(sources.document)
    if not gaps:
        return ()
    lines = tuple(_gap(sources, before, after) for before, after in gaps)
    said = "Two touchpoints in a row where the channel changes and the emotion falls by 2 or more:"
    return (Heading(2, "Hand-off gaps"), Paragraph((said,)), Bullets(lines))


def _gap(sources: Sources, before: Record, after: Record) -> Words:
    def at(touchpoint: Record) -> str:
        channels = ", ".join(sources.name("channel", id_) for id_ in touchpoint.texts("channels"))
        return f" ({channels}) {signed(touchpoint.emotion)}"

    return (Strong(before.name), f"{at(before)} → ", Strong(after.name), at(after))


def _feeling(touchpoint: Record) -> str:
    return " ".join(filter(None, (signed(touchpoint.emotion), touchpoint.text("feeling"))))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun} is" if count == 1 else f"{count} {noun}s are"
