"""Short words to declare fields with, and the fields that several kinds share."""

from __future__ import annotations

from cjm_tui.model.fields import Field, Kind, Type

CHANNEL_KINDS = ("digital", "physical", "human", "voice", "print")
EMOTIONS = range(-2, 3)
INSIGHT_KINDS = ("pain", "gain", "need", "idea", "observation", "quote")
MOMENTS = ("truth", "delight", "pain")
BASES = ("assumption", "observed", "validated")

CONFIDENCE = ("low", "medium", "high")


def text(name: str, help_: str, *, required: bool = False, long: bool = False, phase: str = "") -> Field:
    """Declare a text."""
    return Field(name, Type.TEXT, help_, required=required, long=long, phase=phase)


def texts(name: str, help_: str, phase: str = "") -> Field:
    """Declare a list of texts."""
    return Field(name, Type.TEXTS, help_, phase=phase)


def choice(name: str, help_: str, choices: tuple[str, ...], **more: str | bool) -> Field:
    """Declare a choice among words."""
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


def scale(name: str, help_: str, low: int, high: int, *, keyed_by: str = "", phase: str = "") -> Field:
    """Declare a whole number between two bounds, both included."""
    return Field(name, Type.WHOLE, help_, low=low, high=high, keyed_by=keyed_by, phase=phase)


def ref(name: str, help_: str, *to: str, required: bool = False, phase: str = "") -> Field:
    """Declare a reference."""
    return Field(name, Type.REF, help_, to=to, required=required, phase=phase)


def refs(name: str, help_: str, *to: str, required: bool = False, phase: str = "") -> Field:
    """Declare a list of references."""
    return Field(name, Type.REFS, help_, to=to, required=required, phase=phase)


NAME = text("name", "a few words", required=True)
SCHEMA = text("schema", "what the file is, and in which version", required=True)
ORDER = Field("order", Type.NUMBER, "place among its neighbours: smaller stands first", required=True)
EMOTION = scale("emotion", "how it feels, −2 … +2; unset is unknown", -2, 2, phase="emotions")
FEELING = text("feeling", "the feeling in the customer's word", phase="emotions")
MOTIVATION = text("motivation", "why they go on", phase="experience")
NEEDS = texts("needs", "what they need here", phase="experience")
EXPECTATION = text("expectation", "what they expect here", phase="experience")
EFFORT = scale("effort", "how much work, 1 … 5", 1, 5, phase="priorities")
LINKS = texts("links", "addresses: https, http or mailto")
NOTES = text("notes", "anything else", long=True)
PLACE = ("touchpoint", "stage")
CONFLICT = Kind(
    "conflict",
    (
        text("record", "the record concerned, as in touchpoint.pay-by-card", required=True),
        text("field", "the field concerned; empty: the whole record"),
        text("base", "what both sides started from, as a TOML literal"),
        text("ours", "what stands in place, as a TOML literal"),
        text("theirs", "what the other side says, as a TOML literal"),
    ),
    "two values nobody has chosen between yet",
)
"""What a merge leaves to a person, in every kind of file."""
