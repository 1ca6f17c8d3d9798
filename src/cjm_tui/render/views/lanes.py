"""The lanes of a map in their order, from what the customer does to what is measured; which of them may be hidden."""

from __future__ import annotations

from typing import NamedTuple

from cjm_tui.render.views.lane_items import (
    Filling,
    channels,
    felt,
    insights,
    metrics,
    named,
    needs,
    opportunities,
    team,
    texts,
)


class Lane(NamedTuple):
    """A row of the matrix: its id, its title, what fills it (None: a line drawn across), and what it is made from.

    `sources` are fields of touchpoints and stages, kinds of records, and kinds of insights as `insight pain`; a map
    that has none of them has nothing in the lane.
    """

    id: str
    title: str
    filling: Filling | None
    sources: tuple[str, ...] = ()


NAMES, FEELING, VISIBILITY = "touchpoints", "feeling", "visibility"

LANES: tuple[Lane, ...] = (
    Lane(NAMES, "touchpoints", named, ("name",)),
    Lane("doing", "doing", texts("doing"), ("doing",)),
    Lane("thinking", "thinking", texts("thinking"), ("thinking",)),
    Lane(FEELING, "feeling", felt, ("feeling", "emotion", "emotion_by")),
    Lane("channels", "channels", channels, ("channels",)),
    Lane("needs", "needs", needs, ("needs", "insight need")),
    Lane("pains", "pains", insights("pain", "✖", "low"), ("insight pain",)),
    Lane("gains", "gains", insights("gain", "✔", "high"), ("insight gain",)),
    Lane("opportunities", "opportunities", opportunities, ("opportunity",)),
    Lane("frontstage", "frontstage", texts("frontstage"), ("frontstage",)),
    Lane(VISIBILITY, "line of visibility", None),
    Lane("backstage", "backstage", texts("backstage"), ("backstage",)),
    Lane("support", "support", texts("support", "systems"), ("support", "systems")),
    Lane("team", "team", team, ("team",)),
    Lane("metrics", "metrics", metrics, ("metric",)),
)
SWITCHABLE = tuple(lane.id for lane in LANES if lane.id not in {NAMES, VISIBILITY})
"""The lanes a person may hide."""
