r"""Which program opens a package by a double click: told to the system for this user alone, and taken back again.

Windows: values below HKEY_CURRENT_USER\Software\Classes (learn.microsoft.com, "File Types"). Linux: a desktop entry
and a MIME type in the user's own data folder (specifications.freedesktop.org: desktop-entry, shared-mime-info). macOS
reads it in the app itself (lesvisit.spec), so nothing is told there.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Protocol
from xml.sax.saxutils import escape

from lesvisit.domain.errors import StorageFailed
from lesvisit.models.files import write_bytes

ENDING = ".lesvisit"
MIME = "application/vnd.lesvisit"
_NAME = "lesvisit"
_TELL_SEC = 20
_PLAIN = re.compile(r"[A-Za-z0-9/._+@-]+")


class FileType(Protocol):
    """What one system knows of packages. `words`: what a package is called, by language; `en` is there."""

    def is_on(self) -> bool:
        """Does this very program open them?"""

    def put_on(self, words: Mapping[str, str]) -> None:
        """From now on it does. Raises StorageFailed."""

    def take_off(self) -> None:
        """As it was before. Raises StorageFailed."""

    def tell(self) -> None:
        """Has the system look again, after either. May take seconds: not on the window's thread."""


def file_type() -> FileType | None:
    """For the installed app on this system; None where nothing can or need be told, and when run from source."""
    found: FileType | None = None
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)
        if sys.platform == "win32":
            found = WindowsFileType(program.with_name("LesVisit.exe"))
        elif sys.platform == "linux":
            found = LinuxFileType(program, _data_home())
    return found


def _data_home() -> Path:
    found = os.environ.get("XDG_DATA_HOME", "")
    return Path(found) if found else Path.home() / ".local" / "share"


class LinuxFileType:
    """Two files below `data_home`; the desktop's own programs are told, where they are there."""

    def __init__(self, program: Path, data_home: Path) -> None:
        self._entry = data_home / "applications" / f"{_NAME}.desktop"
        self._type = data_home / "mime" / "packages" / f"{_NAME}.xml"
        self._exec = f"Exec={_quoted(str(program))} %f"

    def is_on(self) -> bool:
        """Is the entry there, and does it start this program?"""
        try:
            return self._exec in self._entry.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False

    def put_on(self, words: Mapping[str, str]) -> None:
        """Writes both files, whole. Raises StorageFailed."""
        entry = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=LesVisit",
            self._exec,
            f"MimeType={MIME};",
            "Categories=Education;",
            "Terminal=false",
        )
        for path, text in ((self._type, _mime_xml(words)), (self._entry, "".join(f"{line}\n" for line in entry))):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageFailed("file_failed", path=str(path), detail=error.strerror or "") from error
            write_bytes(path, text.encode())

    def take_off(self) -> None:
        """Both files go. Raises StorageFailed."""
        for path in (self._entry, self._type):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise StorageFailed("file_failed", path=str(path), detail=error.strerror or "") from error

    def tell(self) -> None:
        """Rebuilds what the desktop looks up; without these programs it reads the files themselves, or at a login."""
        for program, folder in (
            ("update-mime-database", self._type.parent.parent),
            ("update-desktop-database", self._entry.parent),
        ):
            found = which(program)
            if found is not None:
                with suppress(OSError, subprocess.SubprocessError):
                    subprocess.run([found, str(folder)], capture_output=True, timeout=_TELL_SEC, check=False)


def _mime_xml(words: Mapping[str, str]) -> str:
    comments = "".join(
        f"  <comment{_lang(language)}>{escape(text)}</comment>\n" for language, text in sorted(words.items())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f' <mime-type type="{MIME}">\n{comments}  <glob pattern="*{ENDING}"/>\n </mime-type>\n'
        "</mime-info>\n"
    )


def _lang(language: str) -> str:
    return "" if language == "en" else f' xml:lang="{language}"'


def _quoted(path: str) -> str:
    """A path as an argument of Exec: quoted, these four signs escaped twice over, a percent sign doubled.

    A plain path stays as it is: the simplest of the programs that read it take quotes for a part of the name.
    """
    if _PLAIN.fullmatch(path):
        return path
    inner = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in path)
    return '"' + inner.replace("\\", "\\\\").replace("%", "%%") + '"'


class WindowsFileType:
    """A class of files in this user's part of the registry."""

    _CLASS = "LesVisit.package"
    _ROOT = "Software\\Classes"

    def __init__(self, program: Path) -> None:
        self._opening = (f"{self._ROOT}\\{self._CLASS}\\shell\\open\\command", f'"{program}" "%1"')
        self._ending = (f"{self._ROOT}\\{ENDING}", self._CLASS)

    def is_on(self) -> bool:
        """Do both values stand there as they would be written?"""
        return all(_value(key) == value for key, value in (self._opening, self._ending))

    def put_on(self, words: Mapping[str, str]) -> None:
        """Writes the values. Raises StorageFailed."""
        _set_values((f"{self._ROOT}\\{self._CLASS}", words["en"]), self._opening, self._ending)

    def take_off(self) -> None:
        """The ending belongs to nobody again. Raises StorageFailed."""
        _set_values((self._opening[0], ""), (self._ending[0], ""))

    def tell(self) -> None:
        """Explorer looks again at which program opens what."""
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.shell32.SHChangeNotify(0x08000000, 0, None, None)  # SHCNE_ASSOCCHANGED


def _value(key: str) -> str:
    if sys.platform == "win32":
        import winreg

        with suppress(OSError):
            return winreg.QueryValue(winreg.HKEY_CURRENT_USER, key)
    return ""


def _set_values(*values: tuple[str, str]) -> None:
    if sys.platform == "win32":
        import winreg

        for key, value in values:
            try:
                winreg.SetValue(winreg.HKEY_CURRENT_USER, key, winreg.REG_SZ, value)
            except OSError as error:
                raise StorageFailed("file_failed", path=f"HKCU\\{key}", detail=error.strerror or "") from error
