"""A lesson design in words, for the rooms that show one: how much is in it, what it is called, its minutes."""

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.i18n import Translator


def counts(translator: Translator, version: DesignVersion) -> str:
    """How much is in it: "3 goals, 6 success criteria, 7 phases"."""
    ngettext = translator.ngettext
    if not version.goals and not version.phases:
        return translator.gettext("still empty")
    goals = ngettext("{n} goal", "{n} goals", len(version.goals))
    criteria = ngettext("{n} success criterion", "{n} success criteria", len(version.criteria))
    phases = ngettext("{n} phase", "{n} phases", len(version.phases))
    return ", ".join((goals, criteria, phases))


def title(translator: Translator, text: str) -> str:
    """The title of a design, also of one without."""
    return text.strip() or translator.gettext("Lesson design without a title")


def version_title(translator: Translator, text: str, number: int) -> str:
    """Title and version: "From table to formula, version 2"."""
    return translator.gettext("{title}, version {number}", title=title(translator, text), number=number)


def facts(translator: Translator, design: Design, makers: tuple[str, ...]) -> str:
    """The line under the title: "Noor, Bram and Yara · 2 havo maths · 50 minutes"; without what is not known."""
    ngettext = translator.ngettext
    parts = [translator.join(makers) if makers else "", " ".join(p for p in (design.year, design.subject) if p)]
    if design.lesson_min:
        parts.append(ngettext("{n} minute", "{n} minutes", design.lesson_min))
    return " · ".join(part for part in parts if part)


def planned(translator: Translator, total: int, lesson_min: int | None) -> str:
    """The planned minutes against the lesson's, in words."""
    _, ngettext = translator.gettext, translator.ngettext
    together = ngettext("{n} minute planned", "{n} minutes planned", total)
    if not lesson_min or not total:
        return together
    rest = lesson_min - total
    if rest == 0:
        return _("{planned}, exactly the lesson", planned=together)
    if rest > 0:
        return ngettext("{planned}, {n} minute left", "{planned}, {n} minutes left", rest, planned=together)
    return ngettext(
        "{planned}, {n} minute more than the lesson",
        "{planned}, {n} minutes more than the lesson",
        -rest,
        planned=together,
    )
