"""All rules over one document.

Invariant: every problem comes in one go, the header's first, then in the order of the file.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from cjm_tui.checking.contents import shown
from cjm_tui.checking.finding import Finding, LineOf
from cjm_tui.checking.links import known_ids, loose_ends
from cjm_tui.checking.nearest import did_you_mean
from cjm_tui.checking.quick import looks_fine
from cjm_tui.checking.shape import odd_shape
from cjm_tui.checking.surroundings import NOTHING_KNOWN, Surroundings
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import DOCUMENT_KINDS
from cjm_tui.model.made_twice import is_about_twins
from cjm_tui.model.problem import Problem
from cjm_tui.model.record import HEADER, Record
from cjm_tui.model.suspect import suspects
from cjm_tui.model.values import join_key, literal


def check(document: Document, surroundings: Surroundings = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """Return everything odd about a document: shape, ranges, references, conflicts nobody has settled."""
    if document.kind not in DOCUMENT_KINDS:
        return (_unknown_schema(document),)
    known = known_ids(document, surroundings)
    found: list[Finding] = []
    if HEADER not in document.records:
        found.extend(odd_shape(document.kind, document.header))
    for record in document:
        if not looks_fine(document.kind, record, known):
            found.extend(_rules(document, record, known))
    if document.kind == "map":
        found.extend(_odd_baseline(document))
    return tuple(found)


def check_record(document: Document, record: Record, surroundings: Surroundings = NOTHING_KNOWN) -> Iterator[Finding]:
    """Yield what is odd about one record of a document."""
    yield from _rules(document, record, known_ids(document, surroundings))


def problems_of(
    document: Document, path: str, line_of: LineOf, surroundings: Surroundings = NOTHING_KNOWN
) -> tuple[Problem, ...]:
    """Return the findings of `check` as problems of the file `path`, with the lines that `line_of` gives."""
    return tuple(
        finding.as_problem(document.kind, path, line_of(finding.key, finding.field))
        for finding in check(document, surroundings)
    )


def _rules(document: Document, record: Record, known: dict[str, Container[str] | None]) -> Iterator[Finding]:
    yield from odd_shape(document.kind, record)
    yield from loose_ends(document, record, known)
    if record.kind == "conflict":
        yield _unsettled(record)
    if record.kind == "opportunity":
        yield from _suspect(document, record)


def _unknown_schema(document: Document) -> Finding:
    kinds = [kind.schema for kind in DOCUMENT_KINDS.values()]
    schema = document.header.get("schema")
    if schema is None:
        return Finding(
            HEADER, "schema", "missing", f'add schema = "map/1" (or {", ".join(kinds[1:])})', "missing-field"
        )
    hint = (isinstance(schema, str) and did_you_mean(schema, kinds)) or f"write one of {', '.join(kinds)}"
    return Finding(HEADER, "schema", f"{shown(literal(schema))} is no kind of file cjm knows", hint, "unknown-schema")


def _unsettled(conflict: Record) -> Finding:
    field = conflict.text("field")
    about = f"{conflict.text('record')}.{field}" if field else conflict.text("record")
    message = f"two values of {about or 'a record'} and nobody has chosen between them"
    if is_about_twins(conflict):
        message = "two maps of one name and nobody has chosen between them"
    elif not field and conflict.text("base") and not (conflict.text("ours") and conflict.text("theirs")):
        message = f"{about} was removed on one side and changed on the other, and nobody has chosen"
    return Finding(conflict.key, "", message, "choose one: `cjm settle` shows both", "conflict")


def _suspect(document: Document, opportunity: Record) -> Iterator[Finding]:
    for link in suspects(document, opportunity):
        message = f"“{shown(link.name)}” changed since this opportunity was framed on it"
        hint = "look whether it still holds, then confirm it (`cjm confirm`)"
        if link.insight is None:
            message = f"the insight “{shown(link.id)}”, which this opportunity was framed on, is gone"
            hint = "look whether it still holds without it, then confirm it (`cjm confirm`)"
        if link.twin is not None:
            message += f", and “{shown(link.twin.id)}” says the same"
            hint = f"if that is its new id, confirm it (`cjm confirm`): it names {shown(link.twin.id)} then"
        yield Finding(opportunity.key, join_key(("seen", link.id)), message, hint, "suspect-link", "warning")


def has_odd_baseline(document: Document) -> bool:
    """Tell whether a map of today names the map of today."""
    return bool(document.header.text("baseline")) and document.header.text("state") != "future"


def _odd_baseline(document: Document) -> Iterator[Finding]:
    if has_odd_baseline(document):
        hint = 'write state = "future", or take the baseline out'
        yield Finding(HEADER, "baseline", "only a future map has a baseline", hint, "odd-baseline", "warning")
