"""Documents written as text, without the storage room: what the rules are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import Record
from cjm_tui.model.values import Value, freeze, join_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAP = """
schema = "map/1"
title = "Buy an outfit"
[stage.purchase]
name = "Purchase"
order = 10
[touchpoint.pay-by-card]
name = "Pay by card"
stage = "purchase"
order = 10
"""


def _fields(table: dict[str, object], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Value]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _fields(value, (*path, key))
        else:
            yield join_key((*path, key)), freeze(value)


def written(text: str) -> Document:
    """Return the document a text says, its tables `[kind.id]` as records."""
    tables = tomli.loads(text)
    kind = str(tables["schema"]).partition("/")[0]
    own = ("demographics", "behaviour")
    header = {key: value for key, value in tables.items() if not isinstance(value, dict) or key in own}
    records = [Record("", "", dict(_fields(header)))]
    for name, ids in tables.items():
        if isinstance(ids, dict) and name not in own:
            records += [Record(name, id_, dict(_fields(fields))) for id_, fields in ids.items()]
    return document_of(kind, records)


@pytest.fixture
def document() -> Callable[[str], Document]:
    """Make a document: a whole one when the text says its schema, else the usual map with the text after it."""
    return lambda text: written(text if "schema =" in text else MAP + text)
