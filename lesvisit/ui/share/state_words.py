"""How it stands with the paper, in words, for the bar at the foot."""

from dataclasses import dataclass

from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.services import share
from lesvisit.services.share import ChangeKind, ConsentKind, ConsentState, LineKind, ShareLine
from lesvisit.ui.share.words import NAMES, SharedPaper, kind_words, lines_of

_CHANGES = {
    ChangeKind.LANGUAGE: N_("the language"),
    ChangeKind.NAMES: N_("the names"),
    ChangeKind.HEADER: N_("the top of the paper"),
}


_MOST_NAMED = 3


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
    if not paper.agreed:
        return _free_words(translator, paper)
    state = share.consent_state(view, language, paper)
    name = view.name(state.consent.person_id if state.consent else view.visit.visited_id)
    waiting = len(share.blocked(found))
    if waiting:
        more = translator.ngettext(
            "{n} line waits for an answer about a word.", "{n} lines wait for an answer about a word.", waiting
        )
        return StateWords(_no_words(translator, state, name), more, ask=True, withdraw=state.consent is not None)
    if state.kind is ConsentKind.VALID:
        return _valid(translator, view, share.shared_paper(view, language, paper), state, name)
    if state.kind is ConsentKind.CHANGED:
        more = _("Changed: {what}.", what=changed_words(translator, state, found))
        return StateWords(_no_words(translator, state, name), more, ask=True, withdraw=True)
    if share.is_empty(share.shared_paper(view, language, paper)):
        board = paper is Paper.BOARD
        what = _("Nothing goes to the board yet") if board else _("Nothing goes to the team yet")
        return StateWords(what, _("What is on team stands on the paper at once."), ask=True, main=False)
    who = name or _("the visited teacher")
    more = _("It can be saved once {name} agrees to exactly these lines.", name=who)
    return StateWords(_no_words(translator, state, name), more, ask=True)


def _free_words(translator: Translator, paper: Paper) -> StateWords:
    _ = translator.gettext
    if paper in (Paper.DESIGN, Paper.TWIN):
        return StateWords(_("Only about the lesson design"), _("No agreement is needed for this paper."), holds=True)
    return StateWords(_("Only for the two of you"), _("No agreement is needed for this paper."), holds=True)


def _no_words(translator: Translator, state: ConsentState, name: str) -> str:
    _ = translator.gettext
    who = name or _("the visited teacher")
    if state.kind is ConsentKind.NONE:
        return _("Not agreed yet by {name}", name=who)
    return _("Something changed since {name} agreed", name=who)


def _valid(translator: Translator, view: VisitBook, paper: SharedPaper, state: ConsentState, name: str) -> StateWords:
    _ = translator.gettext
    count = len(lines_of(paper))
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


def changed_words(translator: Translator, state: ConsentState, found: list[ShareLine]) -> str:
    """What changed, in a few words: what kinds of lines; the reading shows it line by line."""
    said = [translator.gettext(_CHANGES[c.kind]) for c in state.changes if c.kind in _CHANGES]
    known = {line.id: line for line in found}
    changed = [c.line for c in state.changes if c.kind not in _CHANGES]
    names = list(dict.fromkeys(_name(translator, known.get(line)) for line in changed if line in known))
    shown = names[:_MOST_NAMED]
    rest = sum(line not in known or _name(translator, known.get(line)) not in shown for line in changed)
    if rest:
        shown.append(translator.ngettext("{n} more line", "{n} more lines", rest))
    return translator.join([*said, *shown])


def _name(translator: Translator, line: ShareLine | None) -> str:
    """A line in one or two words, within a sentence."""
    if line is None:
        return ""
    words = line.title if line.kind is LineKind.RESULT and line.title else kind_words(translator, line)
    return words[:1].lower() + words[1:]
