"""One command being done: its words, its language, and the way to the visits."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesvisit import paths
from lesvisit.commands.passphrase import from_file
from lesvisit.commands.place import mind_place
from lesvisit.domain.errors import DatabaseRefused, LesVisitError, VaultRefused
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.messages import sentence
from lesvisit.services.profile import Profile, find_profile, open_profile

if TYPE_CHECKING:
    from lesvisit.models.database import Database
    from lesvisit.models.places import Places
    from lesvisit.models.vault import Vault

_LOCALE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


def translator_for(options: argparse.Namespace | None) -> Translator:
    """The language asked for, else the one chosen in the app, else the system's where it is Dutch, else English."""
    asked = getattr(options, "language", None)
    if not asked:
        try:
            profile = find_profile(getattr(options, "data_dir", None) or paths.data_dir())
            asked = profile.preferences.language if profile else ""
        except LesVisitError:
            asked = ""
    return Translator(asked or system_language(), paths.locale_dir())


def system_language() -> str:
    """`nl` where the system speaks Dutch, else `en`."""
    name = next((os.environ[key] for key in _LOCALE_NAMES if os.environ.get(key)), "")
    if not name:
        import locale

        name = locale.getlocale()[0] or ""
    return "nl" if name.casefold().startswith(("nl", "dutch")) else "en"


class Shell:
    """One command being done: its words, its language, and the way to the visits."""

    def __init__(self, args: argparse.Namespace, translator: Translator) -> None:
        self.args = args
        self.translator = translator
        self._ = translator.gettext
        self.data_dir: Path = args.data_dir or paths.data_dir()
        self.stays_here: bool = getattr(args, "stay_here", False)  # only commands that may begin visits have it
        self._words: list[str] | None = None
        self._vault: Vault | None = None

    @property
    def database_path(self) -> Path:
        """The file with the visits. Raises DatabaseRefused where there is none."""
        return self.places.database

    @property
    def places(self) -> "Places":
        """Where the visits are, and what opens them. Raises DatabaseRefused where there are none, VaultRefused."""
        profile = find_profile(self.data_dir)
        if profile is None:
            raise DatabaseRefused("no_database", path=str(self.data_dir))
        self.unlock(profile)
        return profile.places

    # Passphrases: of encrypted visits on the first line of the file, of a package or a backup on the next one

    @property
    def words(self) -> list[str]:
        """The passphrases of --passphrase-file, without the one that opened the visits."""
        if self._words is None:
            path: Path | None = self.args.passphrase_file
            self._words = from_file(path) if path is not None else []
        return self._words

    @property
    def package_words(self) -> str:
        """The passphrase of a package: the line after that of encrypted visits; an empty text without one."""
        profile = find_profile(self.data_dir)
        if profile is not None:
            self.unlock(profile)
        return next(iter(self.words), "")

    def unlock(self, profile: Profile) -> None:
        """Opens the vault of encrypted visits. Raises VaultRefused without words, or when they are others."""
        if profile.vault is not None or not profile.is_encrypted:
            return
        if self._vault is None:
            self._vault = self._by_laptop(profile) or self._by_words(profile.places.database)
        profile.vault = self._vault

    def _by_words(self, database: Path) -> "Vault":
        from lesvisit.models.vault import key_file
        from lesvisit.models.vault_open import opened_for

        key_file(database)  # gone or damaged: said before any words are asked
        found, used = self._opened(partial(opened_for, database), "passphrase_wanted", database)
        self.words.remove(used)  # one line: the next may say the same for a package
        return found

    def _by_laptop(self, profile: Profile) -> "Vault | None":
        """By the keyring, as the window does, where that was chosen and no words are given."""
        if self.args.passphrase_file is not None or not profile.opens_by_laptop:
            return None
        from lesvisit.services import vault

        return vault.opened_by_laptop(profile)

    def vault_of(self, backup: Path) -> "Vault | None":
        """The vault of a backup; None for a plain one, which `verify` then looks over."""
        from lesvisit.models.vault import carried, opened

        found = carried(backup) if backup.is_file() else None
        return None if found is None else self._opened(partial(opened, found), "backup_locked", backup)[0]

    def _opened(self, by: "Callable[[str], Vault]", reason: str, path: Path) -> "tuple[Vault, str]":
        refused = VaultRefused(reason, path=str(path))
        for words in self.words:
            try:
                return by(words), words
            except VaultRefused as error:
                refused = error
        raise refused

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection that sees what is committed, beside the open window too."""
        from lesvisit.models import beside

        places = self.places
        with beside.reading(places.database, places.vault) as connection:
            yield connection

    @contextmanager
    def writer(self) -> Iterator[Profile]:
        """The profile with its lock. Raises DatabaseRefused("in_use") while the window is open.

        Of a place where visits lie ill is told first; where they would begin there, nothing is done.
        """
        mind_place(self)
        profile = open_profile(self.data_dir)
        profile.lock()
        try:
            self.unlock(profile)
            yield profile
        finally:
            profile.unlock()

    @contextmanager
    def writing(self) -> "Iterator[Database]":
        """The open database of the profile; what is written is on the disk when this ends."""
        with self.writer() as profile:
            database = profile.database()
            try:
                database.start().result()
                self.tell_damage(database)
                yield database
            finally:
                database.close()

    def tell_damage(self, database: "Database") -> None:
        """What happened to the file with the visits, on stderr: at each command, until it is solved."""
        if database.damage is not None:
            from lesvisit.models.told_damage import in_words

            print(sentence(in_words(database.damage), self.translator), file=sys.stderr)

    def view(self) -> VisitBook:
        """The visit that the words name."""
        from lesvisit.services import visits

        with self.reading() as connection:
            return visits.open_visit(connection, visits.resolve(connection, self.args.visit))

    def paper_translator(self, agreed: str = "") -> Translator:
        """The language of a paper: asked for, else agreed to, else that of papers in the app, else this one."""
        profile = find_profile(self.data_dir)
        chosen = profile.preferences.paper_language if profile else ""
        asked = getattr(self.args, "paper_language", None)  # `demo` has no such option
        language = asked or agreed or chosen or self.translator.language
        return Translator(language, self.translator.locale_dir)

    def say(self, *lines: str) -> None:
        """Lines on stdout; no sign in a note may steer the terminal."""
        for line in lines:
            print("".join(sign if sign.isprintable() else "·" for sign in line))

    def say_json(self, value: object) -> None:
        """One JSON value on stdout."""
        print(json.dumps(value, ensure_ascii=False, indent=1))
