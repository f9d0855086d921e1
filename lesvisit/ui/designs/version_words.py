"""A version in words: its number, when it was made and by whom."""

from collections.abc import Callable

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Record
from lesvisit.i18n import Translator


def origin(translator: Translator, name_of: Callable[[str], str], record: Record[DesignVersion]) -> str:
    """As in "version 2 · 1 Dec, Yara"; of an older file: when it was last changed, and by whom."""
    version = record.payload
    moment = version.made_utc or record.updated_utc
    ids = version.made_by or (record.made_by or record.author_id,)
    names = tuple(name for name in (name_of(person_id) for person_id in ids) if name)
    when = translator.date(moment.astimezone().date(), "d MMM")
    about = ", ".join(part for part in (when, translator.join(names) if names else "") if part)
    return translator.gettext("version {number} · {about}", number=version.number, about=about)


def stays(translator: Translator, number: int) -> str:
    """That a version is never changed again."""
    _ = translator.gettext
    return _(
        "Version {number} stays as it is; what you change becomes version {next}.", number=number, next=number + 1
    )


def notice(translator: Translator, shown: DesignVersion, editable: bool, before: int) -> str:
    """What one does in the version that is shown; `before`: the frozen version that it came from, 0 for none."""
    _ = translator.gettext
    if not editable:
        return _("You are reading version {number}.", number=shown.number)
    if shown.frozen_utc is not None:
        return stays(translator, shown.number)
    if not before:
        return ""
    return _(
        "You are now changing version {next}; version {number} stays as it was.", number=before, next=shown.number
    )
