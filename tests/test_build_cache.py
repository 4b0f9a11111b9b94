"""What was made before: served fast, never when anything has changed, never when damaged, never at a cost."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from output_fixtures import python

from handouts import build
from handouts.build import cache
from handouts.errors import HandoutsError
from handouts.fonts import FONTS, package_folder
from handouts.resources import ASSETS, LOGO_BYTES, PACKAGE, TEMPLATES
from handouts.themes import LUCIDE

ORDER = build.Order("magnesium", preset="recognise")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of this test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("HANDOUTS_CACHE", str(folder))
    return folder


class Press:
    """Stands in for all that makes a document, and counts how often it is asked to."""

    files = (b"%PDF\n" + b"x" * 5_000, b"\n{}\n")
    product = build.Product("magnesium-x", build.Output.PNG, 2, files, size=10.5, layouts=2, sparse=True)

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, *_: object) -> build.Product:
        """Do as `_made` does."""
        self.runs += 1
        return self.product


@pytest.fixture
def press(place: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """Make documents in no time."""
    press = Press()
    monkeypatch.setattr("handouts.build.making._made", press)
    return press


# Served from the cache

SERVED = """
import sys
from pathlib import Path
from handouts.cli import main
main(["make", "magnesium", "--preset", "recognise", "-o", sys.argv[1]], standalone_mode=False)
heavy = ("weasyprint", "matplotlib", "pydantic", "jinja2", "yaml", "markdown_it", "pypdfium2", "pikepdf", "PIL",
         "numpy", "fontTools", "segno", "fontpkg_fira_sans", "justmyresource_lucide")
