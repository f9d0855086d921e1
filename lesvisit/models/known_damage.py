"""What the database knows of damage to its file: how it is told, and whether lines wait for another file."""

from dataclasses import replace

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.models import told_damage
from lesvisit.models.opening import Damage
from lesvisit.models.places import Places


class KnownDamage:
    """Told until a backup is put back or it is dismissed; asked and told from any thread."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.damage: Damage | None = None
        self.here: DatabaseRefused | None = None  # the file that is open is damaged; in words
        self.is_apart = False  # lines stand in the journal alone for it
        self.is_hearsay = False  # an earlier start met it in this file, this one did not

    def at_start(self, met: Damage | None) -> None:
        """What this start met, or an earlier one left to be told."""
        self.damage = told_damage.at_start(self._places, met)
        if self.damage is not None and self.damage.here:
            self.here = told_damage.in_words(self.damage)
            self.is_hearsay = met is None and self.damage.kept is None

    @property
    def is_known(self) -> bool:
        """Is there anything to tell?"""
        return self.damage is not None or self.here is not None

    @property
    def is_settled(self) -> bool:
        """Nothing is known that a backup should still be put back for."""
        return not self.is_known and not told_damage.is_told(self._places)

    def is_first(self, error: BaseException) -> bool:
        """Does this error tell that the open file is damaged, and is it the first that does?"""
        first = self.here is None and is_damage(error)
        self.is_hearsay = self.is_hearsay and not is_damage(error)
        if first:
            self.here = DatabaseRefused("damaged_here")
            before = self.damage or Damage(None, None)
            told_damage.keep(self._places, replace(before, here=True))
        return first

    def look_for_backup(self) -> None:
        """Which backup is there to offer?"""
        self.damage = told_damage.found_here(self._places, self.damage)
        if self.here is None or self.here.reason != "damaged_unkept":
            self.here = told_damage.in_words(self.damage)

    def stands_apart(self, *, journalled: bool) -> None:
        """A line is not in the file, as that is damaged: it isn't saved until another is put back."""
        if not journalled:
            self.here = DatabaseRefused("damaged_unkept")
        self.is_apart = True

    def dismiss(self) -> None:
        """Somebody read it: not told until it is met again."""
        self.damage = self.here = None

    def forget(self) -> None:
        """Nor at the next start."""
        told_damage.forget(self._places)


def is_damage(error: BaseException) -> bool:
    """Is it the file itself?"""
    return isinstance(error, DatabaseRefused) and error.reason in ("damaged", "unsound")
