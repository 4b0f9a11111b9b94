"""What is built can be installed and used without the checkout, and brings nothing but itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("handouts", "templates", "assets", "pyproject.toml", ".gitignore")
IGNORED = "assets/out/ignored.txt"  # .gitignore matches it, and a builder that obeys would leave it out
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
VERSION = "0.1.0"
METADATA = f"handouts-{VERSION}.dist-info"


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """Run a command with no setting in its way that leads Python to the checkout; give what it prints."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_"))}
    result = subprocess.run(command, cwd=cwd, env={**clean, **(env or {})}, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def sources() -> set[str]:
    """Give the paths inside the wheel of all that has to be in it."""
    paths = {
        path.relative_to(ROOT).as_posix()
        for folder in ("handouts", "templates", "assets")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return {path if path.startswith("handouts/") else f"handouts/{path}" for path in paths | {IGNORED}}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and the sdist from a copy of the checkout, and take the copy away."""
    folder = tmp_path_factory.mktemp("built")
    copy = folder / "checkout"
    copy.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    (copy / IGNORED).parent.mkdir()
    (copy / IGNORED).write_text("kept\n", encoding="utf-8")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=copy)
    shutil.rmtree(copy)
    return folder


@pytest.fixture
def wheel(built: Path) -> Path:
    """Give the built wheel."""
    return built / f"handouts-{VERSION}-py3-none-any.whl"


@pytest.fixture
def sdist(built: Path) -> Path:
    """Give the built source distribution."""
    return built / f"handouts-{VERSION}.tar.gz"


def contents(wheel: Path) -> set[str]:
    """Give the names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_wheel_holds_every_source_and_nothing_else(wheel: Path) -> None:
    """Code, templates and assets all stand in the package; beside it is only the metadata."""
    names = contents(wheel)
    assert {name for name in names if not name.startswith(f"{METADATA}/")} == sources()


def test_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    """Nothing that the wheel needs is missing from the source distribution."""
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12's Python has none yet
        archive.extractall(tmp_path)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=tmp_path / f"handouts-{VERSION}")
    assert contents(tmp_path / wheel.name) == contents(wheel)


def locked_dependencies(environment: Path) -> None:
    """Install what the project declares, and nothing that only its tests need, from what ./setup has fetched."""
    uv = ROOT / ".cache" / "uv-tool" / "bin" / "uv"
    if not uv.exists():
        pytest.skip("./setup has not been run here")
    env = {"UV_PROJECT_ENVIRONMENT": str(environment)}
    run(uv, "sync", "--frozen", "--no-dev", "--no-install-project", "--offline", "-q", cwd=ROOT, env=env)


@pytest.mark.slow
def test_installed_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """With the wheel and its dependencies alone, `handouts` on the PATH makes a handout anywhere."""
    environment = tmp_path / "environment"
    venv.create(environment)
    python = environment / SCRIPTS / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())
    locked_dependencies(environment)
    before = {path.name for path in site.iterdir()}
    pip = (sys.executable, "-m", "pip", "--isolated", "--python", python)
    run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    assert {path.name for path in site.iterdir()} - before == {"handouts", METADATA}

    elsewhere = tmp_path / "some where else"
    elsewhere.mkdir()
    found = run(python, "-c", "import handouts; print(handouts.__file__)", cwd=elsewhere).strip()
    assert Path(found).is_relative_to(site)

    settings = {
        "PATH": os.pathsep.join((str(environment / SCRIPTS), os.environ["PATH"])),
        "HANDOUTS_NO_CACHE": "1",
    }
    handouts = shutil.which("handouts", path=settings["PATH"])
    assert handouts == str(environment / SCRIPTS / "handouts")
    assert "make" in run(handouts, "--help", cwd=elsewhere, env=settings)
    assert "magnesium" in run(handouts, "topics", cwd=elsewhere, env=settings)
    run(handouts, "make", "magnesium", "--lang", "en", "-o", "x.pdf", cwd=elsewhere, env=settings)
    assert (elsewhere / "x.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in elsewhere.iterdir()] == ["x.pdf"]
