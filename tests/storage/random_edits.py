"""Edits nobody would make and everybody might."""

from __future__ import annotations

from datetime import date
from random import Random

from cjm_tui.model.document import Document
from cjm_tui.model.record import ABOVE, COMMENT_KEYS, HEADER, INSIDE, LOOSE, Record
from cjm_tui.model.values import Table, Value

TEXTS = (
    "plain",
    "",
    "two\nlines",
    'quote " and \\ slash',
    '""" triple """\n"',
    "carriage\rreturn\nand newline",
    "hidden\u200b\u202e\x00\x7f",
    "[touchpoint.fake]\n# no comment\nkey = 1",
    " spaces \n\n  indented\n",
    "日本語 👩\u200d💻",
    "tab\there\n\ttab",
)
KEYS = (
    "name",
    "order",
    "doing",
    "notes",
    "emotion",
    "channels",
    "emotion_by.fiona",
    "readings.2026-01",
    "odd",
    "title",
)
_DEEP = 3
"""Below a key of more dots a list of lists would be nested deeper than a file may be."""
MORE_KEYS = ('"odd key"', 'deep.deeper."x y"', "emotion_by.kay", "summary", "demographics.age", "x")


def value(random: Random, depth: int = 0) -> Value:
    """Return a value of any type."""
    choice = random.randrange(10 if depth < 2 else 7)
    simple: tuple[Value, ...] = (
        random.choice(TEXTS),
        random.randrange(-5, 100),
        random.choice((1.5, -0.0, float("inf"), 1e22)),
        random.random() < 0.5,
        date(2026, 1, random.randrange(1, 29)),
        random.choice(TEXTS),
        random.randrange(10**15),
    )
    if choice < 7:
        return simple[choice]
    if choice < 9:
        return tuple(value(random, depth + 1) for _ in range(random.randrange(4)))
    return Table({random.choice(("a", "b c", "d")): value(random, depth + 2) for _ in range(random.randrange(3))})


def edited(random: Random, document: Document) -> Document:
    """Return the document after one edit of a random sort; its comments stay."""
    keys = sorted(document.records)
    key = random.choice(keys)
    record = document.records[key]
    choice = random.randrange(10)
    if choice == 0 and key != HEADER:
        return document.with_records([], [key])
    if choice == 1:
        kind = random.choice(("stage", "touchpoint", "insight", "unheard of"))
        new = Record(kind, random.choice(("new", "a-new", "zz-new", "so new")), fields(random))
        taken = new.key in document.records or kind in document.header.fields
        return document if taken else document.with_records([new])
    if choice < 5:
        return document.with_records([_without(random, record)])
    changed = _with(random, record)
    kinds = {other.kind for other in document.records}
    return document if key == HEADER and kinds & set(changed.fields) else document.with_records([changed])


def fields(random: Random) -> dict[str, Value]:
    """Return the fields of a new record."""
    chosen = random.sample(KEYS + MORE_KEYS, random.randrange(5))
    values = {key: value(random) if "." not in key else random.randrange(9) for key in chosen}
    return {key: new for key, new in values.items() if not _is_tree(new)}


def _with(random: Random, record: Record) -> Record:
    own = [key for key in record.fields if key not in COMMENT_KEYS and key != "schema"]
    key = random.choice(own) if own and random.random() < 0.6 else random.choice(KEYS + MORE_KEYS)
    if not record.id and record.kind:
        return record if "." in key else record.with_fields({key: random.randrange(9)})
    new: Value
    if record.id and random.random() < 0.1:
        new = random.randrange(9)
    elif random.random() < 0.4 and isinstance(record.fields.get(key), tuple):
        new = _list(random, record.fields[key])
    else:
        new = value(random)
    if ("." in key and isinstance(new, Table)) or (key.count(".") > _DEEP and isinstance(new, tuple)):
        new = 7
    if not record.kind and (isinstance(new, Table) or ("." in key and not key.startswith("demographics"))):
        return record
    if not record.kind and key.startswith("demographics") and not record.table("demographics"):
        return record
    return record.with_fields({**_in_the_way(record, key), key: new} if not _is_tree(new) else {})


def _list(random: Random, old: Value | None) -> Value:
    items = list(old) if isinstance(old, tuple) else []
    choice = random.randrange(4)
    if choice == 0 and items:
        items.pop(random.randrange(len(items)))
    elif choice == 1:
        random.shuffle(items)
    else:
        items.insert(random.randrange(len(items) + 1), random.choice(TEXTS))
    return tuple(items)


def _is_tree(new: Value) -> bool:
    return isinstance(new, Table) and bool(new)


def _in_the_way(record: Record, key: str) -> dict[str, Value | None]:
    """Return what has to be unset so that a key can be set: what it is below, and what is below it."""
    return {other: None for other in record.fields if key.startswith(f"{other}.") or other.startswith(f"{key}.")}


def _without(random: Random, record: Record) -> Record:
    own = [key for key in record.fields if key not in COMMENT_KEYS and key != "schema"]
    if not own:
        return record
    return record.with_fields(dict.fromkeys(random.sample(own, random.randrange(1, min(3, len(own)) + 1))))


def recommented(random: Random, document: Document) -> Document:
    """Return the document with some comments gone and others come, as a merge would do it."""
    key = random.choice(sorted(document.records))
    record = document.records[key]
    if key.kind and not key.id:
        return document
    inside = list(record.texts(INSIDE))
    above = record.text(ABOVE)
    choice = random.randrange(4)
    if choice == 0 and inside:
        inside.pop(random.randrange(len(inside)))
    elif choice == 1:
        inside.append(f"# came {random.randrange(10)}")
    elif choice == 2 and key.kind:
        above = random.choice(("", "# one line", "# two\n# lines"))
    loose = list(record.texts(LOOSE))
    if key == HEADER and random.random() < 0.5:
        loose = [comment for comment in loose if random.random() < 0.5] + random.choice(([], ["# new\n# and nobody's"]))
    changes: dict[str, Value | None] = {
        INSIDE: tuple(sorted(inside)) or None,
        ABOVE: above or None,
        LOOSE: tuple(sorted(loose)) or None,
    }
    return document.with_records([record.with_fields(changes)])
