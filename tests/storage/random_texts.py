"""Texts nobody would write and everybody might: all forms TOML has for one shape, comments everywhere.

Each comment names the record it belongs to, by where it is put, so that a test can say whose it is without asking the
reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import join_key

NOBODY = None
FORMS = ("blocks", "blocks", "blocks", "blocks", "table of inline tables", "dotted keys", "dotted keys at the top")
KINDS = {
    "map": ("stage", "touchpoint", "insight", "metric", "odd kind"),
    "persona": ("note",),
    "evidence": ("quote",),
    "workspace": ("channel", "team", "export"),
    "session": ("vote",),
}
IDS = ("a", "b", "pay-by-card", "zz", "with space", "ä.ö", "#", "10", "c-2", "m", "n")
VALUES: tuple[str, ...] = (
    '"plain"',
    "'literal # no comment'",
    '"a # in a text"',
    '"\\u200b \\t [x]"',
    "1",
    "-2",
    "1.5",
    "nan",
    "true",
    "2026-01-31",
    "2026-01-31T10:00:00Z",
    "10:30:00",
    "[]",
    '["one"]',
    '["one", "two"]',
    '[ "one", "two" , ]',
    '[\n    "one",\n    "two",\n  ]',
    '[\n    # C\n    "one", # C\n\n    "two" # C\n    , "three",\n    # C\n  ]',
    "[[1, 2], [3]]",
    "[{a = 1, b = {c = 2}}, {a = 2}]",
    "{}",
    "{x = 1, y.z = 2}",
    "{ x = [1, 2], q = {} }",
    '"""\nline one\n[touchpoint.fake]\n# no comment\nkey = "x\\"\n"""',
    '"""one\\\n   line"""',
    '"""\n"quoted" ""two""\n\n  end"""',
    "'''\n[[fake]]\n# no comment '\n'''",
    '""""one quote at each end""""',
)
TABLE_VALUES = ("{}", '{name = "inline", order = 3}', '{ name = "x", emotion_by = {f = 1}, list = ["a", "b"] }')


@dataclass(slots=True)
class Sample:
    """A text, and the record each comment in it belongs to (`NOBODY` for none)."""

    document_kind: str
    text: str = ""
    owners: dict[str, RecordKey | None] = field(default_factory=dict)


@dataclass(slots=True)
class Writer:
    """Writes one text at random."""

    random: Random
    sample: Sample
    lines: list[str] = field(default_factory=list)
    indent: str = "  "
    chattiness: float = 0.3
    owner: RecordKey | None = None

    def says(self) -> bool:
        return self.random.random() < self.chattiness

    def comment(self, owner: RecordKey | None) -> str:
        text = f"# c{len(self.sample.owners)} of {'the file' if owner == HEADER else owner}"
        self.sample.owners[text] = owner
        return text

    def blank(self) -> None:
        if self.lines and self.lines[-1] != "":
            self.lines.append("")

    def loose(self) -> None:
        if self.says():
            self.blank()
            self.lines.append(self.comment(NOBODY))
            self.lines.append("")

    def value(self, owner: RecordKey, choices: tuple[str, ...] = VALUES) -> str:
        value = self.random.choice(choices)
        while "# C\n" in value:
            value = value.replace("# C\n", self.comment(owner) + "\n", 1)
        return value

    def entry(self, owner: RecordKey, key: str, value: str | None = None, indent: str | None = None) -> None:
        """Write one key, perhaps with comments around it that can only be its record's."""
        if self.says():
            if self.random.random() < 0.5 or self.owner != owner:
                self.blank()
            self.lines.append((self.indent if indent is None else indent) + self.comment(owner))
        spaces = self.random.choice((" = ", "=", " =  "))
        beside = f" {self.comment(owner)}" if self.says() else ""
        value = self.value(owner) if value is None else value
        self.lines.append(f"{self.indent if indent is None else indent}{key}{spaces}{value}{beside}")
        self.owner = owner
        if self.says() and self.random.random() < 0.4:
            self.lines.append((self.indent if indent is None else indent) + self.comment(owner))
            if self.random.random() < 0.5:
                self.blank()
        if self.random.random() < 0.2:
            self.loose()

    def header(self, owner: RecordKey, path: tuple[str, ...], *, is_array: bool = False) -> None:
        if self.random.random() < 0.8 or (self.lines and self.lines[-1].lstrip().startswith("#")):
            self.blank()
        if self.says():
            self.lines.append(self.comment(owner))
            if self.random.random() < 0.3:
                self.lines.append("  " + self.comment(owner))
        name = self.random.choice((join_key(path), " . ".join(join_key((part,)) for part in path)))
        opening, closing = ("[[", "]]") if is_array else ("[", "]")
        beside = f"  {self.comment(owner)}" if self.says() else ""
        self.lines.append(f"{opening}{name}{closing}{beside}")
        self.owner = owner
        if self.random.random() < 0.1:
            self.lines.append("")


