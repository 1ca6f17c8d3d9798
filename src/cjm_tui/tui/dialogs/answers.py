"""A field's value as the text a form shows, and an edited text as the value it means.

Law: a text nobody edited answers nothing, so what the file holds stays as it is, byte for byte. In an edited text
every part that was left alone keeps the characters that stood behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cjm_tui.model.fields import Field, Type
from cjm_tui.model.instants import instant, instant_of
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import Record
from cjm_tui.model.values import Value, literal, same
from cjm_tui.tui.dialogs.questions import Question, entry_key
from cjm_tui.tui.dialogs.visible import carried_over, visible

Answers = Mapping[str, Value | None]
"""What a person changed: the key of the record, and its new value, None where they unset it."""

MINUS = "−"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_READING_DATE = re.compile(r"\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,12})?")
_YES, _NO = ("yes", "true"), ("no", "false")


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a text is no answer, in one plain sentence."""

    message: str


def shown(question: Question) -> str:
    """Return the text a form shows for a field; empty when it is unset."""
    if question.is_lines_table:
        return "\n".join(_entry_line(question.field, name, value) for name, value in question.entries)
    if question.value is None:
        return ""
    if question.field.is_list and isinstance(question.value, tuple):
        return "\n".join(_as_text(Type.TEXT, item, one_line=True) for item in question.value)
    return _as_text(question.field.type, question.value)


def answered(question: Question, edited: str) -> Answers | Rejected:
    """Return what an edited text means; nothing when it is the text that was shown."""
    before = shown(question)
    if edited == before:
        return {}
    if question.is_lines_table:
        return _entries(question, edited)
    value: Value | Rejected | None = None
    if edited.strip():
        value = _items(question, before, edited) if question.field.is_list else _value(question, before, edited)
    if isinstance(value, Rejected):
        return value
    if question.field.required and value is None:
        return Rejected(f"{question.label} cannot be empty")
    unchanged = value is not None and question.value is not None and same(value, question.value)
    return {} if unchanged else {question.key: value}


def trouble(question: Question) -> str:
    """Return what is wrong with the value in the file, empty when nothing is."""
    value, field = question.value, question.field
    if value is None:
        return ""
    if not _fits(field, value):
        return f"{literal(value)} is no {field.type.value}; what you put here replaces it"
    if field.is_list or field.type not in {Type.CHOICE, Type.WHOLE, Type.NUMBER}:
        return ""
    judged = _read(field, shown(question), question.label, value)
    return judged.message if isinstance(judged, Rejected) else ""


def missing_place(document_kind: str, record: Record, answers: Answers) -> str:
    """Return that a record has to stand at one place, empty where with these answers it does or nobody moved it."""
    kind = declared(document_kind).kind(record.kind)
    one_of = kind.one_of if kind else ()
    after = record.with_fields(answers)
    if not any(name in answers for name in one_of) or sum(bool(after.get(name)) for name in one_of) == 1:
        return ""
    return f"put it at one place: a {' or a '.join(one_of)}, and not at both"


def allowed(field: Field) -> str:
    """Return the range of a number in words: `a whole number from 1 to 5`."""
    kind = "a whole number" if field.type is Type.WHOLE else "a number"
    if field.low is None and field.high is None:
        return kind
    if field.high is None:
        return f"{kind}, {_plain(field.low)} or more"
    if field.low is None:
        return f"{kind}, {_plain(field.high)} or less"
    return f"{kind} from {_plain(field.low)} to {_plain(field.high)}"


def _plain(number: float | None) -> str:
    return f"{number:g}".replace("-", MINUS) if number is not None else ""


def _fits(field: Field, value: Value) -> bool:
    kinds: dict[Type, type | tuple[type, ...]] = {
        Type.WHOLE: int,
        Type.NUMBER: (int, float),
        Type.FLAG: bool,
        Type.DATE: date,
        Type.TEXTS: tuple,
        Type.REFS: tuple,
    }
    if isinstance(value, bool) and field.type is not Type.FLAG:
        return False
    if field.is_list and isinstance(value, tuple):
        return all(isinstance(item, str) for item in value)
    if field.type is Type.INSTANT:
        return instant(value) is not None
    return isinstance(value, kinds.get(field.type, str)) and not isinstance(value, datetime)


