"""From the board to who walks the map and what it rests on, and back to a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.tui.board.desk import Desk


class Researching:
    """Opens personas and evidence."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do_show_personas(self) -> None:
        """Show who walks the maps of this folder."""
        from cjm_tui.tui.screens.personas import PersonasScreen

        self._desk.ask(PersonasScreen(self._desk.open_map.path.parent, self._go_elsewhere), self._come_back)

    def do_show_evidence(self) -> None:
        """Show what the maps of this folder rest on."""
        from cjm_tui.tui.screens.evidence import EvidenceScreen

        self._desk.ask(EvidenceScreen(self._desk.open_map.path.parent, self._go_elsewhere), self._come_back)

    def _come_back(self, _: None) -> None:
        """Know those by name that were made there."""
        self._desk.read_around()

    def _go_elsewhere(self, path: Path, touchpoint: str) -> None:
        """Go to a card of this map, or open another one over this screen."""
        if path != self._desk.open_map.path:
            self._desk.cjm.open_board(path, touchpoint)
            return
        self._desk.come_forward()
        self._desk.read_around()
        self._desk.go_to_touchpoint(touchpoint)
