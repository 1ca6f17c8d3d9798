"""Templates: maps to begin with, the team's own first, then those that come with the program.

Invariant: a template is a map like any other; what is made from it reads as the template did, title and note of
its origin apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.checking.nearest import did_you_mean
from cjm_tui.errors import CjmError, NotFoundError, UnreadableError, UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.ids import free_id
from cjm_tui.model.record import HEADER, Record
from cjm_tui.services.discovery import Workspace, workspace_in, workspace_of
from cjm_tui.services.shipped import templates_folder
from cjm_tui.services.workspace_documents import named
from cjm_tui.storage.files import create, load

DEFAULT = "classic"

_SETTINGS = Document("workspace", {HEADER: Record("", "", {"schema": "workspace/1"})})


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, the title that describes it, and its file."""

    name: str
    title: str
    path: Path


def templates(workspace: Workspace | None) -> dict[str, Template]:
    """Return all templates by name; the team's own hide shipped ones of the same name."""
    folders = [templates_folder()] + ([workspace.folder / "templates"] if workspace else [])
    found: dict[str, Template] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            document = load(path, named(path)).document
            if document is not None and document.kind == "map":
                found[path.stem] = Template(path.stem, document.title, path)
    return dict(sorted(found.items()))


def workspace_or_none() -> Workspace | None:
    """Return the workspace here, None where there is none yet."""
    try:
        return workspace_of(Path())
    except CjmError:
        return None


def new_map(title: str, template_name: str = DEFAULT, workspace: Workspace | None = None) -> Path:
    """Make a map of a title from a template, in a workspace, by default the one here or a new `maps/`; return its path.

    Raises `NotFoundError` with the nearest template, `SaveError` when it cannot be written.
    """
    if not title.strip():
        raise UsageError("No map made", "a map needs a title", "Write cjm new “What the customer sets out to do”.")
    workspace = workspace or workspace_or_none()
    template = _template(templates(workspace), template_name)
    if workspace is None:
        folder = Path("maps")
        create(folder / "cjm.toml", _SETTINGS)
        workspace = workspace_in(folder)
    path = workspace.folder / f"{free_id(title, 'map', {*workspace.maps, 'cjm'})}.toml"
    create(path, _titled(template, title))
    return path


def _template(known: Mapping[str, Template], name: str) -> Template:
    if name in known:
        return known[name]
    hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
    raise NotFoundError("No such template", f"there is no template “{name}”", hint[:1].upper() + hint[1:])


def _titled(template: Template, title: str) -> Document:
    document = load(template.path, named(template.path)).document
    if document is None:
        raise UnreadableError("No map made", f"the template {template.name} cannot be read", "Choose another one.")
    header = document.header.with_fields({"title": title, "template": template.name, "summary": None})
    return document.with_records([header], [question.key for question in document.of_kind("question")])


def questions_of(document: Document, workspace: Workspace | None = None) -> dict[str, str]:
    """Return what the template of a map asks where a field is empty, by field (`touchpoint.doing`)."""
    name = document.header.text("template")
    template = templates(workspace or workspace_or_none()).get(name) if name else None
    asking = load(template.path, named(template.path)).document if template else None
    return {question.text("field"): question.name for question in asking.of_kind("question")} if asking else {}
