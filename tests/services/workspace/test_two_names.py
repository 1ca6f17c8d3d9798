"""Maps that may be one under two names are told; many of one name are copies, compared with nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.services.workspace.review import problems_in
from cjm_tui.storage.lens import write
from tests.model.documents import shop


@pytest.mark.parametrize(("count", "told"), [(1, 0), (2, 2), (12, 0)])
def test_two_maps_of_one_name_and_content_are_told_and_a_dozen_are_meant(tmp_path: Path, count: int, told: int) -> None:
    for number in range(count):
        (tmp_path / f"shop-{number}.toml").write_text(write("", shop()))
    found = [problem.code for path in tmp_path.iterdir() for problem in problems_in(path)]
    assert found.count("two-names") == told
