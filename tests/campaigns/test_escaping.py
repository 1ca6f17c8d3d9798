"""Hostile names on pages and in diagrams: text in, text out. All of it: 1,000,000 Markdown and 50,000 Mermaid names."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from cjm_tui.model.document import document_of
from cjm_tui.model.record import Record
from cjm_tui.render.page.blocks import Block, Bullets, Heading, Link, Paragraph, Quote, Strong, Table, found
from cjm_tui.render.page.escaping import one_line, tidy
from cjm_tui.render.page.markdown import markdown
from cjm_tui.render.page.mermaid import journey_diagrams
from cjm_tui.render.page.readback import read_back
from cjm_tui.render.page.sources import Sources
from tests.campaigns.share import in_shares
from tests.render.hard_names import MARKDOWN, MERMAID, random_name
from tests.render.journey_grammar import drawn

if TYPE_CHECKING:
    from cjm_tui.model.values import Value

NAMES_ON_A_PAGE = 40
NAMES_IN_A_DIAGRAM = 10


def page_of(names: list[str]) -> list[Block]:
    """Return a page that has each name in a place of every kind, some of them twice."""
    rest = iter(names)
    blocks: list[Block] = []
    while (first := next(rest, None)) is not None:
        others = [next(rest, "x") for _ in range(7)]
        row = ((Strong(first),), (others[0], "\n", others[1]), (Link(others[2] or "x", "https://a.b/_(c)"),))
        blocks += [
            Heading(2, others[3]),
            Table(("Name", others[4], "Link"), (row, ((others[5],), (), (first,)))),
            Bullets(((Strong("Goal:"), " ", others[6]), (first + "x",))),
        ]
        said = [line for line in tidy(others[5]).split("\n") if line]
        if said:
            blocks += [Paragraph(("\n".join(said),)), Quote(("\n".join(said),))]
    return blocks


def read_pages(seeds: range) -> None:
    """Write a page of names for every seed, and read it back."""
    for seed in seeds:
        dice = random.Random(seed)
        blocks = page_of([random_name(dice, MARKDOWN, 12) for _ in range(NAMES_ON_A_PAGE)])
        assert read_back(markdown(blocks)) == found(blocks), seed


def test_every_name_on_a_page_reads_back_as_it_was_typed() -> None:
    in_shares(read_pages, small=2_000 // NAMES_ON_A_PAGE, full=1_000_000 // NAMES_ON_A_PAGE)


def draw_diagrams(seeds: range) -> None:
    """Draw a journey of names for every seed, by Mermaid's own grammar."""
    for seed in seeds:
        dice = random.Random(seed)
        names = [name if one_line(name := random_name(dice, MERMAID, 7)) else "x" for _ in range(NAMES_IN_A_DIAGRAM)]
        title, *actors = names[:3]
        personas = {f"p{n}": document_of("persona", [Record("", "", {"name": name})]) for n, name in enumerate(actors)}
        records = [Record("", "", {"title": title, "personas": tuple(personas)})]
        expected = []
        for place, (stage, task) in enumerate(zip(names[3::2], names[4::2], strict=False)):
            score = dice.randint(1, 5)
            records.append(Record("stage", f"s{place}", {"name": f"{place} {stage}", "order": place}))
            fields: dict[str, Value] = {"name": task, "stage": f"s{place}", "order": 1, "emotion": score - 3}
            records.append(Record("touchpoint", f"t{place}", fields))
            expected.append((one_line(f"{place} {stage}"), one_line(task), str(score), [one_line(a) for a in actors]))
        sources = Sources("x", "maps/x.toml", document_of("map", records), personas)
        journey = drawn(journey_diagrams(sources, 50_000).texts[0])
        assert (journey.title, journey.accessible_title) == (one_line(title), one_line(title)), seed
        assert journey.tasks == expected, seed


def test_every_name_in_a_diagram_is_drawn_as_it_was_typed() -> None:
    in_shares(draw_diagrams, small=2_000 // NAMES_IN_A_DIAGRAM, full=50_000 // NAMES_IN_A_DIAGRAM)
