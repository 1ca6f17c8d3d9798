"""Run the benchmarks and print the table: `python -m tests.benchmarks [words of pytest…]`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    print("| | measured | floor | ratio | at most | |\n|---|---|---|---|---|---|", end="")  # noqa: T201  # the table's head
    here = str(Path(__file__).parent)
    sys.exit(pytest.main([here, "-m", "benchmark", "-s", "-q", "-n", "0", "--no-header", "--tb=line", *sys.argv[1:]]))
