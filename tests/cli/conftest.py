"""The command line as a test calls it: words in, status and both outputs back, in a small workspace of a shop."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from cjm_tui.cli.main import run
from tests.sample_maps import OUTFIT_IN_TWO_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = """\
schema = "workspace/1"

[channel.app]
name = "App"
  kind = "digital"

[channel.website]
name = "Website"
  kind = "digital"

[team.shop]
name = "Online shop"
"""

FIONA = """\
schema = "persona/1"
name = "Fashionable Fiona"
"""

BUY = OUTFIT_IN_TWO_STAGES


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    status: int
    out: str
    err: str


class Cli(Protocol):
    def __call__(self, *words: str) -> Ran: ...


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace with one map, and stand in its folder; return the folder of the maps."""
    maps = tmp_path / "shop" / "maps"
    (maps / "personas").mkdir(parents=True)
    (maps / "cjm.toml").write_text(SETTINGS)
    (maps / "personas" / "fiona.toml").write_text(FIONA)
    (maps / "buy.toml").write_text(BUY)
    monkeypatch.chdir(maps.parent)
    return maps


@pytest.fixture
def committed(shop: Path, git: Callable[..., str]) -> Path:
    """Make the shop's workspace with a repository and one commit around it; return the folder of the maps."""
    git(shop.parent, "init", "-q", "-b", "main")
    git(shop.parent, "add", ".")
    git(shop.parent, "commit", "-q", "-m", "First look")
    return shop


@pytest.fixture
def cjm(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Run `cjm` with words in this process, in the folder a test stands in."""
    monkeypatch.chdir(tmp_path / "shop" if (tmp_path / "shop").is_dir() else tmp_path)

    def call(*words: str) -> Ran:
        capsys.readouterr()
        with chdir("."):  # -C goes elsewhere, as the process of a command may
            status = run(words)
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return call
