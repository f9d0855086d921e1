"""Who leads a colleague gives no values of a scale at that colleague's lesson (R11): who does, and in what words."""

from lesvisit.blocks import kind_of
from lesvisit.blocks.rating import managers, ratings_off
from lesvisit.domain.template import Block, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

__all__ = ["has_scales", "managers", "notice", "paper_line", "question", "ratings_off", "short_notice"]


def has_scales(view: VisitBook) -> bool:
    """Does the form of this visit ask for values of a scale?"""
    template = view.template
    return template is not None and any(_asks_value(template, block) for block in template.all_blocks)


def _asks_value(template: Template, block: Block) -> bool:
    kind = kind_of(block.type)
    return kind is not None and kind.has_scale and template.scale_of(block) is not None


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
        "{names} watched as a manager: scales are left out.",
        "{names} watched as managers: scales are left out.",
        len(names),
        names=translator.join(names),
    )
