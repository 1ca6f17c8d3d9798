"""The fields of personas, of evidence and of the workspace file. The order here is the order in the file."""

from __future__ import annotations

from cjm_tui.model.declaring import (
    BASES,
    CHANNEL_KINDS,
    CONFLICT,
    EMOTION,
    NAME,
    SCHEMA,
    choice,
    ref,
    refs,
    text,
    texts,
)
from cjm_tui.model.fields import DocumentKind, Field, Kind, Type

PERSONA = DocumentKind(
    "persona",
    1,
    Kind(
        "",
        (
            SCHEMA,
            NAME,
            text("role", "what they are in this story"),
            choice("basis", "how well they are known", BASES),
            Field("share", Type.NUMBER, "share of the customers, 0 … 1", low=0, high=1),
            text("quote", "a sentence they would say"),
            text("bio", "who they are", long=True),
            texts("motivations", "what drives them"),
            texts("needs", "what they need"),
            texts("preferences", "what they like"),
            texts("pains", "what hurts them"),
            texts("goals_short", "what they want soon"),
            texts("goals_long", "what they want in the end"),
            refs("channels", "where they are met", "channel"),
            refs("evidence", "the research behind it", "evidence"),
            Field(
                "demographics",
                Type.TEXT,
                "age, gender, income, education, occupation, location",
                keys=("age", "gender", "income", "education", "occupation", "location"),
            ),
            Field(
                "behaviour",
                Type.TEXT,
                "online activity, purchase habits, contacts with service, devices",
                keys=("online", "purchase", "service", "devices"),
            ),
        ),
        "the persona",
    ),
    (CONFLICT,),
    "one persona: a fictional but research-based customer",
)

EVIDENCE = DocumentKind(
    "evidence",
    1,
    Kind(
        "",
        (
            SCHEMA,
            NAME,
            choice(
                "kind",
                "how it was found out",
                (
                    "survey",
                    "interview",
                    "poll",
                    "analytics",
                    "support",
                    "review",
                    "observation",
                    "market-research",
                    "other",
                ),
                required=True,
            ),
            Field("date", Type.DATE, "when it was found out", required=True),
            Field("quantitative", Type.FLAG, "numbers rather than voices; by default what its kind is"),
            Field("n", Type.WHOLE, "how many people", low=0),
            text("source", "where the answers are kept"),
            refs("personas", "whom it is about", "persona"),
            text("summary", "what it says", long=True),
        ),
        "the piece of research",
    ),
    (
        Kind(
            "quote",
            (
                text("name", "the words", required=True),
                ref("touchpoint", "the touchpoint it is about, as map#touchpoint", "map#touchpoint"),
                EMOTION,
                text("who", "who said it"),
            ),
            "something somebody said",
        ),
        CONFLICT,
    ),
    "one piece of research",
)

WORKSPACE = DocumentKind(
    "workspace",
    1,
    Kind(
        "",
        (
            SCHEMA,
            Field("stale_after_days", Type.WHOLE, "a card nobody touched for longer is stale", low=1, default=90),
        ),
        "the team's settings",
    ),
    (
        Kind(
            "channel",
            (NAME, choice("kind", "what it is made of", CHANNEL_KINDS, required=True)),
            "where touchpoints happen",
        ),
        Kind("team", (NAME,), "who owns maps and touchpoints"),
        Kind(
            "export",
            (
                text("target", "the kind of wiki the pages are for", required=True),
                text("to", "the folder they go to, seen from the repository's top", required=True),
            ),
            "where pages are published",
        ),
        CONFLICT,
    ),
    "the team's vocabulary",
)