def sample(random: Random) -> Sample:
    """Return a text and whose its comments are."""
    document_kind = random.choice(("map", "map", "map", "persona", "evidence", "workspace", "session"))
    writer = Writer(random, Sample(document_kind))
    writer.indent = random.choice(("  ", "  ", "", "\t", "    "))
    writer.chattiness = random.choice((0.0, 0.1, 0.5))
    writer.loose()
    writer.entry(HEADER, "schema", f'"{document_kind}/1"', "")
    for key in random.sample(("title", "name", "summary", "tags", "odd", "goal"), random.randrange(4)):
        writer.entry(HEADER, key, None, "")
    _records(writer, random, document_kind)
    writer.blank()
    writer.loose()
    writer.sample.text = _spelled(writer.lines, random)
    return writer.sample


def _records(writer: Writer, random: Random, document_kind: str) -> None:
    kinds = random.sample(KINDS[document_kind], random.randrange(1, len(KINDS[document_kind]) + 1))
    forms = {kind: random.choice(FORMS) for kind in kinds}
    ids = {kind: random.sample(IDS, random.randrange(1, 5)) for kind in kinds}
    _dotted(
        writer, random, [RecordKey(k, id_) for k in kinds if forms[k] == "dotted keys at the top" for id_ in ids[k]]
    )
    if document_kind == "persona" and random.random() < 0.5:
        _demographics(writer, random)
    shuffled = [(kind, id_) for kind in kinds if forms[kind] == "blocks" for id_ in ids[kind]]
    if random.random() < 0.5:
        random.shuffle(shuffled)
    for kind, id_ in shuffled:
        _block(writer, random, RecordKey(kind, id_))
    for kind in kinds:
        if forms[kind] in {"table of inline tables", "dotted keys"}:
            _super_table(writer, random, kind, ids[kind], forms[kind])
    if random.random() < 0.15:
        for _ in range(2):
            writer.header(HEADER, ("things",), is_array=True)
            writer.entry(HEADER, "x")


def _dotted(writer: Writer, random: Random, owners: list[RecordKey]) -> None:
    for owner in owners:
        for name in _names(random):
            writer.entry(owner, join_key((*owner, name)), None, "")


def _names(random: Random) -> list[str]:
    names = ["name", "order", "doing", "notes", "emotion", "channels", "odd key", "x"]
    chosen = random.sample(names, random.randrange(1, 6))
    return sorted(chosen, key=names.index) if random.random() < 0.7 else chosen


def _demographics(writer: Writer, random: Random) -> None:
    if random.random() < 0.5:
        writer.entry(HEADER, "demographics.age", '"25"', "")
        writer.entry(HEADER, "demographics.income", '"x"', "")
    else:
        writer.blank()
        comment = writer.says()
        if comment:
            writer.lines.append(writer.comment(HEADER))
        writer.lines.append("[demographics]")
        writer.owner = HEADER
        writer.entry(HEADER, "age", '"25"')


def _block(writer: Writer, random: Random, key: RecordKey) -> None:
    writer.header(key, (key.kind, key.id))
    tables = random.random()
    names = _names(random)
    for index, name in enumerate(names):
        writer.entry(key, join_key((name,)), None, "" if not index else None)
    if tables < 0.2:
        writer.entry(key, "emotion_by.fiona", "1")
        writer.entry(key, "emotion_by.kay", "-1")
    elif tables < 0.35:
        writer.entry(key, "emotion_by", '{fiona = 1, "k.ay" = 2}')
    elif tables < 0.5:
        writer.header(key, (key.kind, key.id, "emotion_by"))
        writer.entry(key, "fiona", "1")
        if random.random() < 0.5:
            writer.header(key, (key.kind, key.id, "deep", "deeper"))
            writer.entry(key, "x")
    elif tables < 0.55:
        for _ in range(2):
            writer.header(key, (key.kind, key.id, "rows"), is_array=True)
            writer.entry(key, "cell")


def _super_table(writer: Writer, random: Random, kind: str, ids: list[str], form: str) -> None:
    writer.header(RecordKey(kind, ""), (kind,))
    if random.random() < 0.2:
        writer.entry(RecordKey(kind, ""), "direct", "3")
    for id_ in ids:
        owner = RecordKey(kind, id_)
        if form == "dotted keys":
            for name in _names(random):
                writer.entry(owner, join_key((id_, name)))
        else:
            writer.entry(owner, join_key((id_,)), writer.value(owner, TABLE_VALUES))


def _spelled(lines: list[str], random: Random) -> str:
    newlines = random.choice((("\n",), ("\n",), ("\r\n",), ("\n", "\r\n")))
    text = "".join(line + random.choice(newlines) for part in lines for line in part.split("\n"))
    if random.random() < 0.2:
        text = text.rstrip("\r\n")
    return "\ufeff" + text if random.random() < 0.1 else text
