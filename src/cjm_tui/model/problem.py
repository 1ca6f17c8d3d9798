"""A problem: something odd in a file, as a value.

Problems are shown in lists and at the card they concern. They never stop anybody from editing the rest.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Problem(NamedTuple):
    """Something odd in a file.

    `path` is the file as the person would name it, `line` is 1-based (0: the file as a whole), `record` is written as
    on the command line (`touchpoint.pay-by-card`, or `map` for the header), `field` is a key of it; both may be
    empty. `message` says what is wrong, `hint` what to do. An `error` breaks the format, a `warning` is odd. `code`
    is a stable name for scripts.
    """

    path: str
    line: int
    record: str
    field: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"
    code: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        what = ".".join(part for part in (self.record, self.field) if part)
        said = f"{self.message}; {self.hint}" if self.hint else self.message
        return f"{where}: {what}: {said}" if what else f"{where}: {said}"
