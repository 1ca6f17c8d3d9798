"""Typing on the board itself: a name where it stands, a new card in its place, words to find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region

from cjm_tui.model.record import HEADER
from cjm_tui.render.board.cards import FLAT
from cjm_tui.render.finding import found
from cjm_tui.render.journey import Place, journey_of
from cjm_tui.tui import deeds
from cjm_tui.tui.board.asked import Asked
from cjm_tui.tui.commands import key_of, keyed
from cjm_tui.tui.deeds import Deed
from cjm_tui.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.document import Document
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.dialogs.kept_line import KeptLine
    from cjm_tui.tui.widgets.line_editor import LineEditor
    from cjm_tui.tui.widgets.view_board import ViewBoard

_NEW_CARD, _NEW_STAGE = "new touchpoint", "new stage"


class TypingInPlace:
    """Lays a line to type in over the board, one at a time."""

    def __init__(self, desk: Desk, board: ViewBoard) -> None:
        self._desk, self._board = desk, board
        self.editor: LineEditor | None = None
        self._typed: Callable[[str], None] | None = None
        self._over: Place | None = None
        self._kept: KeptLine | None = None
        self._follow: Callable[[], Place | None] = lambda: None
        self._hits: tuple[Place, ...] = ()

    def do_rename(self) -> None:
        """Edit the name of the card or the stage where it stands."""
        asked, record = Asked(self._desk), self._desk.document.records[deeds.key_at(self._desk.place)]
        self._kept = asked.kept("rename", record.key)
        self.type_at(self._desk.place, record.name, lambda name: asked.edit(deeds.renamed, name))

    def do_add_touchpoint(self) -> None:
        """Show an empty card after this one and type its name into it."""
        if not self._desk.document.stages():
            self.do_add_stage()
            return
        self._type_new("add-touchpoint", deeds.touchpoint_added, _NEW_CARD)

    def do_add_stage(self) -> None:
        """Show an empty stage after this one and type its name into it."""
        self._type_new("add-stage", deeds.stage_added, _NEW_STAGE)

    def do_find(self) -> None:
        """Type words to find."""
        self._lay(self._find, "", None, "words to find")

    def do_find_next(self) -> None:
        """Go to the next card found."""
        self._go_to_hit(1)

    def do_find_previous(self) -> None:
        """Go to the card found before."""
        self._go_to_hit(-1)

    def type_at(self, place: Place, text: str, typed: Callable[[str], None], placeholder: str = "") -> None:
        """Lay a line over the name of a card or stage; `typed` is called with what was typed."""
        self._follow = lambda: self._place_now(place)
        self._lay(typed, text, place, placeholder)

    def end(self, text: str | None, *, is_given_up: bool) -> None:
        """Take away the line and do what it was for with what was typed; nothing typed gives it up.

        `text` is None where the person went elsewhere: then what was typed is offered again.
        """
        typed, kept = self._typed, self._kept
        if text is None and not is_given_up:
            self.leave()
            return
        if typed is None or text is None or not text.strip():
            self.give_up()
            return
        self._take_away()
        self._desk.guarded((lambda: typed(text)) if kept is None else lambda: kept.end(lambda: typed(text)))

    def give_up(self) -> None:
        """Take away the line; what was typed is not kept either."""
        kept = self._kept
        self._take_away()
        if kept is not None:
            kept.give_up()

    def leave(self) -> None:
        """Take away the line, as the person went elsewhere; what was typed is offered again."""
        kept = self._kept
        self._take_away()
        if kept is not None and kept.leave():
            self._desk.say(f"Not kept as a name; {key_of(kept.command)} offers what you typed again")

    def rest(self) -> None:
        """Keep what is typed when the app is left from here."""
        if self._kept is not None:
            self._kept.rest()

    def _take_away(self) -> None:
        editor, self.editor = self.editor, None
        self._typed = self._kept = None
        if editor is not None:
            editor.remove()
            self._lend()
            self._desk.say("")
            self._desk.redraw()

    def lay_again(self) -> None:
        """Lay the line over the name again, wherever that stands at another size."""
        if self.editor is not None:
            self.editor.lay(self._where(self._over))

    def follow(self) -> None:
        """Lay the line over the name again where the map changed under it; in the status line where it is gone."""
        if self.editor is not None and self._over is not None:
            self._over = self._follow()
            self.lay_again()

    def _type_new(self, command: str, added: Callable[[Document, Place, str], Deed], called: str) -> None:
        """Show something new and empty after the cursor, and type its name into it."""
        asked = Asked(self._desk)
        self._kept = asked.kept(command, HEADER)

        def preview() -> Place | None:
            if called == _NEW_CARD and not self._desk.document.stages():
                return None
            self._preview(added(self._desk.document, self._desk.place, called))
            return self._board.view.place

        self._follow = preview
        self._lay(lambda name: asked.edit(added, name), "", preview(), called)

    def _place_now(self, place: Place) -> Place | None:
        """Return where a card or stage stands now, None where it is gone."""
        journey = self._desk.journey
        if not place.touchpoint:
            return place if journey.column_of(place.stage) is not None else None
        found_at = journey.places.get(place.touchpoint)
        return Place(journey.columns[found_at[0]].id, place.touchpoint) if found_at else None

    def _lay(self, typed: Callable[[str], None], text: str, over: Place | None, placeholder: str) -> None:
        """Show a line to type in, over the name of a place, or in the status line."""
        from cjm_tui.tui.dialogs.visible import visible
        from cjm_tui.tui.widgets.line_editor import LineEditor

        self._typed, self._over = typed, over
        if over is not None:
            self._desk.say("Type its name")
        self._lend(("enter", "keep it" if over is not None else "find"), ("escape", "leave it"))
        self.editor = editor = LineEditor(text, self._where(over), placeholder)
        if self._kept is not None:
            editor.value = visible(self._kept.take_up().get("name", editor.value), one_line=True)
        self._board.screen.mount(editor)
        editor.focus()
        if self._kept is not None:
            self._kept.watch(editor, lambda: {"name": editor.typed} if editor.typed else {})

    def _lend(self, *labels: tuple[str, str]) -> None:
        """Let the foot of the board name these keys while the others are only letters."""
        self._board.screen.query_one(Footer).lend(labels)

    def _where(self, over: Place | None) -> Region:
        if over is None:
            size = self._board.screen.size
            return Region(1, size.height - 2, size.width - 2, 1)
        x, y, cells = self._board.cell_of(over)
        if over.touchpoint:
            framed = self._board.card_rows != FLAT
            x, y, cells = (x + 3, y + 1, cells - 5) if framed else (x + 2, y, cells - 3)
        else:
            x, cells = x + 1, cells - 2
        return Region(x, y, cells, 1).translate(self._board.region.offset)

    def _preview(self, deed: Deed) -> None:
        """Show a map with an empty card in it; nothing is edited before its name is typed."""
        journey = journey_of(deed.document, self._desk.persona, self._desk.names.get("channel"))
        self._board.look(journey, deed.place)

    def _find(self, words: str) -> None:
        self._hits = found(self._desk.journey, words)
        if not self._hits:
            self._desk.say(f"No card holds “{words}”")
            return
        self._go_to_hit(1)
        more = " · n next, N previous" if len(self._hits) > 1 else ""
        self._desk.say(f"{len(self._hits)} card{'s' * (len(self._hits) > 1)} with “{words}”{more}")

    def _go_to_hit(self, steps: int) -> None:
        hits = [place for place in self._hits if place.touchpoint in self._desk.journey.places]
        if not hits:
            self._desk.say(keyed("Nothing is found yet; {find} finds cards by their texts"))
            return
        here = self._desk.journey.places.get(
            self._desk.place.touchpoint, (self._desk.journey.column_of(self._desk.place.stage) or 0, -1)
        )
        ranks = [self._desk.journey.places[place.touchpoint] for place in hits]
        if steps > 0:
            at = next((at for at, rank in enumerate(ranks) if rank > here), 0)
        else:
            at = next((at for at in reversed(range(len(ranks))) if ranks[at] < here), len(ranks) - 1)
        touchpoint = hits[at].touchpoint
        self._desk.go(Place(self._desk.journey.columns[ranks[at][0]].id, touchpoint))
