"""The palette of the board: every command by its name, and what the parts of the board offer besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cjm_tui.render.journey import Place
from cjm_tui.tui.command import BOARD

if TYPE_CHECKING:
    from cjm_tui.tui.board.desk import Desk

_PERSONA, _STAGE = "persona ", "stage "


class Offers(Protocol):
    """A part of the board that offers more than commands."""

    def entries(self) -> list[tuple[str, str, str]]:
        """Return what the palette offers, as id, title and help."""

    def run_entry(self, id_: str) -> bool:
        """Run what was chosen in the palette; tell whether it was one of these."""


class Offering:
    """Shows the palette, and hands what was chosen to the part that offered it."""

    def __init__(self, desk: Desk, *parts: Offers) -> None:
        self._desk = desk
        self._parts = parts

    def do_open_palette(self) -> None:
        """Offer every command, view, lane, curve and stage."""
        from cjm_tui.tui.dialogs.palette import Palette

        offered = [entry for part in (*self._parts, self) for entry in part.entries()]
        self._desk.ask(Palette(BOARD, offered), self._take)

    def entries(self) -> list[tuple[str, str, str]]:
        """Return every persona's curve and every stage."""
        desk = self._desk
        curves = [(f"{_PERSONA}{id_}", f"Curve of {desk.persona_name(id_)}", "") for id_ in desk.personas()]
        return curves + [(f"{_STAGE}{stage.id}", stage.name, "go to this stage") for stage in desk.document.stages()]

    def run_entry(self, id_: str) -> bool:
        """Show a persona's curve or go to a stage; tell whether it was one of these."""
        if id_.startswith(_PERSONA):
            self._desk.show_persona(id_.removeprefix(_PERSONA))
        elif id_.startswith(_STAGE):
            self._desk.go(Place(id_.removeprefix(_STAGE)))
        else:
            return False
        return True

    def _take(self, id_: str | None) -> None:
        if id_ is not None and not any(part.run_entry(id_) for part in (*self._parts, self)):
            self._desk.run(id_)
