"""Agreements in words, for the rooms that show them: who and when, and the answers to "seen today?"."""

from collections.abc import Callable

from lesvisit.domain.visit import Seen
from lesvisit.i18n import N_, Translator
from lesvisit.services.agreements import Chained

SEEN_WORDS = {
    Seen.YES: N_("Yes"),
    Seen.PARTLY: N_("Partly"),
    Seen.NO: N_("No"),
    Seen.NOT_LOOKED: N_("Not looked yet"),
}


def seen_choices(translator: Translator) -> list[tuple[str, str]]:
    """The answers to choose from."""
    return [(seen.value, translator.gettext(words)) for seen, words in SEEN_WORDS.items()]


def about_agreement(translator: Translator, name: Callable[[str], str], found: Chained) -> str:
    """Who agreed it, for when, and when it was agreed."""
    payload = found.record.payload
    names = [n for n in (name(i) for i in payload.who) if n]
    who = translator.join(names) if names else payload.who_text
    when = payload.when or ("" if payload.due is None else translator.date(payload.due, "EEEEEE d MMMM"))
    agreed = translator.gettext("agreed {day}", day=translator.date(found.visit.day, "d MMMM"))
    return " · ".join(p for p in (who, when, agreed) if p)
