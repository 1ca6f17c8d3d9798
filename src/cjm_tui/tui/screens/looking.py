"""The board's commands that lay other curves over the curve, and that say how fine it is drawn.

Invariant: a baseline that lies over the curve is the one that the map names now, as its file stands on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.screens.viewing import Viewing

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.document import Document
    from cjm_tui.render.grain import Grain
    from cjm_tui.render.looks import Look
    from cjm_tui.tui.lookout import Lookout

_GRAIN = "curve"
_CURVE = "curve "
_CURVES = {
    "plain": ("The curve alone", "nothing laid over it"),
    "personas": ("All personas' curves", "laid over each other"),
    "importance": ("Importance over the curve", "impact 1 … 5 as a second line"),
    "baseline": ("The baseline's curve", "of the map this one names as its baseline"),
}


class Looking(Viewing):
    """Changes what is laid over the curve; the grain is remembered."""

    _laid = "plain"
    _baseline = ""
    _grain: Grain | None = None
    _lookout: Lookout | None = None

    def begin_looking(self) -> None:
        """Draw the curve in the grain that is remembered, if it is another one than braille."""
        from cjm_tui.storage.preferences import preferences

        if preferences().choice(_GRAIN):
            from cjm_tui.render.looks import PLAIN

            self.board.look_at(PLAIN._replace(grain=self._own_grain()))

    def do_lay_over(self) -> None:
        """Lay the next thing over the curve: everybody's curves, importance, the baseline, nothing."""
        known = [id_ for id_ in _CURVES if self._is_there(id_)]
        at = known.index(self._laid) if self._laid in known else 0
        self.lay(known[(at + 1) % len(known)])

    def do_grain(self) -> None:
        """Draw the curve in the next grain: braille, blocks, ASCII."""
        from cjm_tui.render.grain import Grain
        from cjm_tui.storage.preferences import remember

        grains = list(Grain)
        self._grain = grains[(grains.index(self._own_grain()) + 1) % len(grains)]
        remember(_GRAIN, self._grain.value)
        self.lay(self._laid)
        self.say(f"The curve is drawn in {self._grain.value}")

    def entries(self) -> list[tuple[str, str, str]]:
        """Return what the palette offers besides commands: what may be laid over the curve too."""
        curves = [(f"{_CURVE}{id_}", *words) for id_, words in _CURVES.items() if self._is_there(id_)]
        return [*super().entries(), *curves]

    def run_entry(self, id_: str) -> None:
        """Run what was chosen in the palette."""
        if id_.startswith(_CURVE):
            self.lay(id_.removeprefix(_CURVE))
        else:
            super().run_entry(id_)

    def lay(self, over: str) -> None:
        """Lay something over the curve: `plain`, `personas`, `importance` or `baseline`."""
        from cjm_tui.render.looks import Look

        self._laid = over
        self._watch_baseline()
        if over == "baseline":
            self._read_baseline(self._look_through)
            return
        personas = tuple((id_, self.persona_name(id_)) for id_ in self.personas()) if over == "personas" else ()
        self._look_through(Look(personas=personas, importance=over == "importance"))

    def redraw(self) -> None:
        """Draw the map anew, and over it the baseline it names now."""
        super().redraw()
        if self._laid == "baseline" and self._baseline != (named := self.document.header.text("baseline")):
            self.lay("baseline" if named else "plain")

    def on_changed(self) -> None:
        """Lay the baseline over the curve as somebody has just written it."""
        if self._laid == "baseline":
            self._read_baseline(lambda look: self.board.look_at(look._replace(grain=self._own_grain())))

    def on_unmount(self) -> None:
        """Watch no baseline any more."""
        if self._lookout is not None:
            self._lookout.stop()

    def _watch_baseline(self) -> None:
        """Watch the files around while a baseline lies over the curve."""
        from cjm_tui.tui.lookout import Lookout

        self._baseline = self.document.header.text("baseline") if self._laid == "baseline" else ""
        if self._lookout is not None:
            self._lookout.stop()
        self._lookout = Lookout(self.open_map.path.parent, self.post_message) if self._baseline else None
        if self._lookout is not None:
            self._lookout.start()

    def _read_baseline(self, then: Callable[[Look], None]) -> None:
        """Read the baseline in a thread, and go on with it unless something else was laid over the curve meanwhile."""
        from cjm_tui.render.looks import Look
        from cjm_tui.services.past.baseline import baseline_of

        def go_on(baseline: Document) -> None:
            if self._laid == "baseline":
                then(Look(baseline=baseline))

        path, document = self.open_map.path, self.document
        self.aside(lambda: baseline_of(path, document), go_on)

    def _look_through(self, look: Look) -> None:
        from cjm_tui.render.looks import legend

        whole = look._replace(grain=self._own_grain())
        self.board.look_at(whole)
        self.say(legend(whole) or f"{_CURVES['plain'][0]} · O lays others over it")

    def _is_there(self, over: str) -> bool:
        if over == "personas":
            return len(self.personas()) > 1
        return over != "baseline" or bool(self.document.header.text("baseline"))

    def _own_grain(self) -> Grain:
        from cjm_tui.render.grain import Grain
        from cjm_tui.storage.preferences import preferences

        if self._grain is None:
            kept = preferences().choice(_GRAIN)
            self._grain = next((grain for grain in Grain if grain.value == kept), Grain.BRAILLE)
        return self._grain
