"""The debrief's own words: kinds of note, who speaks, breadth, sentences built from a visit."""

from lesvisit.domain.debrief_steps import speakers
from lesvisit.domain.events import NoteKind
from lesvisit.domain.evidence_filter import EvidenceLine
from lesvisit.domain.shapes import Breadth, Shape
from lesvisit.domain.template import Speaker, Step, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.ui.words import BREADTHS

SHAPES = {
    Shape.DISC: N_("pupils"),
    Shape.STROKES: N_("literally"),
    Shape.SQUARE: N_("counted"),
    Shape.RING: N_("case pupil"),
    Shape.TRIANGLE: N_("teacher does"),
    Shape.DIAMOND: N_("idea or judgement"),
    Shape.QUESTION: N_("question"),
    Shape.DASHED: N_("held, still empty"),
}
_ROLES = {
    Speaker.VISITOR: N_("the visitor"),
    Speaker.VISITED: N_("the visited teacher"),
    Speaker.TOGETHER: N_("together"),
}


def breadth_words(translator: Translator) -> dict[Breadth, str]:
    """The four words of breadth."""
    return {kind: translator.gettext(words) for kind, words in BREADTHS.items()}


def breadth_text(translator: Translator, breadth: Breadth | None) -> str:
    """How widely seen, or that it is still to choose."""
    _ = translator.gettext
    return _(BREADTHS[breadth]) if breadth is not None else _("still to choose")


def who(translator: Translator, view: VisitBook, speaker: Speaker) -> str:
    """The name of who is meant, else the role."""
    if speaker is Speaker.TOGETHER:
        return translator.gettext(_ROLES[speaker])
    names = view.names(speakers(view, speaker))
    return translator.join(list(names)) if names else translator.gettext(_ROLES[speaker])


def first_words(translator: Translator, view: VisitBook, step: Step) -> str:
    """Who speaks first, under the title of a step: "first Bram" or "together"."""
    name = who(translator, view, step.first)
    return name if step.first is Speaker.TOGETHER else translator.gettext("first {name}", name=name)


def lead_words(translator: Translator, view: VisitBook, step: Step) -> str:
    """Who begins and who is silent, in one line."""
    _ = translator.gettext
    if step.first is Speaker.TOGETHER:
        return _("You talk together.")
    first = _("{name} begins.", name=capital(who(translator, view, step.first)))
    quiet = [capital(who(translator, view, s)) for s in step.silent]
    if not quiet:
        return first
    return first + " " + _("{name} listens for now.", name=translator.join(quiet))


def capital(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def title_of(translator: Translator, step: Step) -> str:
    """The title of a step in the language of the screen."""
    return text_in(step.title, translator.language)


def idea_words(translator: Translator, view: VisitBook, line: EvidenceLine, step: Step | None) -> str:
    """Why this line waits: "Bram's idea, comes with Think together"."""
    _ = translator.gettext
    name = view.name(line.author_id) or _("the visitor")
    if line.kind is NoteKind.QUESTION:
        said = _("Question from {name}", name=name)
    else:  # a judgement too: nobody's words are labelled in front of the colleague
        said = _("Idea of {name}", name=name)
    if step is None:
        return said
    return _("{what}, comes with {step}", what=said, step=title_of(translator, step))


def spoken(translator: Translator, line: EvidenceLine) -> str:
    """A line for readers: time, kind, words."""
    parts = [line.time, translator.gettext(SHAPES[line.shape]), line.text, line.effect]
    return ", ".join(p for p in parts if p)
