"""The person's own settings: `config.toml` in their configuration folder, read softly and edited politely.

The person writes this file and the app only remembers a choice in it now and then, so every comment and every blank
stays: tomlkit changes the one value.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli

from cjm_tui.errors import SaveError, UnreadableError
from cjm_tui.model.values import Value, freeze
from cjm_tui.storage.lock import locked, words
from cjm_tui.storage.replacing import ChangedOnDiskError, content_of, replace
from cjm_tui.storage.setting_lines import why_unreadable

LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the file says, by dotted key (`theme`, `keys.add-touchpoint`); `problem` says why it could not be read."""

    path: Path
    values: Mapping[str, Value] = field(default_factory=dict)
    text: str = ""
    problem: str = ""

    def choice(self, key: str, default: str = "") -> str:
        """Return a text, the default where it is unset or no text."""
        value = self.values.get(key)
        return value if isinstance(value, str) else default

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it is unset."""
        value = self.values.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()

    def table(self, name: str) -> dict[str, Value]:
        """Return the entries of a table by their own keys."""
        prefix = f"{name}."
        return {key.removeprefix(prefix): value for key, value in self.values.items() if key.startswith(prefix)}


def preferences_path() -> Path:
    """Return where the person's settings stand."""
    from platformdirs import user_config_path

    return user_config_path("cjm", appauthor=False) / "config.toml"


def preferences(path: Path | None = None) -> Preferences:
    """Read the person's settings; a file that is missing says nothing, one that cannot be read says why."""
    path = path or preferences_path()
    try:
        if path.stat().st_size > LARGEST:
            return Preferences(path, problem=f"{path}: it is too large for settings")
        text = path.read_text(encoding="utf-8-sig")
        values = _flat(tomli.loads(text), ())
    except FileNotFoundError:
        return Preferences(path)
    except (OSError, ValueError, RecursionError) as error:
        return Preferences(path, problem=why_unreadable(path, error))
    return Preferences(path, values, text)


def remember(key: str, value: Value | None, path: Path | None = None) -> None:
    """Set one value (a top-level key, or `table.key`) in the person's settings, or unset it, and touch nothing else.

    A link is followed to its file. Raises `UnreadableError` when that is no TOML (it is left alone), `SaveError`
    when it cannot be written.
    """
    path = Path(os.path.realpath(path or preferences_path()))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError("Not remembered", f"{path.parent} cannot be made: {words(error)}") from error
    with locked(path.parent) as folder:
        try:
            before = content_of(path)
            after = _with_value(before or b"", key, value, path)
            if after != (before or b""):
                replace(path, after, before, folder)
        except ChangedOnDiskError as error:
            raise SaveError("Not remembered", f"{path} is being changed by another program") from error
        except OSError as error:
            raise SaveError("Not remembered", f"{path} cannot be written: {words(error)}") from error


def _with_value(before: bytes, key: str, value: Value | None, path: Path) -> bytes:
    import tomlkit  # slow to load, and only needed to remember something
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(before.decode("utf-8-sig"))
    except (TOMLKitError, ValueError) as error:
        hint = "Put it right, then choose again."
        raise UnreadableError("Not remembered", f"{path} is no TOML: {error}", hint) from error
    name, _, inner = key.partition(".")
    table: MutableMapping[str, object] = document
    if inner:
        if not isinstance(document.get(name), MutableMapping):
            if value is None:
                return before
            document[name] = tomlkit.table()
        table = document[name]
    if value is None:
        table.pop(inner or name, None)
    else:
        table[inner or name] = list(value) if isinstance(value, tuple) else value
    return tomlkit.dumps(document).encode("utf-8")


def _flat(tables: Mapping[str, object], above: tuple[str, ...]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in tables.items():
        if isinstance(value, Mapping):
            found |= _flat(value, (*above, key))
        else:
            found[".".join((*above, key))] = freeze(value)
    return found
