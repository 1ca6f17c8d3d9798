"""The person's own keys: `[keys]` in their settings, checked before any of them works. No textual here.

Invariant: a key does one thing in a room. What is wrong is told with file and line and left out; all the rest works.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cjm_tui.model.values import Value
from cjm_tui.storage.preferences import Preferences
from cjm_tui.storage.setting_lines import line_of
from cjm_tui.tui.commands import COMMANDS, FORM, Command, with_keys

_TABLE = "keys"
_BY_ID = {command.id: command for command in COMMANDS}
_NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab", "backspace"),
    *("delete", "insert", "space"),
    *(f"f{number}" for number in range(1, 21)),
}
_SPELLED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
_DISGUISED = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+j": "enter", "ctrl+m": "enter", "ctrl+c": "ctrl+c itself"}
_MODIFIERS = {"ctrl", "shift", "alt"}
_WRITE = "write a key (“x”, “ctrl+x”, “f5”, “dd”), or a list of keys"


class OwnKeys(NamedTuple):
    """The keys that work, by command; and what is wrong with the others, a sentence each, with file and line."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def own_keys(settings: Preferences) -> OwnKeys:
    """Return the person's own keys as far as they are right."""
    problems: list[tuple[int, str]] = []
    own: dict[str, tuple[str, ...]] = {}
    lines = {id_: line_of(settings.text, _TABLE, id_) for id_ in settings.table(_TABLE)}

    def told(id_: str, message: str) -> None:
        problems.append((lines[id_], f"{settings.path}:{lines[id_]}: keys.{id_}: {message}"))

    for id_, value in settings.table(_TABLE).items():
        if id_ not in _BY_ID:
            from cjm_tui.checking.nearest import did_you_mean

            told(id_, "; ".join(part for part in ("there is no such command", did_you_mean(id_, _BY_ID)) if part))
            continue
        keys = _keys_of(value, is_among_texts=FORM in _BY_ID[id_].where)
        if isinstance(keys, str):
            told(id_, keys)
        else:
            own[id_] = keys
    for id_, message in _settle(own):
        told(id_, message)
    return OwnKeys(own, tuple(message for _, message in sorted(problems)))


def key_name(written: str) -> str | None:
    """Return the name that Textual has for a key as people write it (`?`, `ctrl+x`, `dd`), None when it is none."""
    text = written.strip()
    halves = text.split() if " " in text else [text[: len(text) // 2], text[len(text) // 2 :]]
    if len(halves) == 2 and halves[0] == halves[1] and len(halves[0]) == 1:
        key = key_name(halves[0])
        return f"{key} {key}" if key else None
    *modifiers, last = text.rsplit("+", text.count("+")) if len(text) > 1 and not text.endswith("+") else (text,)
    if not set(modifiers) <= _MODIFIERS or len(set(modifiers)) != len(modifiers):
        return None
    name = _character(last) if len(last) == 1 else last if last in _NAMED or last in _spelled_keys() else None
    if name is None:
        return None
    if modifiers == ["shift"] and len(name) == 1 and name.isalpha():
        return name.upper()
    return "+".join((*sorted(modifiers, key=("alt", "ctrl", "shift").index), name))


def _keys_of(value: Value, *, is_among_texts: bool) -> tuple[str, ...] | str:
    """Return the keys that a setting names, or what is wrong with it; among texts a letter is typed."""
    written = (value,) if isinstance(value, str) else value
    if not isinstance(written, tuple) or not all(isinstance(key, str) for key in written):
        return _WRITE
    keys: list[str] = []
    for text in map(str, written):
        key = key_name(text) if text.strip() else ""
        if key is None:
            return f"“{text}” is no key; {_WRITE}"
        if key in _DISGUISED:
            return f"in a plain terminal {key} is {_DISGUISED[key]}; take another one"
        if is_among_texts and key and _is_typed(key):
            return f"in a form {text} is typed into a text; take a key with ctrl or alt, or f1 to f20"
        keys += [key] if key else []
    return tuple(dict.fromkeys(keys))


def _settle(own: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Take out of `own` what gives one key to two commands of a room, the later ones first; yield what was taken."""
    while clash := _clash(own):
        loser, winner, key = clash
        del own[loser]
        other = _BY_ID[winner]
        also = "" if winner in own else f", or give keys.{winner} another key as well"
        yield loser, f"{key} is “{other.title}” already; take another key{also}"


def _clash(own: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """Return a command of `own` that wants a key another has in the same room, that other one, and the key."""
    order = {id_: place for place, id_ in enumerate(own)}
    commands = with_keys(own)
    for command in (command for id_ in reversed(order) for command in commands if command.id == id_):
        for other in commands:
            key = _shared(command, other)
            if key and order.get(other.id, -1) < order[command.id]:
                return command.id, other.id, key
    return None


def _shared(one: Command, other: Command) -> str:
    """Return a key that two commands of one room have, or that one strikes once and the other twice; else empty."""
    if one.id == other.id or not set(one.where) & set(other.where):
        return ""
    return next((key for key in one.keys for taken in other.keys if _is_same(key, taken)), "")


def _is_same(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    return first[0] == second[0] and (len(first) != len(second) or one == other)


def _is_typed(key: str) -> bool:
    return " " in key or len(key) == 1 or key == "space" or key in _spelled_keys()


def _character(character: str) -> str | None:
    if character.isalnum():
        return character
    if not character.isprintable() or character == " ":
        return None
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SPELLED.get(name, name) or None


def _spelled_keys() -> Sequence[str]:
    return [name for name in map(_character, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") if name]
