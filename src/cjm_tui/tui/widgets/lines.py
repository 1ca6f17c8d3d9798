"""One widget to draw them all: lines it is given, of which only those that changed are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from cjm_tui.render.cells import Ink, Line, filled, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Resize

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
        self._fitted = Size(0, 0)
        self._is_fitting = False

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
        if self._is_fitting:
            return
        if len(before) != len(self._lines):
            self.refresh()
            return
        width = self.size.width
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def fit(self, width: int, height: int) -> None:
        """Lay the lines out for a size; the first frame of that size asks for it."""

    def _on_resize(self, event: Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size, *, is_drawing: bool = False) -> None:
        if size != self._fitted:
            self._fitted, self._is_fitting = size, is_drawing
            self.fit(size.width, size.height)
            self._is_fitting = False

    def render_line(self, y: int) -> Strip:
        """Return one line as Textual draws it."""
        self._fit(self.size, is_drawing=True)
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
