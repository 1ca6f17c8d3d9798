"""What a form asks: one question per field of a record, in groups, made from the field declarations.

A new field in `cjm_tui.model.kinds` is asked for without a line here; a name below only says where on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cjm_tui.model.document import Document
from cjm_tui.model.fields import Field, Kind, Type
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import ABOVE, COMMENT_KEYS, Record, RecordKey
from cjm_tui.model.values import Value, join_key, literal
from cjm_tui.render.journey import spelled
from cjm_tui.services.editing.newcomers import IN_THE_SETTINGS
from cjm_tui.services.workspace.vocabulary import ids_named

Names = Mapping[str, Mapping[str, str]]
"""The names of what can be referred to: kind (`channel`, `persona`, `stage` …) to id to name."""

_GROUPS = {
    "what it is": (
        "name title state status kind record field stage touchpoint channels role date quantitative n source who "
        "scenario goal outcome start end personas expectations themes insights touchpoints opportunities "
        "unit direction baseline target readings doing thinking summary bio quote"
    ),
    "who they are": "demographics",
    "how they behave": "behaviour",
    "goals, soon and in the end": "goals_short goals_long",
    "pains": "pains",
    "how it feels": "feeling emotion emotion_by moment severity",
    "why": "motivation motivations needs preferences expectation",
    "priorities": "frequency impact improvement effort reach confidence owner due",
    "behind the scenes": "frontstage backstage support systems team",
    "how we know": "basis evidence share seen",
}
_MORE = "more"
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names.split()}
_TITLES = (*_GROUPS, _MORE)
_FIXED = frozenset({"schema"})


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a form asks for.

    `key` is the key in the record; for a table asked for as lines (`readings`) the table's name, and `entries` are
    what it holds. `options` are the ids and names a reference may name; `asks` is what a template asks here.
    """

    key: str
    label: str
    field: Field
    value: Value | None = None
    entries: tuple[tuple[str, Value], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    is_lines_table: bool = False
    asks: str = ""

    @property
    def prompt(self) -> str:
        """Return what to say where the field is empty."""
        return self.asks or self.field.help

    @property
    def is_emotion(self) -> bool:
        """Tell whether an emotion is asked for."""
        return self.field.name in {"emotion", "emotion_by"}

    @property
    def steps(self) -> tuple[int, ...]:
        """Return the whole numbers of a short scale (1 … 5), empty for any other field."""
        low, high = self.field.low, self.field.high
        if self.field.type is not Type.WHOLE or low is None or high is None or high - low > 10:
            return ()
        return tuple(range(int(low), int(high) + 1))


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together under a title."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a record that a form shows and leaves alone: an unknown key, the comment above it."""

    label: str
    text: str


def groups_of(
    document: Document, key: RecordKey, names: Names, asks: Mapping[str, str] = MappingProxyType({})
) -> tuple[Group, ...]:
    """Return the questions about one record of a document, grouped.

    `names` are those of other files; `asks` is what the map's template asks, by field (`touchpoint.doing`).
    """
    record = document.records.get(key) or Record(*key)
    kind = declared(document.kind).kind(key.kind)
    plain = [question for field in (kind.fields if kind else ()) for question in _asked(document, record, field, names)]
    of = key.kind or document.kind
    asked = [replace(question, asks=_asks_for(question, of, asks)) for question in plain] if asks else plain
    grouped = [Group(title, tuple(q for q in asked if _group(key.kind, q.field) == title)) for title in _TITLES]
    return tuple(group for group in grouped if group.questions)


def _asks_for(question: Question, kind: str, asks: Mapping[str, str]) -> str:
    return asks.get(f"{kind}.{question.key}", "") or asks.get(f"{kind}.{question.field.name}", "")


def remarks_of(document: Document, key: RecordKey) -> tuple[Remark, ...]:
    """Return what stands in a record beside its declared fields."""
    record = document.records.get(key) or Record(*key)
    kind = declared(document.kind).kind(key.kind)
    unknown = [name for name in record.fields if name not in COMMENT_KEYS and not _is_asked(kind, name)]
    remarks = [Remark(name, literal(record.fields[name])) for name in unknown]
    above = record.text(ABOVE)
    return tuple([Remark("comment", above), *remarks] if above else remarks)


def _is_asked(kind: Kind | None, name: str) -> bool:
    return name in _FIXED or (kind is not None and kind.field(name) is not None)


def _group(kind: str, field: Field) -> str:
    """Return the title a field stands under; in the header of a file these two mean something else than in a record."""
    return _MORE if not kind and field.name in {"team", "baseline"} else _GROUP_OF.get(field.name, _MORE)


def _asked(document: Document, record: Record, field: Field, names: Names) -> tuple[Question, ...]:
    label = field.name.replace("_", " ")
    if field.name in _FIXED:
        return ()
    if not field.is_table:
        options = _options(document, field.to, names)
        return (Question(field.name, label, field, record.get(field.name), options=options),)
    entries = record.table(field.name)
    if field.keys or field.keyed_by == "persona":
        keys = dict.fromkeys([*(field.keys or _walkers(document)), *entries])
        known = dict(_options(document, (field.keyed_by,), names))
        flat = field._replace(required=False)
        return tuple(Question(join_key((field.name, k)), known.get(k, k), flat, entries.get(k)) for k in keys)
    return (Question(field.name, label, field, entries=tuple(entries.items()), is_lines_table=True),)


def _walkers(document: Document) -> tuple[str, ...]:
    return document.header.texts("personas")


def _options(document: Document, kinds: tuple[str, ...], names: Names) -> tuple[tuple[str, str], ...]:
    """Return ids and names of what may be referred to, those of the document in its own order.

    Where nobody lists channels or teams any is fine: there those are offered that the document names.
    """
    found: dict[str, str] = {}
    for kind in kinds:
        found.update({record.id: record.name for record in document.of_kind(kind)} if kind else {})
        listed = names.get(kind, {})
        if not listed and kind in IN_THE_SETTINGS:
            found.update({id_: spelled(id_) for id_ in ids_named(document, kind)})
        found.update(listed)
    return tuple(found.items())


def entry_key(table: str, name: str) -> str:
    """Return the key of a table's entry in its record."""
    return join_key((table, name))
