"""What a package would change that nobody may overlook, in sentences for the preview and the command."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import Paper
from lesvisit.domain.text import seen
from lesvisit.i18n import Translator
from lesvisit.services.arrivals import Preview
from lesvisit.services.erase import erased_since


def notable(found: Preview, translator: Translator) -> list[str]:
    """What goes here too, her agreement to a paper, another visited teacher, and what is said of colleagues."""
    _, n = translator.gettext, translator.ngettext
    words = []
    gone = len(found.gone)
    if gone:
        words.append(
            n(
                "{n} line was taken away there since, and goes here too.",
                "{n} lines were taken away there since, and go here too.",
                gone,
            )
        )
    mine = len(found.as_mine)
    if mine:
        words.append(
            n(
                "{n} line was written under your name on another laptop. Was that you?",
                "{n} lines were written under your name on another laptop. Was that you?",
                mine,
            )
        )
    papers = {consent.paper for consent in found.agreed}
    if Paper.TEAM in papers:
        words.append(_("The visited teacher's agreement to the team paper comes with it. Was it really given?"))
    if Paper.BOARD in papers:
        words.append(_("The visited teacher's agreement to the board card comes with it. Was it really given?"))
    if found.other_visited:
        name = _name(found, found.other_visited) or _("somebody without a name")
        words.append(_("The visited teacher is another there: {name}.", name=name))
    return [seen(said) for said in (*words, *_of_colleagues(found, translator))]


def _of_colleagues(found: Preview, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    for here, there in found.renamed:
        yield _("{name} is called {other} there, and here too from now on.", name=here.name, other=there.name)
    for here, there in found.named_otherwise:
        yield _("{name} is called {other} there. Here the name stays as it is.", name=here.name, other=there.name)
    for here, there in found.led_otherwise:
        if there.leads_other:
            yield _(
                "There {name} is ticked as a manager of colleagues, here not. That stays so here.", name=here.name
            )
        else:
            yield _(
                "Here {name} is ticked as a manager of colleagues, there not. That stays so here.", name=here.name
            )
    if found.erased:
        yield _("A colleague who was erased here is in this package. In its texts the name may stand again.")


def erased_words(found: Preview, folder: Path, translator: Translator) -> str:
    """What was erased here on purpose never comes back unsaid; an empty text when nothing of it does."""
    since = erased_here(found, folder)
    if since is None:
        return ""
    _, day = translator.gettext, translator.date(since.astimezone().date(), "d MMMM y")
    if found.scope_here:
        return _("Of this visit something was erased here on {day}. What you take in is here again.", day=day)
    return _("This visit was erased here on {day}. If you take it in, it is here again.", day=day)


def erased_here(found: Preview, folder: Path) -> datetime | None:
    """When something of the visit that would come in was erased here; None when nothing was, or nothing comes in."""
    if found.package.kind is not ScopeKind.VISIT or not found.changes:
        return None
    return erased_since(folder, found.package.main)


def _name(found: Preview, person_id: str) -> str:
    known = found.people.get(person_id)
    if known is not None:
        return known.name
    records = (r for scope in found.package.scopes for r in scope.records if r.id == person_id)
    return next((r.head.payload.name for r in records), "")
