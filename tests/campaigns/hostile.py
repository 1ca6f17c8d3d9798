"""Texts that want to be more than text: escape sequences, hidden characters, markup, and maps full of them."""

from __future__ import annotations

import random
import unicodedata

from cjm_tui.model.values import quoted

PAYLOADS = (
    "\x1b]52;c;cm0gLXJmIH4=\x07", "\x1b[2J\x1b[1;1H", "\x1b]0;owned\x07", "\x1b[31m", "\x9b31m", "\x9d0;t\x9c",
    "\x1bP+q\x1b\\", "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\", "\x07", "\x08\x08\x08", "\r", "\r\n", "\n",
    "\n::error::x", "\t", "\x00", "\x0b", "\x0c", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u2069",
    "\u200b", "\u200c", "\u200e", "\u061c", "\ufeff", "\u2060", "\ufff9", "[/]", "[bold", "[@click=app.exit]x[/]",
    "see [/etc", "[JIRA-12]", "%0A::warning::y", "`rm -rf`", "<script>", "|a|b|", "= 1", '"""', "'''",
    "\\u001b[31m", "\u4f60\u597d", "e\u0301\u0301", "\U0001f469\u200d\U0001f4bb", "\U0001f1e9\U0001f1ea",
    "\u0e01\u0e33", "\ufdfd", "Pay by card",
)  # fmt: skip

_BIDI = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_ZERO_WIDTH = {0x200B, 0x200C, *range(0x2060, 0x2065), 0xFEFF, 0x2028, 0x2029, *range(0xFFF9, 0xFFFC)}


def is_control(character: str) -> bool:
    """Tell whether a terminal would act on a character, or nobody would see it, by what Unicode says of it."""
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) in _BIDI | _ZERO_WIDTH


def text(chance: random.Random) -> str:
    """Return a hostile text."""
    return "".join(chance.choice(PAYLOADS) for _ in range(chance.randint(1, 5)))


def map_text(chance: random.Random) -> str:
    """Return a map, readable as TOML, whose every text, id and unknown key may be hostile."""

    def value() -> str:
        return quoted(text(chance))

    ids = [value() if chance.random() < 0.3 else f'"card-{at}"' for at in range(chance.randint(1, 3))]
    lines = [
        'schema = "map/1"',
        f"title = {value()}",
        f"personas = [{value()}]",
        f"status = {value()}",
        f"{value()} = {value()}",
    ]
    lines += ["[stage.one]", f"name = {value()}", "order = 10", f"goal = {value()}"]
    for at, id_ in enumerate(dict.fromkeys(ids)):
        lines += [
            f"[touchpoint.{id_}]",
            f"name = {value()}",
            'stage = "one"',
            f"order = {at}",
            f"emotion = {chance.randint(-2, 2)}",
        ]
        lines += [
            f"channels = [{value()}]",
            f"doing = {value()}",
            f"emotion_by.{value()} = {chance.choice([1, value()])}",
        ]
        lines += [f"moment = {value()}", f"{value()} = {value()}"]
        lines += [
            f"[insight.about-{at}]",
            f"name = {value()}",
            'kind = "pain"',
            f"touchpoint = {id_}",
            f"quote = {value()}",
        ]
    lines += [f"[{chance.choice(['theme', value(), 'opportunity', 'conflict'])}.{value()}]", f"name = {value()}"]
    lines += [f"record = {value()}", f"summary = {value()}"]
    return "\n".join(lines) + "\n"
