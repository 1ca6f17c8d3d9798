"""When something was last done: an instant with its offset, or a day alone, which counts until its end.

A time of day without an offset is none: two people far apart would mean two different instants by it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, tzinfo

from cjm_tui.model.values import Value, literal


def instant(value: Value | None, zone: tzinfo = UTC) -> datetime | None:
    """Return the instant a value stands for, of a day alone its last one in `zone`; None where it stands for none."""
    if isinstance(value, datetime):
        return value if value.utcoffset() is not None else None
    return datetime.combine(value, time.max, zone) if isinstance(value, date) else None


def instant_of(words: str) -> date | None:
    """Return what a person typed as a value: a day, or a time to the second in UTC; None where it is neither.

    A time without an offset is one on the clock of whoever types it.
    """
    with suppress(ValueError):
        return date.fromisoformat(words.strip())
    with suppress(ValueError, OverflowError):
        return datetime.fromisoformat(words.strip()).astimezone(UTC).replace(microsecond=0)
    return None


def later_since(base: Value | None, one: Value | None, other: Value | None) -> Value | None:
    """Return the later of two values, in whatever order they are given, where it is later than `base` was.

    Unset is before all, and so is a `base` that is no instant; None where a side is none, or both went back.
    """
    sides = [value for value in (one, other) if value is not None]
    if not sides or any(instant(value) is None for value in sides):
        return None
    last = max(sides, key=_rank)
    return last if base is None or instant(base) is None or _rank(base) < _rank(last) else None


def _rank(value: Value) -> tuple[datetime, str]:
    """Return what puts two values in an order that is the same for everybody, also where both mean one instant."""
    return instant(value) or datetime.min.replace(tzinfo=UTC), literal(value)
