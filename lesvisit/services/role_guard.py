"""Who leads a colleague gives no values of a scale at that colleague's lesson (R11): who does, and in what words."""

from lesvisit.blocks.rating import managers, ratings_off
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

__all__ = ["has_scales", "managers", "notice", "paper_line", "question", "ratings_off", "short_notice"]


def has_scales(view: VisitBook) -> bool:
    """Does the form of this visit ask for values of a scale?"""
    return view.template is not None and any(block.type == "rating" for block in view.template.all_blocks)


def question(view: VisitBook, translator: Translator, person_id: str) -> str:
    """The words to tick for one visitor."""
    _ = translator.gettext
    visitor, visited = view.name(person_id), view.name(view.visit.visited_id)
    if not visited:
        return _("{visitor} is the manager of whom is visited", visitor=visitor)
    return _("{visitor} is {visited}'s manager", visitor=visitor, visited=visited)


def notice(view: VisitBook, translator: Translator) -> str:
    """What that means for this visit; an empty text where nobody leads."""
    names = [view.name(person_id) for person_id in managers(view)]
    if not names:
        return ""
    return translator.ngettext(
        "{names} comes as a manager: scales are off in this visit. Looking, writing and counting go on as usual.",
        "{names} come as managers: scales are off in this visit. Looking, writing and counting go on as usual.",
        len(names),
        names=translator.join(names),
    )


def short_notice(view: VisitBook, translator: Translator) -> str:
    """The same in one line, for the foot of the observe page."""
    names = [view.name(person_id) for person_id in managers(view)]
    return translator.gettext("Scales are off: {names} leads colleagues.", names=names[0]) if names else ""


def paper_line(view: VisitBook, translator: Translator) -> str:
    """The sentence in the head of the paper; an empty text where nobody leads."""
    names = [view.name(person_id) for person_id in managers(view)]
    if not names:
        return ""
    return translator.ngettext(
        "{names} watched as a manager: no scales were filled in.",
        "{names} watched as managers: no scales were filled in.",
        len(names),
        names=translator.join(names),
    )
