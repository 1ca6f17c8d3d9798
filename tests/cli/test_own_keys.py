"""`cjm keys` shows the keys that work, and says what is wrong with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.storage.preferences import preferences_path

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def test_the_effective_keys_are_printed(cjm: Cli) -> None:
    path = preferences_path()
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\nadd-touchpoint = "ctrl+n"\nfnd = "x"\n')
    ran = cjm("keys")
    assert ran.status == 0
    assert any(line.split()[:4] == ["ctrl+n", "Add", "a", "touchpoint"] for line in ran.out.splitlines())
    assert ran.err == f"{path}:3: keys.fnd: there is no such command; did you mean find?\n"
