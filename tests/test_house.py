"""The house keeps its own rules: lint, format, types, the import law, and what the syntax tree can show.

A failure lists every offender as `file:line: what`, so that one run is enough to put the house in order.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "cjm_tui"
LONGEST_FILE = 250
LONGEST_FUNCTION = 40
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "types"}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK|WI" + r"P)\b")


def python_files() -> list[Path]:
    return sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, line: int = 1) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def say(rule: str, offenders: list[str]) -> None:
    if offenders:
        pytest.fail("\n".join([f"{rule}:", *offenders]), pytrace=False)


def run(*words: str) -> None:
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if ended.returncode:
        pytest.fail(f"{ended.stdout}{ended.stderr}".strip(), pytrace=False)


def test_ruff_finds_nothing() -> None:
    run(sys.executable, "-m", "ruff", "check", "--output-format=concise", "src", "tests")


def test_every_file_is_formatted() -> None:
    run(sys.executable, "-m", "ruff", "format", "--check", "--output-format=concise", "src", "tests")


def test_every_type_holds() -> None:
    run(sys.executable, "-m", "mypy", "--no-pretty")


def test_rooms_are_entered_from_above_only() -> None:
    run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def test_every_module_says_what_it_is_for() -> None:
    say("without a docstring", [where(path) for path in python_files() if not ast.get_docstring(tree_of(path))])


def test_every_file_is_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    say(
        f"longer than {LONGEST_FILE} lines",
        [f"{where(path)}: {length} lines" for path, length in lengths.items() if length > LONGEST_FILE],
    )


def test_every_function_is_short() -> None:
    offenders = []
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                offenders.append(f"{where(path, node.lineno)}: {node.name} has {length} lines")
    say(f"longer than {LONGEST_FUNCTION} lines", offenders)


def test_every_file_is_named_for_what_is_in_it() -> None:
    say("a name that says nothing", [where(path) for path in python_files() if path.stem in VAGUE_NAMES])


def stubs(path: Path) -> Iterator[int]:
    """Yield the lines of functions whose body is `pass` or `...`; what is only declared has no body to fill."""
    tree = tree_of(path)
    declared = {id(inner) for node in ast.walk(tree) if is_declaration(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or id(node) in declared:
            continue
        if is_empty(node.body[-1]) and not names_in(node.decorator_list, "overload", "abstractmethod"):
            yield node.lineno


def is_declaration(node: ast.AST) -> bool:
    """Tell whether a node is a protocol, or seen by the type checker alone."""
    if isinstance(node, ast.If):
        return names_in([node.test], "TYPE_CHECKING")
    return isinstance(node, ast.ClassDef) and names_in(node.bases, "Protocol")


def names_in(nodes: list[ast.expr], *names: str) -> bool:
    return any(part.id in names for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name))


def is_empty(step: ast.stmt) -> bool:
    """Tell whether a statement is `pass` or `...`; a sentence that says what a hook is for is none."""
    is_ellipsis = isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant) and step.value.value is ...
    return isinstance(step, ast.Pass) or is_ellipsis


def test_nothing_is_left_unfinished() -> None:
    offenders = [
        f"{where(path, number)}: {line.strip()}"
        for path in python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    offenders += [f"{where(path, line)}: an empty body" for path in PACKAGE.rglob("*.py") for line in stubs(path)]
    say("unfinished", offenders)


def broad_handlers(path: Path) -> Iterator[int]:
    """Yield the lines of the handlers that swallow every exception; one that raises again swallows nothing."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
        is_broad = any(
            kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
            for kind in caught
        )
        last = node.body[-1]
        if is_broad and not (isinstance(last, ast.Raise) and last.exc is None):
            yield node.lineno


def test_unknown_exceptions_are_shown_in_one_place_of_the_app_and_one_of_the_commands() -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        found.setdefault(room, []).extend(where(path, line) for line in broad_handlers(path))
    offenders = [place for room, places in found.items() if room not in {"tui", "cli"} for place in places]
    for room in ("tui", "cli"):
        places = found.get(room, [])
        offenders += places if len(places) > 1 else []
    say("catches everything", offenders)
