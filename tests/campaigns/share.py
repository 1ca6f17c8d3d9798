"""How much of a campaign a run does: a small share on every run, all of it with `CJM_CAMPAIGN=full`."""

from __future__ import annotations

import os


def share(*, small: int, full: int) -> int:
    """Return how many rounds to run."""
    return full if os.environ.get("CJM_CAMPAIGN") == "full" else small
