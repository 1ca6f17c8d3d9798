"""The forms of the board: a card, a stage, the map itself.

Invariant: an answer becomes one edit; where it cannot, what was typed is kept as a draft.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import Value
from cjm_tui.render.journey import Place
from cjm_tui.tui import deeds
from cjm_tui.tui.screens.uniting import Uniting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_tui.services.editing.newcomers import Newcomer
    from cjm_tui.tui.app import CjmApp


class FillingIn(Uniting):
    """Opens forms, all loaded late; for the board's screen."""

    def do_open_card(self) -> None:
        """Open the form of the card or the stage."""
        self.open_form(deeds.key_of(self.place))

    def do_open_header(self) -> None:
        """Open the form of the map itself."""
        self.open_form(HEADER)

    def do_change_id(self) -> None:
        """Ask for another id of the card or the stage; every reference to it follows, in all files, as one edit."""
        from cjm_tui.tui.dialogs.quick_text import QuickText

        key = deeds.key_of(self.place)

        def change(new: str | None) -> None:
            if new is not None and new != key.id:
                self.guarded(lambda: self._change_id(key, new))

        self.app.push_screen(QuickText(f"another id for {key}", key.id, "a–z, 0–9 and -"), change)

    def _change_id(self, key: RecordKey, new: str) -> None:
        from cjm_tui.services.editing.renaming import with_id

        after = with_id(self.open_map, key, new)
        self.place = Place(new) if key.kind == "stage" else Place(self.place.stage, new)
        self.open_map = after
        files = len(after.past[-1].after) - 1
        beside = f", in {files} more file{'s' * (files != 1)} too" if files else ""
        self.say(f"{key} is {key.kind}.{new} now{beside} · u undoes", "text")

    def open_form(self, key: RecordKey) -> None:
        """Open the form of a record, with what was half typed into it last time; what is half typed now is kept."""
        from cjm_tui.services.workspace.discovery import workspace_in
        from cjm_tui.services.workspace.templates import questions_of
        from cjm_tui.storage.drafts import draft_of, keep_draft
        from cjm_tui.tui.dialogs.card_form import CardForm

        path = self.open_map.path
        keep = partial(keep_draft, path, key)
        asks = questions_of(self.document, workspace_in(path.parent))
        form = CardForm(self.document, key, self.names, asks=asks, draft=draft_of(path, key), keep_draft=keep)
        lifeline = cast("CjmApp", self.app).lifeline

        def close(values: Mapping[str, Value | None] | None) -> None:
            lifeline.discard(form.keep_now)
            filled: list[RecordKey] = []

            def fill() -> None:
                self._fill_in(key, values or {}, form.newcomers())
                filled.append(key)

            if values:
                self.guarded(fill)
                if not filled:
                    self.guarded(partial(keep, form.half_typed()))

        lifeline.add(form.keep_now)
        self.app.push_screen(form, close)

    def _fill_in(self, key: RecordKey, values: Mapping[str, Value | None], newcomers: Sequence[Newcomer]) -> None:
        done = deeds.filled_in(self.document, key, values, self.place)
        if newcomers:
            self._settle_in(done, newcomers)
        else:
            self.take(done)

    def _settle_in(self, done: deeds.Deed, newcomers: Sequence[Newcomer]) -> None:
        """Take in a deed that names something for the first time, with what it names."""
        from cjm_tui.services.editing.newcomers import settled_in

        self.open_map = settled_in(self.open_map, done.document, newcomers)
        new = ", ".join(f"{newcomer.kind} {newcomer.name}" for newcomer in newcomers)
        self.say(f"New: {new} · u undoes", "text")
        self.read_around()
