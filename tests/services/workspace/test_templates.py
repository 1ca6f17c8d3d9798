"""Templates: what comes with the program is in order, and a map made from one is a map without questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.render.cells import width
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.neighbours import surroundings_in
from cjm_tui.services.workspace.review import problems_in
from cjm_tui.services.workspace.shipped import templates_folder
from cjm_tui.services.workspace.templates import new_map, questions_of, templates
from cjm_tui.storage.lens import read, write
from cjm_tui.tui.dialogs.pick_list import TITLE

SHIPPED = tuple(sorted(path.stem for path in templates_folder().glob("*.toml") if path.stem != "cjm"))
INDUSTRIES = {
    "b2b-procurement", "banking-onboarding", "ecommerce-checkout", "healthcare-appointment", "retail-omnichannel",
    "saas-trial", "service-blueprint", "support-resolution",
}  # fmt: skip
FORM_ROOM = 62
"""How many cells a field of the form has at 80 columns."""
LIST_ROOM = TITLE


def document_in(path: Path) -> Document:
    document = read(path.read_text("utf-8"), path.name).document
    assert document is not None
    return document


def shipped(name: str) -> Document:
    return document_in(templates_folder() / f"{name}.toml")


def test_every_promised_template_is_there() -> None:
    assert {"blank", "classic", "four-stage", *INDUSTRIES} == set(SHIPPED) == set(templates(None))


@pytest.mark.parametrize("name", [*SHIPPED, "cjm"])
def test_a_template_is_written_as_the_tool_writes(name: str) -> None:
    text = (templates_folder() / f"{name}.toml").read_text("utf-8")
    document = read(text, name).document
    assert document is not None
    assert write("", document) == text


@pytest.mark.parametrize("name", SHIPPED)
def test_check_finds_nothing_in_a_template_and_knows_its_channels(name: str) -> None:
    around = surroundings_in(workspace_in(templates_folder()))
    assert around.channels is not None
    assert problems_in(templates_folder() / f"{name}.toml", around) == ()


@pytest.mark.parametrize("name", sorted(INDUSTRIES))
def test_a_template_is_a_real_beginning(name: str) -> None:
    document = shipped(name)
    cards = document.of_kind("touchpoint")
    assert 8 <= len(cards) <= 14
    assert all(stage.text("goal") and stage.text("kind") for stage in document.stages())
    assert all(card.text("doing") and card.texts("channels") for card in cards)
    assert {card.text("stage") for card in cards} == {stage.id for stage in document.stages()}


@pytest.mark.parametrize("name", SHIPPED)
def test_its_title_can_be_read_in_the_list_at_80_columns(name: str) -> None:
    assert width(shipped(name).title) <= LIST_ROOM


@pytest.mark.parametrize("name", SHIPPED)
def test_a_template_makes_no_emotion_up(name: str) -> None:
    document = shipped(name)
    assert all(record.emotion is None for record in document.records.values())
    assert all(card.text("basis") == "assumption" for card in document.of_kind("touchpoint"))


def test_the_service_blueprint_fills_every_lane_below_the_line_of_visibility() -> None:
    for card in shipped("service-blueprint").of_kind("touchpoint"):
        assert card.text("frontstage")
        assert card.text("backstage")
        assert card.text("support")
        assert card.texts("systems")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_question_is_about_a_field_there_is_and_fits_its_place_in_the_form(name: str) -> None:
    map_kinds = declared("map")
    questions = shipped(name).of_kind("question")
    for question in questions:
        kind, _, field = question.text("field").partition(".")
        known = map_kinds.kind("" if kind == "map" else kind)
        assert known is not None
        assert known.field(field) is not None, question.text("field")
        assert width(question.name) <= FORM_ROOM, question.name
    asked = [question.text("field") for question in questions]
    assert len(set(asked)) == len(asked)
    assert {f"touchpoint.{field}" for field in ("doing", "thinking", "feeling", "emotion", "basis")} <= set(asked)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_map_made_from_a_template_holds_no_question_and_no_problem(name: str, tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    settings = '# Ours.\nschema = "workspace/1"\n\n[channel.website]\nname = "Our site"\n  kind = "digital"\n'
    (maps / "cjm.toml").write_text(settings)
    made = new_map("Return a parcel", name, workspace_in(maps))
    document = document_in(made)
    assert document.of_kind("question") == ()
    assert document.header.text("template") == name
    workspace = workspace_in(maps)
    assert problems_in(made, surroundings_in(workspace)) == ()
    assert set(settings.splitlines()) <= set((maps / "cjm.toml").read_text().splitlines())
    if document.of_kind("touchpoint"):
        assert questions_of(document, workspace)["touchpoint.doing"]


def test_a_team_that_lists_no_channels_gets_none(tmp_path: Path) -> None:
    (tmp_path / "cjm.toml").write_text('schema = "workspace/1"\n')
    new_map("Return a parcel", "ecommerce-checkout", workspace_in(tmp_path))
    assert (tmp_path / "cjm.toml").read_text() == 'schema = "workspace/1"\n'


def test_the_list_of_channels_begins_with_those_of_the_first_map(tmp_path: Path) -> None:
    made = new_map("Repair a bicycle", "service-blueprint", workspace_in(tmp_path / "maps"))
    around = surroundings_in(workspace_in(tmp_path / "maps"))
    used = {channel for card in document_in(made).of_kind("touchpoint") for channel in card.texts("channels")}
    assert used
    assert around.channels == frozenset(used)
    assert '[channel.front-desk]\nname = "Front desk"\n  kind = ' in (tmp_path / "maps" / "cjm.toml").read_text()


def test_a_template_of_the_teams_own_hides_a_shipped_one_and_asks_its_own_questions(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    own = 'schema = "map/1"\ntitle = "Ours"\n\n[question.doing]\nname = "What now?"\n  field = "touchpoint.doing"\n'
    (tmp_path / "templates" / "classic.toml").write_text(own)
    workspace = workspace_in(tmp_path)
    assert templates(workspace)["classic"].title == "Ours"
    made = new_map("Something", "classic", workspace)
    assert questions_of(document_in(made), workspace) == {"touchpoint.doing": "What now?"}


def test_a_broken_template_says_where_and_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "ours.toml").write_text('schema = "map/1"\ntitle = "Ours\n')
    workspace = workspace_in(tmp_path)
    known = templates(workspace)
    assert "ours.toml:2" in known["ours"].problem
    with pytest.raises(UnreadableError, match=r"ours\.toml:2"):
        new_map("Something", "ours", workspace)
    assert workspace_in(tmp_path).maps == {}
    assert new_map("Something", "blank", workspace).is_file()


def test_a_template_that_is_an_empty_file_is_listed_with_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "ours.toml").write_text("")
    workspace = workspace_in(tmp_path)
    assert 'ours.toml:1: it does not say what it is; write schema = "map/1"' in templates(workspace)["ours"].problem
    with pytest.raises(UnreadableError, match="does not say what it is"):
        new_map("Buy", "ours", workspace)


def test_a_template_that_is_not_there_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        new_map("Something", "clasic", workspace_in(tmp_path))
    assert "classic" in (caught.value.hint or "")


def test_a_map_of_no_template_is_asked_nothing() -> None:
    assert questions_of(read('schema = "map/1"\ntitle = "A"\n', "a").document or Document("map", {})) == {}
