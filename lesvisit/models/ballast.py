"""Room that is kept for the emergency journal: on a full disk this file goes, and somebody's words fit."""

import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)
NAME = "ballast"
SIZE = 4 * 1024 * 1024
PLENTY = 4 * SIZE  # with less, keeping room would itself fill the disk


class Ballast:
    """One file beside the journal. It holds noughts and ones by chance, so that no disk packs it into nothing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._wanted = False

    def keep(self) -> None:
        """Keeps the room from now on. A disk that has none to spare is asked again by `renew`."""
        self._wanted = True
        self.renew()

    def renew(self) -> None:
        """Keeps it again, once there is room."""
        with suppress(OSError):
            if self._wanted and not self._stands() and shutil.disk_usage(self._path.parent.parent).free >= PLENTY:
                self._make()

    def give(self) -> bool:
        """Gives the room away; False when there was none."""
        try:
            self._path.unlink()
        except OSError:
            return False
        log.warning("the room kept for the journal is used now")
        return True

    def _stands(self) -> bool:
        return self._path.is_file() and self._path.stat().st_size == SIZE

    def _make(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(os.urandom(SIZE))
        except OSError:
            self._path.unlink(missing_ok=True)
            raise
