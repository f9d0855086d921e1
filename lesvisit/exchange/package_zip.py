"""The container of a package: a zip of three known entries, written the same way each time, read with distrust.

Only what LesVisit itself writes is taken: these names, in this order, one after the other from the first byte to the
last, nothing between, before or after. So no name of an entry ever becomes a path, no entry lies over another, and
whatever was added, cut off or moved is seen before anything is unpacked.
"""

import zipfile
import zlib
from io import BytesIO

from lesvisit.domain.errors import PackageRefused

MIMETYPE = "mimetype"
MANIFEST = "manifest.json"
RECORDS = "records.json"
NAMES = (MIMETYPE, MANIFEST, RECORDS)
MEDIA_TYPE = b"application/vnd.lesvisit.package+zip"
MOST_PACKED = 50_000_000
MOST_UNPACKED = {MIMETYPE: 100, MANIFEST: 20_000, RECORDS: 24_000_000}

_LOCAL_HEADER = 30  # bytes before the name of an entry
_CENTRAL_HEADER = 46
_END = 22  # the end record, without a comment
_WHEN = (1980, 1, 1, 0, 0, 0)
_MODE = 0o600 << 16
_CHUNK = 1 << 16


def packed(entries: dict[str, bytes]) -> bytes:
    """The container with these entries; the same content, the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in NAMES:
            info = zipfile.ZipInfo(name, _WHEN)
            info.create_system, info.external_attr = 3, _MODE
            info.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(info, entries[name])
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The entries of a container. Raises PackageRefused for anything that `packed` would not have written."""
    if len(data) > MOST_PACKED:
        raise PackageRefused("package_too_big", most=MOST_PACKED // 1_000_000)
    if not data.startswith(b"PK\x03\x04"):
        raise PackageRefused("package_not_one")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _look_over(archive, data)
            found = {info.filename: _entry(archive, info) for info in archive.infolist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise PackageRefused("package_damaged") from error
    if found[MIMETYPE] != MEDIA_TYPE:
        raise PackageRefused("package_not_one")
    return found


def _look_over(archive: zipfile.ZipFile, data: bytes) -> None:
    """The entries lie as `packed` lays them."""
    infos = archive.infolist()
    if tuple(info.filename for info in infos) != NAMES:
        raise PackageRefused("package_entries")
    place, central = 0, 0
    for info in infos:
        name = info.filename
        plain = not (info.flag_bits or info.extra or info.comment)
        stored = info.compress_type == (zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED)
        if not (plain and stored and info.external_attr == _MODE and info.header_offset == place):
            raise PackageRefused("package_damaged")
        if info.file_size > MOST_UNPACKED[name]:
            raise PackageRefused("package_too_big", most=MOST_UNPACKED[RECORDS] // 1_000_000)
        place += _LOCAL_HEADER + len(name) + info.compress_size
        central += _CENTRAL_HEADER + len(name)
    if archive.comment or len(data) != place + central + _END:
        raise PackageRefused("package_damaged")


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The content, counted while it comes out: what the header says of its size is no promise."""
    most, parts, size = MOST_UNPACKED[info.filename], [], 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise PackageRefused("package_too_big", most=MOST_UNPACKED[RECORDS] // 1_000_000)
            parts.append(chunk)
    return b"".join(parts)
