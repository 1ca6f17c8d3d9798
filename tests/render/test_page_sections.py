"""What each section of a page tells, over small maps."""

from __future__ import annotations

from dataclasses import replace

from cjm_tui.model.document import document_of
from cjm_tui.model.record import Record
from cjm_tui.render.page.blocks import Fence, Heading, Picture
from cjm_tui.render.page.history import PageHistory, curve_line
from cjm_tui.render.page.page import page
from tests.render.page_words import GFM, bullets, paragraphs, text_of
from tests.render.sample_sources import HISTORY, small, stage, tables, touchpoint


def test_the_curve_stands_as_signs_and_as_signed_numbers() -> None:
    sources = small(
        stage("one", 10),
        stage("two", 20),
        touchpoint("a", "one", 10, emotion=-2),
        touchpoint("b", "one", 20),
        touchpoint("c", "two", 10, emotion=2),
    )
    assert tables(page(sources, GFM))[0] == [
        ("Stage", "Curve", "Emotions", "Mean"),
        ("One", "▁·", "−2 ?", "−2.0"),
        ("Two", "█", "+2", "+2.0"),
    ]
    assert any(paragraph.startswith("▁· █ from first to last") for paragraph in paragraphs(sources))


def test_the_peaks_and_the_end_are_named_and_an_unknown_end_is_called_unknown() -> None:
    cards = [touchpoint("high", "one", 1, emotion=2), touchpoint("low", "one", 2, emotion=-1)]
    end = touchpoint("end", "one", 3)
    assert "Highest: High (+2). Lowest: Low (−1). It ends at −1, with Low." in paragraphs(small(stage("one"), *cards))
    said = "Highest: High (+2). Lowest: Low (−1). How it ends is unknown; the last known is −1, with Low."
    assert said in paragraphs(small(stage("one"), *cards, end))


def test_an_unknown_emotion_is_never_shown_as_neutral() -> None:
    sources = small(stage("one"), touchpoint("a", "one"), touchpoint("b", "one", 20, emotion=0))
    assert [row[3] for row in tables(page(sources, GFM))[1][1:]] == ["?", "0"]


def test_a_persona_who_feels_otherwise_has_a_curve_of_their_own() -> None:
    sources = replace(
        small(
            stage("one"),
            touchpoint("a", "one", 10, emotion=1, **{"emotion_by.kim": -1}),
            touchpoint("b", "one", 20, emotion=2, skipped_by=("kim",)),
            personas=("kim", "lee"),
        ),
        personas={"kim": document_of("persona", [Record("", "", {"name": "Careful Kim"})])},
    )
    assert tables(page(sources, GFM))[0] == [
        ("Stage", "Curve", "Emotions", "Mean", "Careful Kim"),
        ("One", "▆█", "+1 +2", "+1.5", "▂ −1.0"),
    ]


def test_a_touchpoint_has_five_columns_and_the_rest_below() -> None:
    sources = small(
        stage("one"),
        touchpoint(
            "pay",
            "one",
            channels=("web", "app"),
            doing="Types",
            thinking="Why?",
            feeling="cross",
            emotion=-1,
            moment="truth",
            basis="assumption",
            expectation="It knows me",
            frequency=5,
            impact=4,
            improvement=2,
        ),
        Record("insight", "i", {"name": "Twice", "kind": "pain", "touchpoint": "pay", "severity": 2}),
        Record("insight", "j", {"name": "Slow", "kind": "pain", "touchpoint": "pay", "severity": 5}),
    )
    assert tables(page(sources, GFM))[1] == [
        ("Touchpoint", "Channel", "Doing and thinking", "Emotion", "Pains"),
        ("Pay\n★ moment of truth\n~ assumption", "Web\nApp", "Types\n“Why?”", "−1\ncross", "Slow\nTwice"),
    ]
    assert "Pay: priority 40 of 125 (frequency 5 × impact 4 × improvement 2)" in paragraphs(sources)
    assert "Expects: It knows me" in bullets(sources)


def test_a_touchpoint_without_a_stage_is_shown_last() -> None:
    sources = small(stage("one"), touchpoint("a", "gone", emotion=1))
    stages = [block.text for block in page(sources, GFM) if isinstance(block, Heading) and block.level == 3]
    assert stages == ["One", "Unplaced"]


