"""A measurement against a floor taken in the same run: interleaved, medians, one line each."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: what was measured, against what, and how many times the floor it may be."""

    name: str
    measured: float
    floor: float
    limit: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Return how many times the floor the measurement is."""
        return self.measured / self.floor

    @property
    def is_kept(self) -> bool:
        """Tell whether the limit is kept."""
        return self.ratio <= self.limit

    def __str__(self) -> str:
        verdict = "kept" if self.is_kept else "MISSED"
        measured, floor = (_in_words(value, self.unit) for value in (self.measured, self.floor))
        return f"| {self.name} | {measured} | {floor} | {self.ratio:.2f} | {self.limit:g} | {verdict} |"


def interleaved(measure: Measure, floor: Measure, *, rounds: int = 7, warm: bool = True) -> tuple[float, float]:
    """Return the medians of both over `rounds`, taken in turn so that a busy moment meets both alike."""
    if warm:
        measure()
        floor()
    pairs = [(measure(), floor()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def judge(row: Row) -> None:
    """Print the row, and fail when the limit is not kept."""
    print(f"\n{row}", end="")  # noqa: T201  # the table is what a benchmark is for
    assert row.is_kept, f"{row.name}: {row.ratio:.2f} of {row.limit:g}"


def judge_bytes(name: str, count: int, limit: int) -> None:
    """Print a count of bytes against its limit, and fail when it is more."""
    verdict = "kept" if count <= limit else "MISSED"
    print(f"\n| {name} | {count:,} bytes | | | {limit:,} | {verdict} |", end="")  # noqa: T201  # the table
    assert count <= limit, f"{name}: {count:,} bytes of {limit:,}"


def process(
    words: Sequence[str],
    folder: Path,
    *,
    statuses: tuple[int, ...] = (0,),
    environment: Mapping[str, str] | None = None,
    before: Callable[[], object] = lambda: None,
) -> Measure:
    """Return a measure of the seconds that one whole process takes; it must end with one of `statuses`.

    What `before` does is not measured.
    """

    def seconds() -> float:
        before()
        start = time.perf_counter()
        ended = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        taken = time.perf_counter() - start
        assert ended.returncode in statuses, f"{words}: {ended.returncode}\n{ended.stderr.decode(errors='replace')}"
        return taken

    return seconds


def in_turn(*measures: Measure) -> Measure:
    """Return a measure of several things done one after the other."""
    return lambda: sum(measure() for measure in measures)


def _in_words(value: float, unit: str) -> str:
    return f"{value * 1000:.1f} ms" if unit == "s" else f"{value / 2**20:.1f} MB"
