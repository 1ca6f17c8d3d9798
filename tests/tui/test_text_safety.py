"""Texts of documents reach Textual's widgets only where markup is off: a look at the syntax of every file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "src" / "cjm_tui" / "tui"
MARKUP_SINKS = {"Static", "Label", "Button", "Checkbox", "RadioButton", "OptionList", "SelectionList", "Link", "notify"}
TITLES = {"border_title", "border_subtitle", "tooltip"}
FILES = sorted(APP.rglob("*.py"))


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_harmless(argument: ast.expr) -> bool:
    """Tell whether an argument cannot hold a document's text as markup: a literal, or Content."""
    if isinstance(argument, ast.Constant):
        return True
    return isinstance(argument, ast.Call) and called(argument) in {"Content", "assemble", "plain", "Text"}


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(APP)) for path in FILES])
def test_no_widget_parses_a_text_as_markup(path: Path) -> None:
    found = []
    for call in calls(ast.parse(path.read_text())):
        if called(call) not in MARKUP_SINKS or not call.args or all(map(is_harmless, call.args[:1])):
            continue
        off = [
            k for k in call.keywords if k.arg == "markup" and isinstance(k.value, ast.Constant) and not k.value.value
        ]
        if not off:
            found.append(f"{path.name}:{call.lineno}")
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(APP)) for path in FILES])
def test_no_title_is_set_from_a_plain_text(path: Path) -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Attribute) and target.attr in TITLES for target in node.targets)
        and not is_harmless(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(APP)) for path in FILES])
def test_nothing_blinks(path: Path) -> None:
    source = path.read_text()
    own = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    bases = {getattr(base, "id", "") for node in own for base in node.bases}
    made = {called(call) for call in calls(ast.parse(source))}
    if {"Input", "TextArea"} & (bases | made):
        assert "cursor_blink" in source
