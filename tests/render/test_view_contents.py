"""What each view of a map says, and how the cursor walks through it."""

from __future__ import annotations

import pytest

from cjm_tui.model.document import document_of
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.render.cells import text_of
from cjm_tui.render.journey import Place, journey_of
from cjm_tui.render.palette import emotion_colour
from cjm_tui.render.views.lanes import SWITCHABLE
from cjm_tui.render.views.matrix_cursor import LanesSheet
from cjm_tui.render.views.order import sheet_of
from cjm_tui.render.views.spot import Spot, Step
from tests.render.sample_sources import sample
from tests.render.view_walk import NAMES, PAY, SHEETS, Walk, crowd, fiona, printed


def test_lanes_show_the_words_of_a_touchpoint_under_one_number() -> None:
    seen = printed("lanes", fiona(), 80)
    assert "2 ★ Pay by card" in seen
    assert "2 Types the card" in seen
    assert "2 −2 frustrated" in seen
    assert seen.index("frontstage") < seen.index("line of visibility") < seen.index("backstage")


def test_a_feeling_in_lanes_has_the_colour_of_its_emotion() -> None:
    runs = [run for line in sheet_of("lanes", fiona(), 80, NAMES).printed() for run in line]
    felt = next(run for run in runs if "−2 frustrated" in run.text)
    assert felt.ink.colour == emotion_colour(-2)
    assert felt.ink.bold


@pytest.mark.parametrize("step", [Step.DOWN, Step.UP])
def test_a_step_of_the_cursor_leaves_something_in_sight_of_what_was_there(step: Step) -> None:
    journey = journey_of(crowd(90))
    sheet = sheet_of("lanes", journey, 80, NAMES)
    walk = Walk(sheet, Place("waiting")).goes(Step.DOWN)
    if step is Step.UP:
        walk = Walk(sheet, PAY).goes(*[Step.PAGE_DOWN] * 20, Step.LAST)
    scrolled = 0
    for _ in range(300):
        before, scroll = set(walk.sees().splitlines()[2:]), walk.scroll
        after = set(walk.goes(step).sees().splitlines()[2:])
        scrolled += walk.scroll != scroll
        assert len(before & after) >= walk.rows // 3
    assert scrolled > 20


def test_a_hidden_lane_is_named_at_the_end() -> None:
    sheet = LanesSheet(fiona(), 80, NAMES, hidden=("doing", "team"))
    seen = "\n".join(text_of(line) for line in sheet.printed())
    assert "Types the card" not in seen
    assert "hidden: doing, team" in seen


def test_without_anything_behind_it_there_is_no_line_of_visibility() -> None:
    hidden = ("backstage", "support")
    seen = "\n".join(text_of(line) for line in LanesSheet(fiona(), 80, NAMES, hidden).printed())
    assert "line of visibility" not in seen
    assert set(hidden) < set(SWITCHABLE)


def test_a_lane_nobody_has_filled_is_named_instead_of_drawn() -> None:
    document = sample("buy-an-outfit").document
    for touchpoint in document.of_kind("touchpoint"):
        document = set_field(document, touchpoint.key, "doing", None)
    assert "nothing yet in: doing" in printed("lanes", journey_of(document))


def test_columns_of_lanes_stand_where_the_board_has_them() -> None:
    walk = Walk(sheet_of("lanes", fiona(), 80, NAMES), PAY)
    heads = walk.sees().splitlines()[1]
    assert heads.startswith(" " * 6 + "CHOOSING")


def test_the_ends_of_a_journey_are_reached_in_the_lane_where_the_cursor_is() -> None:
    walk = Walk(sheet_of("lanes", fiona(), 80, NAMES), PAY)
    lane = walk.goes(Step.PAGE_DOWN).spot.row
    assert walk.goes(Step.FIRST).spot == Spot(0, lane, 0)
    last = walk.goes(Step.LAST).spot
    columns = fiona().columns
    assert (last.column, last.item) == (len(columns) - 1, len(columns[-1].touchpoints) - 1)
    assert 0 <= last.row <= lane


