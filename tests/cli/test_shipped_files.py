"""What comes with the program passes its own checks, as everybody's files should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.services.workspace.templates import templates

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


@pytest.mark.parametrize("words", [["check"], ["fmt", "--check"]], ids=" ".join)
def test_the_sample_maps_are_sound_and_in_order(cjm: Cli, words: list[str]) -> None:
    ran = cjm("-C", str(maps_folder()), *words)
    assert (ran.status, ran.out) == (0, "")


@pytest.mark.parametrize("name", templates(None))
def test_every_template_makes_a_sound_map(cjm: Cli, name: str) -> None:
    made = cjm("new", "A way to somewhere", "--template", name)
    assert made.status == 0
    assert made.out.startswith("a-way-to-somewhere\n")
    assert cjm("check").out == ""
    assert cjm("fmt", "--check").status == 0
