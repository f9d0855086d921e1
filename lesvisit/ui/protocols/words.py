"""A debrief protocol in words: what it is called, how long it takes, what its steps show."""

from lesvisit.domain.template import Protocol, Shows, Speaker, Step
from lesvisit.i18n import N_, Translator
from lesvisit.services.own_data import name_of

LANGUAGES = {"nl": N_("Dutch"), "en": N_("English")}
SPEAKERS = {
    Speaker.VISITED: N_("the visited teacher"),
    Speaker.VISITOR: N_("the visitor"),
    Speaker.TOGETHER: N_("together"),
}
SHOWS = {
    Shows.MEMORIES: N_("two memories, before the notes"),
    Shows.QUESTIONS: N_("learning and observation questions"),
    Shows.EVIDENCE: N_("goals, and how widely seen"),
    Shows.NOTES: N_("the notes"),
    Shows.IDEAS: N_("ideas and questions out of the notes"),
    Shows.TALLIES: N_("what was counted"),
    Shows.MATRIX: N_("case pupils: predicted and seen"),
    Shows.PLANNED: N_("the minutes of each phase"),
    Shows.RESULTS: N_("results after the lesson"),
    Shows.AGREEMENTS: N_("agreements and the changed line"),
    Shows.TAKEAWAY: N_("takeaway and next visit"),
}


def title(translator: Translator, protocol: Protocol) -> str:
    """What it is called, also when it has no name yet."""
    return name_of(protocol.name, translator.language) or translator.gettext("Conversation model without a name")


def step_title(translator: Translator, step: Step, language: str = "") -> str:
    """What a step is called, also when it has no name yet."""
    return name_of(step.title, language or translator.language) or translator.gettext("Step without a title")


def length(translator: Translator, protocol: Protocol) -> str:
    """How many steps and minutes: "6 steps, 15 min"."""
    steps, minutes = len(protocol.steps), sum(s.minutes for s in protocol.steps)
    said = translator.ngettext("{n} step", "{n} steps", steps)
    return f"{said}, " + translator.gettext("{minutes} min", minutes=minutes)


def faults(translator: Translator, count: int) -> str:
    """How much is not right yet."""
    return translator.ngettext("{n} thing is not right yet", "{n} things are not right yet", count)
