"""The forms of the board: a card, a stage, the map itself.

Invariant: an answer becomes one edit; where it cannot, what was typed is kept as a draft.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import Value
from cjm_tui.render.journey import Place
from cjm_tui.tui import deeds
from cjm_tui.tui.board.asked import Asked
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_tui.services.editing.newcomers import Newcomer
    from cjm_tui.tui.board.desk import Desk


class FillingIn:
    """Opens forms, all loaded late."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do_open_card(self) -> None:
        """Open the form of the card or the stage."""
        self.open_form(deeds.key_at(self._desk.place))

    def do_open_header(self) -> None:
        """Open the form of the map itself."""
        self.open_form(HEADER)

    def do_change_id(self) -> None:
        """Ask for another id of the card or the stage; every reference to it follows, in all files, as one edit."""
        from cjm_tui.tui.dialogs.quick_text import QuickText

        key = deeds.key_at(self._desk.place)

        def change(new: str | None) -> None:
            if new is not None and new != key.id:
                self._desk.guarded(lambda: self._change_id(key, new))

        self._desk.ask(QuickText(f"another id for {key}", key.id, "a–z, 0–9 and -"), change)

    def _change_id(self, key: RecordKey, new: str) -> None:
        from cjm_tui.services.editing.renaming import with_id

        after = with_id(self._desk.open_map, key, new)
        self._desk.put(after, Place(new) if key.kind == "stage" else Place(self._desk.place.stage, new))
        files = len(after.past[-1].after) - 1
        beside = f", in {files} more file{'s' * (files != 1)} too" if files else ""
        self._desk.say(f"{key} is {key.kind}.{new} now{beside} · {key_of('undo')} undoes", "text")

    def open_form(self, key: RecordKey) -> None:
        """Open the form of a record, with what was half typed into it last time; what is half typed now is kept."""
        from cjm_tui.services.workspace.discovery import workspace_in
        from cjm_tui.services.workspace.templates import questions_of
        from cjm_tui.storage.drafts import draft_of, keep_draft
        from cjm_tui.tui.dialogs.card_form import CardForm
        from cjm_tui.tui.dialogs.meanwhile import tell_meanwhile

        path = self._desk.open_map.path
        keep = partial(keep_draft, path, key)
        asks = questions_of(self._desk.document, workspace_in(path.parent))
        form = CardForm(
            self._desk.document, key, self._desk.names, asks=asks, draft=draft_of(path, key), keep_draft=keep
        )
        asked, lifeline = Asked(self._desk), self._desk.cjm.lifeline

        def close(values: Mapping[str, Value | None] | None) -> None:
            lifeline.discard(form.keep_now)
            filled: list[RecordKey] = []

            def fill() -> None:
                self._fill_in(asked, key, values or {}, form.newcomers())
                filled.append(key)

            if values:
                self._desk.guarded(fill)
                if not filled:
                    self._desk.guarded(partial(keep, form.half_typed()))

        lifeline.add(form.keep_now)
        self._desk.ask(form.of(path), close)
        self._desk.follow(form, lambda: tell_meanwhile(form, self._desk.document))

    def _fill_in(
        self, asked: Asked, key: RecordKey, values: Mapping[str, Value | None], newcomers: Sequence[Newcomer]
    ) -> None:
        done = deeds.filled_in(asked.document, key, values, asked.place)
        together = asked.merged(done)
        done = deeds.Deed(together.document, asked.place if key in together.document.records else self._desk.place)
        if newcomers:
            self._settle_in(done, newcomers)
        else:
            self._desk.take(done)
        asked.tell(together)

    def _settle_in(self, done: deeds.Deed, newcomers: Sequence[Newcomer]) -> None:
        """Take in a deed that names something for the first time, with what it names."""
        from cjm_tui.services.editing.newcomers import settled_in

        self._desk.put(settled_in(self._desk.open_map, done.document, newcomers))
        new = ", ".join(f"{newcomer.kind} {newcomer.name}" for newcomer in newcomers)
        self._desk.say(f"New: {new} · {key_of('undo')} undoes", "text")
        self._desk.read_around()
