"""The write-ahead log as a killed app left it: does it still hold all that was acknowledged?

SQLite takes a log up to its first bad page, and none at all where it is gone, without a word. Two things beside it
know better: the shared memory, which outlives a killed process, says how many pages the log had, and a mark says that
the app was open. Nothing is opened or changed by looking (https://www.sqlite.org/walformat.html).
"""

import sys
from array import array
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path
from struct import Struct

MARK = "lesvisit.open"
_HEAD, _FRAME_HEAD = 32, 24
_LOG = Struct(">8I")  # magic, format, page size, checkpoint, two salts, two sums
_INDEX = Struct("=IIIBBHIIII8s")  # of which the eighth is the last frame, then pages, the sums of it, and the salts
_INDEX_SIZE, _BACKFILLED = 48, 96
_FORMAT, _MAGIC = 3007000, 0x377F0682
_MOST_SUMMED = 8_000_000  # bytes: 0.15 s; of a longer log only the end is looked at
_BITS = 0xFFFFFFFF
Sums = tuple[int, int]


class LogState(StrEnum):
    """`GONE`, `SHORT`: the file is whole without it, and older. `OLDER`: what can be read is older than the file."""

    WHOLE = "whole"
    GONE = "gone"
    SHORT = "short"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the shared memory says: committed frames, how many of them stand in the file too, the last one's sums."""

    frames: int
    backfilled: int
    sums: Sums
    salts: bytes


def log_of(database: Path) -> Path:
    """The write-ahead log of a database."""
    return database.with_name(database.name + "-wal")


def has_frames(database: Path) -> bool:
    """Does a log with something in it lie here?"""
    return _size(log_of(database)) > _HEAD


def has_pages(database: Path) -> bool:
    """Is the database itself there, and not empty?"""
    return _size(database) > 0


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


# The mark


def mark_open(database: Path) -> None:
    """From now on a log lies beside it until it is closed. A disk that refuses costs only this sign."""
    with suppress(OSError):
        if log_of(database).exists():
            database.with_name(MARK).touch()


def unmark(database: Path) -> None:
    """Before the log goes with a good reason."""
    with suppress(OSError):
        database.with_name(MARK).unlink(missing_ok=True)


def was_open(database: Path) -> bool:
    """Was it opened, and never closed?"""
    return database.with_name(MARK).exists()


# The look


def is_harmed(database: Path) -> bool:
    """The same beside an app that may be at work: what it did between two looks is no harm."""
    return all(state_of(database) is not LogState.WHOLE for _ in range(2))


def state_of(database: Path) -> LogState:
    """Whether the log lost something that was acknowledged. A disk that does not answer says nothing."""
    try:
        known = _known(database.with_name(database.name + "-shm"))
        path = log_of(database)
        log = path.read_bytes() if path.is_file() else b""
        if not log:
            return _without(known, path.exists(), was_open(database))
    except OSError:
        return LogState.WHOLE
    return _with(known, log)


def _without(known: _Known | None, is_there: bool, marked: bool) -> LogState:
    """An empty log is right after all of it went into the file; only the shared memory knows."""
    lost = known.backfilled < known.frames if known else not is_there
    return LogState.GONE if marked and lost else LogState.WHOLE


def _with(known: _Known | None, log: bytes) -> LogState:
    salts = log[16:24]
    if not _has_good_head(log):
        lost = known.backfilled < known.frames if known else len(log) > _HEAD
        return LogState.SHORT if lost else LogState.WHOLE
    if known is None or known.salts != salts:  # a power cut leaves the shared memory of any moment before
        # Each commit is flushed before the next one is written: a torn one has no other after it.
        return LogState.SHORT if _walk(log, None)[1] > 1 else LogState.WHOLE
    if len(log) > _MOST_SUMMED and _ends_right(log, known):
        return LogState.WHOLE
    committed = _walk(log, known.frames)[0]
    if committed >= known.frames or (committed == 0 and known.backfilled >= known.frames):
        return LogState.WHOLE
    return LogState.OLDER if 0 < committed < known.backfilled else LogState.SHORT


def _known(path: Path) -> _Known | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        data = file.read(_BACKFILLED + 4)  # no more: what follows is locked on Windows
    first, second = data[:_INDEX_SIZE], data[_INDEX_SIZE:_BACKFILLED]
    if len(data) < _BACKFILLED + 4 or first != second:
        return None
    version, _, _, there, _, _, frames, _, *sums, salts = _INDEX.unpack(first[: _INDEX.size])
    told = int.from_bytes(first[40:44], sys.byteorder), int.from_bytes(first[44:48], sys.byteorder)
    if version != _FORMAT or there != 1 or _summed(first[:40], (0, 0), sys.byteorder == "big") != told:
        return None
    return _Known(frames, int.from_bytes(data[_BACKFILLED:], sys.byteorder), (sums[0], sums[1]), salts)


def _has_good_head(log: bytes) -> bool:
    if len(log) < _HEAD:
        return False
    magic, version, page, _, _, _, *sums = _LOG.unpack(log[:_HEAD])
    good = magic & ~1 == _MAGIC and version == _FORMAT and page >= 512
    return good and _summed(log[:_FRAME_HEAD], (0, 0), bool(magic & 1)) == (sums[0], sums[1])


def _frame_size(log: bytes) -> int:
    return _FRAME_HEAD + int(_LOG.unpack(log[:_HEAD])[2])


def _ends_right(log: bytes, known: _Known) -> bool:
    """The last frame that was committed is there; its sums are those of all before it."""
    size = _frame_size(log)
    at = _HEAD + (known.frames - 1) * size
    return len(log) >= at + size and _sums_at(log, at) == known.sums and log[at + 8 : at + 16] == known.salts


def _sums_at(log: bytes, at: int) -> Sums:
    return int.from_bytes(log[at + 16 : at + 20], "big"), int.from_bytes(log[at + 20 : at + 24], "big")


def _walk(log: bytes, most: int | None) -> tuple[int, int]:
    """The last commit before the first bad frame, and how many commits of this log stand from there on."""
    size, salts, big = _frame_size(log), log[16:24], bool(log[3] & 1)
    sums, committed, at = _sums_at(log, 8), 0, _HEAD
    for n in count(1):
        at = _HEAD + (n - 1) * size
        if len(log) < at + size or (most is not None and n > most):
            return committed, 0
        sums = _summed(log[at + _FRAME_HEAD : at + size], _summed(log[at : at + 8], sums, big), big)
        if log[at + 8 : at + 16] != salts or _sums_at(log, at) != sums:
            break
        committed = n if _is_commit(log, at) else committed
    places = range(at, len(log) - size + 1, size)
    return committed, sum(_is_commit(log, at) and log[at + 8 : at + 16] == salts for at in places)


def _is_commit(log: bytes, at: int) -> bool:
    return log[at + 4 : at + 8] != b"\0\0\0\0"


def _summed(data: bytes, sums: Sums, big: bool) -> Sums:
    words = array("I", data)
    if big != (sys.byteorder == "big"):
        words.byteswap()
    first, second = sums
    both = iter(words)
    for one, other in zip(both, both, strict=True):
        first = (first + one + second) & _BITS
        second = (second + other + first) & _BITS
    return first, second
