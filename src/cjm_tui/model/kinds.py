"""Every kind of file, every kind of record and every field, declared once.

The order here is the order in the file. To add a field, add its line; everything else derives from it.
"""

from __future__ import annotations

from cjm_tui.model.fields import DocumentKind, Field, Kind, Type

CHANNEL_KINDS = ("digital", "physical", "human", "voice", "print")
EMOTIONS = range(-2, 3)
INSIGHT_KINDS = ("pain", "gain", "need", "idea", "observation", "quote")
MOMENTS = ("truth", "delight", "pain")
BASES = ("assumption", "observed", "validated")

_CONFIDENCE = ("low", "medium", "high")


def _text(name: str, help_: str, *, required: bool = False, long: bool = False, phase: str = "") -> Field:
    return Field(name, Type.TEXT, help_, required=required, long=long, phase=phase)


def _texts(name: str, help_: str, phase: str = "") -> Field:
    return Field(name, Type.TEXTS, help_, phase=phase)


def _choice(name: str, help_: str, choices: tuple[str, ...], **more: str | bool) -> Field:
    default = more.get("default")
    return Field(
        name,
        Type.CHOICE,
        help_,
        choices=choices,
        required=bool(more.get("required")),
        default=default if isinstance(default, str) else None,
        phase=str(more.get("phase", "")),
    )


def _scale(name: str, help_: str, low: int, high: int, *, keyed_by: str = "", phase: str = "") -> Field:
    return Field(name, Type.WHOLE, help_, low=low, high=high, keyed_by=keyed_by, phase=phase)


def _ref(name: str, help_: str, *to: str, required: bool = False, phase: str = "") -> Field:
    return Field(name, Type.REF, help_, to=to, required=required, phase=phase)


def _refs(name: str, help_: str, *to: str, required: bool = False, phase: str = "") -> Field:
    return Field(name, Type.REFS, help_, to=to, required=required, phase=phase)


_NAME = _text("name", "a few words", required=True)
_SCHEMA = _text("schema", "what the file is, and in which version", required=True)
_ORDER = Field("order", Type.NUMBER, "place among its neighbours: smaller stands first", required=True)
_EMOTION = _scale("emotion", "how it feels, −2 … +2; unset is unknown", -2, 2, phase="emotions")
_FEELING = _text("feeling", "the feeling in the customer's word", phase="emotions")
_MOTIVATION = _text("motivation", "why they go on", phase="experience")
_NEEDS = _texts("needs", "what they need here", phase="experience")
_EXPECTATION = _text("expectation", "what they expect here", phase="experience")
_EFFORT = _scale("effort", "how much work, 1 … 5", 1, 5, phase="priorities")
_LINKS = _texts("links", "addresses: https, http or mailto")
_NOTES = _text("notes", "anything else", long=True)
_PLACE = ("touchpoint", "stage")

