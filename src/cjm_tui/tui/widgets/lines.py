"""One widget to draw them all: lines it is given, of which only those that changed are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from cjm_tui.render.cells import Line, filled, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.color import Color
    from textual.events import Resize
    from textual.filter import LineFilter

    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.inks import Inks


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
        self._strips: dict[int, _Drawn] = {}

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
        before = self._lines
        # A line that says the same stays the same one, so that its strip is still known.
        same = tuple(old if old == new else new for old, new in zip(before, lines, strict=False))
        self._lines = (*same, *lines[len(same) :])
        if self._is_fitting:
            return
        if len(before) != len(self._lines):
            self.refresh()
            return
        width = self.size.width
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old is not new]
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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in a region as Textual draws them; one that is the same as before is not made again.

        Nothing is drawn around the lines but blanks, so that Textual's own way (edges, padding and opacity of every
        line, each a strip of its own) is of no use here and would be half the work of a frame.
        """
        self._fit(self.size, is_drawing=True)
        pen = _Pen(cast("CjmApp", self.app).inks, self.get_line_filters(), self.background_colors[1], self.size.width)
        strips = [self._strip(y, pen) for y in crop.line_range]
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one line as Textual draws it."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _strip(self, y: int, pen: _Pen) -> Strip:
        line = self._lines[y] if y < len(self._lines) else ()
        drawn = self._strips.get(y)
        if drawn is None or drawn.line is not line or drawn.pen != pen:
            self._strips[y] = drawn = _Drawn(line, pen, pen.strip(line, self.GROUND))
        return drawn.strip


class _Pen(NamedTuple):
    """What turns a line into a strip: the inks, the filters every text passes, the colour behind it, the width."""

    inks: Inks
    filters: Sequence[LineFilter]
    behind: Color
    width: int

    def strip(self, line: Line, ground: str) -> Strip:
        whole = filled(line, self.width, ground)
        segments = [Segment(run.text, self.inks.style(run.ink)) for run in whole]
        for passed in self.filters:
            segments = passed.apply(segments, self.behind)
        return Strip(segments, length(whole)).adjust_cell_length(self.width)


class _Drawn(NamedTuple):
    line: Line
    pen: _Pen
    strip: Strip
