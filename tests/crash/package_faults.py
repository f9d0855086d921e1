"""Faults for mode `packages` of `dev.py crash`: each with the oracle of the mode that must see it."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from lesvisit.commands import packages as commands
from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange import package_file, package_zip, strict_records
from lesvisit.models import packing


@dataclass(frozen=True)
class Fault:
    """`oracle`: generated, arrived, damaged, hostile or imported (tests/crash/package_oracles.py)."""

    oracle: str
    plant: Callable[[], None]


class _Believed(dict[str, Any]):  # noqa: PLW1641
    """Equal to whatever the manifest says."""

    def __eq__(self, _other: object) -> bool:
        return True

    def __ne__(self, _other: object) -> bool:
        return False


def _believe_hashes() -> None:
    """The hash of an entry is not compared with what the manifest says."""
    plain = package_file._listed
    package_file._listed = lambda name, data: _Believed(plain(name, data))


def _believe_sums() -> None:
    """Nor is the sum that the zip has of it."""
    _believe_hashes()
    zipfile.ZipExtFile._update_crc = lambda *_words: None  # type: ignore[attr-defined]


def _forget_limits() -> None:
    """Nobody looks at how much comes out of an entry, nor how much there is to read in it."""
    package_zip.MOST_UNPACKED = dict.fromkeys(package_zip.NAMES, 10**12)
    package_file.MOST_SIGNS = 10**12


def _believe_paths() -> None:
    """An entry is what the end of its path says."""

    def unpacked(data: bytes) -> dict[str, bytes]:
        if not data.startswith(b"PK\x03\x04"):
            raise PackageRefused("package_not_one")
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                found = {PurePosixPath(i.filename).name: archive.read(i) for i in archive.infolist()}
                return {name: found[name] for name in package_zip.NAMES}
        except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise PackageRefused("package_damaged") from error

    package_zip.unpacked = unpacked


def _let_unknown_through() -> None:
    """A field that nobody knows is passed over."""
    plain = strict_records._record

    def lenient(record: type, free: bool, data: object, path: Any) -> Any:
        known = strict_records._plan(record, free)
        fields = {k: v for k, v in data.items() if k in known} if isinstance(data, dict) else data
        return plain(record, free, fields, path)

    strict_records._record = lenient
    strict_records._reader.cache_clear()
    strict_records._plan.cache_clear()


def _write_first() -> None:
    """A place for what comes in is made before it is looked at."""
    plain = commands._read

    def read(shell: Any) -> Any:
        Path(shell.data_dir).mkdir(parents=True, exist_ok=True)
        return plain(shell)

    commands._read = read


def _unpack_all_at_once() -> None:
    """Limits are looked at when everything is in memory already."""
    plain = package_zip.unpacked

    def unpacked(data: bytes) -> dict[str, bytes]:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(data)) as archive:
                _all = [archive.read(info) for info in archive.infolist()]
        return plain(data)

    package_zip.unpacked = unpacked


def _lose_tombstones() -> None:
    """That something was taken away is not written."""
    plain = package_file._revision_out
    package_file._revision_out = lambda revision: {**plain(revision), "deleted": False}


def _lose_old_revisions() -> None:
    """Only how a record stands is written, not how it stood."""
    plain = package_file._record_out
    package_file._record_out = lambda record: plain(replace(record, revisions=record.revisions[-1:]))


def _keep_no_history() -> None:
    """What comes in is kept as it stands, without what was before."""
    packing._to_history = lambda *_words: None


PLANTED = {
    "tombstones_lost": Fault("generated", _lose_tombstones),
    "old_revisions_lost": Fault("generated", _lose_old_revisions),
    "history_not_kept": Fault("arrived", _keep_no_history),
    "sums_believed": Fault("damaged", _believe_sums),
    "hash_believed": Fault("hostile", _believe_hashes),
    "limits_forgotten": Fault("hostile", _forget_limits),
    "path_believed": Fault("hostile", _believe_paths),
    "unknown_let_through": Fault("hostile", _let_unknown_through),
    "unpacked_at_once": Fault("imported", _unpack_all_at_once),
    "written_first": Fault("imported", _write_first),
}
