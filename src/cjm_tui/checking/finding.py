"""A finding: a problem before anybody has looked up its line.

Rules make findings; whoever has the text turns them into problems, so that lines are looked up only where something
is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from cjm_tui.model.kinds import DOCUMENT_KINDS
from cjm_tui.model.problem import Problem
from cjm_tui.model.record import RecordKey

LineOf: TypeAlias = Callable[[RecordKey, str], int]
"""Gives the 1-based line of a record's field, of its header line when the field is empty or absent; 0 when unknown."""


class Finding(NamedTuple):
    """Something odd about a record (or one of its fields): what is wrong, what to do, and how bad it is."""

    key: RecordKey
    field: str
    message: str
    hint: str
    code: str
    severity: Literal["error", "warning"] = "error"

    def as_problem(self, document_kind: str, path: str, line: int) -> Problem:
        """Return the finding as a problem of a file, at a line."""
        record = str(self.key) or (document_kind if document_kind in DOCUMENT_KINDS else "")
        return Problem(path, line, record, self.field, self.message, self.hint, self.severity, self.code)
