"""A conflict in words: what it is about, and what each side says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.conflict import WHOLE
from cjm_tui.model.edits import removal
from cjm_tui.model.made_twice import twin
from cjm_tui.model.merge_fields import PLACE
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import Table, Value
from cjm_tui.services.past.differences import in_words
from cjm_tui.services.workspace.documents import TEAMS_OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_tui.model.document import Document
    from cjm_tui.services.joining.conflicts import Choice


def subject(document: Document, choice: Choice) -> str:
    """Return the name of the record a conflict is about."""
    record = document.records.get(choice.dispute.key)
    if record is not None:
        return record.name or document.title or (TEAMS_OWN if document.kind == "workspace" else document.kind)
    for side in (choice.ours, choice.theirs, choice.base):
        if isinstance(side, Table) and isinstance(side.get("name"), str):
            return str(side["name"])
    return str(choice.dispute.key)


def field_label(choice: Choice) -> str:
    """Return what a conflict is about: a field, the place of a card, or the card itself."""
    if choice.dispute.field == WHOLE:
        return f"the {choice.dispute.key.kind or 'map'}"
    return choice.dispute.field.replace("_", " ").replace(".", " ")


def said(document: Document, choice: Choice, value: Value | None) -> str:
    """Return one side of a conflict in words, a line for each field where it is a whole record."""
    key, field = choice.dispute.key, choice.dispute.field
    if field == WHOLE:
        if not isinstance(value, Table):
            gone = _removed(document, choice) if choice.base is not None else "not there"
            return gone if value is None else str(value)
        told = [
            _remark(str(value[name])) if name == "#" else f"{name}: {in_words(value[name], document.kind, key, name)}"
            for name in _telling(choice, value)
        ]
        if key == HEADER:
            return _map_in_words(twin(document.kind, value) if "map" in value else document)
        stays = _hanging(document, key) if is_removal(choice) and value is not choice.base else ""
        return "\n".join([f"stays, with {stays}", *told] if stays else told)
    if field == PLACE and isinstance(value, Table):
        where = [_named(document, kind, str(value[kind])) for kind in ("touchpoint", "stage") if kind in value]
        return " · ".join([*where, *_beside(document, key, value)])
    return in_words(value, document.kind, key, field)


def is_removal(choice: Choice) -> bool:
    """Tell whether one side removed the record, and the other edited it or what hangs on it."""
    return choice.dispute.field == WHOLE and choice.base is not None and None in (choice.ours, choice.theirs)


def _map_in_words(document: Document) -> str:
    """Say what a map is called, what it was made from, and what is in it."""
    header = document.header
    told = [f"{name}: {header.text(name)}" for name in ("title", "template", "scenario", "goal") if header.text(name)]
    stages, cards = document.stages(), len(document.of_kind("touchpoint"))
    told.append(f"{cards} touchpoint{'s' * (cards != 1)} in {', '.join(stage.name for stage in stages) or 'no stage'}")
    return "\n".join(told)


def _removed(document: Document, choice: Choice) -> str:
    """Say that a record is removed, and by name what hangs on it here and would go with it."""
    hanging = _hanging(document, choice.dispute.key)
    return f"removed, with {hanging}" if hanging else "removed"


def _hanging(document: Document, key: RecordKey) -> str:
    along = removal(document, key)[1:] if key in document.records else ()
    return ", ".join(record.name for record in along if record.kind != "conflict")


def _remark(comment: str) -> str:
    """Return the comment above a record as it was meant."""
    return f"comment: {' '.join(line.lstrip('# ') for line in comment.splitlines())}"


def _beside(document: Document, key: RecordKey, place: Table) -> Iterator[str]:
    """Yield behind which card a card stands at a place, as a person sees it; of what has no order, nothing."""
    order, stage = place.get("order"), place.get("stage")
    if not isinstance(order, int | float):
        return
    before = [
        (at, other.name)
        for other in document.of_kind(key.kind)
        if other.key != key and other.fields.get("stage") == stage
        if isinstance(at := other.fields.get("order"), int | float) and at < order
    ]
    yield f"after {max(before)[1]}" if before else "first there"


def _named(document: Document, kind: str, id_: str) -> str:
    """Return what a record hangs on by its name, and that it is gone where it is."""
    record = document.get(kind, id_)
    return record.name if record is not None else f"{id_}, which is gone"


def _telling(choice: Choice, value: Table) -> list[str]:
    """Return the fields of a record in dispute, those first that another side has otherwise."""
    others = [side for side in (choice.base, choice.ours, choice.theirs) if isinstance(side, Table)]
    return sorted(value, key=lambda name: all(side.get(name) == value[name] for side in others))
