"""`cjm fmt`: files in their usual order."""

from __future__ import annotations

import click


@click.command("fmt", epilog="Example: cjm fmt --check")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; status 1 when a file is not in order.")
@click.option("--upgrade", is_flag=True, help="Bring files of an older version up to this one.")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], *, only_check: bool, upgrade: bool) -> None:
    """Put files in their usual order.

    Records by kind and id, keys in the order of the reference, orders 10, 20, 30. Texts and comments stay as they are.
    Nothing else in cjm ever moves what stands in a file. Of several files those that cannot be read or written are
    named, and the others put in order all the same; the status is 2 then.
    """
    from cjm_tui.cli.faults import tell_each
    from cjm_tui.cli.output import complain, say
    from cjm_tui.errors import SaveError, UnreadableError
    from cjm_tui.services.workspace.documents import file_named, named, workspace_here
    from cjm_tui.services.workspace.formatting import put_in_order, tidy_text

    paths = [file_named(name) for name in files] or list(workspace_here().files)
    count, left = 0, []
    for path in paths:
        try:
            tidy = tidy_text(path, upgrade=upgrade)
            if not (tidy.is_tidy or only_check):
                put_in_order(tidy)
        except (UnreadableError, SaveError) as failure:
            if len(paths) == 1:
                raise
            left.append(failure)
            continue
        if not tidy.is_tidy:
            count += 1
            say(f"{named(path)}  {'not in order' if only_check else 'put in order'}")
    if not count and not left:
        complain("Everything is in order.")
    ctx.exit(tell_each(left) or (1 if only_check and count else 0))
