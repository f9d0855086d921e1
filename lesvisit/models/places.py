"""Where the files of a profile lie, and the key that opens them."""

from dataclasses import dataclass, field
from pathlib import Path

from lesvisit.models.vault import Vault


@dataclass(frozen=True, slots=True)
class Places:
    """Where a profile's files lie."""

    folder: Path
    vault: Vault | None = field(default=None, repr=False)
    used: bool = field(default=False, kw_only=True)  # somebody works on this profile: there were visits
    weeks: int | None = None  # the school's term, for the backups (see `backup.rotate`)

    @property
    def key(self) -> str:
        """The key that opens the database; an empty text for plain visits."""
        return self.vault.key if self.vault else ""

    @property
    def database(self) -> Path:
        """The one file."""
        return self.folder / "lesvisit.db"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.folder / "backups"

    @property
    def journal(self) -> Path:
        """The first place of the emergency journal."""
        return self.folder / "journal"
