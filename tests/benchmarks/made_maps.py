"""Maps of any size and repositories of any age, made the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cjm_tui.history.creation import create_throwaway_repository
from cjm_tui.history.message import Person
from cjm_tui.history.past import PastCommit, make_past

FIRST_CARD = "Card 0"
CHANNELS = ("website", "app", "store", "mail", "phone")
FEELINGS = ("furious", "uneasy", "indifferent", "pleased", "delighted")
MOMENTS = ("truth", "delight", "pain")
BASES = ("assumption", "observed", "validated")
PEOPLE = (Person("Ada Moss", "ada@example.org"), Person("Ben Oyelaran", "ben@example.org"))
BEGIN = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)


def map_text(touchpoints: int, *, stages: int = 5, title: str = "A long way", turn: int = 0) -> str:
    """Return a map with `touchpoints` cards evenly over its stages; `turn` changes the words of one card."""
    parts = [f'schema = "map/1"\ntitle = "{title}"\nscenario = "Needs it before Friday"\ngoal = "Have it"\n']
    parts += [f'[stage.stage-{at:03}]\nname = "Stage {at}"\n  order = {at * 10 + 10}\n' for at in range(stages)]
    parts += [_touchpoint(at, touchpoints, stages, turn) for at in range(touchpoints)]
    parts += [_insight(at) for at in range(0, touchpoints, 5)]
    return "\n".join(parts)


def _touchpoint(at: int, touchpoints: int, stages: int, turn: int) -> str:
    emotion = (at * 7 + (turn if at == turn % touchpoints else 0)) % 5 - 2
    moment = f'\n  moment = "{MOMENTS[at % 3]}"' if at % 6 == 0 else ""
    return f"""[touchpoint.card-{at:05}]
name = "Card {at}"
  stage = "stage-{at * stages // touchpoints:03}"
  order = {at * 10 + 10}
  channels = ["{CHANNELS[at % 5]}"]
  doing = "Does what has to be done at card {at}, on the way to the next one"
  thinking = "Is this the right place, and how long will it take?"
  feeling = "{FEELINGS[emotion + 2]}"
  emotion = {emotion}{moment}
  basis = "{BASES[at % 3]}"
"""


def _insight(at: int) -> str:
    kind = ("pain", "gain")[at % 2]
    return f"""[insight.about-{at:05}]
name = "What was learned about card {at}"
  kind = "{kind}"
  touchpoint = "card-{at:05}"
  severity = {at % 5 + 1}
"""


def write_map(top: Path, touchpoints: int, *, name: str = "way", stages: int = 5) -> Path:
    """Write one map into `top/maps/` and return its path."""
    folder = top / "maps"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "cjm.toml").exists():
        (folder / "cjm.toml").write_text('schema = "workspace/1"\n', encoding="utf-8")
    path = folder / f"{name}.toml"
    path.write_text(map_text(touchpoints, stages=stages), encoding="utf-8")
    return path


def write_repository(top: Path, *, touchpoints: int, revisions: int, commits: int) -> Path:
    """Make a repository with `revisions` of one map among `commits`; return the path of the map."""
    top.mkdir(parents=True, exist_ok=True)
    make_past(create_throwaway_repository(top, PEOPLE[0]), _past(touchpoints, revisions, commits))
    return top / "maps" / "way.toml"


def _past(touchpoints: int, revisions: int, commits: int) -> Iterator[PastCommit]:
    every = commits // revisions
    for at in range(commits):
        files: dict[str, bytes | None] = {f"src/module_{at % 97}.py": f"VALUE = {at}\n".encode()}
        if at == 0:
            files["maps/cjm.toml"] = b'schema = "workspace/1"\n'
        if at % every == 0:
            files["maps/way.toml"] = map_text(touchpoints, turn=at // every).encode()
        yield PastCommit(PEOPLE[at % 2], BEGIN + timedelta(hours=at), f"Change number {at}", files)
