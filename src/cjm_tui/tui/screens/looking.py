"""The board's commands that lay other curves over the curve, and that say how fine it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.screens.viewing import Viewing

if TYPE_CHECKING:
    from cjm_tui.model.document import Document
    from cjm_tui.render.grain import Grain
    from cjm_tui.render.looks import Look

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
    _grain: Grain | None = None

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
        from cjm_tui.services.past.baseline import baseline_of

        self._laid = over
        if over == "baseline":
            path, document = self.open_map.path, self.document
            self.aside(lambda: baseline_of(path, document), self._lay_baseline)
            return
        personas = tuple((id_, self.persona_name(id_)) for id_ in self.personas()) if over == "personas" else ()
        self._look_through(Look(personas=personas, importance=over == "importance"))

    def _lay_baseline(self, baseline: Document) -> None:
        from cjm_tui.render.looks import Look

        self._look_through(Look(baseline=baseline))

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
