"""The floor of every measurement of the app: a Textual app with one Static in it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

MARKER = "bare"


class Bare(App[None]):
    """An app that shows one word and quits on q."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012  # Textual's own way

    def compose(self) -> ComposeResult:
        yield Static(MARKER)


if __name__ == "__main__":
    Bare().run()
