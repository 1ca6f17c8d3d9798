"""Templates: maps to begin with, the team's own first, then those that come with the program.

Invariant: a template is a map like any other; what is made from it reads as the template did, title and note of
its origin apart, and without the questions that only help to fill it in. A template that cannot be read is listed with
what is wrong in it, and every other one works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.checking.nearest import did_you_mean, sentence
from cjm_tui.errors import CjmError, NotFoundError, UnreadableError, UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.ids import free_id
from cjm_tui.model.record import HEADER, Record
from cjm_tui.services.workspace.discovery import Workspace, workspace_in, workspace_of
from cjm_tui.services.workspace.documents import change, glance, named
from cjm_tui.services.workspace.shipped import templates_folder
from cjm_tui.services.workspace.vocabulary import VOCABULARY, ids_named, shipped, written_down
from cjm_tui.storage.files import load
from cjm_tui.storage.making import create

DEFAULT = "classic"

_SETTINGS = Document("workspace", {HEADER: Record("", "", {"schema": "workspace/1"})})


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, the title that describes it, its file, and why it cannot be used (empty: it can)."""

    name: str
    title: str
    path: Path
    problem: str = ""


def templates(workspace: Workspace | None) -> dict[str, Template]:
    """Return all templates by name; the team's own hide shipped ones of the same name."""
    listed = {name: _template_in(path) for name, path in sorted(_paths(workspace).items())}
    return {name: template for name, template in listed.items() if template is not None}


def workspace_or_none() -> Workspace | None:
    """Return the workspace here, None where there is none yet; raise `UnreadableError` where nobody lets us look."""
    try:
        return workspace_of(Path())
    except NotFoundError:
        return None


def new_map(title: str, template_name: str = DEFAULT, workspace: Workspace | None = None) -> Path:
    """Make a map of a title from a template, in a workspace, by default the one here or a new `maps/`; return its path.

    Raises `NotFoundError` with the nearest template, `SaveError` when it cannot be written.
    """
    if not title.strip():
        raise UsageError("No map made", "a map needs a title", 'Write cjm new "What the customer sets out to do".')
    workspace = workspace or workspace_or_none() or workspace_in(Path("maps"))
    template = _template(templates(workspace), template_name)
    document = _titled(template, title)
    is_first = workspace.settings is None and not workspace.maps
    if is_first:
        create(workspace.folder / "cjm.toml", _SETTINGS)
    if is_first or workspace.settings is not None:
        _lend_channels(workspace.settings or workspace.folder / "cjm.toml", document, begins=is_first)
    path = workspace.folder / f"{free_id(title, 'map', {*workspace.maps, 'cjm'})}.toml"
    create(path, document)
    return path


def questions_of(document: Document, workspace: Workspace | None = None) -> dict[str, str]:
    """Return what the template of a map asks where a field is empty, by field (`touchpoint.doing`)."""
    name = document.header.text("template")
    path = _paths(workspace or workspace_or_none()).get(name) if name else None
    try:
        asking = glance(path).document if path else None
    except CjmError:
        return {}
    return {question.text("field"): question.name for question in asking.of_kind("question")} if asking else {}


def _paths(workspace: Workspace | None) -> dict[str, Path]:
    """Return the files of all templates by name, the team's own instead of shipped ones of the same name."""
    known = {path.stem: path for path in templates_folder().glob("*.toml") if path.name != VOCABULARY}
    return known | dict(workspace.templates if workspace else {})


def _template_in(path: Path) -> Template | None:
    """Return the template in a file, None where the file is something else."""
    try:
        reading = glance(path)
    except CjmError as error:
        return Template(path.stem, error.message, path, error.message)
    if reading.document is None:
        problem = str(reading.problems[0])
        return Template(path.stem, f"cannot be used: {problem}", path, problem)
    if not reading.document.kind:
        problem = f'{named(path)}:1: it does not say what it is; write schema = "map/1" at its top'
        return Template(path.stem, f"cannot be used: {problem}", path, problem)
    return Template(path.stem, reading.document.title, path) if reading.document.kind == "map" else None


def _template(known: Mapping[str, Template], name: str) -> Template:
    if name in known:
        return known[name]
    hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
    raise NotFoundError("No such template", f"there is no template “{name}”", sentence(hint))


def _titled(template: Template, title: str) -> Document:
    document = None if template.problem else load(template.path, named(template.path)).document
    if document is None:
        raise UnreadableError("No map made", template.problem, "Put the template right, or choose another one.")
    header = document.header.with_fields({"title": title, "template": template.name, "summary": None})
    return document.with_records([header], [question.key for question in document.of_kind("question")])


def _lend_channels(settings: Path, document: Document, *, begins: bool) -> None:
    """Add the channels of a new map that the team's list does not know yet; with its first map a list begins.

    A team that has maps and no list needs none.
    """
    named_here = ids_named(document, "channel")

    def with_channels(team: Document) -> Document:
        known = {channel.id for channel in team.of_kind("channel")}
        if not known:
            return team.with_records(written_down("channel", named_here), ()) if begins else team
        lent = shipped("channel")
        return team.with_records([lent[id_] for id_ in named_here if id_ in lent and id_ not in known], ())

    change(settings, with_channels)
