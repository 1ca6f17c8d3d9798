"""Text of a document is never read as markup: a name like `[@click=app.exit]` is a name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cjm_tui.tui

FILES = sorted(Path(next(iter(cjm_tui.tui.__path__))).rglob("*.py"))
READS_MARKUP = {
    "Button", "Checkbox", "Collapsible", "DataTable", "Digits", "Label", "ListItem", "Log", "Markdown", "MarkdownViewer",
    "OptionList", "Pretty", "RadioButton", "RadioSet", "RichLog", "Select", "SelectionList", "Switch", "TabbedContent",
    "Tabs", "Tooltip", "Tree",
}  # fmt: skip
"""Widgets of Textual that parse markup; what they do is done here by drawn lines."""

PARSERS = {"from_markup", "from_text", "highlight"}
TITLES = {"border_title", "border_subtitle", "tooltip"}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def says_no_markup(call: ast.Call) -> bool:
    """Tell whether a call is told that its text is no markup."""
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def faults(source: str) -> list[str]:
    """Return what in a source may read a text as markup, each with its line."""
    found: list[str] = []
    tree = ast.parse(source)
    statics = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "Static" for base in node.bases)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets"):
            found += [f"{node.lineno}: {name.name}" for name in node.names if name.name in READS_MARKUP]
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in TITLES:
            found.append(f"{node.lineno}: {node.attr}")
        if isinstance(node, ast.ClassDef) and node.name in statics:
            starts = [call for name, call in calls(node) if name == "__init__"]
            found += [f"{call.lineno}: {node.name}" for call in starts if not says_no_markup(call)]
    for name, call in calls(tree):
        if name in {"Static", "notify"} and not says_no_markup(call):
            found.append(f"{call.lineno}: {name}")
        if name in PARSERS:
            found.append(f"{call.lineno}: {name}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_read_as_markup(path: Path) -> None:
    assert faults(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "self.app.notify(words)",
        "from textual.widgets import Label",
        "from textual.widgets import OptionList, Static",
        "self.border_title = name",
        "Content.from_markup(name)",
        "class A(Static):\n    def __init__(self):\n        super().__init__(name)",
    ],
)
def test_every_way_to_read_markup_is_noticed(source: str) -> None:
    assert faults(source)


def test_what_is_told_to_read_none_is_fine() -> None:
    assert faults("Static(name, markup=False)\nself.notify(words, markup=False)\nself.update(Content(name))") == []
