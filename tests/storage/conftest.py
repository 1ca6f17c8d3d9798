"""The documented example as text, the sample files, and how a change of a text is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.storage.changes import document_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.model.document import Document

MAP = '''\
schema = "map/1"
title = "Buy an outfit online"
personas = ["fiona"]

[stage.awareness]
name = "Awareness"
  order = 10

[stage.purchase]
name = "Purchase"
  order = 40

# Legal asked us to keep this one.
[touchpoint.pay-by-card]
name = "Pay by card"
  stage = "purchase"
  order = 20
  channels = ["website"]
  thinking = "Why does it ask again?"
  emotion = -2 # four of six
  frequency = 5
  notes = """
I typed it,
so I left."""

# ---- what we learned ----

[insight.card-asked-twice]
name = "The card number is asked for twice"
  kind = "pain"
  touchpoint = "pay-by-card"

[metric.csat]
name = "CSAT"
  target = 85.0
  readings.2026-01 = 71.0
  readings.2026-03 = 68.5
'''


@pytest.fixture
def map_text() -> str:
    return MAP


@pytest.fixture
def map_document() -> Document:
    return document_of(MAP)


@pytest.fixture
def path(tmp_path: Path, map_text: str) -> Path:
    folder = tmp_path / "maps"
    folder.mkdir()
    file = folder / "outfit.toml"
    file.write_text(map_text)
    return file
