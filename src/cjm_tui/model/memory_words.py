"""In words: what an opportunity remembers of its insights from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.suspect import fingerprint
from cjm_tui.model.values import split_key

if TYPE_CHECKING:
    from cjm_tui.model.diff import Changed
    from cjm_tui.model.document import Document
    from cjm_tui.model.field_words import Namer


def memory_words(change: Changed, before: Document, after: Document, name: Namer) -> str:
    """Return what happened to a memory: `confirmed ‘Asked twice’`; empty where the link itself came with it.

    Where nothing was remembered before, nobody has confirmed anything.
    """
    id_ = split_key(change.field)[1]
    named = name(("insight",), id_)
    if change.after is None:
        return f"no longer looks at {named}"
    then, now = (document.records.get(change.key) for document in (before, after))
    if now is not None and id_ in now.texts("insights") and (then is None or id_ not in then.texts("insights")):
        return ""
    insight = after.get("insight", id_)
    if insight is not None and fingerprint(insight) == change.after:
        return f"remembers what {named} says" if change.before is None else f"confirmed {named}"
    return f"suspect, {named} {'is gone' if insight is None else 'changed'}"
