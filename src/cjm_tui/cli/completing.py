"""What a shell completes: names of maps, records, kinds and fields.

Invariant: completion never fails and never speaks; where nothing can be read it proposes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from cjm_tui.model.document import Document


def map_items(incomplete: str) -> list[CompletionItem]:
    """Return the maps whose id begins as typed."""
    from click.shell_completion import CompletionItem

    from cjm_tui.services.workspace.documents import workspace_here

    try:
        maps = workspace_here().maps
    except CjmError:
        return []
    return [CompletionItem(id_) for id_ in sorted(maps) if id_.startswith(incomplete)]


def complete_map(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id of a map."""
    return map_items(incomplete)


def complete_record(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a record of the map already typed."""
    from click.shell_completion import CompletionItem

    from cjm_tui.services.editing.addresses import record_names

    document = _typed(ctx)
    if document is None:
        return []
    records = {str(record.key): record.name for record in document}
    return [
        CompletionItem(name, help=records.get(name)) for name in record_names(document) if name.startswith(incomplete)
    ]


def complete_kind(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a kind of record."""
    from click.shell_completion import CompletionItem

    from cjm_tui.model.kinds import declared

    document = _typed(ctx)
    kinds = declared(document.kind if document else "map").records
    return [CompletionItem(kind.name, help=kind.help) for kind in kinds if kind.name.startswith(incomplete)]


def complete_assignment(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a field's name, and after `=` its choices."""
    from click.shell_completion import CompletionItem

    from cjm_tui.model.kinds import declared

    document = _typed(ctx)
    name = str(ctx.params.get("record") or ctx.params.get("kind") or "").partition(".")[0]
    kind = declared(document.kind).kind("" if document and name == document.kind else name) if document else None
    if kind is None:
        return []
    key, equals, words = incomplete.partition("=")
    field = kind.field(key) if equals else None
    if field is not None:
        return [CompletionItem(f"{key}={choice}") for choice in field.choices if choice.startswith(words)]
    return [CompletionItem(f"{field.name}=", help=field.help) for field in kind.fields if field.name.startswith(key)]


def _typed(ctx: click.Context) -> Document | None:
    from cjm_tui.services.workspace.documents import file_named, readable

    try:
        return readable(file_named(str(ctx.params.get("map_") or "")))
    except CjmError:
        return None
