"""A remote over http that asks who you are: on the command line and in the app, with a terminal and without one."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from cjm_tui.history.remote_words import RemoteError
from cjm_tui.services.joining.fetching import fetch_branches
from cjm_tui.services.joining.sync import sync
from tests.tui.board_stories import NORA, PAY, Team, feels, git, two_clones
from tests.tui.terminal import Terminal, environment, python

SIZE = (100, 30)
START = "import sys\nfrom cjm_tui.cli.main import main\nmain(sys.argv[1:])\n"
KNOWN = "Basic " + base64.b64encode(b"omar:sesame").decode()


class Asking(BaseHTTPRequestHandler):
    """Hands requests on to git's own http server, of whoever knows the password."""

    folder: Path

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as the server calls it
        """Say nothing."""

    def _answer(self) -> None:
        if self.headers.get("Authorization") != KNOWN:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="the team"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        around = os.environ | {
            "GIT_PROJECT_ROOT": str(self.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": "omar",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        given = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        made = subprocess.run(["git", "http-backend"], input=given, env=around, capture_output=True, check=True).stdout
        head, _, body = made.partition(b"\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.decode().splitlines()]
        status = next((value.split()[0] for name, value in lines if name == "Status"), "200")
        self.send_response(int(status))
        for name, value in lines:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def omar(tmp_path: Path) -> Iterator[Team]:
    """Return Omar's clone; its remote asks for a password, and has a commit of Nora's that he has not."""
    nora, omar = two_clones(tmp_path)
    nora.commits(NORA, "Better", feels(2), 14)
    git(nora.folder, "push", "-q")
    git(tmp_path / "remote.git", "config", "http.receivepack", "true")
    handler = type("AskingHere", (Asking,), {"folder": tmp_path})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        git(omar.folder, "remote", "set-url", "origin", f"http://127.0.0.1:{server.server_address[1]}/remote.git")
        Thread(target=server.serve_forever, daemon=True).start()
        yield omar
        server.shutdown()


def at_work(team: Team, *words: str) -> Terminal:
    return Terminal([*python(START), "-C", str(team.folder), *words], SIZE, environment())


def says_who(terminal: Terminal, password: bytes = b"sesame") -> None:
    """Answer both of git's questions on the terminal."""
    terminal.until_sent(b"Username for")
    terminal.seen.clear()
    terminal.press(b"omar\r")
    terminal.until_sent(b"Password for")
    terminal.seen.clear()
    terminal.press(password + b"\r")


def test_without_a_terminal_it_is_said_that_the_remote_asks(omar: Team) -> None:
    for ask in (lambda: sync(omar.folder), lambda: fetch_branches(omar.folder)):
        with pytest.raises(RemoteError, match="asks who you are, and there is nobody to answer") as refused:
            ask()
        assert refused.value.needs_terminal
    words = [*python(START), "-C", str(omar.folder), "sync"]
    typed = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert typed.returncode == 2
    assert "asks who you are" in typed.stderr


def test_who_one_is_is_typed_in_the_terminal_for_fetch_and_push(omar: Team, tmp_path: Path) -> None:
    git(omar.folder, "commit", "-q", "--allow-empty", "-m", "Mine")
    with at_work(omar, "sync") as terminal:
        for _ in ("fetch", "push"):
            says_who(terminal)
        terminal.until_sent(b"sent")
        assert terminal.code() == 0
    assert "Mine" in git(tmp_path / "remote.git", "log", "--format=%s")
    assert omar.document.records[PAY].emotion == 2


def test_a_wrong_password_is_said_and_nothing_hangs(omar: Team) -> None:
    with at_work(omar, "sync") as terminal:
        says_who(terminal, b"wrong")
        terminal.until_sent(b"git fetch said why in the terminal")
        assert terminal.code() == 2


def test_the_app_offers_the_terminal_for_a_sync(omar: Team) -> None:
    with at_work(omar, "shop") as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.press(b"S")
        terminal.until(b"run it in the terminal")
        terminal.press(b"y")
        says_who(terminal)
        terminal.until(b"1 commit received")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.code() == 0
    assert omar.document.records[PAY].emotion == 2


def test_the_app_offers_the_terminal_to_ask_the_remotes_for_their_branches(omar: Team, tmp_path: Path) -> None:
    git(tmp_path / "remote.git", "branch", "proposal", "main")
    with at_work(omar, "shop") as terminal:
        terminal.until(b"See an advert")
        terminal.settle(1.0)
        terminal.press(b"b")
        terminal.until(b"ask the remotes for theirs")
        terminal.press(b"ask the\r")
        terminal.until(b"run it in the terminal")
        terminal.press(b"y")
        says_who(terminal)
        terminal.until(b"origin/proposal")
        terminal.press(b"\x1b")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.code() == 0
    assert "origin/proposal" in git(omar.folder, "branch", "-r")
