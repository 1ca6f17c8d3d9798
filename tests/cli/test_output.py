"""What is printed where: plain in a pipe, JSON for programs, nothing of a file's as a control character."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.cli.catalogue import COMMANDS
from cjm_tui.cli.main import PIPE_CLOSED
from cjm_tui.cli.root import LazyGroup
from cjm_tui.cli.root import cjm as root
from tests.campaigns.hostile import is_control
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Cli

ENDLESS = Path(__file__).parents[1] / "samples" / "endless-numbers.toml"
CJM = Path(sys.executable).with_name("cjm")
HOSTILE = "Pay\\u001b]52;c;aGk=\\u0007 \\u202Ednah \\u200Bby card\\u009b31m"


def test_list_as_json_says_what_the_table_says(shop: Path, cjm: Cli) -> None:
    (entry,) = json.loads(cjm("list", "--json").out)
    assert entry == {
        "id": "buy",
        "path": str(shop / "buy.toml"),
        "title": "Buy an outfit",
        "state": "current",
        "status": "draft",
        "personas": ["Fashionable Fiona"],
        "curve": [1, -1],
        "mean": 0.0,
        "known": 2,
        "touchpoints": 2,
        "assumed": 0.5,
        "problems": 0,
    }


def test_show_as_json_is_the_map_by_kind_and_id(shop: Path, cjm: Cli) -> None:
    (shop / "buy.toml").open("a").write(
        '[metric.csat]\nname = "CSAT"\nreadings.2026-01 = 71.5\n'
        '\n[theme.x]\nname = "X"\n[theme.x.deep]\ndue = 2026-01-31\n\n[meta]\nowner = "Ada"\n'
    )
    shown = json.loads(cjm("show", "buy", "--json").out)
    assert shown["title"] == "Buy an outfit"
    assert shown["touchpoint"]["pay-by-card"]["emotion"] == -1
    assert shown["metric"]["csat"]["readings"] == {"2026-01": 71.5}
    assert shown["theme"]["x"]["deep"]["due"] == "2026-01-31"
    assert shown["meta"] == {"owner": "Ada"}


def test_log_as_json_has_the_curve_of_every_revision(committed: Path, cjm: Cli) -> None:
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    cjm("commit")
    newest, first = json.loads(cjm("log", "buy", "--json").out)
    assert (newest["curve"], first["curve"]) == ([1, 2], [1, -1])
    assert newest["words"] == ["Pay by card: emotion −1 → +2"]
    assert newest["people"] == ["Robin Example"]
    assert newest["date"] == "2026-03-02T10:00:00+01:00", committed
    assert len(newest["commit"]) == 40


def test_diff_as_json_has_both_values(committed: Path, cjm: Cli) -> None:
    assert json.loads(cjm("diff", "--json").out) == [], committed
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2", "channels+=app")
    ran = cjm("diff", "--json")
    assert ran.status == 1
    ((record,),) = [file["records"] for file in json.loads(ran.out)]
    assert record["record"] == "touchpoint.pay-by-card"
    assert record["fields"] == {
        "channels": {"before": ["website"], "after": ["website", "app"]},
        "emotion": {"before": -1, "after": 2},
    }


def test_check_as_json_has_a_stable_code_for_every_problem(shop: Path, cjm: Cli) -> None:
    (shop / "buy.toml").open("a").write('\n[theme.x]\nname = "X"\ncolour = 1\n')
    ran = cjm("check", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == [
        {
            "path": "maps/buy.toml",
            "line": 38,
            "record": "theme.x",
            "field": "colour",
            "message": "there is no such field",
            "hint": "it is kept as it is; take it out if it is not yours",
            "severity": "warning",
            "code": "unknown-field",
        }
    ]


@pytest.mark.parametrize("words", [["paths", "--json"], ["keys", "--json"], ["doctor", "--json"]], ids=" ".join)
def test_what_a_program_may_read_is_json(shop: Path, cjm: Cli, words: list[str]) -> None:
    ran = cjm(*words)
    assert ran.status == 0, shop
    assert json.loads(ran.out)


def test_annotations_for_github_escape_what_its_runner_reads(shop: Path, cjm: Cli) -> None:
    (shop / "a, 100%.toml").write_text('schema = "map/1"\ntitle = 1\n')
    out = cjm("check", "--format", "github").out
    assert out.startswith("::error file=maps/a%2C 100%25.toml,line=2,title=map.title::map.title: 1 is not a text")


@pytest.mark.parametrize(
    "words",
    [["show", "buy"], ["show", "buy", "--plain"], ["show", "buy", "--json"], ["list"], ["list", "--json"], ["check"],
     ["check", "--format", "github"], ["check", "--format", "json"], ["log", "buy"], ["diff"], ["diff", "--json"],
     ["rm", "buy", "touchpoint.pay-by-card"], ["commit", "-n"], ["export", "--stdout"], ["log", "buy", "touchpoint.x"],
     ["set", "buy", "touchpoint.pay-by-card", "moment=\x1b[31m"], ["show", "\x1b[31m"], ["\x1b]0;title\x07"],
     ["add", "buy", "touchpoint", "Pay \x1b[31m", "stage=\x1b[31m"], ["-C", "\x1b[31m", "list"],
     ["new", "x", "--template", "\x1b[2J"]],
    ids=repr,
)  # fmt: skip
def test_no_control_character_of_a_file_or_an_argument_is_printed(
    committed: Path, git: Callable[..., str], cjm: Cli, words: list[str]
) -> None:
    text = (committed / "buy.toml").read_text().replace("Pay by card", HOSTILE).replace("Buy an outfit", HOSTILE)
    text += f'[theme."{HOSTILE}"]\nname = "{HOSTILE}"\nkind = "{HOSTILE}"\n"{HOSTILE}" = 1\n'
    (committed / "buy.toml").write_text(text)
    git(committed, "-c", "user.name=Eve\x1b[31m", "commit", "-qam", "Changed\x1b]52;c;aGk=\x07")
    (committed / "buy.toml").write_text(text.replace("emotion = 1", "emotion = 2") + f'quote = "{HOSTILE} two"\n')
    ran = cjm(*words)
    assert ran.status in {0, 1, 2}
    assert ran.out or ran.err
    assert [character for character in ran.out + ran.err if is_control(character) and character != "\n"] == []


def test_json_keeps_hidden_characters_escaped_so_that_nothing_is_lost(shop: Path, cjm: Cli) -> None:
    text = (shop / "buy.toml").read_text().replace("Pay by card", HOSTILE)
    (shop / "buy.toml").write_text(text)
    name = json.loads(cjm("show", "buy", "--json").out)["touchpoint"]["pay-by-card"]["name"]
    assert name == HOSTILE.encode().decode("unicode_escape")


def test_a_reader_that_goes_away_is_no_reason_to_complain(shop: Path) -> None:
    with (shop / "buy.toml").open("a") as file:
        file.writelines(f"odd-{number} = 1\n" for number in range(4_000))
    with subprocess.Popen([CJM, "check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == PIPE_CLOSED


@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
@pytest.mark.parametrize("words", ["list", "show buy --json", "nonsense", "--version", "--help", "set buy map title=T"])
def test_output_that_nobody_can_write_to_is_said_in_a_sentence(shop: Path, words: str, where: str) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"{CJM} {words} {where}"], cwd=shop, stderr=subprocess.PIPE, text=True, check=False
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("cjm: ")
    assert ran.stderr.count("\n") <= 3
    assert words == "nonsense" or "what standard output goes to cannot be written to" in ran.stderr


@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-", "<&- >&- 2>&-"])
def test_where_nobody_listens_the_status_still_says_what_happened(shop: Path, where: str) -> None:
    assert subprocess.run(["sh", "-c", f"{CJM} nonsense {where}"], cwd=shop, check=False).returncode == 2
    assert subprocess.run(["sh", "-c", f"{CJM} sync {where}"], cwd=shop, check=False).returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_where_there_is_no_unicode_glyphs_are_ascii(shop: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    ended = subprocess.run([CJM, "show", "buy"], capture_output=True, check=True, cwd=shop)
    assert b"Pay by card" in ended.stdout
    assert max(ended.stdout) < 128


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_file_name_that_is_no_utf_8_is_shown_with_question_marks(
    shop: Path, monkeypatch: pytest.MonkeyPatch, errors: str
) -> None:
    Path(os.fsdecode(os.fsencode(shop) + b"/odd\x9b31m\xff.toml")).write_text('schema = "map/1"\nname = 1\n')
    monkeypatch.setenv("PYTHONIOENCODING", f"utf-8:{errors}")
    for words in (["check"], ["list"], ["list", "--json"], ["check", "--format", "json"], ["show", "odd\udc9b"]):
        ended = subprocess.run([CJM, *words], capture_output=True, check=False, cwd=shop)
        assert ended.returncode in {0, 1, 2}
        assert b"odd" in ended.stdout + ended.stderr
        (ended.stdout + ended.stderr).decode("utf-8")


def test_ascii_is_there_for_the_asking(shop: Path, cjm: Cli) -> None:
    assert cjm("--ascii", "show", "buy").out.isascii(), shop
    assert cjm("--ascii", "list").out.isascii()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_catalogue_says_what_a_command_says(name: str) -> None:
    assert isinstance(root, LazyGroup)
    command = root.get_command(root.make_context("cjm", [], resilient_parsing=True), name)
    assert command is not None
    assert (command.help or "").partition("\n")[0] == COMMANDS[name]
    assert command.epilog, "it gives no example"
    assert command.epilog.startswith(f"Example: cjm {name}") or name == "completion"


def test_help_lists_every_command_and_fits_eighty_columns(cjm: Cli) -> None:
    out = cjm("--help").out
    assert all(f"  {name} " in out for name in COMMANDS)
    for name in COMMANDS:
        assert max(map(len, cjm(name, "--help").out.splitlines())) <= 80


@pytest.mark.parametrize(
    "words",
    [["show", "endless"], ["show", "endless", "--plain"], ["show", "endless", "--json"], ["list"], ["check"],
     ["export", "--stdout"], ["diff"], ["diff", "--json"], ["fmt", "--check"], ["commit", "-n"],
     *(["show", "endless", "--view", view] for view in ("lanes", "themes", "priorities", "channels", "outline"))],
    ids=" ".join,
)  # fmt: skip
def test_numbers_nobody_can_count_with_are_in_nobody_s_way(committed: Path, cjm: Cli, words: list[str]) -> None:
    (committed / "endless.toml").write_bytes(ENDLESS.read_bytes())
    ran = cjm(*words)
    assert ran.status in {0, 1}, ran.err


@pytest.mark.usefixtures("committed")
def test_a_difference_at_the_end_of_a_long_text_is_in_sight(cjm: Cli) -> None:
    long = "Types the card number on the tram, is sent to the bank, comes back to a form that is"
    cjm("set", "buy", "touchpoint.pay-by-card", f"doing={long} empty")
    cjm("commit")
    cjm("set", "buy", "touchpoint.pay-by-card", f"doing={long} full")
    assert "      doing  …form that is empty → …form that is full\n" in cjm("diff", "buy").out
