"""An insight in two keys and a line: what kind it is, and what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from cjm_tui.model.kinds import INSIGHT_KINDS
from cjm_tui.render.cells import fit
from cjm_tui.tui.dialogs.kept_dialog import KeptDialog
from cjm_tui.tui.dialogs.plain_text import OneLine
from cjm_tui.tui.dialogs.small_dialog import keys_told, plain
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from cjm_tui.tui.dialogs.kept_line import KeptLine

_ASKS = {
    "pain": "what hurts, in the customer's words",
    "gain": "what delights",
    "need": "what would be right",
    "idea": "what somebody thought of",
    "observation": "what was seen",
    "quote": "the customer's own words",
}


class QuickInsight(KeptDialog[tuple[str, str]]):
    """Ask for an insight; gives back its kind and its text, None when it was left."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, name: str, kind: str = "", *, kept: KeptLine | None = None) -> None:
        """Ask for an insight about the card or stage called `name`; the kind may be known already.

        What was `kept` from the last time stands there again once the kind is chosen.
        """
        super().__init__(f"insight about {fit(name, 44)}", "type a letter   esc back")
        self._about = name
        self._kind = kind
        self.kept = kept
        self._line: OneLine | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the kinds with their letters, and the line."""
        longest = max(map(len, INSIGHT_KINDS))
        rows = [
            Content.assemble((kind[0], "bold $primary"), f"  {kind:<{longest}}", (f"  {_ASKS[kind]}", "$muted"))
            for kind in INSIGHT_KINDS
        ]
        yield Static(Content("\n").join(rows), classes="said kinds", markup=False)
        before = self.kept.before.get("text", "") if self.kept is not None else ""
        half = Static(plain(f"half typed last time, any letter goes on: {before}"), classes="small half", markup=False)
        half.display = bool(before)
        yield half
        self._line = OneLine()
        self._line.display = False
        yield self._line

    def half_typed(self) -> dict[str, str]:
        """Return the kind and the text."""
        text = self._line.text if self._line is not None else ""
        return {"kind": self._kind, "text": text} if text.strip() else {}

    def on_mount(self) -> None:
        """Go on to the text when the kind is known."""
        if self._kind:
            self._choose(self._kind)

    def on_key(self, event: events.Key) -> None:
        """Choose a kind by its letter."""
        chosen = next((kind for kind in INSIGHT_KINDS if kind[0] == event.character), None)
        if not self._kind and chosen:
            event.stop()
            self._choose(chosen)

    def on_one_line_ended(self, event: OneLine.Ended) -> None:
        """Give back kind and text."""
        text = event.entry.text.strip()
        self.dismiss((self._kind, text) if text else None)

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self.query_one(".kinds").display = self.query_one(".half").display = False
        self.query_one(".title", Static).update(plain(f"{kind} at {fit(self._about, 50)}"))
        self.query_one(".keys", Static).update(keys_told("enter done   esc back"))
        line = self.query_one(OneLine)
        line.ask(_ASKS.get(kind, ""))
        if self.kept is not None and "text" in self.kept.before:
            line.insert(visible(self.kept.take_up()["text"]))
        line.display = True
        self.set_focus(line)
