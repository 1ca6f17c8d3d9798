"""Maps with everything in them that refers to something, and edits of their structure, for the laws of merging.

Every text that an edit writes is one that stands nowhere else, so that it can be looked for afterwards; every record
carries a mark that no edit touches, so that it is known whatever its id.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import (
    add_record,
    add_stage,
    add_touchpoint,
    change_id,
    move_stage,
    move_touchpoint,
    new_record,
    remove_record,
    set_field,
    set_fields,
)
from cjm_tui.model.ids import short_hash
from cjm_tui.model.record import Record, RecordKey

if TYPE_CHECKING:
    import random

    from cjm_tui.model.values import Value

TEXT_OF = {
    "stage": "goal",
    "touchpoint": "doing",
    "insight": "notes",
    "theme": "summary",
    "opportunity": "confidence_why",
    "solution": "owner",
    "metric": "unit",
}
"""A text of each kind of record."""


class Hand:
    """One person at a map: writes texts that nobody else writes, and knows which ids they changed."""

    def __init__(self, dice: random.Random, document: Document, name: str) -> None:
        self.dice, self.document, self.name = dice, document, name
        self.renamed: dict[RecordKey, RecordKey] = {}
        self._number = count()

    def word(self) -> str:
        """Return a text that stands nowhere else."""
        return f"{self.name}-{next(self._number)}-said"

    def edit(self) -> None:
        """Do one edit."""
        self.dice.choice(EDITS)(self)

    def any_of(self, *kinds: str) -> Record | None:
        """Return some record of these kinds, None where there is none."""
        found = [record for kind in kinds for record in self.document.of_kind(kind)]
        return self.dice.choice(found) if found else None

    def set_text(self) -> None:
        """Write something about some record."""
        record = self.any_of(*TEXT_OF)
        if record is not None:
            self.document = set_field(self.document, record.key, TEXT_OF[record.kind], self.word())

    def set_name(self) -> None:
        """Call some record something else."""
        record = self.any_of(*TEXT_OF)
        if record is not None:
            self.document = set_field(self.document, record.key, "name", self.word())

    def give_another_id(self) -> None:
        """Give some record another id; one in eight a short one, that somebody else may give as well."""
        record = self.any_of(*TEXT_OF)
        if record is None:
            return
        new = self.dice.choice("ab") if self.dice.random() < 0.12 else f"{record.id[:20]}-{self.word()}"
        if RecordKey(record.kind, new) not in self.document.records:
            self.document = change_id(self.document, record.key, new)
            first = next((old for old, now in self.renamed.items() if now == record.key), record.key)
            self.renamed[first] = RecordKey(record.kind, new)

    def remove(self) -> None:
        """Remove some record, with what hangs on it."""
        record = self.any_of(*TEXT_OF)
        if record is not None:
            self.document = remove_record(self.document, record.key)

    def remove_stage(self) -> None:
        """Remove a stage with its cards, or without them: they move to another one."""
        stage = self.any_of("stage")
        others = [other for other in self.document.stages() if stage is not None and other.id != stage.id]
        if stage is None or not others:
            return
        if self.dice.random() < 0.5:
            other = self.dice.choice(others)
            for card in self.document.touchpoints_by_stage().get(stage.id, ()):
                self.document = move_touchpoint(self.document, card.id, other.id, 99)
        self.document = remove_record(self.document, stage.key)

    def move_stage(self) -> None:
        """Let a stage come earlier or later."""
        stage = self.any_of("stage")
        if stage is not None:
            self.document = move_stage(self.document, stage.id, self.dice.randint(0, 3))

    def move_card(self) -> None:
        """Let a card stand elsewhere."""
        card, stage = self.any_of("touchpoint"), self.any_of("stage")
        if card is not None and stage is not None:
            self.document = move_touchpoint(self.document, card.id, stage.id, self.dice.randint(0, 3))

    def hang_elsewhere(self) -> None:
        """Let an insight or a metric be about something else."""
        record, host = self.any_of("insight", "metric"), self.any_of("touchpoint", "stage")
        if record is not None and host is not None:
            place: dict[str, Value | None] = {"touchpoint": None, "stage": None, host.kind: host.id}
            self.document = set_fields(self.document, record.key, place)

    def add(self) -> None:
        """Add a record of some kind, where it can stand."""
        kind = self.dice.choice(sorted(TEXT_OF))
        name = self.dice.choice(("Wait", "Sign")) if self.dice.random() < 0.2 else self.word()
        added = with_one_more(self.dice, self.document, kind, name)
        fresh = added.records.keys() - self.document.records.keys()
        self.document = added.with_records(added.records[key].with_fields({"own.mark": self.word()}) for key in fresh)

    def refer(self) -> None:
        """Let a record name one more of what it may name, or one less."""
        field, kind, to = self.dice.choice(LISTS)
        record, target = self.any_of(kind), self.any_of(to)
        if record is None or target is None:
            return
        named = record.texts(field)
        fewer = tuple(id_ for id_ in named if id_ != target.id)
        value = fewer if target.id in named else (*named, target.id)
        if value or kind != "solution":
            self.document = set_field(self.document, record.key, field, value or None)

    def look_again(self) -> None:
        """Let an opportunity say how an insight was when it was looked at."""
        asked = self.any_of("opportunity")
        if asked is not None and asked.texts("insights"):
            insight = self.dice.choice(asked.texts("insights"))
            self.document = set_field(self.document, asked.key, f"seen.{insight}", short_hash(self.word(), 8))


LISTS = (
    ("insights", "opportunity", "insight"),
    ("touchpoints", "opportunity", "touchpoint"),
    ("opportunities", "solution", "opportunity"),
    ("themes", "insight", "theme"),
)
"""Lists of references: the field, the kind of record that has it, the kind it names."""

EDITS = (
    Hand.set_text,
    Hand.set_text,
    Hand.set_name,
    Hand.give_another_id,
    Hand.give_another_id,
    Hand.remove,
    Hand.remove_stage,
    Hand.move_stage,
    Hand.move_card,
    Hand.move_card,
    Hand.hang_elsewhere,
    Hand.add,
    Hand.add,
    Hand.refer,
    Hand.look_again,
)


def whole_map(dice: random.Random) -> Document:
    """Return a map with two to four stages and some records of every kind."""
    document = document_of("map", [Record("", "", {"schema": "map/1", "title": "Buy"})])
    for number in range(dice.randint(2, 4)):
        document, _ = add_stage(document, f"Stage {number}")
    for kind, most in (("touchpoint", 6), ("theme", 2), ("insight", 4), ("opportunity", 3), ("solution", 2)):
        for number in range(dice.randint(1, most)):
            document = with_one_more(dice, document, kind, f"{kind} {number}")
    document = with_one_more(dice, document, "metric", "CSAT")
    own = [
        record.with_fields({"own.mark": str(key), "own.kept": f"{key} kept"})
        for key, record in document.records.items()
        if key.id
    ]
    return document.with_records(own)


def with_one_more(dice: random.Random, document: Document, kind: str, name: str) -> Document:
    """Return the document with one more record of a kind; the same one where nothing of its kind can stand."""

    def some(of: str, most: int = 2) -> tuple[str, ...]:
        ids = [record.id for record in document.of_kind(of)]
        return tuple(dice.sample(ids, min(len(ids), dice.randint(1, most))))

    stages, cards, asked = some("stage", 1), some("touchpoint", 1), some("opportunity")
    if kind == "stage":
        return add_stage(document, name, *some("stage", 1))[0]
    if kind == "touchpoint":
        return add_touchpoint(document, name, stages[0])[0] if stages else document
    host: dict[str, Value] = (
        {"touchpoint": cards[0]} if cards and dice.random() < 0.7 else {"stage": stages[0]} if stages else {}
    )
    fields: dict[str, dict[str, Value]] = {
        "theme": {},
        "insight": {"kind": "pain", "themes": some("theme"), **host},
        "opportunity": {"insights": some("insight"), "touchpoints": some("touchpoint")},
        "solution": {"opportunities": asked},
        "metric": host,
    }
    if (kind == "insight" and not host) or (kind == "solution" and not asked):
        return document
    return add_record(
        document, new_record(document, kind, name, {key: value for key, value in fields[kind].items() if value})
    )


def two_hands(dice: random.Random, most: int = 4) -> tuple[Document, Hand, Hand]:
    """Return a map and what two people made of it, each by a few edits."""
    base = whole_map(dice)
    hands = Hand(dice, base, "ours"), Hand(dice, base, "theirs")
    for hand in hands:
        for _ in range(dice.randint(1, most)):
            hand.edit()
    return base, *hands
