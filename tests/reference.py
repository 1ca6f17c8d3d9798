"""The README's tables, made from what the program itself declares: `python -m tests.reference` writes them anew.

Each stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->`; a test fails while one of them is stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cjm_tui.cli.catalogue import COMMANDS as CLI_COMMANDS
from cjm_tui.model.fields import Field, Kind
from cjm_tui.model.kinds import DOCUMENT_KINDS
from cjm_tui.tui.commands import Command, commands_of, key_words, with_keys

README = Path(__file__).resolve().parent.parent / "README.md"
ROOMS = {
    "board": "On the board",
    "library": "In the library",
    "problems": "In the list of problems",
    "revisions": "In the list of revisions",
    "compare": "Where two states are compared",
    "conflicts": "Where conflicts are settled",
    "review": "Where a branch is reviewed",
    "present": "Where a map is presented",
    "personas": "Among the personas",
    "evidence": "Among the evidence",
    "walk": "Where a persona walks",
    "form": "In a form",
    "tour": "On the tour of the demo",
}
FILES = {
    "map": "A map, <code>maps/MAP.toml</code>",
    "persona": "A persona, <code>maps/personas/PERSONA.toml</code>",
    "evidence": "A piece of research, <code>maps/evidence/SOURCE.toml</code>",
    "workspace": "The team's settings, <code>maps/cjm.toml</code>",
}


def fields() -> str:
    """Return the reference of every kind of file, folded away by kind."""
    parts = []
    for document_kind in DOCUMENT_KINDS.values():
        tables = [_kind_table(kind) for kind in (document_kind.header, *document_kind.records)]
        body = "\n\n".join(tables)
        parts.append(f"<details><summary>{FILES[document_kind.name]}</summary>\n\n{body}\n\n</details>")
    return "\n\n".join(parts)


def keys() -> str:
    """Return the keys of the app: those of one room under its heading, those of many rooms last."""
    many = [command for command in with_keys({}) if len(command.where) > len(ROOMS) // 2]
    parts = [
        (heading, [command for command in commands_of(room) if command not in many]) for room, heading in ROOMS.items()
    ]
    parts.append(("In every list", [command for command in many if "board" not in command.where]))
    parts.append(("Everywhere", [command for command in many if "board" in command.where]))
    return "\n\n".join(f"**{heading}**\n\n{_key_table(chosen)}" for heading, chosen in parts if chosen)


def commands() -> str:
    """Return the commands with their one line of help."""
    return _table(("command", "what it does"), [(f"`cjm {name}`", help_) for name, help_ in CLI_COMMANDS.items()])


TABLES: dict[str, Callable[[], str]] = {"fields": fields, "keys": keys, "commands": commands}


def rewritten(text: str) -> str:
    """Return `text` with every table between its markers made anew; raise ValueError when a marker is missing."""
    for name, table in TABLES.items():
        before, begin, rest = text.partition(f"<!-- {name}:begin -->")
        _, end, after = rest.partition(f"<!-- {name}:end -->")
        if not begin or not end:
            raise ValueError(f"the markers of {name} are missing")
        text = f"{before}{begin}\n\n{table()}\n\n{end}{after}"
    return text


def _kind_table(kind: Kind) -> str:
    heading = f"`[{kind.name}.ID]`: {kind.help}" if kind.name else f"The first lines of the file: {kind.help}"
    rows = [(_name(field), _shape(field), field.help) for field in kind.fields]
    note = f"\n\nOne of {' and '.join(f'`{name}`' for name in kind.one_of)} is required." if kind.one_of else ""
    return f"{heading}\n\n{_table(('key', 'holds', 'meaning'), rows)}{note}"


def _key_table(chosen: Iterable[Command]) -> str:
    rows = [(_code(key_words(command)), f"{command.title}: {command.help}") for command in chosen if command.keys]
    return _table(("key", "what it does"), rows)


def _name(field: Field) -> str:
    key = f"{field.name}.{field.keyed_by.upper()}" if field.keyed_by else field.name + (".…" if field.keys else "")
    return f"`{key}`" + (" **required**" if field.required else "")


def _shape(field: Field) -> str:
    default = f"; {field.default} when unset" if field.default is not None else ""
    if field.choices:
        return " ".join(f"`{choice}`" for choice in field.choices) + default
    if field.is_reference:
        to = " or ".join(field.to)
        return f"ids of {to}" if field.is_list else f"id of {to}"
    if field.low is None:
        return field.type.value + default
    if field.high is None:
        return f"{field.type.value}, {_number(field.low)} or more{default}"
    return f"{_number(field.low)} … {_number(field.high, signed=field.low < 0)}{default}"


def _number(value: float, *, signed: bool = False) -> str:
    return (f"{value:+g}" if signed else f"{value:g}").replace("-", "−")


def _code(text: str) -> str:
    return " ".join(f"`` {word} ``" if "`" in word else f"`{word}`" for word in text.split(", "))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
