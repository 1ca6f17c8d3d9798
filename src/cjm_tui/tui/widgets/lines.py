"""One widget to draw them all: lines it is given, of which only those that changed are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from cjm_tui.render.cells import Ink, Line, filled, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.tui.app import CjmApp


class Lines(Widget):
    """Draws lines of runs; a line that says the same as before costs nothing."""

    ALLOW_SELECT: ClassVar[bool] = False
    GROUND: ClassVar[str] = "ground"
    DEFAULT_CSS = """
    Lines { height: 1; width: 1fr; }
    """

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines as last shown, from the top."""
        return self._lines

    @property
    def words(self) -> str:
        """Return what stands in the lines, without colours."""
        return "\n".join("".join(run.text for run in line).rstrip() for line in self._lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; only those that differ are drawn again."""
        before, self._lines = self._lines, tuple(lines)
        if len(before) != len(self._lines):
            self.refresh()
            return
        width = self.size.width
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Return one line as Textual draws it."""
        inks = cast("CjmApp", self.app).inks
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else ()
        whole = filled(line, width, self.GROUND)
        strip = Strip([Segment(run.text, inks.style(run.ink)) for run in whole], length(whole))
        return (
            strip
            if strip.cell_length == width
            else strip.adjust_cell_length(width, inks.style(Ink(ground=self.GROUND)))
        )
