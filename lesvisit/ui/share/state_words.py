"""How it stands with the paper, in words, for the bar at the foot."""

from dataclasses import dataclass

from lesvisit.domain.sharing import Paper
from lesvisit.domain.team_paper import lines
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.services import share
from lesvisit.services.share import ChangeKind, ConsentKind, ConsentState, ShareLine
from lesvisit.ui.share.words import NAMES

_CHANGES = {
    ChangeKind.LANGUAGE: N_("the language"),
    ChangeKind.NAMES: N_("the names"),
    ChangeKind.HEADER: N_("the top of the paper"),
}


@dataclass(frozen=True)
class StateWords:
    """What the bar says; `ask`: her yes is needed, `withdraw`: she can take it back."""

    what: str
    more: str = ""
    holds: bool = False
    ask: bool = False
    main: bool = True  # False while there is something to do before reading
    withdraw: bool = False


def state_words(
    translator: Translator, view: VisitBook, paper: Paper, language: str, found: list[ShareLine]
) -> StateWords:
    """The words for a paper of this visit."""
    _ = translator.gettext
    if paper is Paper.PAIR:
        return StateWords(_("Only for the two of you"), _("No agreement is needed for this paper."), holds=True)
    state = share.consent_state(view, language)
    name = view.name(state.consent.person_id if state.consent else view.visit.visited_id)
    waiting = len(share.blocked(found))
    if waiting:
        more = translator.ngettext(
            "{n} line waits for an answer about a word.", "{n} lines wait for an answer about a word.", waiting
        )
        return StateWords(_no_words(translator, state, name), more, ask=True, withdraw=state.consent is not None)
    if state.kind is ConsentKind.VALID:
        return _valid(translator, view, language, state, name)
    if state.kind is ConsentKind.CHANGED:
        more = _("Changed: {what}.", what=changed_words(translator, state))
        return StateWords(_no_words(translator, state, name), more, ask=True, withdraw=True)
    if share.is_empty(share.team_paper(view, language)):
        return StateWords(_("Nothing goes to the team yet"), _("What is on team stands on the paper at once."),
                          ask=True, main=False)  # fmt: skip
    more = _("The team paper can be saved once the visited teacher agrees to exactly this.")
    return StateWords(_no_words(translator, state, name), more, ask=True)


def _no_words(translator: Translator, state: ConsentState, name: str) -> str:
    _ = translator.gettext
    who = name or _("the visited teacher")
    if state.kind is ConsentKind.NONE:
        return _("Not agreed yet by {name}", name=who)
    return _("Something changed since {name} agreed", name=who)


def _valid(translator: Translator, view: VisitBook, language: str, state: ConsentState, name: str) -> StateWords:
    _ = translator.gettext
    count = sum(1 for _line in lines(share.team_paper(view, language)))
    consent = state.consent
    moment = view.local(consent.at_utc) if consent and consent.at_utc else None
    when = f"{translator.date(moment.date(), 'd MMMM')} {translator.time(moment)}" if moment else ""
    what = translator.ngettext(
        "{name} agreed to this {n} line, {when}",
        "{name} agreed to these {n} lines, {when}",
        count,
        name=name,
        when=when,
    )
    more = " ".join((_("If anything changes, LesVisit asks again."), names_words(translator, view)))
    return StateWords(what, more, holds=True, withdraw=True)


def names_words(translator: Translator, view: VisitBook) -> str:
    """How the paper names people: "Namen: Noor en Bram."."""
    _ = translator.gettext
    visit = view.visit
    if visit.names_mode is not NamesMode.FULL:
        return _("Names: {mode}.", mode=_(NAMES[visit.names_mode]))
    names = view.names(tuple(i for i in (visit.visited_id, *visit.visitor_ids) if i))
    return _("Names: {mode}.", mode=translator.join(names)) if names else ""


def changed_words(translator: Translator, state: ConsentState) -> str:
    """What changed, in a few words; the reading shows it line by line."""
    kinds = [translator.gettext(_CHANGES[c.kind]) for c in state.changes if c.kind in _CHANGES]
    changed_lines = sum(c.kind not in _CHANGES for c in state.changes)
    if changed_lines:
        kinds.append(translator.ngettext("{n} line", "{n} lines", changed_lines))
    return translator.join(kinds)