def _as_text(type_: Type, value: Value, *, one_line: bool = False) -> str:
    if isinstance(value, str) and type_ not in {Type.WHOLE, Type.NUMBER, Type.FLAG, Type.DATE, Type.INSTANT}:
        return visible(value, one_line=one_line or type_ is not Type.TEXT)
    if type_ is Type.FLAG and isinstance(value, bool):
        return "yes" if value else "no"
    if type_ in {Type.WHOLE, Type.NUMBER} and isinstance(value, (int, float)) and not isinstance(value, bool):
        return literal(value).replace("-", MINUS)
    return literal(value)


def _value(question: Question, before: str, edited: str) -> Value | Rejected:
    if question.field.type is Type.TEXT:
        source = question.value if isinstance(question.value, str) else before
        return "".join(behind for _, behind in carried_over(before, source, edited))
    return _read(question.field, edited.strip(), question.label, question.value)


def _read(field: Field, text: str, label: str, before: Value | None = None) -> Value | Rejected:
    match field.type:
        case Type.WHOLE | Type.NUMBER:
            return _number(field, text, label, before)
        case Type.FLAG:
            return text in _YES if text in (*_YES, *_NO) else Rejected(f"{label} takes yes or no")
        case Type.DATE:
            return _date(text, label)
        case Type.INSTANT:
            return instant_of(text) or Rejected(f"{label} takes a time as in 2026-12-31 14:30, or a date")
        case Type.CHOICE if text not in field.choices:
            return Rejected(f"{label} takes one of {', '.join(field.choices)}")
        case _:
            return text


def _number(field: Field, text: str, label: str, before: Value | None) -> Value | Rejected:
    plain = text.replace(MINUS, "-")
    whole = field.type is Type.WHOLE
    if not _NUMBER.fullmatch(plain) or (whole and "." in plain):
        hint = " (with a point, not a comma)" if "," in plain and not whole else ""
        return Rejected(f"{label} takes {allowed(field)}{hint}")
    number = int(plain) if whole or ("." not in plain and not isinstance(before, float)) else float(plain)
    if (field.low is not None and number < field.low) or (field.high is not None and number > field.high):
        return Rejected(f"{label} takes {allowed(field)}")
    return number


def _date(text: str, label: str) -> Value | Rejected:
    if not _DATE.fullmatch(text):
        return Rejected(f"{label} takes a date as in 2026-12-31")
    try:
        return date.fromisoformat(text)
    except ValueError:
        return Rejected(f"{label}: there is no {text} in the calendar")


def _items(question: Question, before: str, edited: str) -> Value | Rejected | None:
    """Return the list behind edited lines: a value stands in it once, blank lines are no value."""
    value = question.value
    if isinstance(value, tuple):
        source = "\n".join(item if isinstance(item, str) else literal(item) for item in value)
    else:
        source = value if isinstance(value, str) else before
    items: list[str] = [""]
    for shown_character, behind in carried_over(before, source, edited):
        if shown_character == "\n":
            items.append("")
        else:
            items[-1] += behind
    were = value if isinstance(value, tuple) else ()
    kept = (item if item in were else item.strip() for item in items)
    return tuple(dict.fromkeys(item for item in kept if item)) or None


def _entry_line(field: Field, name: str, value: Value) -> str:
    return f"{visible(name, one_line=True)} = {_as_text(field.type, value, one_line=True)}"


def _entries(question: Question, edited: str) -> Answers | Rejected:
    """Return what changed in a table edited as lines of `name = value`."""
    were = {_entry_line(question.field, name, value): (name, value) for name, value in question.entries}
    now: dict[str, Value] = {}
    for line in (line for line in edited.split("\n") if line.strip()):
        entry = were.get(line) or _entry(question.field, line.strip())
        if isinstance(entry, Rejected):
            return entry
        name, value = entry
        if name in now:
            return Rejected(f"{name} stands here twice")
        now[name] = value
    before = dict(question.entries)
    gone: dict[str, Value | None] = {entry_key(question.key, name): None for name in before if name not in now}
    new = {name: value for name, value in now.items() if name not in before or not same(before[name], value)}
    return gone | {entry_key(question.key, name): value for name, value in new.items()}


def _entry(field: Field, line: str) -> tuple[str, Value] | Rejected:
    name, equals, text = (part.strip() for part in line.partition("="))
    dated = field.keyed_by == "date"
    if not equals or not name or not text:
        return Rejected(f"one to a line, as in {'2026-01 = 71.5' if dated else 'name = value'}")
    if dated and not _READING_DATE.fullmatch(name):
        return Rejected(f"{name} is no date: 2026, 2026-Q1, 2026-01 or 2026-01-31")
    value = _read(field, text, name)
    return value if isinstance(value, Rejected) else (name, value)
