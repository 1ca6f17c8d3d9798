"""The board's commands about the curve: whose it is, what is laid over it, how fine it is drawn.

Invariant: a baseline that lies over the curve is the one that the map names now, as its file stands on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

    from cjm_tui.model.document import Document
    from cjm_tui.render.curve.grain import Grain
    from cjm_tui.render.curve.looks import Look
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.lookout import Lookout
    from cjm_tui.tui.widgets.view_board import ViewBoard

_GRAIN = "curve"
_CURVE = "curve "
_CURVES = {
    "plain": ("The curve alone", "nothing laid over it"),
    "personas": ("All personas' curves", "laid over each other"),
    "importance": ("Importance over the curve", "impact 1 … 5 as a second line"),
    "baseline": ("The baseline's curve", "of the map this one names as its baseline"),
}


class Looking:
    """Changes which curves are seen, and in which grain; the grain is remembered.

    `post` takes messages from any thread: `Changed`, upon which the screen calls `look_again`.
    """

    def __init__(self, desk: Desk, board: ViewBoard, post: Callable[[Message], object]) -> None:
        self._desk, self._board, self._post = desk, board, post
        self._laid = "plain"
        self._baseline = ""
        self._lookout: Lookout | None = None
        self._grain: Grain | None = None

    def begin(self) -> None:
        """Draw the curve in the grain that is remembered, if it is another one than braille."""
        from cjm_tui.storage.preferences import preferences

        if preferences().choice(_GRAIN):
            from cjm_tui.render.curve.looks import PLAIN

            self._board.look_at(PLAIN._replace(grain=self._own_grain()))

    def end(self) -> None:
        """Watch no baseline any more."""
        if self._lookout is not None:
            self._lookout.stop()
            self._lookout = None

    def follow(self) -> None:
        """Lay the baseline over the curve that the map names now."""
        if self._laid == "baseline" and self._baseline != (named := self._desk.document.header.text("baseline")):
            self.lay("baseline" if named else "plain")

    def look_again(self) -> None:
        """Lay the baseline over the curve as somebody has just written it."""
        if self._laid == "baseline":
            self._read_baseline(lambda look: self._board.look_at(look._replace(grain=self._own_grain())))

    def do_next_persona(self) -> None:
        """Show the next persona's curve."""
        self._turn_persona(1)

    def do_previous_persona(self) -> None:
        """Show the previous persona's curve."""
        self._turn_persona(-1)

    def do_lay_over(self) -> None:
        """Lay the next thing over the curve: everybody's curves, importance, the baseline, nothing."""
        known = [id_ for id_ in _CURVES if self._is_there(id_)]
        at = known.index(self._laid) if self._laid in known else 0
        self.lay(known[(at + 1) % len(known)])

    def do_grain(self) -> None:
        """Draw the curve in the next grain: braille, blocks, ASCII."""
        from cjm_tui.render.curve.grain import Grain
        from cjm_tui.storage.preferences import remember

        grains = list(Grain)
        self._grain = grains[(grains.index(self._own_grain()) + 1) % len(grains)]
        remember(_GRAIN, self._grain.value)
        self.lay(self._laid)
        self._desk.say(f"The curve is drawn in {self._grain.value}")

    def entries(self) -> list[tuple[str, str, str]]:
        """Return what the palette offers: what may be laid over the curve."""
        return [(f"{_CURVE}{id_}", *words) for id_, words in _CURVES.items() if self._is_there(id_)]

    def run_entry(self, id_: str) -> bool:
        """Run what was chosen in the palette; tell whether it was one of these."""
        if id_.startswith(_CURVE):
            self.lay(id_.removeprefix(_CURVE))
            return True
        return False

    def lay(self, over: str) -> None:
        """Lay something over the curve: `plain`, `personas`, `importance` or `baseline`."""
        from cjm_tui.render.curve.looks import Look

        self._laid = over
        self._watch_baseline()
        if over == "baseline":
            self._read_baseline(self._look_through)
            return
        shown = self._desk.personas() if over == "personas" else ()
        personas = tuple((id_, self._desk.persona_name(id_)) for id_ in shown)
        self._look_through(Look(personas=personas, importance=over == "importance"))

    def _turn_persona(self, steps: int) -> None:
        row = ("", *self._desk.personas())
        at = row.index(self._desk.persona) if self._desk.persona in row else 0
        self._desk.show_persona(row[(at + steps) % len(row)])

    def _watch_baseline(self) -> None:
        """Watch the files around while a baseline lies over the curve."""
        from cjm_tui.tui.lookout import Lookout

        self._baseline = self._desk.document.header.text("baseline") if self._laid == "baseline" else ""
        self.end()
        if self._baseline:
            self._lookout = Lookout(self._desk.open_map.path.parent, self._post)
            self._lookout.start()

    def _read_baseline(self, then: Callable[[Look], None]) -> None:
        """Read the baseline in a thread, and go on with it unless something else was laid over the curve meanwhile."""
        from cjm_tui.render.curve.looks import Look
        from cjm_tui.services.past.baseline import baseline_of

        def go_on(baseline: Document) -> None:
            if self._laid == "baseline":
                then(Look(baseline=baseline))

        path, document = self._desk.open_map.path, self._desk.document
        self._desk.aside(lambda: baseline_of(path, document), go_on)

    def _look_through(self, look: Look) -> None:
        from cjm_tui.render.curve.looks import legend

        whole = look._replace(grain=self._own_grain())
        self._board.look_at(whole)
        self._desk.say(legend(whole) or f"{_CURVES['plain'][0]} · {key_of('lay-over')} lays others over it")

    def _is_there(self, over: str) -> bool:
        if over == "personas":
            return len(self._desk.personas()) > 1
        return over != "baseline" or bool(self._desk.document.header.text("baseline"))

    def _own_grain(self) -> Grain:
        from cjm_tui.render.curve.grain import Grain
        from cjm_tui.storage.preferences import preferences

        if self._grain is None:
            kept = preferences().choice(_GRAIN)
            self._grain = next((grain for grain in Grain if grain.value == kept), Grain.BRAILLE)
        return self._grain
