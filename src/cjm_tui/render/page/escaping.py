r"""Text of people made safe for Markdown and Mermaid: what goes in comes out again when it is read.

Invariant: nothing a person typed becomes markup. What is written of it reads back as `tidy(text)` in any reader of
GitHub Flavored Markdown, `mermaid_name` as `one_line(text)` in Mermaid's journey grammar.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from cjm_tui.model.values import without_hidden

LINE_BREAK = "<br>"
LINK_SCHEMES = ("http", "https", "mailto")

_IN_CELLS = re.compile(r"[\\`*_\[\]<>~|&#$!]")
# A sign at the end of a piece is escaped in any case: what will stand behind it is not known here.
_IN_RUNNING_TEXT = re.compile(r"[\\`*\[\]~|$]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|\Z)|&(?=#?[A-Za-z0-9]*(?:;|\Z))")
_AT_LINE_START = re.compile(r"(?=[#>=])|(?=[-+](?:\s|$))|(?=--|:-)|[0-9]+(?=[.)](?:\s|$))")

# GitHub links a bare address whatever stands before its signs, so a backslash inside one would be seen.
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|(?<![A-Za-z0-9])www\.)\S*", re.ASCII | re.IGNORECASE)
_ADDRESS_AT_END = re.compile(r"(?:://|www\.)\S*\Z", re.ASCII | re.IGNORECASE)
_AFTER_ADDRESS = re.compile(r"[.,;:!?'\"*_~)\]}|\\`’”»…]*\Z")
_CLOSING_QUOTE = re.compile("[’”»…]+\\Z")
_ENTITY = re.compile(r"&#?[A-Za-z0-9]+;")
_PLAIN_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?(?:[/?#][\w.~:/?#@!$&'()*+,;=%-]*)?\Z", re.ASCII
)
_SIGNS_OF_ADDRESSES = re.compile(r"(:)(//)|((?<![A-Za-z0-9])www)(\.)", re.ASCII | re.IGNORECASE)
_BROKEN = r"\1\3\\\2\4"
_BACKSLASHED = r"\\\g<0>"

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile("\n{2,}")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Mermaid stores an entity as `ﬂ°°NN¶ß` while it parses: those two letters must not be taken for one.
_IN_MERMAID = re.compile('[#;:%<>&,{}"\\\\`\ufb02\u00b6]')
_MERMAID_KEYWORD = re.compile(r"title|section|journey|acctitle|accdescr", re.IGNORECASE)


def seen(text: str) -> str:
    """Return `text` without hidden characters, every kind of line end as a newline."""
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.split(_SURROGATES.sub("\ufffd", text))
    return "\n".join(map(without_hidden, lines))


def tidy(text: str) -> str:
    """Return `text` as a page shows it: nothing hidden, no space around its lines, no empty line around it."""
    return stripped(seen(text), "\n")


def one_line(text: str) -> str:
    """Return `text` tidied, every stretch of white space as one space."""
    return " ".join(seen(text).split())


def stripped(text: str, line_break: str) -> str:
    """Return the lines of `text` without space around, none empty at the ends, joined by `line_break`."""
    if "\n" not in text:
        return text.strip()
    return line_break.join(line.strip() for line in text.strip().split("\n"))


def piece(text: str, *, in_cell: bool) -> str:
    """Return a piece of text with its markup escaped; newlines, and the space around it, stay."""
    markup = _IN_CELLS if in_cell else _IN_RUNNING_TEXT
    visible = seen(text)
    return _escaped(visible, markup) if "://" in visible or markup.search(visible) else visible


def started(text: str) -> str:
    """Return escaped running text with a backslash in each line that would begin a list, a heading or a rule."""
    return "\n".join(map(_started_line, text.split("\n"))) if "\n" in text else _started_line(text)


def cell(text: str) -> str:
    """Return `text` for a table cell: one line, newlines as `<br>`."""
    return stripped(piece(text, in_cell=True), LINE_BREAK)


def unparted(text: str) -> str:
    """Return `text` without empty lines, so that it is one paragraph."""
    return _EMPTY_LINES.sub("\n", text)


def hard_breaks(text: str) -> str:
    """Return escaped running text with its newlines made to stay: a backslash at the end of a line."""
    lines = text.split("\n")
    following = [*lines[1:], ""]
    return "\n".join(_broken_line(one) if one and other else one for one, other in zip(lines, following, strict=True))


def mermaid_name(text: str) -> str:
    """Return `text` as a title, section, task or actor of a Mermaid `journey`; what the grammar would take as `#NN;`.

    The rules are those of the grammar in mermaid 11 (`diagrams/user-journey/parser/journey.jison`).
    """
    escaped = _IN_MERMAID.sub(lambda match: f"#{ord(match[0])};", one_line(text))
    keyword = _MERMAID_KEYWORD.match(escaped)
    return f"#{ord(escaped[0])};{escaped[1:]}" if keyword else escaped


def fenced(text: str, info: str) -> str:
    """Return `text` as a code block: its fence is one backtick longer than the longest run inside, three at least."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def comment(text: str) -> str:
    """Return `text` as the inside of an HTML comment: nothing in it can end the comment."""
    return one_line(text).replace("--", "-%2D").replace("<", "%3C").replace(">", "%3E").strip("-")


def is_link(address: str) -> bool:
    """Tell whether a page may link to `address`: http or https with a host, or mailto, and nothing hidden."""
    if address != one_line(address) or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme not in LINK_SCHEMES:
        return False
    return bool(parts.path if parts.scheme == "mailto" else parts.hostname)


def link_target(address: str) -> str:
    """Return `address` as the destination of a link: percent-encoded where Markdown or a table would stumble."""
    encoded = quote(_SURROGATES.sub("\ufffd", address), safe="-._~:/?#@!$&'*+,;=%")
    return _ENTITY.sub(lambda match: "\\" + match[0], encoded)


def _started_line(line: str) -> str:
    start = _AT_LINE_START.match(line)
    return f"{line[: start.end()]}\\{line[start.end() :]}" if start else line


def _broken_line(line: str) -> str:
    # GitHub would take the backslash for a part of an address.
    return f"{line} \\" if _ADDRESS_AT_END.search(line) else f"{line}\\"


def _escaped(line: str, markup: re.Pattern[str]) -> str:
    if "://" not in line and "www." not in line.lower():
        return markup.sub(_BACKSLASHED, line)
    pieces: list[str] = []
    place = 0
    for match in _ADDRESS.finditer(line):
        if not markup.search(match[0]) and not _CLOSING_QUOTE.search(match[0]):
            continue
        pieces += [markup.sub(_BACKSLASHED, line[place : match.start()]), _address(match[0], markup)]
        place = match.end()
    return "".join([*pieces, markup.sub(_BACKSLASHED, line[place:])])


def _address(written: str, markup: re.Pattern[str]) -> str:
    """Return an address GitHub would link by itself: marked as a link, or broken, so that no backslash shows."""
    address = _AFTER_ADDRESS.sub("", written)
    if _PLAIN_ADDRESS.match(address) and not _ENTITY.search(address):
        return f"<{address}>{markup.sub(_BACKSLASHED, written[len(address) :])}"
    if not markup.search(written):
        return written
    return _SIGNS_OF_ADDRESSES.sub(_BROKEN, markup.sub(_BACKSLASHED, written))
