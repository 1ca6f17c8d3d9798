"""References that lead nowhere, in the file itself and to the files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.checking.document import check
from cjm_tui.checking.surroundings import Surroundings
from cjm_tui.model.record import RecordKey
from cjm_tui.model.suspect import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.document import Document

    Written = Callable[[str], Document]

AROUND = Surroundings(
    channels=frozenset({"website", "store"}),
    teams=frozenset({"shop"}),
    personas=frozenset({"fiona"}),
    evidence=frozenset({"checkout-survey"}),
    maps={"buy": frozenset({"pay-by-card"}), "return": frozenset(), "torn": None},
)


@pytest.mark.parametrize(
    ("text", "field", "message", "hint"),
    [
        ('channels = ["webstie"]', "channels", "there is no channel “webstie”", "did you mean website?"),
        ('channels = ["kiosk"]', "channels", "there is no channel “kiosk”", "add [channel.kiosk] to cjm.toml"),
        ('team = "shp"', "team", "there is no team “shp”", "did you mean shop?"),
        ("emotion_by.fino = 1", "emotion_by.fino", "there is no persona “fino”", "did you mean fiona?"),
        ('skipped_by = ["paul"]', "skipped_by", "there is no persona “paul”", "make personas/paul.toml"),
        ('evidence = ["poll"]', "evidence", "there is no evidence “poll”", "make evidence/poll.toml"),
        ('submap = "buying"', "submap", "there is no map “buying”", "did you mean buy?"),
        (
            "[insight.x]\nname = 'X'\nkind = 'pain'\ntouchpoint = 'pay-by-crad'",
            "touchpoint",
            "there is no touchpoint “pay-by-crad”",
            "did you mean pay-by-card?",
        ),
        (
            "[opportunity.x]\nname = 'X'\ninsights = ['slow']",
            "insights",
            "there is no insight “slow”",
            "add [insight.slow]",
        ),
    ],
)
def test_a_reference_to_nothing_names_the_nearest_id_or_where_to_make_it(
    document: Written, text: str, field: str, message: str, hint: str
) -> None:
    (finding,) = check(document(text), AROUND)
    assert (finding.field, finding.message, finding.hint) == (field, message, hint)
    assert (finding.code, finding.severity) == ("unknown-reference", "warning")


def test_references_that_lead_somewhere_are_fine(document: Written) -> None:
    text = """
channels = ["website", "store"]
team = "shop"
emotion_by.fiona = -1
evidence = ["checkout-survey"]
submap = "return"
"""
    assert check(document(text), AROUND) == ()


def test_a_touchpoint_of_a_stage_that_is_gone_is_told(document: Written) -> None:
    (finding,) = check(document("[touchpoint.lost]\nname = 'Lost'\norder = 1\nstage = 'porchase'"))
    assert (finding.message, finding.hint) == ("there is no stage “porchase”", "did you mean purchase?")


def test_without_a_workspace_file_any_channel_and_team_is_fine(document: Written) -> None:
    assert check(document('channels = ["anything"]\nteam = "anyone"')) == ()


@pytest.mark.parametrize(
    ("touchpoint", "message"),
    [
        ("buy#pay-by-card", None),
        ("pay-by-card", "“pay-by-card” does not say which map"),
        ("bye#pay-by-card", "there is no map “bye”"),
        ("torn#whatever", None),
        ("buy#pay", "there is no touchpoint “pay” in buy"),
    ],
)
def test_a_quote_names_a_touchpoint_of_a_map(document: Written, touchpoint: str, message: str | None) -> None:
    evidence = 'schema = "evidence/1"\nname = "E"\nkind = "poll"\ndate = 2026-01-01\n[quote.a]\nname = "So"\n'
    found = check(document(f'{evidence}touchpoint = "{touchpoint}"'), AROUND)
    assert [finding.message for finding in found] == ([message] if message else [])


ASKED_TWICE = "[insight.again]\nname = 'Asked twice'\nkind = 'pain'\ntouchpoint = 'pay-by-card'"


@pytest.mark.parametrize(
    ("insights", "twin", "said"),
    [
        ("['slow']", "", "the insight “slow”, which this opportunity was framed on, is gone"),
        ("[]", "", "the insight “slow”, which this opportunity was framed on, is gone"),
        (
            "['slow']",
            ASKED_TWICE,
            "the insight “slow”, which this opportunity was framed on, is gone, and “again” says the same",
        ),
    ],
)
def test_an_insight_gone_from_under_an_opportunity_is_told_once_with_what_to_do(
    document: Written, insights: str, twin: str, said: str
) -> None:
    print_ = fingerprint(document(ASKED_TWICE).records[RecordKey("insight", "again")])
    opportunity = f"[opportunity.x]\nname = 'X'\ninsights = {insights}\nseen.slow = '{print_}'"
    (finding,) = check(document(f"{opportunity}\n{twin}"), AROUND)
    assert (finding.field, finding.message, finding.code) == ("seen.slow", said, "suspect-link")
    assert "`cjm confirm`" in finding.hint
    assert ("it names again then" in finding.hint) == bool(twin)
