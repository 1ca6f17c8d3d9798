"""Keys that come faster than the focus moves: over a slow line a whole word arrives at once.

Textual hands every key to what has the focus at that moment. Where a key before it, still on its way, moves the focus
or opens a dialog, the keys behind it belong there; whoever gets one passes it on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

if TYPE_CHECKING:
    from textual.widget import Widget


def passed_on(widget: Widget, event: Key) -> bool:
    """Pass a key on to what has the focus now; tell whether that is somebody else than `widget`."""
    there = widget.app.focused or widget.app.screen
    if there is widget:
        return False
    event.stop()
    event.prevent_default()
    # A stopped event stays stopped wherever it goes, so another one goes on, the way the app itself sends it.
    there._forward_event(Key(event.key, event.character))  # noqa: SLF001  # Textual has no other way to hand on a key
    return True


_MOVES = {"tab": 1, "down": 1, "enter": 1, "shift+tab": -1, "up": -1}


def moved_on(widget: Widget, event: Key) -> bool:
    """Move the focus where a key asks for that, at once and not by a binding; tell whether it did."""
    step = _MOVES.get(event.key, 0)
    if not step:
        return False
    event.stop()
    event.prevent_default()
    if step > 0:
        widget.screen.focus_next()
    else:
        widget.screen.focus_previous()
    return True