MAP = DocumentKind(
    "map",
    1,
    Kind(
        "",
        (
            _SCHEMA,
            _text("title", "what the journey is called", required=True, phase="frame"),
            _choice("state", "as it is today, or as it should be", ("current", "future"), default="current"),
            _choice(
                "status", "how far the team is with it", ("draft", "review", "approved", "archived"), default="draft"
            ),
            _text("scenario", "the situation the customer is in", phase="frame"),
            _text("goal", "what the customer wants to reach", phase="frame"),
            _texts("expectations", "what the customer expects of the whole journey", "frame"),
            _text("start", "where the journey begins", phase="frame"),
            _text("end", "where the journey ends", phase="frame"),
            _refs("personas", "who walks it", "persona", phase="frame"),
            _ref("team", "the team that owns the map", "team"),
            _ref("baseline", "for a future map: the map of today", "map"),
            _ref("parent", "the map this one is a part of", "map"),
            _text("template", "the template it was made from"),
            Field("review_by", Type.DATE, "when to look at it again", phase="actions"),
            _texts("tags", "words to find it by"),
            _text("summary", "what it shows, in a few sentences", long=True),
        ),
        "the map itself",
    ),
    (
        Kind(
            "stage",
            (
                _NAME,
                _ORDER,
                _choice(
                    "kind",
                    "what makes stages of different maps comparable",
                    (
                        "awareness",
                        "consideration",
                        "decision",
                        "purchase",
                        "onboarding",
                        "use",
                        "post-purchase",
                        "loyalty",
                        "advocacy",
                        "other",
                    ),
                    phase="stages",
                ),
                _text("goal", "what the customer wants in this stage", phase="stages"),
                _text("outcome", "what has changed when the stage is over", phase="stages"),
                _FEELING,
                _EMOTION,
                _MOTIVATION,
                _NEEDS,
                _EXPECTATION,
                _text("message", "what we want the customer to hear"),
                _text("duration", "how long it takes"),
            ),
            "a phase of the journey with a goal of its own",
        ),
        Kind(
            "touchpoint",
            (
                _NAME,
                _ref("stage", "the stage it belongs to", "stage", required=True, phase="touchpoints"),
                _ORDER,
                _refs("channels", "where it happens", "channel", phase="touchpoints"),
                _text("doing", "what the customer does", phase="experience"),
                _text("thinking", "what the customer thinks, in their words", phase="experience"),
                _FEELING,
                _EMOTION,
                _scale("emotion_by", "the emotion of one persona", -2, 2, keyed_by="persona", phase="emotions"),
                _MOTIVATION,
                _NEEDS,
                _EXPECTATION,
                _choice("moment", "a moment that matters", MOMENTS, phase="moments"),
                _scale("frequency", "how often it happens, 1 … 5", 1, 5, phase="priorities"),
                _scale("impact", "how strongly it shapes the experience, 1 … 5", 1, 5, phase="priorities"),
                _scale("improvement", "how much room there is to improve, 1 … 5", 1, 5, phase="priorities"),
                _text("frontstage", "what staff does in sight"),
                _text("backstage", "what staff does out of sight"),
                _text("support", "what carries it"),
                _texts("systems", "the systems behind it"),
                _ref("team", "the team behind it", "team"),
                _choice("basis", "how well it is known", BASES, phase="experience"),
                _refs("evidence", "the research behind it", "evidence"),
                _refs("skipped_by", "who does not pass here", "persona"),
                _ref("submap", "the map that tells it in detail", "map"),
                _texts("watch", "path patterns of the code behind it"),
                _LINKS,
                _NOTES,
            ),
            "one point of interaction in a stage",
            place=("stage", "order"),
        ),
        Kind(
            "insight",
            (
                _NAME,
                _choice("kind", "pain, gain, need, …", INSIGHT_KINDS, required=True, phase="pains"),
                _ref("touchpoint", "the touchpoint it is about", "touchpoint", phase="pains"),
                _ref("stage", "or the stage it is about", "stage", phase="pains"),
                _scale("severity", "how much it matters, 1 … 5", 1, 5, phase="pains"),
                _choice("confidence", "how sure we are", _CONFIDENCE),
                _refs("personas", "whose it is; empty: everybody's", "persona"),
                _refs("themes", "the themes it belongs to", "theme", phase="themes"),
                _refs("evidence", "the research behind it", "evidence"),
                _text("quote", "the customer's own words", long=True),
                _NOTES,
            ),
            "something learned, tied to where it happens",
            place=_PLACE,
            one_of=_PLACE,
        ),
        Kind("theme", (_NAME, _text("summary", "what it is about", long=True)), "insights that recur"),
        Kind(
            "opportunity",
            (
                _NAME,
                _refs("insights", "the insights it answers", "insight", phase="opportunities"),
                _refs("touchpoints", "the touchpoints it would change", "touchpoint", phase="opportunities"),
                _scale("impact", "how much it would change, 1 … 5", 1, 5, phase="priorities"),
                _EFFORT,
                _choice("confidence", "how sure we are", _CONFIDENCE, phase="priorities"),
                Field("reach", Type.WHOLE, "how many customers a quarter", low=0, phase="priorities"),
                _choice(
                    "status",
                    "how far it is",
                    ("new", "framed", "prioritized", "parked", "closed"),
                    phase="opportunities",
                ),
                _ref("team", "the team that would take it on", "team"),
                _LINKS,
                Field("seen", Type.TEXT, "fingerprint of an insight as it was when framed", keyed_by="insight"),
            ),
            "a problem framed as a question: How might we …?",
        ),
        Kind(
            "solution",
            (
                _NAME,
                _refs("opportunities", "the opportunities it serves", "opportunity", required=True, phase="actions"),
                _choice(
                    "status", "how far it is", ("idea", "planned", "building", "shipped", "dropped"), phase="actions"
                ),
                _EFFORT,
                _text("owner", "who sees to it", phase="actions"),
                Field("due", Type.DATE, "when it should be there", phase="actions"),
                _LINKS,
            ),
            "what is built",
        ),
        Kind(
            "conflict",
            (
                _text("record", "the record concerned, as in touchpoint.pay-by-card", required=True),
                _text("field", "the field concerned; empty: the whole record"),
                _text("base", "what both sides started from, as a TOML literal"),
                _text("ours", "what stands in place, as a TOML literal"),
                _text("theirs", "what the other side says, as a TOML literal"),
            ),
            "two values nobody has chosen between yet",
        ),
        Kind(
            "metric",
            (
                _NAME,
                _choice(
                    "kind",
                    "what it measures",
                    ("nps", "csat", "ces", "retention", "aov", "conversion", "churn", "other"),
                    phase="measure",
                ),
                _text("unit", "the unit of its readings", phase="measure"),
                _choice("direction", "which way is better", ("up", "down"), phase="measure"),
                _ref("touchpoint", "the touchpoint it measures", "touchpoint", phase="measure"),
                _ref("stage", "or the stage it measures", "stage", phase="measure"),
                Field("baseline", Type.NUMBER, "where it stood at the beginning", phase="measure"),
                Field("target", Type.NUMBER, "where it should be", phase="measure"),
                Field(
                    "readings",
                    Type.NUMBER,
                    "what was measured when: 2026, 2026-Q1, 2026-01 or 2026-01-31",
                    keyed_by="date",
                    phase="measure",
                ),
            ),
            "a number that says whether it works",
            place=_PLACE,
        ),
    ),
    "one journey map",
)

