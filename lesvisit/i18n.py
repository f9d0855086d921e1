"""Texts of screens, papers and command line in Dutch or English, through gettext.

Message ids are English. A `Translator` is passed in, never bound at import, so that a Dutch paper can be made from
an English screen.
"""

import gettext as _gettext
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

LANGUAGES = ("nl", "en")


def N_(message: str) -> str:
    """Marks a text for extraction where it stands; it is translated where it is shown."""
    return message


class Translator:
    """Texts, dates and numbers in one language. `locale_dir` holds `nl/LC_MESSAGES/lesvisit.mo`."""

    def __init__(self, language: str, locale_dir: Path) -> None:
        self.language = language if language in LANGUAGES else "en"
        self.locale_dir = locale_dir

    @cached_property
    def _catalogue(self) -> _gettext.NullTranslations:
        return _gettext.translation("lesvisit", str(self.locale_dir), [self.language], fallback=True)

    def gettext(self, message: str, **values: object) -> str:
        """The text in this language, with its named placeholders filled."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """The text for this number; `{n}` is filled too."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    def date(self, day: date, pattern: str = "EEEE d MMMM y") -> str:
        """A date by a CLDR pattern: `EEEE d MMMM`, `EEEEEE d MMM`."""
        from babel.dates import format_date

        return format_date(day, pattern, locale=self.language)

    def time(self, moment: datetime | time, seconds: bool = False) -> str:
        """A clock time, `10:59` or `10:59:02`, the same in both languages."""
        return moment.strftime("%H:%M:%S" if seconds else "%H:%M")

    def number(self, value: float) -> str:
        """A number with the language's decimal sign."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self.language)

    def join(self, items: "list[str] | tuple[str, ...]") -> str:
        """`A, B and C`."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.language)
