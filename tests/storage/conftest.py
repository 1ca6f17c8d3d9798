"""The documented example as text, the sample files, and how a change of a text is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sample_maps import DOCUMENTED
from tests.storage.changes import document_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.model.document import Document

MAP = DOCUMENTED


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
