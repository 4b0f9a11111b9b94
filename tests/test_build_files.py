"""Writing: whole or not at all, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts.build import save
from handouts.errors import HandoutsError

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0
PYTEST = ("pytest-", "popen-gw")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def left(folder: Path) -> list[str]:
    """Return the names of all that stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def failing(error: int, after: int = 0) -> Callable[..., None]:
    """Return a function that fails with an error of the system, after so many calls that do nothing."""
    calls = iter(range(after))

    def fail(*_: object, **__: object) -> None:
        if next(calls, None) is None:
            raise OSError(error, os.strerror(error))

    return fail


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    """New ones appear, old ones are replaced, and nothing else is left."""
    (tmp_path / "old.pdf").write_bytes(b"old")
    save({tmp_path / "old.pdf": b"new", tmp_path / "other.pdf": b"\0" * 100_000})
    assert (tmp_path / "old.pdf").read_bytes() == b"new"
    assert (tmp_path / "other.pdf").stat().st_size == 100_000
    assert left(tmp_path) == ["old.pdf", "other.pdf"]


def test_a_relative_path_is_meant_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`x.pdf` is a file in the working folder."""
    monkeypatch.chdir(tmp_path)
    save({Path("x.pdf"): b"x"})
    assert left(tmp_path) == ["x.pdf"]


def test_a_missing_folder_is_told_with_a_remedy(tmp_path: Path) -> None:
    """It is not made: a mistyped path would scatter folders."""
    with pytest.raises(HandoutsError, match=r"there is no folder .*no; make it, or choose another place with -o"):
        save({tmp_path / "no" / "x.pdf": b"x"})
    assert left(tmp_path) == []


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    """`file/x.pdf` cannot be."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(HandoutsError, match="there is no folder"):
        save({tmp_path / "file" / "x.pdf": b"x"})


