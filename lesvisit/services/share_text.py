"""A shared paper as plain text, for a mail: exactly what the paper says, made from the same allow-listed record."""

from collections.abc import Iterable, Iterator

from lesvisit.domain.board_card import BoardPaper
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.team_paper import TeamConsent, TeamGoal, TeamPaper, TeamResults
from lesvisit.i18n import N_, Translator

BREADTHS = {
    Breadth.MOST: N_("with most"),
    Breadth.SOME: N_("with some"),
    Breadth.NOT_SEEN: N_("not seen"),
    Breadth.NOT_OBSERVABLE: N_("could not be seen"),
}
Block = tuple[str, list[str]]


def purpose(translator: Translator) -> str:
    """Stands on every paper (R1)."""
    return translator.gettext("For learning from each other; not an appraisal, not for the personnel file.")


def team_text(paper: TeamPaper, translator: Translator) -> str:
    """The paper *For the team*."""
    _ = translator.gettext
    year, week = paper.week
    when = _("week {week}, {year}", week=week, year=year)
    what = " ".join(p for p in (paper.class_name, paper.subject) if p.strip())
    head = _("Lesson visit {what}", what=what) if what else _("Lesson visit")
    change = paper.change
    blocks = [
        (_("Success"), _one(paper.success.text if paper.success else "")),
        (_("Board goal"), _one(paper.board_goal.text if paper.board_goal else "")),
        (_("What did we see in pupils?"), [line for goal in paper.goals for line in _goal(goal, translator)]),
        *(_results(group, translator) for group in paper.results),
        (_("Also shared"), [_titled(line.title, line.text) for line in paper.extra]),
        (
            _("What we are going to do"),
            [
                line
                for a in paper.agreements
                for line in action_lines(translator, (a.who, a.what, a.when, a.see, a.goal_code))
            ],
        ),
        (
            _("Lesson design: one line different"),
            changed_lines(translator, (change.phase, change.was, change.now, change.why)) if change else [],
        ),
        (_("Next visit"), _one(paper.next_visit.text if paper.next_visit else "")),
    ]
    foot = [purpose(translator), *_agreed(paper.consent, translator)]
    return whole(_("For the team"), f"{head} · {when}", blocks, foot)


def board_text(card: BoardPaper, translator: Translator) -> str:
    """The board card."""
    _ = translator.gettext
    what = " ".join(p for p in (card.class_name, card.subject) if p.strip())
    actions: list[str] = []
    for action in card.actions:
        actions += action_lines(translator, (action.who, action.what, action.when, action.see, action.goal_code))
        actions += [f"  {action.goal}"] if action.goal.strip() else []
    coming = card.next_visit
    blocks = [
        (_("Success"), _one(card.success.text if card.success else "")),
        *([_results(card.results, translator)] if card.results else []),
        (_("What we are going to do"), actions),
        (_("Next visit"), _one(": ".join(t for t in (coming.day, coming.text) if t.strip()) if coming else "")),
    ]
    head = _("Lesson visit {what}", what=what) if what else _("Lesson visit")
    return whole(_("Board card"), head, blocks, [purpose(translator), *_agreed(card.consent, translator)])


# Parts, also for the paper of the two


def whole(name: str, head: str, blocks: Iterable[Block], foot: list[str]) -> str:
    """Name, what it is about, the blocks that have something in them, and what stands at the foot."""
    parts = ["\n".join(line for line in (name, head) if line.strip())]
    parts += ["\n".join((title, *lines)) for title, lines in blocks if lines]
    return "\n\n".join([*parts, "\n".join(foot)]) + "\n"


def action_lines(translator: Translator, told: tuple[str, str, str, str, str]) -> list[str]:
    """An agreement: who and what, then when, how it is seen, and the code of its goal."""
    _ = translator.gettext
    who, what, when, see, code = told
    goal = f" ({goal_word(translator, code, capital=False)})" if code.strip() else ""
    more = [when, _("How we see it: {see}", see=see) if see.strip() else ""]
    return [f"- {_titled(who, what)}{goal}", *(f"  {line}" for line in more if line.strip())]


def goal_word(translator: Translator, code: str, *, capital: bool = True) -> str:
    """`Doel 1` for D1; another code stays as it is."""
    _ = translator.gettext
    number = code[1:]
    if not (code.startswith("D") and number.isdecimal()):
        return code
    return _("Goal {number}", number=number) if capital else _("goal {number}", number=number)


def changed_lines(translator: Translator, told: tuple[str, str, str, str]) -> list[str]:
    """The one changed line of the lesson design."""
    _ = translator.gettext
    phase, was, now, why = told
    found = [(_("Was"), was), (_("Becomes"), now)]
    lines = [phase, *(_titled(label, text) for label, text in found), f"{_('Why:')} {why}" if why.strip() else ""]
    return [line for line in lines if line.strip()]


def breadth_word(translator: Translator, breadth: Breadth | None) -> str:
    """How widely seen, in words."""
    return translator.gettext(BREADTHS[breadth]) if breadth else ""


def _goal(goal: TeamGoal, translator: Translator) -> Iterator[str]:
    yield _titled(goal_word(translator, goal.code), goal.text)
    for criterion in goal.criteria:
        yield f"- {_titled(breadth_word(translator, criterion.breadth), criterion.text)}"
        if criterion.explanation.strip():
            yield f"  {criterion.explanation}"


def _results(group: TeamResults, translator: Translator) -> Block:
    _ = translator.gettext
    lines = []
    for result in group.results:
        of = _("{n} of {of}").format(n=result.count, of=result.of) if result.of is not None else str(result.count)
        lines.append(f"- {_titled(result.label, of)}")
    return group.title, lines


def _agreed(consent: TeamConsent | None, translator: Translator) -> list[str]:
    if consent is None:
        return []
    day = translator.date(consent.day, "d MMMM y")
    words = "Shared as agreed by {name}, {day}. Lapses when the content changes."
    return [translator.gettext(words, name=consent.name, day=day)]


def _titled(title: str, text: str) -> str:
    return ": ".join(part for part in (title, text) if part.strip())


def _one(text: str) -> list[str]:
    return [text] if text.strip() else []
