"""What the app is made of, with each licence, as it must be told to whoever gets the app."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A library or font that ships with the app."""

    name: str
    licence: str


def libraries() -> tuple[Library, ...]:
    """All that is distributed with LesVisit. A test holds this list against the pinned runtime packages."""
    return (
        Library("Python", "PSF-2.0"),
        Library("PySide6, Qt", "LGPL-3.0"),
        Library("SQLAlchemy", "MIT"),
        Library("Alembic", "MIT"),
        Library("Mako", "MIT"),
        Library("MarkupSafe", "BSD-3-Clause"),
        Library("typing_extensions", "PSF-2.0"),
        Library("greenlet", "MIT, PSF-2.0"),
        Library("sqlcipher3, SQLCipher, SQLite", "zlib, BSD-3-Clause, public domain"),
        Library("ReportLab", "BSD-3-Clause"),
        Library("Pillow", "MIT-CMU"),
        Library("charset-normalizer", "MIT"),
        Library("appdirs", "MIT"),
        Library("pyrage, age", "MIT, Apache-2.0"),
        Library("pikepdf", "MPL-2.0"),
        Library("lxml", "BSD-3-Clause"),
        Library("qpdf", "Apache-2.0"),
        Library("packaging", "Apache-2.0, BSD-2-Clause"),
        Library("Babel", "BSD-3-Clause"),
        Library("msgspec", "BSD-3-Clause"),
        Library("uuid-utils", "BSD-3-Clause"),
        Library("psutil", "BSD-3-Clause"),
        Library("wakepy, jeepney", "MIT"),
        Library("keyring", "MIT"),
        Library("importlib-metadata, zipp", "Apache-2.0, MIT"),
        Library("jaraco.classes, jaraco.context, jaraco.functools", "MIT"),
        Library("more-itertools, backports.tarfile", "MIT"),
        Library("SecretStorage, pywin32-ctypes, pycparser", "BSD-3-Clause"),
        Library("cryptography, OpenSSL, cffi", "Apache-2.0, BSD-3-Clause, MIT-0"),
        Library("tzdata", "Apache-2.0"),
        Library("python-bidi", "LGPL-3.0"),
        Library("arabic-reshaper", "MIT"),
        Library("Fira Sans, Spectral", "OFL-1.1"),
        Library("DejaVu Sans", "Bitstream Vera, public domain"),
    )
