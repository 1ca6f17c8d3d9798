"""Syncing over a real ssh to this very machine: keys, a host nobody trusts yet, and a key with a passphrase."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjm_tui.history.remote_words import RemoteError
from cjm_tui.services.joining.sync import sync
from tests.patience import happens
from tests.tui.board_stories import NORA, Team, a_past, a_team, feels, git
from tests.tui.terminal import Terminal, environment, python

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
START = "import sys\nfrom cjm_tui.cli.main import main\nmain(sys.argv[1:])\n"

pytestmark = [
    pytest.mark.skipif(SSHD is None or shutil.which("ssh-keygen") is None, reason="no sshd on this machine"),
    pytest.mark.skipif(os.geteuid() == 0 and not Path("/run/sshd").is_dir(), reason="sshd was never started as root"),
]


def key(path: Path, passphrase: str = "") -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", str(path)], check=True)
    return path


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the host's key and the person's two, one with a passphrase."""
    folder = tmp_path_factory.mktemp("keys")
    key(folder / "host")
    both = [key(folder / "plain"), key(folder / "locked", "sesame")]
    public = "".join(one.with_name(f"{one.name}.pub").read_text() for one in both)
    (folder / "authorized").write_text(public)
    return folder


@pytest.fixture
def port(keys: Path, tmp_path: Path) -> Iterator[int]:
    """Run an sshd of our own on a free port of this machine alone."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    configuration = tmp_path / "sshd_config"
    configuration.write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {keys}/host\nAuthorizedKeysFile {keys}/authorized\n"
        f"PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        f"PermitRootLogin yes\nAllowUsers {getpass.getuser()}\n"
    )
    assert SSHD is not None
    with subprocess.Popen([SSHD, "-D", "-e", "-f", str(configuration)], stderr=subprocess.DEVNULL) as server:
        assert happens(lambda: _answers(port))
        yield port
        server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def team(tmp_path: Path, port: int) -> Team:
    """Return Nora's clone, its remote on the other end of an ssh, with a commit the remote has not."""
    team = a_team(tmp_path / "nora")
    a_past(team)
    git(tmp_path, "clone", "-q", "--bare", "nora", "remote.git")
    git(team.folder, "remote", "add", "origin", f"ssh://{getpass.getuser()}@127.0.0.1:{port}{tmp_path}/remote.git")
    team.commits(NORA, "Better", feels(2), 14)
    return team


def logs_in(team: Team, keys: Path, name: str, *, knows_host: bool = True) -> None:
    """Let the clone log in with one key alone, and with nothing of this machine's own configuration."""
    known = team.folder.with_name("known_hosts")
    host = " ".join((keys / "host.pub").read_text().split()[:2])
    port = git(team.folder, "remote", "get-url", "origin").split(":")[2].partition("/")[0]
    known.write_text(f"[127.0.0.1]:{port} {host}\n" if knows_host else "")
    options = f"-o UserKnownHostsFile={known} -o GlobalKnownHostsFile=/dev/null -o IdentitiesOnly=yes"
    command = f"ssh -F /dev/null -i {keys}/{name} -o IdentityAgent=none {options}"
    git(team.folder, "config", "core.sshCommand", command)


def pushed(team: Team) -> str:
    return git(team.folder.with_name("remote.git"), "log", "-1", "--format=%s").strip()


def test_a_key_without_a_passphrase_just_works(team: Team, keys: Path) -> None:
    logs_in(team, keys, "plain")
    assert sync(team.folder).sentence == "In step on main: 1 commit sent."
    assert pushed(team) == "Better"


def test_a_host_nobody_trusts_yet_is_said_and_hangs_nobody(team: Team, keys: Path) -> None:
    logs_in(team, keys, "plain", knows_host=False)
    with pytest.raises(RemoteError, match="could not log in") as refused:
        sync(team.folder)
    assert refused.value.needs_terminal
    assert pushed(team) != "Better"


def test_a_passphrase_is_refused_without_a_terminal_and_asked_for_with_one(team: Team, keys: Path) -> None:
    logs_in(team, keys, "locked")
    with pytest.raises(RemoteError, match="could not log in") as refused:
        sync(team.folder)
    assert refused.value.needs_terminal
    words = [*python(START), "-C", str(team.folder), "sync"]
    with Terminal(words, (100, 30), environment()) as terminal:
        for _ in ("fetch", "push"):
            terminal.until_sent(b"Enter passphrase for key")
            terminal.seen.clear()
            terminal.press(b"sesame\r")
        terminal.until_sent(b"1 commit sent")
        assert terminal.code() == 0
    assert pushed(team) == "Better"
