"""Cards that got other numbers and stand where they stood: a line of `cjm diff`, and all of it in its JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_a_diff_says_in_a_line_how_many_were_renumbered_and_its_json_has_each_number(committed: Path, cjm: Cli) -> None:
    path = committed / "buy.toml"
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    path.write_text(re.sub(r"order = (\d+)", r"order = 1\1", path.read_text()))

    said = cjm("diff").out

    assert "of the cards and stages renumbered, in the same order" in said
    assert not re.search(r"\border\b +\d", said)
    assert "emotion" in said
    records = json.loads(cjm("diff", "--json").out)[0]["records"]
    assert sum("order" in record["fields"] for record in records) == path.read_text().count("order = ")