def test_a_folder_as_target_is_told(tmp_path: Path) -> None:
    """It stays, with what is in it."""
    (tmp_path / "x.pdf").mkdir()
    (tmp_path / "x.pdf" / "inside").write_bytes(b"")
    with pytest.raises(HandoutsError, match=r"cannot write .*x\.pdf: it is a folder"):
        save({tmp_path / "x.pdf": b"x"})
    assert left(tmp_path) == ["x.pdf"]
    assert left(tmp_path / "x.pdf") == ["inside"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.EACCES, "not allowed; it may be open in another program: close it there, or choose another place"),
        (errno.EROFS, "Read-only file system; the file that stood there is untouched"),
        (errno.ENOSPC, "No space left on device; the file that stood there is untouched"),
    ],
)
def test_an_error_before_the_first_byte_leaves_all_as_it_was(
    error: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where the temporary file cannot be made."""
    (tmp_path / "x.pdf").write_bytes(b"old")
    monkeypatch.setattr("tempfile.mkstemp", failing(error))
    with pytest.raises(HandoutsError, match=words):
        save({tmp_path / "x.pdf": b"new"})
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    assert left(tmp_path) == ["x.pdf"]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_an_error_midway_leaves_the_old_file_whole(error: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is met when the bytes are forced down to it: nothing of them stays."""
    (tmp_path / "x.pdf").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", failing(error))
    with pytest.raises(HandoutsError, match="the file that stood there is untouched"):
        save({tmp_path / "x.pdf": b"new", tmp_path / "y.pdf": b"new"})
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    assert left(tmp_path) == ["x.pdf"]


@posix
def test_a_full_disk_midway_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """The same without any pretence: the system lets no file grow beyond a limit."""
    import resource
    import signal

    (tmp_path / "x.pdf").write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(HandoutsError, match=r"cannot write .*x\.pdf: File too large"):
            save({tmp_path / "x.pdf": b"n" * 100_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    assert left(tmp_path) == ["x.pdf"]


@posix
def test_a_disk_that_is_really_full_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """A file system of 100 kB; the message says what the disk says."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only an administrator can make a small disk")
    try:
        (disk / "x.pdf").write_bytes(b"old")
        with pytest.raises(HandoutsError, match="No space left on device; the file that stood there is untouched"):
            save({disk / "x.pdf": b"n" * 50_000, disk / "y.pdf": b"n" * 500_000})
        assert (disk / "x.pdf").read_bytes() == b"old"
        assert left(disk) == ["x.pdf"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@posix
def test_a_folder_to_read_only_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """Tried as a user who is not root, to whom nothing is forbidden."""
    (tmp_path / "x.pdf").write_bytes(b"old")

    def as_another() -> tuple[str, bool]:
        if ROOT_USER:
            os.setuid(65534)
        try:
            save({tmp_path / "x.pdf": b"new"})
        except HandoutsError as error:
            return str(error), os.access(tmp_path, os.W_OK)
        return "written", True

    around = {folder: folder.stat().st_mode for folder in tmp_path.parents if folder.name.startswith(PYTEST)}
    for folder, mode in around.items():  # which are its user's alone
        folder.chmod(mode | 0o011)
    tmp_path.chmod(0o555)
    try:
        said, may_write = _elsewhere(as_another)
    finally:
        tmp_path.chmod(0o755)
        for folder, mode in around.items():
            folder.chmod(mode)
    assert not may_write
    assert "x.pdf: not allowed there; choose another place with -o" in said
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    assert left(tmp_path) == ["x.pdf"]


def _elsewhere(task: Callable[[], tuple[str, bool]]) -> tuple[str, bool]:
    """Return what a task returns in a process of its own."""
    from handouts.build import contained
    from handouts.build.limiting import Limits

    subject = contained.Subject("", "")
    return contained.run(lambda say: task(), subject=subject, limits=Limits(), say=lambda stage: None, fork=True)


KILLED = """
import os, sys, time
from pathlib import Path
from handouts.build import save
def slow(handle):
    print("writing", flush=True)
    time.sleep(600)
if sys.argv[2] == "flushing":
    os.fsync = slow
else:
    Path.replace = lambda self, target: slow(0)
save({Path(sys.argv[1]): b"new" * 100_000})
"""


@pytest.mark.parametrize("when", ["flushing", "renaming"])
def test_a_process_that_is_killed_leaves_the_old_file_whole(when: str, tmp_path: Path) -> None:
    """Whatever it was at; what it leaves beside the file goes when the file is next written, an hour later."""
    path = tmp_path / "x.pdf"
    path.write_bytes(b"old")
    writer = subprocess.Popen([sys.executable, "-c", KILLED, str(path), when], stdout=subprocess.PIPE)
    assert writer.stdout and writer.stdout.readline().strip() == b"writing"
    writer.kill()
    writer.communicate()
    assert path.read_bytes() == b"old"
    (part,) = set(left(tmp_path)) - {"x.pdf"}
    save({path: b"newer"})
    assert left(tmp_path) == [part, "x.pdf"]  # it could belong to one that still writes
    os.utime(tmp_path / part, (0, 0))
    os.utime(_empty(tmp_path / ".y.pdf.abc.part"), (0, 0))
    save({path: b"newest"})
    assert path.read_bytes() == b"newest"
    assert left(tmp_path) == [".y.pdf.abc.part", "x.pdf"]


def _empty(path: Path) -> Path:
    path.touch()
    return path


def test_a_file_that_is_open_elsewhere_stays_whole(tmp_path: Path) -> None:
    """Who has it open reads on in the old one; where the system forbids it (Windows), the message says what to do."""
    path = tmp_path / "x.pdf"
    path.write_bytes(b"old" * 1000)
    with path.open("rb") as reader:
        first = reader.read(10)
        if os.name == "nt":
            with pytest.raises(HandoutsError, match="it may be open in another program"):
                save({path: b"new"})
        else:
            save({path: b"new"})
        assert first + reader.read() == b"old" * 1000
    assert path.read_bytes() == (b"old" * 1000 if os.name == "nt" else b"new")
    assert left(tmp_path) == ["x.pdf"]


def test_a_file_that_may_not_be_replaced_is_told_with_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does with one that a reader of PDF holds open: the folder may be written to, the file may not."""
    (tmp_path / "x.pdf").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
    with pytest.raises(HandoutsError, match="it may be open in another program: close it there"):
        save({tmp_path / "x.pdf": b"new"})
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    assert left(tmp_path) == ["x.pdf"]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C goes on as what it is, and the temporary file goes."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save({tmp_path / "x.pdf": b"new"})
    assert left(tmp_path) == []


def test_of_several_files_all_or_none_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the third cannot be written, the first two are not there either."""
    monkeypatch.setattr("os.fsync", failing(errno.ENOSPC, after=2))
    files = {tmp_path / f"x-{page}.png": b"new" for page in (1, 2, 3)}
    with pytest.raises(HandoutsError, match=r"x-3\.png"):
        save(files)
    assert left(tmp_path) == []


def test_of_several_files_none_is_replaced_where_one_is_a_folder(tmp_path: Path) -> None:
    """The error names the one that is in the way."""
    (tmp_path / "x-1.png").write_bytes(b"old")
    (tmp_path / "x-2.png").mkdir()
    with pytest.raises(HandoutsError, match=r"cannot write .*x-2\.png: it is a folder"):
        save({tmp_path / f"x-{page}.png": b"new" for page in (1, 2, 3)})
    assert (tmp_path / "x-1.png").read_bytes() == b"old"
    assert left(tmp_path) == ["x-1.png", "x-2.png"]


def test_of_several_files_all_come_back_where_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is open elsewhere cannot be replaced on Windows: those before it are put back."""
    (tmp_path / "x-1.png").write_bytes(b"old")
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "x-3.png":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(HandoutsError, match="not allowed"):
        save({tmp_path / f"x-{page}.png": b"new" for page in (1, 2, 3)})
    assert (tmp_path / "x-1.png").read_bytes() == b"old"
    assert left(tmp_path) == ["x-1.png"]


@pytest.fixture
def umask() -> Iterator[Callable[[int], None]]:
    """Set the umask of this process for one test."""
    before = os.umask(0)
    os.umask(before)

    def change(mask: int) -> None:
        os.umask(mask)

    yield change
    os.umask(before)


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_permissions_follow_the_umask(mask: int, mode: int, tmp_path: Path, umask: Callable[[int], None]) -> None:
    """A shared folder stays shared: not the 0600 of temporary files."""
    umask(mask)
    save({tmp_path / "x.pdf": b"x"})
    assert (tmp_path / "x.pdf").stat().st_mode & 0o777 == mode


@posix
def test_a_link_keeps_pointing_where_it_points(tmp_path: Path) -> None:
    """The file behind it is replaced."""
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "real.pdf").write_bytes(b"old")
    (tmp_path / "x.pdf").symlink_to(tmp_path / "share" / "real.pdf")
    save({tmp_path / "x.pdf": b"new"})
    assert (tmp_path / "x.pdf").is_symlink()
    assert (tmp_path / "share" / "real.pdf").read_bytes() == b"new"
    assert left(tmp_path / "share") == ["real.pdf"]


@posix
def test_a_pipe_gets_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    """So does a device: /dev/null and /dev/stdout are written to, not replaced."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    save({pipe: b"through"})
    reader.join(10)
    assert read == [b"through"]
    assert pipe.is_fifo()
    assert left(tmp_path) == ["pipe"]


@posix
def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    """The temporary name beside it is not longer."""
    path = tmp_path / f"{'x' * 251}.pdf"
    save({path: b"x"})
    assert left(tmp_path) == [path.name]
