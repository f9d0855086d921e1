"""What a package would change that nobody may overlook, in sentences for the preview and the command."""

from lesvisit.domain.sharing import Paper
from lesvisit.i18n import Translator
from lesvisit.services.arrivals import Preview


def notable(found: Preview, translator: Translator) -> list[str]:
    """Lines that would go here too, her agreement to a paper, another visited teacher; empty without any of it."""
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
    papers = {consent.paper for consent in found.agreed}
    if Paper.TEAM in papers:
        words.append(_("The visited teacher's agreement to the team paper comes with it. Was it really given?"))
    if Paper.BOARD in papers:
        words.append(_("The visited teacher's agreement to the board card comes with it. Was it really given?"))
    if found.other_visited:
        name = _name(found, found.other_visited) or _("somebody without a name")
        words.append(_("The visited teacher is another there: {name}.", name=name))
    return words


def _name(found: Preview, person_id: str) -> str:
    known = found.people.get(person_id)
    if known is not None:
        return known.name
    records = (r for scope in found.package.scopes for r in scope.records if r.id == person_id)
    return next((r.head.payload.name for r in records), "")
