"""What the stories of the app share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_tui.cli.main import run


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run `cjm` with words in this process, in the folder a test stands in; return what it prints."""

    def call(*words: str) -> str:
        capsys.readouterr()
        run(words)
        return capsys.readouterr().out

    return call
