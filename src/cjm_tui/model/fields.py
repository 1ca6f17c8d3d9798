"""How a field and a kind of record are declared.

A field is declared once, in `cjm_tui.model.kinds`. Reader, writer, JSON Schema, form, check, Markdown page and the
reference documentation derive from that declaration.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Type(Enum):
    """What a field holds."""

    TEXT = "text"
    TEXTS = "list of texts"
    CHOICE = "choice"
    WHOLE = "whole number"
    NUMBER = "number"
    FLAG = "true or false"
    DATE = "date"
    INSTANT = "date and time"
    """When something was last done; of two of them the later one stands. A date alone is one too."""
    REF = "reference"
    REFS = "list of references"


class Field(NamedTuple):
    """One field of a record.

    `name` is the key in the file. `help` is one line for forms and documentation. `to` names what a reference may
    point to: a kind of the same document (`stage`), of the workspace file (`channel`, `team`), or another file
    (`persona`, `evidence`, `map`); `map#touchpoint` is a touchpoint of any map. `low` and `high` are inclusive.
    `keyed_by` makes the field a table: its keys are references to that kind, `date` for dates of readings, or the
    fixed keys in `keys`; `type` then is the type of its values. `long` texts are edited over several lines. `phase`
    is the phase of a workshop that fills the field. A `memory` is what a record knows of those that its keys name: it
    stays when they are gone, and of two that differ nobody has to choose one.
    """

    name: str
    type: Type
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    to: tuple[str, ...] = ()
    default: str | int | None = None
    long: bool = False
    keyed_by: str = ""
    keys: tuple[str, ...] = ()
    phase: str = ""
    memory: bool = False

    @property
    def is_table(self) -> bool:
        """Tell whether the field is a table of values."""
        return bool(self.keyed_by or self.keys)

    @property
    def is_list(self) -> bool:
        """Tell whether the field is a list."""
        return self.type is Type.TEXTS or self.type is Type.REFS

    @property
    def is_reference(self) -> bool:
        """Tell whether the field's values are references."""
        return self.type is Type.REF or self.type is Type.REFS


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    `name` is the first part of the table header, empty for the header of a file. `place` are the fields that say
    together where a record stands, merged as one value; `one_of` are fields of which exactly one is required.
    """

    name: str
    fields: tuple[Field, ...]
    help: str
    place: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    _by_name: dict[str, Field] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {declared.name: declared for declared in self.fields})

    def field(self, key: str) -> Field | None:
        """Return the declaration behind a key of a record (`emotion`, `emotion_by.fiona`), None when there is none."""
        declared = self._by_name.get(key)
        if declared is not None:
            return None if declared.is_table else declared
        top, dot, _ = key.partition(".")
        declared = self._by_name.get(top) if dot else None
        return declared if declared is not None and declared.is_table else None


class DocumentKind(NamedTuple):
    """One kind of file: its header, and the kinds of its records in the order they stand in the file."""

    name: str
    version: int
    header: Kind
    records: tuple[Kind, ...]
    help: str

    @property
    def schema(self) -> str:
        """Return what the key `schema` says: kind and version, as in `map/1`."""
        return f"{self.name}/{self.version}"

    def kind(self, name: str) -> Kind | None:
        """Return the declaration of a kind of record (the header's for the empty name), None when it is unknown."""
        if not name:
            return self.header
        return next((kind for kind in self.records if kind.name == name), None)
