"""Every rule about a record by itself: what is wrong is named by record, field and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.checking.document import check, problems_of
from cjm_tui.model.document import document_of
from cjm_tui.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.document import Document

    Written = Callable[[str], Document]


def test_a_map_of_the_right_shape_has_no_problem(document: Written) -> None:
    assert check(document("")) == ()


def test_a_comment_is_no_unknown_field(document: Written) -> None:
    usual = document("")
    commented = usual.with_records(record.with_fields({"#": "# why", "#inside": ("# x",)}) for record in usual)
    assert check(commented) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "emotion = 5",
            "touchpoint.pay-by-card.emotion: 5 is not a whole number from −2 to +2; write emotion = 2",
        ),
        (f"emotion = 0x{'f' * 5000}", f"emotion: 0x{'f' * 37}… is not a whole number from −2 to +2"),
        ("emotion = 1.0", "touchpoint.pay-by-card.emotion: 1.0 is not a whole number from −2 to +2; write emotion = 2"),
        (
            "emotion = true",
            "touchpoint.pay-by-card.emotion: true is not a whole number from −2 to +2; write emotion = 2",
        ),
        ('emotion_by.fiona = "bad"', 'emotion_by.fiona: "bad" is not a whole number from −2 to +2'),
        ("emotion_by = 1", "touchpoint.pay-by-card.emotion_by: this is a table; write its entries: emotion_by.PERSONA"),
        ("emotion.fiona = 1", "touchpoint.pay-by-card.emotion.fiona: emotion is no table; write emotion = 2"),
        ("frequency = 0", "touchpoint.pay-by-card.frequency: 0 is not a whole number from 1 to 5; write frequency = 5"),
        ('channels = "website"', '"website" is not a list of ids of channels; write channels = ["…"]'),
        ("channels = [1]", "touchpoint.pay-by-card.channels: [1] is not a list of ids of channels"),
        ("doing = 3", 'touchpoint.pay-by-card.doing: 3 is not a text in quotes; write doing = "…"'),
        ('moment = "thruth"', '"thruth" is not one of truth, delight, pain; did you mean truth?'),
        ('moment = "zzz"', '"zzz" is not one of truth, delight, pain; write moment = "truth"'),
        ("emotoin = 1", "touchpoint.pay-by-card.emotoin: there is no such field; did you mean emotion?"),
        ("colour = 1", "touchpoint.pay-by-card.colour: there is no such field; it is kept as it is"),
        ('channels = ["app", "app"]', 'touchpoint.pay-by-card.channels: "app" stands there twice; keep one'),
        ('links = ["javascript:alert(1)"]', "is no https, http or mailto address; write the whole address"),
        ('notes = "one\\u202Etwo"', "the text holds control, bidi or zero-width characters that nobody can see"),
        ('needs = ["\\u001b]52;c;aGk=\\u0007"]', "touchpoint.pay-by-card.needs: the text holds control, bidi"),
        ("[insight.x]\nname = 'X'", 'insight.x.kind: missing; add kind = "pain": pain, gain, need, …'),
        ("[insight.x]\nname = 'X'\nkind = 'pain'", "it says neither touchpoint nor stage; add touchpoint"),
        (
            "[insight.x]\nname = 'X'\nkind = 'pain'\ntouchpoint = 'pay-by-card'\nstage = 'purchase'",
            "insight.x.stage: it names both touchpoint and stage; keep one of them",
        ),
        ("[metric.x]\nname = 'X'\ntarget = 'high'", 'metric.x.target: "high" is not a number; write target = 10'),
        ("[metric.x]\nname = 'X'\ntarget = nan", "metric.x.target: nan is not a number"),
        (
            "[metric.x]\nname = 'X'\nreadings.2026-13 = 1",
            "metric.x.readings.2026-13: “2026-13” is no date of a reading",
        ),
        ("[metric.x]\nname = 'X'\nreadings = 1", "readings: this is a table; write its entries: readings.DATE = …"),
        (
            "[solution.x]\nname = 'X'\nopportunities = ['o']\ndue = 2026-01-01T10:00:00",
            "is not a date such as 2026-12-31",
        ),
        (
            "looked = 2026-01-01T10:00:00",
            "looked: 2026-01-01T10:00:00 is not a time with its offset such as 2026-12-31T12:00:00Z, or a date; write",
        ),
        ("[touchpiont.x]\nname = 'X'", "there is no kind of record called “touchpiont”; did you mean touchpoint?"),
        ("[theme.'Ünfug']\nname = 'X'", "this id is not made of a–z, 0–9 and -, at most 48 of them"),
        ("[theme.empty]", 'theme.empty.name: missing; add name = "…": a few words'),
        (
            "[conflict.a]\nrecord = 'touchpoint.pay-by-card'\nfield = 'emotion'",
            "two values of touchpoint.pay-by-card.emotion and nobody has chosen between them; choose one",
        ),
    ],
)
def test_what_is_wrong_is_said_with_record_field_and_what_to_do(document: Written, text: str, said: str) -> None:
    problems = [str(problem) for problem in problems_of(document(text), "x.toml", lambda *_: 7)]
    assert len(problems) >= 1
    assert any(said in problem for problem in problems), problems
    assert all(problem.startswith("x.toml:7: ") and "; " in problem for problem in problems)


@pytest.mark.parametrize("key", ["2026", "2026-Q1", "2026-01", "2026-01-31"])
def test_every_way_to_write_the_date_of_a_reading_is_fine(document: Written, key: str) -> None:
    assert check(document(f"[metric.x]\nname = 'X'\nreadings.{key} = 1")) == ()


@pytest.mark.parametrize("key", ["26", "2026-Q5", "2026-13", "2026-02-30", "2026-1", "'2026-01 '", "0000"])
def test_what_is_no_date_of_a_reading_is_an_error(document: Written, key: str) -> None:
    (finding,) = check(document(f"[metric.x]\nname = 'X'\nreadings.{key} = 1"))
    assert (finding.code, finding.severity) == ("wrong-date", "error")


def test_what_is_unknown_is_a_warning_and_what_breaks_the_format_an_error(document: Written) -> None:
    found = {finding.code: finding.severity for finding in check(document("colour = 1\nemotion = 9\n[thing.x]\ny = 1"))}
    assert found == {"unknown-field": "warning", "wrong-value": "error", "unknown-kind": "warning"}


def test_a_conflict_in_a_persona_is_told_once_and_as_what_it_is() -> None:
    conflict = Record("conflict", "q", {"record": "map", "field": "quote"})
    persona = document_of("persona", [Record("", "", {"schema": "persona/1", "name": "Ida"}), conflict])
    assert [finding.code for finding in check(persona)] == ["conflict"]


def test_all_problems_come_in_one_go(document: Written) -> None:
    assert len(check(document("emotion = 9\nimpact = 9\nmoment = 'x'\n[theme.empty]\n[insight.x]"))) == 7


def test_the_header_goes_by_the_kind_of_its_file(document: Written) -> None:
    (problem,) = problems_of(document('schema = "persona/1"\nname = "Fiona"\nshare = 7'), "f.toml", lambda *_: 3)
    assert str(problem) == "f.toml:3: persona.share: 7 is not a number from 0 to 1; write share = 1"


def test_a_file_without_a_title_is_told_to_add_one(document: Written) -> None:
    (finding,) = check(document('schema = "map/1"'))
    assert (finding.field, finding.message) == ("title", "missing")


def test_a_table_of_fixed_keys_names_them(document: Written) -> None:
    (finding,) = check(document('schema = "persona/1"\nname = "F"\n[demographics]\nageing = "25"'))
    assert finding.code == "wrong-key"
    assert "did you mean age?" in finding.hint


def test_a_current_map_has_no_baseline(document: Written) -> None:
    (finding,) = check(document('schema = "map/1"\ntitle = "T"\nbaseline = "other"'))
    assert (finding.code, finding.severity) == ("odd-baseline", "warning")
    assert check(document('schema = "map/1"\ntitle = "T"\nstate = "future"\nbaseline = "other"')) == ()


def test_a_line_is_only_looked_up_where_something_is_wrong(document: Written) -> None:
    asked: list[str] = []

    def line_of(key: object, field: str) -> int:
        asked.append(f"{key}.{field}")
        return 1

    problems_of(document("emotion = 9"), "x.toml", line_of)
    assert asked == ["touchpoint.pay-by-card.emotion"]


def test_a_hostile_value_is_repeated_short_and_without_its_hidden_characters(document: Written) -> None:
    (problem,) = problems_of(document(f'emotion = "\\u001b[31m{"x" * 500}"'), "x.toml", lambda *_: 1)
    assert "\x1b" not in str(problem)
    assert len(str(problem)) < 200


def test_a_number_beyond_64_bits_is_no_number(document: Written) -> None:
    far = document(f"[metric.m]\nname = 'M'\ntarget = 1{'0' * 400}\nbaseline = 9223372036854775807")
    (problem,) = map(str, problems_of(far, "a.toml", lambda _key, _field: 0))
    assert f"metric.m.target: 1{'0' * 38}… is not a number; write target = 10" in problem


def test_a_list_of_many_thousand_texts_that_ends_with_a_double_is_looked_through_at_once(document: Written) -> None:
    many = ", ".join(f'"{number}"' for number in range(200_000))
    (finding,) = check(document(f'needs = [{many}, "199999"]'))
    assert finding.message == '"199999" stands there twice'
