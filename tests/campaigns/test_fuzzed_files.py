"""Spoilt files: each is read or answered in words, and written back byte for byte. All of it: 2,000,000 files."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from cjm_tui.storage.files import reading_of
from cjm_tui.storage.lens import differing, parse, read, representable, rewrite, write
from cjm_tui.storage.tidying import tidied
from tests.campaigns.share import in_shares
from tests.storage.changes import BROKEN, SAMPLES
from tests.storage.random_edits import edited
from tests.storage.random_texts import sample

PIECES = (
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b'"', b'"""', b"'''", b"'", b"#", b"=", b".", b",", b"\\", b"\t", b" "),
    *(b"\n", b"\r\n", b"\r", b"\n\n", b"[a.b]\n", b"[[a]]\n", b"\n# c\n", b"x = 1\n", b"a.b.c = {}\n", b"{a = 1}"),
    *(b"\xef\xbb\xbf", b"\xff", b"\x00", b"\xe2\x80\xae", b"inf", b"1979-05-27", b"\\u0041", b"<<<<<<< ours\n"),
    b'schema = "persona/1"\n',
)


def spoilt(dice: Random, raw: bytes) -> bytes:
    """Return the bytes with some taken out, put in, doubled or moved."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        start = dice.randrange(len(raw) + 1)
        stop = min(len(raw), start + dice.choice((0, 1, 1, 2, 5, 20, 80)))
        choice = dice.randrange(4)
        if choice == 0:
            raw = raw[:start] + raw[stop:]
        elif choice == 1:
            raw = raw[:start] + dice.choice(PIECES) + raw[start:]
        elif choice == 2:
            raw = raw[:stop] + raw[start:stop] + raw[stop:]
        else:
            place = dice.randrange(len(raw) + 1)
            raw = raw[:place] + raw[start:stop] + raw[place:]
    return raw


def spoil_files(seeds: range) -> None:
    """Spoil a file for every seed, and see that it is read and written back, or answered in words."""
    readable = 0
    for seed in seeds:
        try:
            readable += is_readable_and_safe(seed)
        except Exception as fault:
            fault.add_note(f"seed {seed}")
            raise
    assert readable


def is_readable_and_safe(seed: int) -> bool:
    """Spoil a file, see that nothing is lost of it, and tell whether it can be read."""
    dice = Random(seed)
    original = sample(dice).text.encode() if dice.random() < 0.5 else dice.choice(originals())
    raw = spoilt(dice, original)
    reading = reading_of(raw, "spoilt.toml")
    if reading.document is None:
        assert reading.problems
        assert str(reading.problems[0]).isprintable()
        return False
    assert write(reading.text, reading.document).encode() == raw
    if seed % 10 == 0:
        quick = parse(reading.text).document
        assert quick is not None
        assert quick.records.keys() <= reading.document.records.keys()
        assert tidied(read(tidied(reading))) == tidied(reading)
    after = edited(dice, reading.document)
    again = rewrite(reading, after)
    assert again.document is not None
    assert differing(again.document, representable(after, reading.document)) == frozenset()
    return True


@cache
def originals() -> list[bytes]:
    """Return the sample files that are small enough to be spoilt a million times."""
    return [path.read_bytes() for path in (*SAMPLES, *BROKEN) if path.stat().st_size < 5000]


def test_no_spoilt_file_is_more_than_a_problem() -> None:
    in_shares(spoil_files, small=1_500, full=2_000_000)


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\n", b"\r\n", b"#", b" ", b"\xef\xbb\xbf\n# c"])
def test_next_to_nothing_is_a_file_too(raw: bytes) -> None:
    reading = reading_of(raw, "")
    assert reading.document is not None
    assert write(reading.text, reading.document).encode() == raw
