"""The page a wiki's reader gets of a map: its sections in their order.

Invariant: the same sources give the same page, byte for byte; no clock, no path of this machine, no random order.
"""

from __future__ import annotations

from itertools import chain

from cjm_tui.render.page.blocks import Block, without_empty
from cjm_tui.render.page.curve import curve_section
from cjm_tui.render.page.diagram import diagram_section
from cjm_tui.render.page.evidence import evidence_section
from cjm_tui.render.page.head import head_section
from cjm_tui.render.page.history import history_section
from cjm_tui.render.page.insights import insights_section
from cjm_tui.render.page.metrics import metrics_section
from cjm_tui.render.page.moments import moments_section
from cjm_tui.render.page.opportunities import opportunities_section
from cjm_tui.render.page.sources import Sources
from cjm_tui.render.page.stages import stages_section
from cjm_tui.render.page.targets import Target


def page(sources: Sources, target: Target) -> tuple[Block, ...]:
    """Return the page of a map, to be written by `cjm_tui.render.page.markdown.markdown`."""
    sections = (
        head_section(sources),
        curve_section(sources),
        stages_section(sources),
        moments_section(sources),
        insights_section(sources),
        opportunities_section(sources),
        metrics_section(sources),
        evidence_section(sources),
        history_section(sources.history),
        diagram_section(sources, target),
    )
    return without_empty(chain.from_iterable(sections))
