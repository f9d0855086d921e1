"""The user's folders and the resources, from source, from a wheel and as a bundle sees them."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lesvisit import paths

ROOT = Path(__file__).resolve().parents[1]
FONTS = (
    *(f"FiraSans-{style}.ttf" for style in ("Regular", "Italic", "Medium", "MediumItalic", "SemiBold", "Bold")),
    *(f"Spectral-{style}.ttf" for style in ("Regular", "Italic", "Medium", "MediumItalic", "SemiBold")),
    "DejaVuSans.ttf",
)


def run_python(code: str, folder: Path, *options: str) -> str:
    """Run a line of code in a fresh interpreter and return what it prints."""
    command = [sys.executable, *options, "-c", code]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def test_data_and_log_are_apart_and_of_this_app() -> None:
    assert paths.APP in paths.data_dir().parts
    assert paths.APP in paths.log_dir().parts
    assert paths.data_dir() != paths.log_dir()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the XDG folders are Linux's")
def test_data_follow_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert paths.data_dir() == tmp_path / "LesVisit"


def test_asking_for_a_folder_makes_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))

    paths.data_dir()
    paths.log_dir()

    assert list(tmp_path.iterdir()) == []


def test_appdirs_is_not_loaded_at_start(tmp_path: Path) -> None:
    code = "import sys, lesvisit.paths as p; p.resources(); print('appdirs' in sys.modules)"

    assert run_python(code, tmp_path) == "False"


def test_resources_from_source() -> None:
    assert paths.resources() == ROOT / "resources"


def test_resources_from_a_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"
    assert paths.locale_dir() == tmp_path / "resources" / "locale"


@pytest.mark.parametrize("font", FONTS)
def test_every_font_ships_with_its_licence(font: str) -> None:
    folder = paths.resources() / "fonts"

    assert (folder / font).read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert (folder / f"{font.removesuffix('.ttf').split('-')[0]}-LICENSE.txt").is_file()


@pytest.mark.slow
def test_resources_from_a_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps"]
    subprocess.run([*build, "--wheel-dir", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("lesvisit-*.whl")
    place = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)

    # -S leaves out site-packages, so that what is found is the wheel's and not the source's.
    found = Path(run_python("from lesvisit import paths; print(paths.resources())", place, "-S"))

    assert found == place / "lesvisit" / "resources"
    shipped = {path.relative_to(found) for path in found.rglob("*") if path.is_file()}
    source = paths.resources()
    assert shipped == {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