print("heavy:", *(name for name in heavy if name in sys.modules))
"""


def test_a_second_make_loads_no_engine(place: Path, tmp_path: Path) -> None:
    """An unchanged document costs little more than Python itself, and is the same file."""
    made = build.make(ORDER)
    done = python(SERVED, "x.pdf", cwd=tmp_path, env={"HANDOUTS_CACHE": str(place)})
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines()[-1].strip() == "heavy:"
    assert (tmp_path / "x.pdf").read_bytes() == made.files[0]


def test_a_product_comes_back_as_it_went(press: Press) -> None:
    """Name, kind, pages and every file of it."""
    assert build.make(ORDER) == build.make(ORDER) == press.product
    assert press.runs == 1
    build.make(build.Order("magnesium", preset="short"))
    assert press.runs == 2


def test_different_orders_do_not_meet(place: Path) -> None:
    """Whatever differs in an order, its key differs."""
    orders = [
        build.Order("magnesium"),
        build.Order("magnesium", language="en"),
        build.Order("magnesium", format="other"),
        build.Order("magnesium", theme="other"),
        build.Order("magnesium", preset="short"),
        build.Order("magnesium", sections=("foods", "tips")),
        build.Order("magnesium", sections=("foods,tips",)),
        build.Order("magnesium", without=("foods",)),
        build.Order("magnesium", editorial=False),
        build.Order("magnesium", large_print=True),
        build.Order("magnesium", ink_saver=True),
        build.Order("magnesium", templates=Path("own")),
        build.Order("magnesium", output=build.Output.PNG),
        build.Order("magnesium", output=build.Output.PNG, dpi=72),
    ]
    from dataclasses import astuple

    assert len({cache.key(order.content, astuple(order)) for order in orders}) == len(orders)


# What changes the key


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies of all that a document is made from, which the cache takes for the real ones."""
    root = tmp_path / "sources"
    for name, folder in {"PACKAGE": PACKAGE, "TEMPLATES": TEMPLATES, "ASSETS": ASSETS}.items():
        shutil.copytree(folder, root / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(cache, name, root / folder.name)
    for package in (FONTS, LUCIDE):
        shutil.copytree(
            package_folder(package), root / package, ignore=shutil.ignore_patterns("*.py*", "FiraSans-[!R]*")
        )
    monkeypatch.setattr(cache, "package_folder", lambda name: root / name)
    return root


def key(root: Path) -> str:
    """The key of one order, made from the copies."""
    return cache.key(root / "assets" / "topics", ("order",))


def test_the_same_sources_have_the_same_key(sources: Path) -> None:
    """Compiled Python beside the code, and times of files, do not count."""
    before = key(sources)
    assert key(sources) == before
    (sources / "handouts" / "__pycache__").mkdir()
    (sources / "handouts" / "__pycache__" / "cli.cpython-311.pyc").write_bytes(b"x")
    os.utime(sources / "assets" / "publisher.yaml", (1, 1))
    assert key(sources) == before


@pytest.mark.parametrize(
    "path",
    [
        "assets/publisher.yaml",
        "assets/words.yaml",
        "assets/formats.toml",
        "assets/icons/icons.toml",
        "assets/topics/magnesium/topic.yaml",
        "assets/topics/magnesium/foods.yaml",
        "assets/themes/clinic/theme.toml",
        "assets/themes/clinic/tokens.css",
        "assets/themes/clinic/handout.css",
        "assets/themes/clinic/illustrations/still-life.svg",
        "templates/base.html.j2",
        "templates/components/running.html.j2",
        "handouts/__init__.py",
        "handouts/pdf/rendering.py",
        "handouts/pdf/fonts.conf",
        f"{FONTS}/files/FiraSans-Regular.ttf",
        f"{LUCIDE}/icons.zip",
    ],
)
def test_one_changed_byte_of_a_source_changes_the_key(path: str, sources: Path) -> None:
    """Content, template, theme, icon, font, code: of each, at the end and without changing its length."""
    before = key(sources)
    file = sources / path
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    assert key(sources) != before


@pytest.mark.parametrize("path", ["formats.toml", "formats/card.html.j2", "card.css", "illustrations/body.svg"])
def test_an_own_template_changes_the_key(path: str, sources: Path, tmp_path: Path) -> None:
    """Of a designer's folder, every file counts: added, changed, taken away."""
    own = tmp_path / "own"
    file = own / path
    file.parent.mkdir(parents=True)
    topics = sources / "assets" / "topics"
    keys = [cache.key(topics, (), [own])]
    for text in ("a", "b"):
        file.write_text(text, encoding="utf-8")
        keys.append(cache.key(topics, (), [own]))
    file.unlink()
    assert len(set(keys)) == 3 and keys[0] == cache.key(topics, (), [own])


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_what_an_own_folder_links_to_changes_the_key(sources: Path, tmp_path: Path) -> None:
    """Templates are read through links to folders; a link back to a folder around it has an end."""
    own, shared = tmp_path / "own", tmp_path / "shared"
    own.mkdir()
    shared.mkdir()
    (own / "formats").symlink_to(shared, target_is_directory=True)
    (shared / "back").symlink_to(own, target_is_directory=True)
    topics = sources / "assets" / "topics"
    keys = [cache.key(topics, (), [own])]
    for text in ("a", "b"):
        (shared / "card.html.j2").write_text(text, encoding="utf-8")
        keys.append(cache.key(topics, (), [own]))
    assert len(set(keys)) == 3


def test_every_file_of_the_package_changes_the_key(sources: Path) -> None:
    """None is forgotten: a file that is added to the house tomorrow counts as well."""
    files = [path for folder in ("handouts", "templates", "assets") for path in (sources / folder).rglob("*.*")]
    counted = set(cache._sources(sources / "assets" / "topics", ()))
    assert [path for path in files if path.is_file() and path not in counted] == []


def test_a_new_a_missing_and_a_renamed_file_change_the_key(sources: Path) -> None:
    """Where the bytes are the same, their names are not."""
    keys = [key(sources)]
    style = sources / "assets" / "themes" / "clinic" / "theme.css"
    style.rename(style.with_name("them.css"))
    keys.append(key(sources))
    style.with_name("them.css").unlink()
    keys.append(key(sources))
    (style.parent / "more.css").write_bytes(b"")
    keys.append(key(sources))
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "package", ["weasyprint", "matplotlib", "jinja2", "fonttools", "pillow", "pypdfium2", "tinycss2"]
)
def test_another_version_of_an_engine_changes_the_key(
    package: str, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an upgrade draws may be different."""
    before = key(sources)
    monkeypatch.setattr(cache, "version", lambda name: "0.0.0" if name == package else version(name))
    assert key(sources) != before


def test_another_python_changes_the_key(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It compresses and sorts in its own way."""
    before = key(sources)
    monkeypatch.setattr("sys.version", "3.99")
    assert key(sources) != before


def test_another_native_library_changes_the_key(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an upgrade of the system puts it behind the same name; other libraries do not count."""
    folder = tmp_path / "lib"
    folder.mkdir()
    monkeypatch.setattr(cache, "_USUAL", (str(folder), str(tmp_path / "none")))
    keys = [key(sources)]
    for name, content in (("libpango-1.0.so.0", b"1"), ("libpango-1.0.so.0", b"12"), ("libharfbuzz.so.0", b"1")):
        (folder / name).write_bytes(content)
        keys.append(key(sources))
    (folder / "libother.so").write_bytes(b"1")
    assert len(set(keys)) == len(keys)
    assert key(sources) == keys[-1]


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="libraries stand elsewhere")
def test_the_libraries_in_use_are_found(sources: Path) -> None:
    """Those that this process has loaded to set its texts."""
    from handouts.pdf.isolation import load_engine

    load_engine()
    loaded = {
        line.split()[-1]
        for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
        if "libpango" in line or "libharfbuzz" in line or "libfontconfig" in line
    }
    system = {str(Path(path).resolve()) for path in loaded if "site-packages" not in path}
    assert system <= {path for _, path, *_ in cache._libraries()}


def test_what_a_folder_holds_changes_the_key(tmp_path: Path) -> None:
    """Names and kinds: a folder, a link that leads nowhere, a folder that takes the place of a file."""
    topic = tmp_path / "magnesium"
    topic.mkdir()
    (topic / "topic.yaml").write_text("x", encoding="utf-8")
    keys = [cache.key(tmp_path, ())]
    (topic / "notes.txt").mkdir()
    keys.append(cache.key(tmp_path, ()))
    (topic / "tips.yaml").symlink_to("nowhere")
    keys.append(cache.key(tmp_path, ()))
    (topic / "tips.yaml").unlink()
    (topic / "tips.yaml").mkdir()
    keys.append(cache.key(tmp_path, ()))
    assert len(set(keys)) == len(keys)


def test_a_logo_counts_by_its_bytes(tmp_path: Path) -> None:
    """Also where a copy keeps size and time; of a large picture, and one that is not named, those count."""
    brand = tmp_path / "practice.yaml"
    brand.write_text('name: "De Linde"\nlogo: "logo.png"\n', encoding="utf-8")

    def marks(name: str, content: bytes) -> object:
        (tmp_path / name).write_bytes(content)
        os.utime(tmp_path / name, (1, 1))
        return cache.brand_marks(brand)

    assert marks("logo.png", b"1") != marks("logo.png", b"2")
    assert marks("logo.png", b"1") == marks("logo.png", b"1")
    assert marks("logo.png", bytes(LOGO_BYTES + 1)) == marks("logo.png", bytes(LOGO_BYTES) + b"1")
    assert marks("holiday.jpg", b"1") == marks("holiday.jpg", b"2")
    (tmp_path / "gone.png").symlink_to("nowhere")
    assert cache.brand_marks(brand)


def test_changed_content_is_printed(place: Path, tmp_path: Path) -> None:
    """A text that was edited in a content folder stands in the next document; put back, the first is served again."""
    folder = tmp_path / "topics"
    shutil.copytree(ASSETS / "topics", folder)
    order = build.Order("magnesium", preset="recognise", content=folder)
    first = build.make(order)
    path = folder / "magnesium" / "topic.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("mineraal van rust", "metaal van rust"), encoding="utf-8")
    second = build.make(order)
    assert first.files != second.files
    path.write_text(text, encoding="utf-8")
    before = {entry.name for entry in place.iterdir()}
    assert build.make(order) == first
    assert {entry.name for entry in place.iterdir()} == before


def test_a_changed_logo_is_printed(place: Path, tmp_path: Path) -> None:
    """The picture of a practice is a source as well."""
    mark = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="8"><rect width="20" height="8" fill="{}"/></svg>'
    (tmp_path / "practice.yaml").write_text('name: "De Linde"\nlogo: "logo.svg"\n', encoding="utf-8")
    files = set()
    for colour in ("#006633", "#663300"):
        (tmp_path / "logo.svg").write_text(mark.format(colour), encoding="utf-8")
        files |= set(build.make(build.Order("magnesium", preset="recognise", brand=tmp_path / "practice.yaml")).files)
    assert len(files) == 2


def test_a_logo_in_another_folder_is_never_out_of_date(place: Path, tmp_path: Path) -> None:
    """Either it is refused there, or what it is counts."""
    mark = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="8"><rect width="20" height="8" fill="{}"/></svg>'
    (tmp_path / "practice.yaml").write_text('name: "De Linde"\nlogo: "img/logo.svg"\n', encoding="utf-8")
    (tmp_path / "img").mkdir()
    files: list[bytes] = []
    for colour in ("#006633", "#663300"):
        (tmp_path / "img" / "logo.svg").write_text(mark.format(colour), encoding="utf-8")
        try:
            files += build.make(build.Order("magnesium", preset="recognise", brand=tmp_path / "practice.yaml")).files
        except HandoutsError as error:
            assert "logo" in str(error)
    assert len(set(files)) == len(files)


def test_a_content_folder_may_hold_anything_else(tmp_path: Path) -> None:
    """What stands beside the topics, and may be large or unreadable, is not looked at."""
    (tmp_path / "magnesium").mkdir()
    (tmp_path / "magnesium" / "topic.yaml").write_text("x", encoding="utf-8")
    before = cache.key(tmp_path, ())
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "large.tif").write_bytes(b"x")
    (tmp_path / "made.pdf").write_bytes(b"x")
    assert cache.key(tmp_path, ()) == before
    (tmp_path / "magnesium" / "notes.txt").write_bytes(b"x")
    assert cache.key(tmp_path, ()) != before  # the topic is refused for it


def test_a_source_that_cannot_be_read_is_left_to_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key does not fail: who reads the file says what is wrong with it."""
    (tmp_path / "magnesium").mkdir()
    path = tmp_path / "magnesium" / "topic.yaml"
    path.write_text("x", encoding="utf-8")
    before = cache.key(tmp_path, ())
    read_bytes = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert cache.key(tmp_path, ()) != before


# Damage


@pytest.mark.parametrize("where", ["first", "facts", "data", "last"])
def test_a_damaged_entry_is_made_again(where: str, place: Path, press: Press) -> None:
    """One wrong byte anywhere in it, and it counts for nothing."""
    build.make(ORDER)
    (entry,) = place.glob("edition-*")
    whole = entry.read_bytes()
    at = {"first": 0, "facts": whole.index(b'"name"') + 12, "data": whole.index(b"%PDF") + 500, "last": len(whole) - 1}
    damaged = bytearray(whole)
    damaged[at[where]] ^= 1
    entry.write_bytes(damaged)
    assert cache.load(entry.name) is None
    assert build.make(ORDER) == press.product
    assert press.runs == 2
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("content", [b"", b"\n", b"{}", b"null\n", b"[]\nx", b"\xff\xfe\n", b"x" * 1000, None])
def test_what_is_no_entry_is_made_again(content: bytes | None, place: Path, press: Press) -> None:
    """An empty and a foreign file, and a folder in its place."""
    build.make(ORDER)
    (entry,) = place.glob("edition-*")
    entry.unlink()
    if content is None:
        entry.mkdir()
    else:
        entry.write_bytes(content)
    assert build.make(ORDER) == press.product
    assert press.runs == 2


def test_a_cut_entry_is_made_again(place: Path, press: Press) -> None:
    """As a crash in the middle of another program's copying would leave it."""
    build.make(ORDER)
    (entry,) = place.glob("edition-*")
    entry.write_bytes(entry.read_bytes()[:-1000])
    assert build.make(ORDER) == press.product
    assert press.runs == 2


def test_an_entry_is_what_was_kept(place: Path) -> None:
    """Facts and bytes, line feeds among them."""
    data = b"\n\n{}\n" + bytes(range(256))
    cache.keep("edition-x", cache.Entry({"name": "é\n", "sizes": [1, 2]}, data))
    assert cache.load("edition-x") == cache.Entry({"name": "é\n", "sizes": [1, 2]}, data)
    assert cache.load("edition-y") is None


# Off, or in the way


def test_it_can_be_turned_off(place: Path, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is written, and nothing of what is there is used."""
    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    build.make(ORDER)
    assert not place.exists()
    monkeypatch.delenv("HANDOUTS_NO_CACHE")
    build.make(ORDER)
    assert [path.name.partition("-")[0] for path in place.iterdir()] == ["edition"]
    monkeypatch.setenv("HANDOUTS_NO_CACHE", "1")
    build.make(ORDER)
    assert press.runs == 3


@pytest.mark.parametrize(("value", "on"), [("", True), ("0", True), ("1", False), ("yes", False)])
def test_what_turns_it_off(value: str, on: bool, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any word but an empty one and 0."""
    monkeypatch.setenv("HANDOUTS_NO_CACHE", value)
    assert cache.folder() == (place if on else None)


def test_a_cache_that_cannot_be_written_costs_nothing(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in place of the folder, or a full disk: the document is made all the same."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "file" / "cache"))
    assert build.make(ORDER) == press.product

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "full"))
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        cache.keep("edition-x", cache.Entry({}, b"x"))
    assert list((tmp_path / "full").iterdir()) == []


def test_a_home_that_is_not_there_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a service without one."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("HANDOUTS_CACHE")
    monkeypatch.setattr(Path, "home", homeless)
    assert cache.folder() is None


@pytest.mark.parametrize(
    ("platform", "environment", "end"),
    [
        ("linux", {}, ".cache/handouts"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/handouts"),
        ("linux", {"XDG_CACHE_HOME": ""}, ".cache/handouts"),
        ("darwin", {}, "Library/Caches/handouts"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/handouts/cache"),
    ],
)
def test_it_stands_where_caches_stand(
    platform: str, environment: dict[str, str], end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the user's own folder for that, on each system."""
    for name in ("HANDOUTS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert str(cache.folder()).replace("\\", "/").endswith(end)


def test_a_failed_document_is_never_kept(place: Path) -> None:
    """Nor is anything of it that could be taken for a document."""
    with pytest.raises(HandoutsError):
        build.make(build.Order("magnesium", preset="none"))
    with pytest.raises(HandoutsError):
        build.make(build.Order("magnesium", language="xx"))
    assert list(place.glob("edition-*")) == []


def test_a_page_without_its_disclaimer_is_never_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made and refused each time."""
    monkeypatch.setattr("handouts.pdf.illegible", lambda *_: {1: ["the disclaimer is missing"]})
    for _ in range(2):
        with pytest.raises(HandoutsError, match="disclaimer"):
            build.make(ORDER)
    assert list(place.glob("edition-*")) == []


# Its size


def entries(place: Path) -> list[str]:
    """Return the names of what is kept."""
    return sorted(path.name for path in place.iterdir())


def test_what_was_used_longest_ago_goes_first(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Being served counts as use."""
    monkeypatch.setattr(cache, "_MOST_BYTES", 3_500)
    for number in range(3):
        cache.keep(f"edition-{number}", cache.Entry({}, b"x" * 1_000))
        os.utime(place / f"edition-{number}", (1_000_000 + number, 1_000_000 + number))
    assert cache.load("edition-0") is not None
    cache.keep("edition-3", cache.Entry({}, b"x" * 1_000))
    assert entries(place) == ["edition-0", "edition-2", "edition-3"]


def test_files_of_others_in_its_folder_are_left_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names a folder of their own for it loses nothing."""
    place.mkdir()
    (place / "thesis.docx").write_bytes(b"x" * 10_000)
    (place / "edition").mkdir()
    os.utime(place / "thesis.docx", (1, 1))
    monkeypatch.setattr(cache, "_MOST_BYTES", 1_500)
    for number in range(3):
        cache.keep(f"chart-{number}", cache.Entry({}, b"x" * 1_000))
        os.utime(place / f"chart-{number}", (1_000_000 + number, 1_000_000 + number))
    assert entries(place) == ["chart-2", "edition", "thesis.docx"]


def test_what_a_killed_process_left_goes_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half-written files are old before long."""
    place.mkdir()
    (place / ".edition-1.abc.part").write_bytes(b"x" * 5_000)
    os.utime(place / ".edition-1.abc.part", (1, 1))
    monkeypatch.setattr(cache, "_MOST_BYTES", 4_000)
    cache.keep("edition-2", cache.Entry({}, b"x" * 1_000))
    assert entries(place) == ["edition-2"]


def test_charts_are_shared_between_documents(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same data in the same room is drawn once, also for another selection."""
    build.make(build.Order("magnesium", preset="short"))
    drawn = [path.name for path in place.glob("chart-*")]
    assert len(drawn) == 1

    def draw(*_: object) -> bytes:
        raise AssertionError("it is drawn again")

    monkeypatch.setattr("handouts.charts.draw", draw)
    build.make(build.Order("magnesium", sections=("foods",)))
    assert [path.name for path in place.glob("chart-*")] == drawn


def test_the_facts_of_an_entry_can_be_read(place: Path, press: Press) -> None:
    """A mark, a line of JSON, the bytes: nothing that would be run."""
    build.make(ORDER)
    (entry,) = place.glob("edition-*")
    mark, facts, data = entry.read_bytes().split(b"\n", 2)
    assert len(mark) == 64
    files = press.product.files
    sizes = [*map(len, files)]
    told = {
        "name": "magnesium-x",
        "output": "png",
        "pages": 2,
        "size": 10.5,
        "layouts": 2,
        "sparse": True,
        "borrowed": [],
    }
    assert json.loads(facts) == {**told, "sizes": sizes}
    assert data == b"".join(files)
