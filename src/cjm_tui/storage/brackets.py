"""Changes a list or an inline table in place, so that what did not change keeps its spelling and its comments.

A container is a row of members with the comments before and beside each. Members that stay keep their text byte for
byte; a comment of a member that goes stays behind, because what is removed is a value, not what somebody wrote about
it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cjm_tui.model.values import Table, Value, join_key, literal, same
from cjm_tui.storage.scanner import comments_in, key_at, skip_filler, skip_space, value_end


class Member(NamedTuple):
    """One member of a list or an inline table as written, with the comments before it and the one beside it."""

    text: str
    before: tuple[str, ...] = ()
    beside: str = ""


class Container(NamedTuple):
    """A list or an inline table, taken apart."""

    brackets: str
    members: tuple[Member, ...]
    after: tuple[str, ...]
    is_on_lines: bool
    indent: str
    padding: str


def edited(
    value: str,
    old: Value | Mapping[str, Value],
    new: Value | Mapping[str, Value],
    indent: str,
    nl: str,
    *,
    grows_on_lines: bool = True,
) -> str:
    """Return the text of a value changed from `old` to `new`; `indent` is its line's, `nl` ends the lines it takes.

    A list keeps its layout, on one line or on several; `grows_on_lines` decides for one that had less than two items.
    """
    if isinstance(old, tuple) and isinstance(new, tuple):
        on_lines = grows_on_lines if len(old) < 2 else None
        return _edited_list(value, old, new, indent, nl, on_lines=on_lines)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _edited_table(value, old, new, indent, nl)
    return literal(frozen(new))


def frozen(value: Value | Mapping[str, Value]) -> Value:
    """Return a tree of plain mappings as a value."""
    if isinstance(value, Mapping) and not isinstance(value, Table):
        return Table({key: frozen(item) for key, item in value.items()})
    return value


def listed(items: Iterable[str], indent: str, nl: str) -> str:
    """Return a list with one item on each line, each followed by a comma."""
    return nl.join(["[", *(f"{indent}  {item}," for item in items), f"{indent}]"])


def relaid(value: str, indent: str) -> str:
    """Return a list with one member on each line, its comments with it."""
    container = take_apart(value.replace("\r\n", "\n"))
    return _joined(container, container.members, container.after, (indent, indent + "  "), "\n")


def take_apart(value: str) -> Container:
    """Return the members and comments of a list or an inline table."""
    is_table = value[0] == "{"
    members: list[Member] = []
    before: list[str] = []
    position, line_of_last = 1, -1
    while True:
        position = skip_filler(value, position)
        if value[position] in "]}":
            break
        if value[position] == "#":
            end = value.index("\n", position)
            comment = value[position:end].rstrip()
            if members and not before and "\n" not in value[line_of_last:position]:
                members[-1] = members[-1]._replace(beside=comment)
            else:
                before.append(comment)
            position = end
            continue
        end = _member_end(value, position, is_table=is_table)
        members.append(Member(value[position:end], tuple(before)))
        before = []
        position = line_of_last = end
    is_on_lines = value.count("\n") > sum(member.text.count("\n") for member in members)
    return Container(
        value[0] + value[-1], tuple(members), tuple(before), is_on_lines, _item_indent(value), _padding(value)
    )


def missing(comments: Iterable[str], present: Iterable[str]) -> list[str]:
    """Return the comments that are not among the present ones, in order; one standing twice has to be there twice."""
    counts = Counter(present)
    gone: list[str] = []
    for comment in comments:
        if counts[comment]:
            counts[comment] -= 1
        else:
            gone.append(comment)
    return gone


def _edited_list(
    value: str, old: tuple[Value, ...], new: tuple[Value, ...], indent: str, nl: str, *, on_lines: bool | None
) -> str:
    container = take_apart(value)
    places: dict[str, deque[int]] = {}
    for index, item in enumerate(old):
        places.setdefault(literal(item), deque()).append(index)
    sources = [places[text].popleft() if places.get(text) else None for text in map(literal, new)]
    kept = {source for source in sources if source is not None}
    members: list[Member] = []
    for index, (item, source) in enumerate(zip(new, sources, strict=True)):
        if source is not None:
            members.append(container.members[source])
        elif index < len(old) and index not in kept:
            member = container.members[index]
            members.append(member._replace(text=edited(member.text, old[index], item, indent + "  ", nl)))
        else:
            members.append(Member(literal(item)))
    stays = container.is_on_lines if on_lines is None else on_lines or container.is_on_lines
    return _laid_out(value, container, tuple(members), indent, nl, on_lines=len(new) > 1 and stays)


def _edited_table(value: str, old: Mapping[str, Value], new: Mapping[str, Value], indent: str, nl: str) -> str:
    container = take_apart(value)
    members: list[Member] = []
    covered: list[tuple[str, ...]] = []
    for member in container.members:
        path, key_end = key_at(member.text, 0)
        start = skip_space(member.text, skip_space(member.text, key_end) + 1)
        covered.append(path)
        before, now = value_at(old, path), value_at(new, path)
        if before is None or now is None:
            continue
        text = member.text
        if not same(frozen(before), frozen(now)):
            text = text[:start] + edited(text[start:], before, now, indent + "  ", nl)
        members.append(member._replace(text=text))
    begun = {path[0] for path in covered}
    members.extend(
        Member(f"{join_key((key,))} = {literal(frozen(now))}") for key, now in new.items() if key not in begun
    )
    for path, leaf in leaves({key: now for key, now in new.items() if key in begun}):
        if not any(path[: len(prefix)] == prefix for prefix in covered):
            members.append(Member(f"{join_key(path)} = {literal(leaf)}"))
    return _laid_out(value, container, tuple(members), indent, nl, on_lines=container.is_on_lines)


def value_at(tree: Mapping[str, Value], path: tuple[str, ...]) -> Value | Mapping[str, Value] | None:
    """Return what stands in a tree under a path, None when nothing does."""
    here: Value | Mapping[str, Value] | None = tree
    for part in path:
        here = here.get(part) if isinstance(here, Mapping) else None
    return here


def leaves(tree: Mapping[str, Value], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Yield every value of a tree that is no table (or an empty one), with its path."""
    for key, value in tree.items():
        if isinstance(value, Mapping) and value:
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _laid_out(
    value: str, container: Container, members: tuple[Member, ...], indent: str, nl: str, *, on_lines: bool
) -> str:
    said = [comment for member in members for comment in (*member.before, *comments_in(member.text), member.beside)]
    after = container.after + tuple(missing(comments_in(value), [*said, *container.after]))
    if on_lines or after or any(member.before or member.beside for member in members):
        return _joined(container, members, after, (indent, container.indent or indent + "  "), nl)
    opening, closing = container.brackets[0], container.brackets[1]
    inner = ", ".join(member.text for member in members)
    return f"{opening}{container.padding}{inner}{container.padding}{closing}" if inner else container.brackets


def _joined(
    container: Container, members: tuple[Member, ...], after: tuple[str, ...], indents: tuple[str, str], nl: str
) -> str:
    outer, inner = indents
    lines = [container.brackets[0]]
    for member in members:
        lines.extend(inner + comment for comment in member.before)
        lines.append(f"{inner}{member.text}," + (f" {member.beside}" if member.beside else ""))
    lines.extend(inner + comment for comment in after)
    lines.append(outer + container.brackets[1])
    return nl.join(lines)


def _member_end(value: str, start: int, *, is_table: bool) -> int:
    if is_table:
        _, end = key_at(value, start)
        start = skip_space(value, skip_space(value, end) + 1)
    return value_end(value, start)


def _item_indent(value: str) -> str:
    newline = value.find("\n")
    if newline < 0:
        return ""
    start = newline + 1
    return value[start : skip_space(value, start)]


def _padding(value: str) -> str:
    return " " if value[1:2] == " " and "\n" not in value else ""
