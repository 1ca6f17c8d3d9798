"""Several people on one clone, each a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cjm_tui.history.message import Person
from cjm_tui.model.edits import add_touchpoint, move_touchpoint, remove_record, set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.authorship import mark_of
from cjm_tui.services.editing.together import Company, company_of
from cjm_tui.storage.hands import Hand, append, hands_in
from cjm_tui.storage.lens import write
from cjm_tui.storage.presence import others, present_here
from tests.model.documents import PAY, shop

SEE = RecordKey("touchpoint", "see")
ENTERING = """
import sys, time
from pathlib import Path
from cjm_tui.services.editing.together import company_of
from tests.model.documents import PAY, shop
company_of(Path(sys.argv[1])).enter()
print("in", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=tmp_path, check=True)
    file = tmp_path / "maps" / "shop.toml"
    file.parent.mkdir()
    file.write_text(write("", shop()))
    return file


def company(path: Path, name: str = "") -> Company:
    found = company_of(path)
    assert found is not None
    return Company(found.folder, found.name, Person(name, f"{name}@x")) if name else found


def test_who_has_the_same_map_open_is_shown_and_a_dead_process_is_not(path: Path) -> None:
    here = company(path)
    here.enter()
    assert here.others() == ()
    environment = {**os.environ, "GIT_AUTHOR_NAME": "Nora", "GIT_AUTHOR_EMAIL": "nora@x"}
    other = subprocess.Popen(
        [sys.executable, "-c", ENTERING, str(path)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    other.stdout.readline()
    assert [one.name for one in here.others()] == ["Nora"]
    other.kill()
    other.wait()
    assert here.others() == ()
    assert len(list(here.presence_folder.iterdir())) == 1
    here.leave()
    assert list(here.presence_folder.iterdir()) == []


def test_another_map_is_another_company(path: Path) -> None:
    here = company(path)
    elsewhere = path.with_name("other.toml")
    elsewhere.write_text(path.read_text())
    sign = present_here("Nora", "nora@x", company(elsewhere).name)
    here.presence_folder.mkdir(parents=True)
    (here.presence_folder / "far-7.json").write_text(
        json.dumps({"name": sign.name, "email": "", "map": sign.map, "process": 7, "machine": "far", "born": 0})
    )
    assert here.others() == ()
    assert [one.name for one in others(here.presence_folder, here.presence())] == ["Nora"]


def test_a_sign_from_another_machine_counts_for_a_minute(path: Path) -> None:
    here = company(path)
    here.presence_folder.mkdir(parents=True)
    sign = here.presence_folder / "far-7.json"
    sign.write_text(
        json.dumps({"name": "Far", "email": "", "map": here.name, "process": 7, "machine": "far", "born": 0})
    )
    assert [one.name for one in here.others()] == ["Far"]
    os.utime(sign, (time.time() - 100, time.time() - 100))
    assert here.others() == ()


def test_a_sign_nobody_can_read_is_passed_over(path: Path) -> None:
    here = company(path)
    here.enter()
    (here.presence_folder / "broken-1.json").write_text("{")
    assert here.others() == ()


def test_what_arrives_is_put_down_to_whoever_wrote_it(path: Path) -> None:
    before, after = shop(), set_field(shop(), PAY, "emotion", -2)
    company(path, "nora").wrote(before, after)
    mine = company(path, "tomas")
    assert [name for name, _ in mine.told(before, after)] == ["nora"]
    assert [name for name, _ in mine.told(before, set_field(shop(), SEE, "emotion", -2))] == [""]
    assert [name for name, _ in company(path, "nora").told(before, after)] == [""]


def test_who_wants_what_stands_there_already_is_named_for_nothing_but_has_had_a_wish(path: Path) -> None:
    felt, place = set_field(shop(), PAY, "emotion", -2), (PAY, "emotion")
    mine, began = company(path, "tomas"), time.time()
    company(path, "nora").wrote(shop(), felt)
    company(path, "amira").meant(felt, place)
    assert [name for name, _ in mine.told(shop(), felt)] == ["nora"]
    assert [one.name for one in mine.co_authors(shop(), felt)] == ["nora"]
    company(path, "amira").meant(shop(), place)
    assert mine.wished(shop(), {place}, began) == {place}
    assert mine.last_made({place}) == {place: mark_of(shop(), place)}


def test_what_several_people_did_at_once_is_told_of_each(path: Path) -> None:
    felt = set_field(shop(), PAY, "emotion", -2)
    both = set_field(set_field(felt, SEE, "emotion", 2), SEE, "doing", "Looks")
    company(path, "nora").wrote(shop(), felt)
    company(path, "amira").wrote(felt, set_field(felt, SEE, "emotion", 2))
    assert company(path, "tomas").told(shop(), both) == (
        ("nora", ("Pay: emotion unknown → −2",)),
        ("amira", ("See: emotion +1 → +2",)),
        ("", ("See: doing ‘Looks’",)),
    )


def test_what_was_set_otherwise_than_somebody_did_is_not_put_down_to_them(path: Path) -> None:
    felt = set_field(shop(), PAY, "emotion", -2)
    company(path, "nora").wrote(shop(), felt)
    back = company(path, "tomas").told(felt, shop())
    assert [name for name, _ in back] == [""]


def test_an_edit_from_another_terminal_of_one_s_own_has_one_s_own_name(path: Path) -> None:
    before, after = shop(), set_field(shop(), PAY, "emotion", -2)
    here = company(path, "nora")
    here.wrote(before, after)
    (hand,) = hands_in(here.journal)
    here.journal.unlink()
    append(here.journal, [hand._replace(source="elsewhere-1")])
    assert [name for name, _ in here.told(before, after)] == ["nora"]


def test_a_card_that_came_and_one_that_went_are_told_together_with_all_who_did_it(path: Path) -> None:
    added, _ = add_touchpoint(shop(), "Wait", "buy")
    removed = remove_record(added, PAY)
    company(path, "nora").wrote(shop(), added)
    assert [name for name, _ in company(path, "tomas").told(shop(), removed)] == ["nora and others"]
    company(path, "amira").wrote(added, removed)
    assert [name for name, _ in company(path, "tomas").told(shop(), removed)] == ["amira and nora"]


def test_what_git_has_just_done_is_put_down_to_whoever_had_it_done(path: Path) -> None:
    here = company(path, "tomas")
    log = here.git_dir / "logs" / "HEAD"
    log.parent.mkdir(exist_ok=True)
    moved = f"{'0' * 40} {'1' * 40} Nora Lind <nora@example.org> {{when}} +0000\t{{what}}\n"
    after = set_field(shop(), PAY, "emotion", -2)
    log.write_text(moved.format(when=int(time.time()), what="pull -q origin: Fast-forward"))
    assert [name for name, _ in here.told(shop(), after)] == ["Nora Lind (git pull)"]
    log.write_text(moved.format(when=int(time.time()), what="commit: Shop"))
    assert [name for name, _ in here.told(shop(), after)] == [""]
    log.write_text(moved.format(when=int(time.time()) - 60, what="pull -q origin: Fast-forward"))
    assert [name for name, _ in here.told(shop(), after)] == [""]


def test_a_hand_that_came_while_the_commit_was_made_is_not_forgotten(path: Path) -> None:
    here = company(path, "nora")
    felt = set_field(shop(), PAY, "emotion", -2)
    here.wrote(shop(), felt)
    began = time.time()
    company(path, "amira").wrote(felt, set_field(felt, SEE, "emotion", 2))
    here.recorded(began)
    assert [hand.name for hand in hands_in(here.journal)] == ["amira"]


def test_a_commit_of_several_peoples_edits_names_those_whose_edits_are_in_it(path: Path) -> None:
    felt = set_field(shop(), PAY, "emotion", -2)
    moved = move_touchpoint(felt, "see", "buy", 0)
    added, _ = add_touchpoint(moved, "Wait", "buy")
    company(path, "nora").wrote(shop(), felt)
    company(path, "amira").wrote(felt, moved)
    company(path, "omar").wrote(shop(), set_field(shop(), PAY, "doing", "taken back later"))
    mine = company(path, "tomas")
    mine.wrote(moved, added)
    assert [person.name for person in mine.co_authors(shop(), added)] == ["nora", "amira"]
    assert [person.name for person in mine.co_authors(None, added)] == ["nora", "amira", "omar"]
    mine.recorded()
    assert mine.co_authors(shop(), added) == ()


def test_who_was_overruled_before_the_commit_is_not_named(path: Path) -> None:
    company(path, "nora").wrote(shop(), set_field(shop(), PAY, "emotion", 1))
    mine = company(path, "tomas")
    felt = set_field(shop(), PAY, "emotion", -2)
    mine.wrote(set_field(shop(), PAY, "emotion", 1), felt)
    assert mine.co_authors(shop(), felt) == ()


def test_recording_one_map_keeps_what_is_known_of_another(path: Path) -> None:
    here = company(path, "nora")
    append(here.journal, [Hand("omar", "o@x", "maps/other.toml", "touchpoint", "a", "emotion", 1.0)])
    here.wrote(shop(), set_field(shop(), PAY, "emotion", -2))
    here.recorded()
    assert [hand.map for hand in hands_in(here.journal)] == ["maps/other.toml"]


def test_many_hands_write_at_once_and_none_is_lost(path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom cjm_tui.storage.hands import Hand, append\n"
        "for n in range(25): append(Path(sys.argv[1]), [Hand(sys.argv[2], 'x', 'm', 't', str(n), 'f', 1.0)])"
    )
    journal = company(path).journal
    writers = [subprocess.Popen([sys.executable, "-c", script, str(journal), str(number)]) for number in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    assert len(set(hands_in(journal))) == 100


def test_a_shared_clone_gets_shared_files(path: Path) -> None:
    git_dir = path.parents[1] / ".git"
    git_dir.chmod(0o2775)
    here = company(path, "nora")
    here.enter()
    here.wrote(shop(), set_field(shop(), PAY, "emotion", -2))
    assert here.journal.stat().st_mode & 0o060 == 0o060
    assert here.folder.stat().st_mode & 0o2070 == 0o2070


def test_a_broken_journal_names_nobody(path: Path) -> None:
    here = company(path, "nora")
    here.journal.parent.mkdir()
    here.journal.write_bytes(b'{"name": 1}\n\xff\xfe\n[]\n')
    assert here.co_authors(None, shop()) == ()


def test_outside_of_a_repository_everybody_is_alone(tmp_path: Path) -> None:
    assert company_of(tmp_path / "shop.toml") is None
