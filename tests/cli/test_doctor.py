"""`cjm doctor` and `cjm check` look at all that a person or a team wrote, and say what is wrong, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.storage.preferences import preferences_path

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def settings() -> Path:
    path = preferences_path()
    path.parent.mkdir(parents=True)
    return path


def test_a_wrong_key_is_told_with_its_line(cjm: Cli, settings: Path) -> None:
    settings.write_text('theme = "cjm-lihgt"\n\n[keys]\nfnd = "x"\n')
    said = cjm("doctor").out
    assert f"! configuration {settings}" in said
    assert f"{settings}:1: no such theme: there is no theme “cjm-lihgt”" in said
    assert f"{settings}:4: keys.fnd: there is no such command; did you mean find?" in said


def test_settings_that_are_no_toml_are_told_with_their_line(cjm: Cli, settings: Path) -> None:
    settings.write_text('theme = "nord"\nkeys = [\n[oops')
    assert f"{settings}:3: " in cjm("doctor").out


def test_a_theme_nobody_wears_is_looked_at_too(cjm: Cli, settings: Path) -> None:
    own = settings.parent / "themes" / "mine.toml"
    own.parent.mkdir()
    own.write_text('name = "Mine"\n[colours]\naccent = "#12345"\n')
    said = cjm("doctor").out
    assert f"! themes        1 of your own in {own.parent}" in said
    assert f"{own}:3: " in said


def test_without_settings_all_is_well(cjm: Cli) -> None:
    lines = cjm("doctor").out.splitlines()
    assert all(line.startswith("  ") for line in lines if "configuration" in line or "themes" in line)


def test_the_teams_own_templates_are_checked_with_the_maps(cjm: Cli, shop: Path) -> None:
    template = shop / "templates" / "ours.toml"
    template.parent.mkdir()
    template.write_text('schema = "map/1"\ntitle = "Ours"\n\n[stage.first]\nname = "First"\n  order = "ten"\n')
    ran = cjm("check")
    assert ran.status == 1
    assert ran.out.startswith("maps/templates/ours.toml:6: ")
    assert "4 files" in ran.err
