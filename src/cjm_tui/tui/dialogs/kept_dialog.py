"""A small dialog whose text outlives the process: it is kept while it is typed, and stands there again next time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from cjm_tui.tui.dialogs.small_dialog import SmallDialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_tui.tui.dialogs.kept_line import KeptLine

Given = TypeVar("Given")


class KeptDialog(SmallDialog[Given], Generic[Given]):
    """Keeps what `half_typed` returns in `kept`, where there is one; whoever asked ends that or gives it up."""

    kept: KeptLine | None = None

    def half_typed(self) -> Mapping[str, str]:
        """Return what the person typed, nothing where it is what was offered; without looking for a widget."""
        raise NotImplementedError

    def loses_nothing(self) -> bool:
        """Tell whether what is typed is kept, or there is none."""
        return self.kept is not None or not self.half_typed()

    def on_mount(self) -> None:
        """Begin to keep what is typed."""
        if self.kept is not None:
            self.kept.watch(self, self.half_typed)

    def on_unmount(self) -> None:
        """Keep what is typed when the app is left from here."""
        if self.kept is not None:
            self.kept.rest()
