"""How the sample maps came about: three people, five months, one chapter for each commit.

A chapter says only what it brought, by path, record and field, and what stood there before. The words of the maps
themselves stand in the shipped files alone, so that the tale cannot contradict them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cjm_tui.history.message import Person
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import Value

MAP = "buy-an-outfit.toml"
"""The map whose story is told; the other files only come in as a whole."""

NORA = Person("Nora Lindqvist", "nora@example.com")
TOMAS = Person("Tomás Ferreira", "tomas@example.com")
AMIRA = Person("Amira Haddad", "amira@example.com")

Fields = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One commit of the tale: what it brought, so that it can be taken away again.

    `clock` is hour and minute. Without a `message` the changes of `MAP` are told in words. `files` are whole files
    that came with it. All others are about `MAP`: `records` and all records of `kinds` came with it; `first_written`
    are the fields, by kind of record, that no record had before; `earlier` is what stood in fields until then, None
    for nothing; `removed` are records that it removed for good.
    """

    author: Person
    days_ago: int
    clock: tuple[int, int]
    message: str = ""
    files: tuple[str, ...] = ()
    records: tuple[RecordKey, ...] = ()
    kinds: tuple[str, ...] = ()
    first_written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier: Mapping[RecordKey, Fields] = field(default_factory=dict)
    removed: tuple[Record, ...] = ()


def _card(id_: str) -> RecordKey:
    return RecordKey("touchpoint", id_)


_CATALOGUE: dict[str, Value] = {
    "name": "Get the catalogue",
    "stage": "inspiration",
    "order": 5,
    "channels": ("parcel",),
    "doing": "Finds the spring catalogue in the last parcel and folds down corners",
    "emotion": 1,
    "basis": "assumption",
}

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(NORA, 152, (16, 40), "Begin with Fiona and an outfit, the way we believe it goes"),
    Chapter(
        TOMAS,
        145,
        (11, 5),
        "Interviews and the poll; nobody mentioned the catalogue",
        files=("evidence/fiona-interviews.toml", "evidence/style-poll.toml"),
        first_written={
            "stage": ("feeling", "motivation", "needs", "expectation"),
            "touchpoint": ("thinking", "feeling", "motivation", "needs", "expectation", "notes"),
        },
        earlier={
            _card("see-a-post"): {"emotion": 2},
            _card("reach-the-site"): {"emotion": 1},
            _card("find-a-size"): {"emotion": 0},
            _card("try-it-on"): {"emotion": 1},
            _card("pay-by-card"): {"emotion": 0},
            _card("unpack-it"): {"emotion": 1},
            _card("wear-it"): {"emotion": 1},
            _card("return-a-size"): {"emotion": 0},
        },
        removed=(Record("touchpoint", "get-the-catalogue", _CATALOGUE),),
    ),
    Chapter(
        TOMAS,
        118,
        (17, 20),
        "Afternoons in two stores, and Paul, who shops there",
        files=("evidence/store-visits.toml", "personas/paul.toml"),
        records=(
            _card("check-the-stock"),
            _card("look-for-it"),
            _card("ask-the-staff"),
            _card("scan-the-label"),
        ),
    ),
    Chapter(
        AMIRA,
        110,
        (9, 12),
        "What happens behind the counter, and the days after the order",
        records=(
            _card("ask-in-the-chat"),
            _card("track-it"),
            _card("pick-it-up"),
            _card("get-a-refund"),
            _card("rate-the-order"),
        ),
        first_written={"touchpoint": ("frontstage", "backstage", "support", "systems")},
    ),
    Chapter(
        TOMAS,
        82,
        (15, 30),
        "Reviews of the app: the chat helps less than we thought",
        files=("evidence/app-reviews.toml",),
        earlier={
            _card("read-reviews"): {"emotion": 1},
            _card("ask-in-the-chat"): {"emotion": 1, "thinking": None, "feeling": "helped"},
            _card("track-it"): {"emotion": 0, "thinking": None, "feeling": "informed"},
        },
    ),
    Chapter(
        NORA,
        60,
        (10, 48),
        files=("evidence/checkout-survey.toml",),
        earlier={
            _card("fill-the-basket"): {"emotion": 1, "thinking": None, "feeling": "looking forward"},
            _card("pay-by-card"): {"emotion": -1, "feeling": "impatient"},
            _card("confirmation"): {"emotion": 0, "thinking": None, "feeling": None},
        },
    ),
    Chapter(
        NORA,
        52,
        (12, 31),
        "Workshop: themes, moments that matter, and the questions we will work on",
        records=(_card("ask-the-speaker"), _card("get-a-tip")),
        kinds=("theme", "opportunity"),
        first_written={"touchpoint": ("moment", "frequency", "impact", "improvement")},
    ),
    Chapter(
        NORA,
        45,
        (14, 2),
        "Numbers of the shop: metrics, with their readings since the spring",
        files=("evidence/shop-analytics.toml",),
        kinds=("metric",),
        first_written={"stage": ("message", "duration")},
    ),
    Chapter(
        AMIRA,
        40,
        (8, 55),
        "What the service desk hears about returns",
        files=("evidence/returns-log.toml",),
        earlier={
            _card("return-a-size"): {"emotion": -1, "feeling": "put off"},
            _card("get-a-refund"): {"emotion": None, "thinking": None, "feeling": None},
        },
    ),
    Chapter(
        NORA,
        31,
        (16, 16),
        "Who does what, and by when",
        kinds=("solution",),
        earlier={
            HEADER: {"status": "draft", "review_by": None, "summary": None},
            _card("pay-by-card"): {"watch": None, "links": None},
        },
    ),
    Chapter(NORA, 26, (9, 40), earlier={_card("scan-the-label"): {"stage": "paying", "order": 5}}),
    Chapter(
        TOMAS,
        22,
        (17, 45),
        "The same journey a year from now, and what the prototype taught us",
        files=(
            "buy-an-outfit-future.toml",
            "evidence/prototype-tests.toml",
            "evidence/returns-market-study.toml",
        ),
    ),
    Chapter(
        NORA,
        17,
        (11, 11),
        "Readings for October; the ads lead to the dress now",
        first_written={"metric": ("readings.2026-10",)},
        earlier={
            RecordKey("solution", "deep-links"): {"status": "building"},
            RecordKey("solution", "keep-the-payment-session"): {"status": "planned"},
        },
    ),
    Chapter(
        TOMAS,
        13,
        (13, 25),
        "From the platform side: bringing a tool into the team",
        files=(
            "team-onboarding.toml",
            "personas/beatriz.toml",
            "personas/dana.toml",
            "personas/tariq.toml",
            "evidence/activation-analytics.toml",
            "evidence/community-threads.toml",
            "evidence/onboarding-survey.toml",
            "evidence/procurement-talks.toml",
            "evidence/trial-interviews.toml",
        ),
    ),
    Chapter(
        AMIRA,
        9,
        (10, 3),
        "A support case from the first error to the renewal",
        files=(
            "support-case.toml",
            "personas/olu.toml",
            "evidence/case-survey.toml",
            "evidence/incident-poll.toml",
            "evidence/on-call-diaries.toml",
            "evidence/renewal-calls.toml",
            "evidence/ticket-review.toml",
        ),
    ),
    Chapter(AMIRA, 6, (9, 27), earlier={_card("rate-the-order"): {"emotion": 0, "notes": None}}),
    Chapter(NORA, 3, (15, 8), earlier={_card("pay-by-card"): {"improvement": 3}}),
)
