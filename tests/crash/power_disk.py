"""A disk that records every write, and what is left of it after a power cut. Only for a process with APSW alone.

What was synced stays. Of the rest any part may be there, by sectors of 512 bytes, in any
order: no disk promises more.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to a file. `kind`: write, truncate, sync, delete."""

    file: str
    kind: str
    offset: int = 0
    data: bytes = b""


class Recorder(apsw.VFS):
    """Passes everything on to the real disk and keeps what was done, in order."""

    def __init__(self, name: str) -> None:
        self.acts: list[Act] = []
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - APSW's name
        return RecordedFile(self.acts, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.acts.append(Act(Path(filename).name, "delete"))


class RecordedFile(apsw.VFSFile):
    """One file of it."""

    def __init__(self, acts: list[Act], name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._acts, self._name = acts, Path(path).name if path else ""
        super().__init__("", name, flags)

    def _tell(self, kind: str, offset: int = 0, data: bytes = b"") -> None:
        if self._name:
            self._acts.append(Act(self._name, kind, offset, data))

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._tell("write", offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._tell("truncate", newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._tell("sync")


@dataclass(slots=True)
class Kept:
    """A file on the disk: what is safe, and what was done since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Act] = field(default_factory=list)

    def settle(self) -> None:
        """It was synced."""
        for act in self.since:
            _do(self.safe, act)
        self.since.clear()


class Disk:
    """Follows the acts, and gives what a cut leaves."""

    def __init__(self) -> None:
        self.files: dict[str, Kept] = {}

    def take(self, act: Act) -> None:
        """One more act."""
        if act.kind == "delete":
            self.files.pop(act.file, None)
            return
        kept = self.files.setdefault(act.file, Kept())
        if act.kind == "sync":
            kept.settle()
        else:
            kept.since.append(act)

    def cut(self, dice: random.Random) -> Iterator[tuple[str, bytes]]:
        """The files after the power went, by name."""
        chance = dice.choice((0.0, 0.5, 0.9, 1.0, dice.random()))
        for name, kept in self.files.items():
            data = bytearray(kept.safe)
            parts = [part for act in kept.since for part in _sectors(act)]
            dice.shuffle(parts) if dice.random() < 0.3 else None
            for part in parts:
                if dice.random() < chance:
                    _do(data, part)
            yield name, bytes(data)


def _sectors(act: Act) -> Iterator[Act]:
    if act.kind != "write":
        yield act
        return
    begin = 0
    while begin < len(act.data):
        size = SECTOR - (act.offset + begin) % SECTOR
        yield Act(act.file, "write", act.offset + begin, act.data[begin : begin + size])
        begin += size


def _do(data: bytearray, act: Act) -> None:
    if act.kind == "truncate":
        del data[act.offset :]
        return
    if len(data) < act.offset:
        data.extend(bytes(act.offset - len(data)))
    data[act.offset : act.offset + len(act.data)] = act.data
