"""A record: a kind, an id and its fields.

Fields are flat: a table's entry goes by its dotted key (`emotion_by.fiona`, `readings.2026-01`). Comments and unknown
keys ride along as fields like any other. The keys of comments start with `#`, which no TOML key does unquoted: `#` is
the comment above the record's header, `#inside` the sorted comments between and beside its keys, and, on a file's
header only, `#loose` the sorted comments that belong to nobody.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from cjm_tui.model.values import WHOLE_NUMBERS, Value, same_items, split_key

ABOVE = "#"
INSIDE = "#inside"
LOOSE = "#loose"
COMMENT_KEYS = (ABOVE, INSIDE, LOOSE)


class RecordKey(NamedTuple):
    """What identifies a record in its document. The header's is `HEADER`."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.id}" if self.id else self.kind


HEADER = RecordKey("", "")


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One record, deeply immutable.

    `source` is the text the record was read from: only a hint for the writer, who uses it to put a record back the
    way its author wrote it. It never counts in a comparison.
    """

    kind: str
    id: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    source: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.fields, MappingProxyType):
            object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return self is other or (
            self.kind == other.kind and self.id == other.id and same_items(self.fields, other.fields)
        )

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    @property
    def key(self) -> RecordKey:
        """Return what identifies the record in its document."""
        return RecordKey(self.kind, self.id)

    @property
    def name(self) -> str:
        """Return the record's name, or its id when it has none."""
        return self.text("name") or self.text("title") or self.id

    @property
    def emotion(self) -> int | None:
        """Return the emotion −2..+2; None when it is unknown (or no such number)."""
        return as_emotion(self.fields.get("emotion"))

    def get(self, key: str) -> Value | None:
        """Return the value under a key, None when it is unset."""
        return self.fields.get(key)

    def text(self, key: str) -> str:
        """Return a text, empty when it is unset or no text."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list, empty when it is unset; what is no text is left out."""
        value = self.fields.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()

    def number(self, key: str) -> float | None:
        """Return a number, None when it is unset or nothing one could count with."""
        return as_number(self.fields.get(key))

    def table(self, name: str) -> dict[str, Value]:
        """Return the entries of a table field by their own keys (`fiona` for `emotion_by.fiona`), in file order."""
        prefix = f"{name}."
        return {split_key(key)[1]: value for key, value in self.fields.items() if key.startswith(prefix)}

    def with_fields(self, changes: Mapping[str, Value | None]) -> Record:
        """Return the record with fields set, and with those unset that are given as None.

        A key is either a value or a table of entries: what newly stands under one takes the place of the other.
        """
        fields = {**self.fields, **changes}
        new = [key for key, value in changes.items() if value is not None and key not in self.fields]
        out = {key for key in self.fields if key not in changes and any(_exclude(key, other) for other in new)}
        kept = {key: value for key, value in fields.items() if value is not None and key not in out}
        return Record(self.kind, self.id, kept, self.source)


def _exclude(one: str, other: str) -> bool:
    """Tell whether one of two keys is an entry below the other."""
    return one.startswith(f"{other}.") or other.startswith(f"{one}.")


def as_number(value: Value | None) -> float | None:
    """Return a value as a number, None when it is none, not finite, or a whole number beyond 64 bits."""
    if type(value) is int:
        return value if value in WHOLE_NUMBERS else None
    return value if isinstance(value, float) and math.isfinite(value) else None


def as_emotion(value: Value | None) -> int | None:
    """Return a value as an emotion −2..+2, None when it is none."""
    return value if type(value) is int and -2 <= value <= 2 else None
