"""What people install: the wheel holds all that is shipped, and the README's commands are the ones that run."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from cjm_tui.services.workspace import shipped

ROOT = Path(__file__).resolve().parent.parent
TRY_IT = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/cjm demo"
TEST_IT = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip would, without a network; return the file."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (built,) = folder.glob("*.whl")
    return built


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_holds_every_map_theme_and_template(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    package = tmp_path / "cjm_tui"
    assert below(package / "shipped" / "maps") == below(ROOT / "maps")
    assert below(package / "shipped" / "themes") == below(ROOT / "themes")
    assert below(package / "templates") == below(ROOT / "src" / "cjm_tui" / "templates")
    assert shipped.sample_files(package) == shipped.sample_files()


def test_an_unpacked_wheel_finds_what_it_ships(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    look = "from cjm_tui.services.workspace import shipped; print(shipped.maps_folder(), shipped.themes_folder())"
    said = subprocess.run(
        [sys.executable, "-c", look],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == [str(tmp_path / "cjm_tui" / "shipped" / name) for name in ("maps", "themes")]


def test_the_wheel_holds_no_tests_and_no_leftovers(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"cjm_tui", next(top for top in tops if top.endswith(".dist-info"))}
    assert not [name for name in names if name.endswith((".pyc", "~", ".orig"))]


def test_both_commands_of_the_readme_stand_there_once() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines.count(TRY_IT) == 1
    assert lines.count(TEST_IT) == 1


def test_the_continuous_check_runs_the_command_of_the_readme(tmp_path: Path) -> None:
    """`.ci/run` is run on a copy whose `python3` only writes down how it was called."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in (".ci/run", "README.md"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (programs / "python3").write_text('#!/bin/sh\necho "$@" "$(ls -d .venv)"\nexit 7\n')
    (programs / "python3").chmod(0o755)
    ended = subprocess.run(
        ["sh", str(tmp_path / ".ci" / "run")],
        env=os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.splitlines() == [f"+ {TEST_IT}", "-m venv .venv "]
    assert ended.returncode == 7


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(requirement) for requirement in project["dependencies"]}
    known = packages_distributions()
    imported = {
        plain(known[top][0])
        for path in (ROOT / "src").rglob("*.py")
        for top in tops_imported(ast.parse(path.read_text(encoding="utf-8")))
        if top in known and top != "cjm_tui"
    }
    assert imported == declared


def tops_imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def plain(requirement: str) -> str:
    """Return the name of a distribution, without its range, as names are compared."""
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-")


def test_every_dependency_has_a_range_and_none_names_a_host() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = declared["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        assert ">=" in requirement
        assert "://" not in requirement
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "uv.lock" in ignored  # it would name every file of a registry, and its host