def test_page_down_in_lanes_leads_through_the_lanes_of_one_touchpoint() -> None:
    walk = Walk(sheet_of("lanes", fiona(), 80, NAMES), PAY)
    seen = []
    for _ in range(4):
        seen.append(walk.goes(Step.PAGE_DOWN).spot.row)
        assert walk.place == PAY
    assert seen == sorted(set(seen))


def test_themes_count_and_weigh_and_the_untied_stand_last() -> None:
    lines = printed("themes", fiona()).splitlines()
    dark = next(line for line in lines if line.startswith(" Left in the dark"))
    assert "▓▓ ✖3" in dark
    assert dark.endswith("✖4◦2")
    table = [line for line in lines if "✖" in line or "✔" in line]
    assert any(line.startswith(" No theme yet") for line in table)


def test_a_touchpoint_without_insights_leaves_the_themes_in_their_order() -> None:
    journey = journey_of(sample("support-case").document)
    walk = Walk(sheet_of("themes", journey, 80, NAMES), Place("wrong", "hear-the-alert"))
    table = [line for line in walk.sees().splitlines()[4:] if line][:5]
    assert [line.lstrip("▸ ")[:12] for line in table] == [
        line[1:13] for line in printed("themes", journey, 80).splitlines()[4:9]
    ]


def test_a_cell_of_themes_tells_its_insights_and_keeps_the_touchpoint() -> None:
    walk = Walk(sheet_of("themes", fiona(), 80, NAMES), PAY)
    assert "Cannot tell whether the money is gone" in walk.sees()
    assert walk.goes(Step.DOWN).place.stage == "paying"
    assert walk.goes(Step.LEFT).place.stage == "trying-on"


def test_priorities_rank_by_the_product_and_say_what_has_no_rank() -> None:
    lines = printed("priorities", fiona(), 80).splitlines()
    products = [int(line.split("×")[0].split()[-2]) for line in lines if line[3:4].isdigit() and line.count(" × ") == 2]
    assert products == sorted(products, reverse=True)
    assert products[0] == 100
    assert any("Not ranked: 2" in line for line in lines)
    assert any("Ask a friend" in line and "no improvement" in line for line in lines)


def test_opportunities_at_one_place_of_the_plot_share_it() -> None:
    assert "│5 6" in printed("priorities", fiona(), 80)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_every_opportunity_has_its_number_in_plot_and_legend(width: int) -> None:
    seen = printed("priorities", fiona(), width)
    for number in range(1, 10):
        assert seen.count(f" {number} ") + seen.count(f"│{number}") >= 2, number


def test_channels_count_touchpoints_and_feel_and_name_the_gaps() -> None:
    seen = printed("channels", fiona(), 80)
    assert "Pay by card" in seen
    assert "Hand-off gaps: 5" in seen
    assert "falls by 4" in seen
    website = next(line for line in seen.splitlines() if line.startswith("  Website"))
    assert "2 −1.0" in website


@pytest.mark.parametrize("persona", ["", "fiona"])
def test_the_outline_is_the_text_of_the_plain_page(persona: str) -> None:
    from cjm_tui.render.page.sources import Sources
    from cjm_tui.render.views.outline import outline

    journey = journey_of(fiona().document, persona)
    plain = outline(Sources("", "", journey.document, names=NAMES), persona)
    drawn = printed("outline", journey, 400)
    assert [line.strip() for line in drawn.splitlines() if line.strip()] == [
        " ".join(line.split()) for line in plain.splitlines() if line.strip()
    ]


def test_sideways_the_outline_goes_from_stage_to_stage() -> None:
    walk = Walk(sheet_of("outline", fiona(), 80, NAMES), PAY)
    assert walk.goes(Step.RIGHT).place == Place("waiting")
    assert walk.goes(Step.LEFT).place == Place("paying")