def test_two_versions_nobody_has_chosen_between_are_named_at_the_top() -> None:
    sources = small(Record("conflict", "x", {"record": "touchpoint.pay", "field": "emotion"}))
    assert "Not settled: two versions nobody has chosen between yet, of touchpoint.pay emotion." in paragraphs(sources)


def test_opportunities_are_ranked_and_what_is_parked_stands_last() -> None:
    def opportunity(id_: str, impact: int, effort: int, status: str = "new") -> Record:
        return Record("opportunity", id_, {"name": id_, "impact": impact, "effort": effort, "status": status})

    sources = small(
        opportunity("dear", 5, 5),
        opportunity("parked", 5, 1, "parked"),
        opportunity("cheap", 4, 1),
        Record("opportunity", "unranked", {"name": "unranked"}),
    )
    assert [row[0] for row in tables(page(sources, GFM))[-1][1:]] == ["cheap", "dear", "unranked", "parked"]


def test_a_metric_tells_its_trend_and_whether_that_is_better() -> None:
    sources = small(
        Record("metric", "a", {"name": "A", "direction": "down", "readings.2026-01": 8, "readings.2026-02": 5.5}),
        Record("metric", "b", {"name": "B", "direction": "up", "readings.2026-02": 5, "readings.2026-01": 7}),
        Record("metric", "c", {"name": "C", "readings.2026": 5}),
    )
    rows = tables(page(sources, GFM))[-1][1:]
    assert [row[-1] for row in rows] == ["down by 2.5, better", "down by 2, worse", ""]
    assert rows[1][2] == "7 · 5 (2026-01 to 2026-02)"


def test_a_page_says_how_much_is_only_believed() -> None:
    sources = small(
        stage("one"),
        touchpoint("a", "one", 1, basis="assumption"),
        touchpoint("b", "one", 2, basis="validated"),
        touchpoint("c", "one", 3),
    )
    assert "1 of 3 touchpoints (33%) rests on an assumption." in paragraphs(sources)
    assert {"Assumed (1): A", "Validated (1): B", "Nobody has said (1): C"} <= set(bullets(sources))


def test_the_history_says_how_many_revisions_there_are_and_whether_some_are_missing() -> None:
    shown = replace(small(title="Way"), history=HISTORY)
    assert "The last 2 of 37 revisions, newest first." in paragraphs(shown)
    assert tables(page(shown, GFM))[-1][1] == (
        "2026-11-03",
        "Nora",
        "a1b2c3d",
        "▆▂\u00a0·▁",
        "Pay by card: emotion −1 → −2",
    )
    shallow = replace(shown, history=replace(HISTORY, is_shallow=True))
    assert any("shallow" in paragraph for paragraph in paragraphs(shallow))
    assert "Not committed yet: there is no revision to show." in paragraphs(replace(shown, history=PageHistory((), 0)))


def test_the_curve_of_a_long_map_stays_on_one_line_of_its_history() -> None:
    assert curve_line(((-2,) * 500, (), (2, None) * 250)) == "▁" * 30 + "\u00a0" + "█" * 30


def test_a_map_that_names_another_links_to_its_page() -> None:
    sources = replace(
        small(baseline="now", title="Then"),
        maps={"now": document_of("map", [Record("", "", {"title": "As it is"})])},
        pages={"now": "now.md"},
    )
    assert "- **Compared with:** [As it is](now.md)" in text_of(sources)


def test_the_picture_stands_above_the_numbers() -> None:
    sources = replace(small(stage("one"), touchpoint("a", "one", emotion=1), title="Way"), picture="way.svg")
    pictures = [block for block in page(sources, GFM) if isinstance(block, Picture)]
    assert [picture.address for picture in pictures] == ["way.svg"]


def test_the_diagram_says_what_it_leaves_out() -> None:
    sources = small(stage("one"), touchpoint("a", "one", emotion=1), touchpoint("b", "one", 20))
    assert any("Left out, because nobody knows yet how it feels there: B." in said for said in paragraphs(sources))
    assert not [block for block in page(small(stage("one"), touchpoint("b", "one")), GFM) if isinstance(block, Fence)]