PERSONA = DocumentKind(
    "persona",
    1,
    Kind(
        "",
        (
            _SCHEMA,
            _NAME,
            _text("role", "what they are in this story"),
            _choice("basis", "how well they are known", BASES),
            Field("share", Type.NUMBER, "share of the customers, 0 … 1", low=0, high=1),
            _text("quote", "a sentence they would say"),
            _text("bio", "who they are", long=True),
            _texts("motivations", "what drives them"),
            _texts("needs", "what they need"),
            _texts("preferences", "what they like"),
            _texts("pains", "what hurts them"),
            _texts("goals_short", "what they want soon"),
            _texts("goals_long", "what they want in the end"),
            _refs("channels", "where they are met", "channel"),
            _refs("evidence", "the research behind it", "evidence"),
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
    (),
    "one persona: a fictional but research-based customer",
)

EVIDENCE = DocumentKind(
    "evidence",
    1,
    Kind(
        "",
        (
            _SCHEMA,
            _NAME,
            _choice(
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
            _text("source", "where the answers are kept"),
            _refs("personas", "whom it is about", "persona"),
            _text("summary", "what it says", long=True),
        ),
        "the piece of research",
    ),
    (
        Kind(
            "quote",
            (
                _text("name", "the words", required=True),
                _ref("touchpoint", "the touchpoint it is about, as map#touchpoint", "map#touchpoint"),
                _EMOTION,
                _text("who", "who said it"),
            ),
            "something somebody said",
        ),
    ),
    "one piece of research",
)

WORKSPACE = DocumentKind(
    "workspace",
    1,
    Kind(
        "",
        (
            _SCHEMA,
            Field("stale_after_days", Type.WHOLE, "a card nobody touched for longer is stale", low=1, default=90),
        ),
        "the team's settings",
    ),
    (
        Kind(
            "channel",
            (_NAME, _choice("kind", "what it is made of", CHANNEL_KINDS, required=True)),
            "where touchpoints happen",
        ),
        Kind("team", (_NAME,), "who owns maps and touchpoints"),
        Kind(
            "export",
            (
                _text("target", "the kind of wiki the pages are for", required=True),
                _text("to", "the folder they go to, seen from the repository's top", required=True),
            ),
            "where pages are published",
        ),
    ),
    "the team's vocabulary",
)

DOCUMENT_KINDS: dict[str, DocumentKind] = {kind.name: kind for kind in (MAP, PERSONA, EVIDENCE, WORKSPACE)}

UNKNOWN = DocumentKind("", 0, Kind("", (_SCHEMA,), "a file of an unknown kind"), (), "a file of an unknown kind")
"""Stands for a file whose schema is none of ours: everything in it is kept, nothing is declared."""


def declared(document_kind: str) -> DocumentKind:
    """Return the declaration of a document kind, `UNKNOWN` when there is none of that name."""
    return DOCUMENT_KINDS.get(document_kind, UNKNOWN)


def declared_field(document_kind: str, record_kind: str, key: str) -> Field | None:
    """Return the declaration behind a key of a record, None when nothing declares it."""
    kind = declared(document_kind).kind(record_kind)
    return kind.field(key) if kind else None
