"""What a shell completes: names of maps, records, kinds and fields.

Invariant: completion never fails and never speaks; where nothing can be read it proposes nothing. A shell takes each
line for a proposal and shows it as it is, so no name with a line break or a control character is proposed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError
from cjm_tui.model.values import without_hidden

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from cjm_tui.model.document import Document


def item(word: str, about: str = "") -> CompletionItem:
    """Return a proposal, with what it is about for the shells that show that."""
    from click.shell_completion import CompletionItem

    return CompletionItem(word, help=without_hidden(about) or None)


def map_items(incomplete: str) -> list[CompletionItem]:
    """Return the maps whose id begins as typed."""
    from cjm_tui.services.workspace.documents import workspace_here

    try:
        maps = workspace_here().maps
    except CjmError:
        return []
    return [item(id_) for id_ in sorted(maps) if id_.startswith(incomplete) and id_.isprintable()]


def complete_map(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id of a map."""
    return map_items(incomplete)


def complete_record(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a record of the map already typed."""
    from cjm_tui.services.editing.addresses import record_names

    document = _typed(ctx)
    if document is None:
        return []
    records = {str(record.key): record.name for record in document}
    names = (name for name in record_names(document) if name.startswith(incomplete) and name.isprintable())
    return [item(name, records.get(name, "")) for name in names]


def complete_conflict(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a record of the map already typed about which something is open."""
    from click.shell_completion import CompletionItem

    document = _typed(ctx)
    found = dict.fromkeys(one.text("record") for one in document.of_kind("conflict")) if document else {}
    return [CompletionItem(name) for name in found if name.startswith(incomplete)]


def complete_doubtful(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete what waits for a look in the map already typed: suspect opportunities, and cards whose code changed."""
    from click.shell_completion import CompletionItem

    from cjm_tui.services.editing.confirming import doubtful
    from cjm_tui.services.workspace.documents import file_named

    try:
        waiting = doubtful(file_named(str(ctx.params.get("map_") or "")))
    except CjmError:
        return []
    found = {one.id: one.name for one in (*(link.opportunity for link in waiting.links), *waiting.cards)}
    return [CompletionItem(id_, help=name) for id_, name in found.items() if id_.startswith(incomplete)]


def complete_kind(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a kind of record."""
    from cjm_tui.model.kinds import declared

    document = _typed(ctx)
    kinds = declared(document.kind if document else "map").records
    return [item(kind.name, kind.help) for kind in kinds if kind.name.startswith(incomplete)]


def complete_assignment(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a field's name, and after `=` its choices."""
    from cjm_tui.model.kinds import declared

    document = _typed(ctx)
    name = str(ctx.params.get("record") or ctx.params.get("kind") or "").partition(".")[0]
    kind = declared(document.kind).kind("" if document and name == document.kind else name) if document else None
    if kind is None:
        return []
    key, equals, words = incomplete.partition("=")
    field = kind.field(key) if equals else None
    if field is not None:
        return [item(f"{key}={choice}") for choice in field.choices if choice.startswith(words)]
    return [item(f"{field.name}=", field.help) for field in kind.fields if field.name.startswith(key)]


def _typed(ctx: click.Context) -> Document | None:
    from cjm_tui.services.workspace.documents import file_named, readable

    try:
        return readable(file_named(str(ctx.params.get("map_") or "")))
    except CjmError:
        return None
