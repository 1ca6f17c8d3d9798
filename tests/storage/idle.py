"""A process that does nothing, for those who look whether it lives."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def idle_process(account: int | None = None, group: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Start one, of another account where one is named; it ends with the block, whatever comes of that."""
    with subprocess.Popen(["sleep", "600"], user=account, group=group) as process:
        try:
            yield process
        finally:
            process.kill()