def test_a_view_without_colours_still_shows_where_the_cursor_is() -> None:
    for view in SHEETS:
        assert "▸" in Walk(sheet_of(view, fiona(), 80, NAMES), PAY).sees(), view


def test_a_step_within_a_page_scrolls_nothing() -> None:
    walk = Walk(sheet_of("priorities", fiona(), 80, NAMES), Place(""))
    tops = {walk.goes(Step.DOWN).scroll.top(0) for _ in range(12)}
    assert tops == {0}


def test_spots_that_are_nowhere_lead_to_the_first_stop() -> None:
    for view in SHEETS:
        sheet = sheet_of(view, fiona(), 80, NAMES)
        assert sheet.place_of(sheet.spot_of(Place("gone", "gone"), Spot(99, 99, 99))).stage, view


def test_an_edit_of_one_touchpoint_is_seen_in_its_row() -> None:
    document = set_field(sample("buy-an-outfit").document, RecordKey("touchpoint", "wear-it"), "impact", 5)
    assert "4 × 5 × 2" in printed("priorities", journey_of(document), 80)


@pytest.mark.parametrize(
    ("view", "hint"),
    [
        ("lanes", "A adds the first stage"),
        ("themes", "i at a card adds a pain"),
        ("priorities", "No touchpoint yet; a adds one"),
        ("channels", "No touchpoint yet; a adds one"),
    ],
)
def test_an_empty_map_names_the_next_key_in_every_view(view: str, hint: str) -> None:
    empty = document_of("map", [Record("", "", {"title": "A way"})])
    assert hint in Walk(sheet_of(view, journey_of(empty), 80, {}), Place("")).sees()


def test_a_stage_without_touchpoints_names_the_next_key_in_lanes() -> None:
    records = [Record("", "", {"title": "A way"}), Record("stage", "first", {"name": "First", "order": 1})]
    walk = Walk(sheet_of("lanes", journey_of(document_of("map", records)), 80, {}), Place("first"))
    assert "a adds a touchpoint" in walk.sees()


def test_at_80_columns_themes_show_every_stage_every_count_and_a_margin() -> None:
    table = [text_of(line) for line in sheet_of("themes", fiona(), 80, NAMES).printed()][:13]
    heads = " ".join("".join(table[2:4]).split())
    assert all(part in heads for part in ("Inspir-", "ation", "Paying", "Keep or", "return", "all"))
    row = next(line for line in table if line.startswith(" No word she can"))
    assert row.count("✖2✔1◦1") == 2
    assert not any("…" in line[23:] for line in table)
    assert all(line.endswith(" ") for line in table)


def test_counts_stand_below_each_other_whether_or_not_they_have_a_shade() -> None:
    rows = [text_of(line) for line in sheet_of("themes", fiona(), 120, NAMES).printed()][4:12]
    columns = {
        at % 13 for row in rows for at, glyph in enumerate(row[32:110]) if glyph in "✖✔◦·" and row[31 + at] == " "
    }
    assert len(columns) == 1


@pytest.mark.parametrize("width", [56, 80, 117, 147])
def test_the_names_of_stages_over_the_channels_are_never_cut(width: int) -> None:
    table = printed("channels", fiona(), width)
    assert "Inspir-" in table or "Inspiration" in table
    assert "Keep or" in table
    assert "Keep o…" not in table
    assert "how many, how they feel" in table


@pytest.mark.parametrize("width", [60, 80])
def test_what_a_part_of_a_view_is_about_is_told_whole_or_not_at_all(width: int) -> None:
    for view in ("themes", "priorities", "channels"):
        walk = Walk(sheet_of(view, fiona(), width, NAMES), PAY, 200)
        heads = [line for line in walk.sees().splitlines() if line.startswith((" Themes", " Touchpoints", " Channels"))]
        assert heads
        assert not any("…" in line for line in heads)
