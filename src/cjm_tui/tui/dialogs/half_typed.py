"""What is half typed into a form: what was offered from the last time, and what is handed out to be kept now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cjm_tui.errors import CjmError


class HalfTyped:
    """Texts by field. `offered` are those of the last time that nobody has taken up; `keep` is called with news."""

    def __init__(self, offered: Mapping[str, str], keep: Callable[[Mapping[str, str]], None] | None) -> None:
        self.offered = dict(offered)
        self._kept = dict(offered)
        self._keep = keep

    @property
    def is_kept(self) -> bool:
        """Tell whether anybody keeps what is half typed."""
        return self._keep is not None

    @property
    def has_any(self) -> bool:
        """Tell whether something half typed is kept."""
        return bool(self._kept)

    def hand_out(self, typed: Mapping[str, str]) -> CjmError | None:
        """Hand out what is half typed, if it is news; return why it could not be kept."""
        texts = {**self.offered, **typed}
        if self._keep is None or texts == self._kept:
            return None
        try:
            self._keep(texts)
        except CjmError as error:
            return error
        self._kept = texts
        return None

    def forget(self) -> None:
        """Keep nothing any more: it was saved."""
        if self._keep is not None and self._kept:
            self._keep({})
        self._keep = None
