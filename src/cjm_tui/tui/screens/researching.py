"""From the board to who walks the map and what it rests on, and back to a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.screens.asking import Asking

if TYPE_CHECKING:
    from pathlib import Path


class Researching(Asking):
    """Opens personas and evidence; for the board's screen."""

    def do_show_personas(self) -> None:
        """Show who walks the maps of this folder."""
        from cjm_tui.tui.screens.personas import PersonasScreen

        self.app.push_screen(PersonasScreen(self.open_map.path.parent, self._go_elsewhere))

    def do_show_evidence(self) -> None:
        """Show what the maps of this folder rest on."""
        from cjm_tui.tui.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(self.open_map.path.parent, self._go_elsewhere))

    def _go_elsewhere(self, path: Path, touchpoint: str) -> None:
        """Go to a card of this map, or open another one over this screen."""
        if path != self.open_map.path:
            self.cjm.open_board(path, touchpoint)
            return
        while self.app.screen is not self:
            self.app.pop_screen()
        self.go_to_touchpoint(touchpoint)
