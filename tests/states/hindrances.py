"""What may be in the way around a repository: no git, hooks, signing, rights, a broken folder, the remote."""

from __future__ import annotations

import shutil

from tests.states.world import EDITED, IDENTITY, World


def no_git(world: World) -> None:
    """Leave everything as it is; the path leads to no git."""
    del world


def no_repository(world: World) -> None:
    shutil.rmtree(world.folder / ".git")


def nobody(world: World) -> None:
    (world.top / "home" / "gitconfig").write_text("")


def failing_hook(world: World) -> None:
    world.hook("pre-commit", "echo 'Spell checker: outift?' >&2; exit 1")
    world.hook("pre-push", "echo 'Not on a Friday' >&2; exit 1")
    world.hook("post-checkout", "exit 1")


def prompting_hook(world: World) -> None:
    world.hook("pre-commit", 'printf "Sure? "; read answer < /dev/tty || exit 1')
    world.hook("pre-push", 'printf "Sure? "; read answer < /dev/tty || exit 1')


def hook_that_reads_its_input(world: World) -> None:
    world.hook("pre-commit", "read answer; exit 0")
    world.hook("commit-msg", "cat > /dev/null")


def hook_with_a_child_left_behind(world: World) -> None:
    world.hook("post-commit", "sleep 15 &")


def signing_without_an_agent(world: World) -> None:
    program = world.program(world.top / "gpg", "echo 'gpg: signing failed: Inappropriate ioctl for device' >&2; exit 2")
    world.git("config", "commit.gpgSign", "true")
    world.git("config", "gpg.program", program)


def signing_with_a_key_that_is_gone(world: World) -> None:
    world.git("config", "commit.gpgSign", "true")
    world.git("config", "gpg.format", "ssh")
    world.git("config", "user.signingKey", "/nowhere/key.pub")


def read_only(world: World) -> None:
    world.writes(EDITED)
    for path in [world.folder, *world.folder.rglob("*")]:
        path.chmod(path.stat().st_mode & 0o555)


def foreign_owner(world: World) -> None:
    """Leave everything to the fixture, which gives the files another owner than the one who acts."""
    for path in [world.folder, *world.folder.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o666 | (0o777 if path.is_dir() else 0))


def broken_head(world: World) -> None:
    (world.folder / ".git" / "HEAD").write_text("nonsense\n")


def broken_index(world: World) -> None:
    (world.folder / ".git" / "index").write_bytes(b"nonsense")


def broken_configuration(world: World) -> None:
    (world.folder / ".git" / "config").write_text("[core\nnonsense")


def lost_objects(world: World) -> None:
    shutil.rmtree(world.folder / ".git" / "objects")
    (world.folder / ".git" / "objects").mkdir()


def no_remote(world: World) -> None:
    world.git("remote", "remove", "origin")


def remote_gone(world: World) -> None:
    shutil.rmtree(world.remote)


def remote_that_refuses(world: World) -> None:
    world.program(world.remote / "hooks" / "pre-receive", "echo 'main is protected' >&2; exit 1")


def remote_that_asks(world: World) -> None:
    """Let the remote be reached by an ssh that asks for a passphrase on the terminal."""
    program = world.program(world.top / "ssh", 'printf "Passphrase: " > /dev/tty; read word < /dev/tty; exit 255')
    world.git("config", "core.sshCommand", program)
    world.git("config", "remote.origin.url", "ssh://example.invalid/shop")


def unrelated_remote(world: World) -> None:
    shutil.rmtree(world.remote)
    world.git("init", "-q", "--bare", "-b", "main", str(world.remote), folder=world.top)
    other = world.at(world.top / "other")
    world.git("clone", "-q", str(world.remote), str(other.folder), folder=world.top)
    other.commits("Another team.\n", "Elsewhere", "OTHER.md")
    other.git("push", "-q", "-u", "origin", "HEAD:main")


def identity_only_in_the_clone(world: World) -> None:
    (world.top / "home" / "gitconfig").write_text("")
    with (world.folder / ".git" / "config").open("a") as file:
        file.write(IDENTITY)


def broken_object(world: World) -> None:
    """Spoil what the last commit holds of the map."""
    hash_ = world.says("rev-parse", "HEAD:maps/buy.toml").strip()
    path = world.folder / ".git" / "objects" / hash_[:2] / hash_[2:]
    path.chmod(0o644)
    path.write_bytes(b"nonsense")


def broken_commit(world: World) -> None:
    """Spoil the last commit itself."""
    hash_ = world.says("rev-parse", "HEAD").strip()
    path = world.folder / ".git" / "objects" / hash_[:2] / hash_[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:20])


def read_only_history(world: World) -> None:
    """Let git's folder be read-only, and nothing else."""
    folder = world.folder / ".git"
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode & 0o555)
    world.top.chmod(0o755)


def trusted_owner(world: World) -> None:
    """Give everything to somebody else, and say that it is safe."""
    for path in [world.top, *world.folder.rglob("*"), *world.remote.rglob("*"), world.folder, world.remote]:
        path.chmod(path.stat().st_mode | 0o666 | (0o777 if path.is_dir() else 0))
    with (world.top / "home" / "gitconfig").open("a") as file:
        file.write("[safe]\n    directory = *\n")
