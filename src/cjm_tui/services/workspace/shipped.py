"""What comes with the program: sample maps, themes and templates, as files on disk.

Invariant: what is shipped is found the same way by a checkout (source tree, editable install), where `maps/` and
`themes/` stand beside `src/`, and by an installed wheel, where they stand in `cjm_tui/shipped/`. Nothing here is ever
written to.
"""

from __future__ import annotations

from pathlib import Path

from cjm_tui.errors import NotFoundError

PACKAGE = Path(__file__).resolve().parents[2]


def maps_folder(package: Path = PACKAGE) -> Path:
    """Return the folder of the sample maps, with its `cjm.toml`, `personas/` and `evidence/`; raise NotFoundError."""
    return _folder("maps", package)


def themes_folder(package: Path = PACKAGE) -> Path:
    """Return the folder of the themes, one TOML file each; raise NotFoundError when the installation lacks it."""
    return _folder("themes", package)


def templates_folder(package: Path = PACKAGE) -> Path:
    """Return the folder of the templates to start a map from, one TOML file each; raise NotFoundError."""
    return _existing(package / "templates")


def sample_files(package: Path = PACKAGE) -> dict[str, str]:
    """Return every file of the sample maps, by its path below `maps/` with forward slashes, newlines as they stand."""
    top = maps_folder(package)
    paths = sorted(path for path in top.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(top).as_posix(): path.read_bytes().decode() for path in paths}


def _folder(name: str, package: Path) -> Path:
    beside_the_source = package.parent.parent / name
    if package.parent.name == "src" and beside_the_source.is_dir():
        return beside_the_source
    return _existing(package / "shipped" / name)


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise NotFoundError(
            "Open what comes with cjm",
            f"{folder} is missing, so this installation is not complete.",
            "Install cjm again: pip install --force-reinstall cjm-tui",
        )
    return folder
