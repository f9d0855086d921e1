"""The desktop is told which program opens a package, in its own words, and forgets it again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lesvisit.domain.errors import StorageFailed
from lesvisit.models import file_type
from lesvisit.models.file_type import MIME, LinuxFileType

WORDS = {"en": "LesVisit package", "nl": "LesVisit-pakket & meer"}
ODD = '/opt/Mijn apps/100% "$HOME" `les`\\visit/LesVisit'

linux = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are of Linux")


def read_exec(text: str) -> list[str]:
    """The arguments of Exec as a desktop reads them (desktop-entry-spec, "The Exec key")."""
    line = next(line for line in text.splitlines() if line.startswith("Exec=")).removeprefix("Exec=")
    value = line.replace("\\\\", "\0").replace("\0", "\\")  # of any value: a doubled backslash is one
    if not value.startswith('"'):
        return value.split()
    found, signs = "", iter(value[1:])
    for sign in signs:
        if sign == '"':
            break
        found += next(signs) if sign == "\\" else sign
    return [found.replace("%%", "%"), *"".join(signs).split()]


@linux
@pytest.mark.parametrize("program", ["/opt/LesVisit/LesVisit", "/opt/Mijn apps/LesVisit", ODD])
def test_told_and_forgotten(tmp_path: Path, program: str) -> None:
    told, other = LinuxFileType(Path(program), tmp_path), LinuxFileType(Path("/elsewhere/LesVisit"), tmp_path)
    assert not told.is_on()
    told.put_on(WORDS)
    told.put_on(WORDS)
    told.tell()
    assert told.is_on()
    assert not other.is_on()  # the folder of the app was moved: it is offered anew
    entry = (tmp_path / "applications" / "lesvisit.desktop").read_text(encoding="utf-8")
    assert read_exec(entry) == [program, "%f"]
    assert f"MimeType={MIME};" in entry.splitlines()
    told.take_off()
    told.take_off()
    told.tell()
    assert not told.is_on()
    assert not (tmp_path / "applications" / "lesvisit.desktop").exists()
    assert not (tmp_path / "mime" / "packages" / "lesvisit.xml").exists()


@linux
def test_the_desktop_knows_the_type_then(tmp_path: Path) -> None:
    """Asked of Qt's own reader of these files, in a process that looks in this folder."""
    code = (
        "from PySide6.QtCore import QLocale, QMimeDatabase\n"
        "QLocale.setDefault(QLocale('nl'))\n"
        "found = QMimeDatabase().mimeTypeForFile('bezoek.lesvisit', QMimeDatabase.MatchMode.MatchExtension)\n"
        "print(found.name())\n"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}

    def asked() -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    told = LinuxFileType(Path("/opt/LesVisit"), tmp_path)
    assert asked() == "application/octet-stream"
    told.put_on(WORDS)
    told.tell()
    assert asked() == MIME
    told.take_off()
    told.tell()
    assert asked() == "application/octet-stream"


@linux
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "mime").write_text("")
    told = LinuxFileType(Path("/opt/LesVisit"), tmp_path)
    with pytest.raises(StorageFailed):
        told.put_on(WORDS)
    assert not told.is_on()


def test_from_source_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command would need the folder it was started in."""
    assert file_type.file_type() is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert (file_type.file_type() is None) == (sys.platform == "darwin")
