"""Random edits of random texts: what is written reads as what was meant, every comment where it belongs.

All of it: 1,000,000 edits.
"""

from __future__ import annotations

from random import Random

from cjm_tui.storage.lens import differing, read, rewrite
from tests.campaigns.share import in_shares
from tests.storage.random_edits import edited
from tests.storage.random_texts import sample
from tests.storage.test_laws import owners_of

EDITS_A_TEXT = 5


def edit_texts(seeds: range) -> None:
    """Make a text of every seed, and edit it again and again."""
    for seed in seeds:
        dice = Random(seed)
        made = sample(dice)
        reading = read(made.text)
        owners = dict(made.owners)
        for step in range(EDITS_A_TEXT):
            assert reading.document is not None
            after = edited(dice, reading.document)
            reading = rewrite(reading, after)
            again = read(reading.text).document
            assert again is not None, (seed, step)
            assert differing(again, after) == frozenset(), (seed, step)
            owners = {comment: owner for comment, owner in owners.items() if owner is None or owner in after.records}
            assert owners_of(again) == owners, (seed, step)


def test_a_million_edits_leave_every_comment_in_its_place() -> None:
    in_shares(edit_texts, small=200 // EDITS_A_TEXT, full=1_000_000 // EDITS_A_TEXT)
