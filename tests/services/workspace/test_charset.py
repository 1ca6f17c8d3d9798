"""The C locale means ASCII, unless somebody asked for UTF-8 by name."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from cjm_tui.services.workspace.charset import is_c_locale

SAY = "from cjm_tui.services.workspace.charset import is_c_locale; print(is_c_locale())"


@pytest.mark.parametrize(
    ("wanted", "is_c"),
    [({"LC_ALL": "C"}, "True"), ({"LC_ALL": "C", "PYTHONUTF8": "1"}, "False"), ({"LC_ALL": "C.UTF-8"}, "False")],
)
def test_the_c_locale_is_told_from_the_others(wanted: dict[str, str], is_c: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SAY], capture_output=True, text=True, check=True, env={**os.environ, **wanted}
    )
    assert ended.stdout.strip() == is_c


def test_this_very_run_is_in_no_c_locale() -> None:
    assert not is_c_locale()
