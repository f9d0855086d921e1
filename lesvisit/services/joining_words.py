"""What of a second observer's visit joins ours and what stays in theirs, in sentences: per kind, with the reason."""

from collections.abc import Callable, Iterator, Mapping

from lesvisit.domain.text import seen
from lesvisit.domain.visit import Visit
from lesvisit.i18n import Translator
from lesvisit.services.joining import JoinPreview
from lesvisit.services.joining_near import is_same_subject
from lesvisit.services.joining_parts import Part, Share, Why

_SENTENCES: Mapping[tuple[Part, Why], Callable[[Translator, int], str]] = {
    (Part.NOTE, Why.JOINS): lambda t, n: t.ngettext(
        "{n} note joins yours.",
        "{n} notes join yours.",
        n,
    ),
    (Part.PRESS, Why.JOINS): lambda t, n: t.ngettext(
        "{n} press or answer joins, apart from yours.",
        "{n} presses and answers join, apart from yours.",
        n,
    ),
    (Part.TIMED, Why.JOINS): lambda t, n: t.ngettext(
        "{n} timed moment joins, apart from yours.",
        "{n} timed moments join, apart from yours.",
        n,
    ),
    (Part.ROUND, Why.JOINS): lambda t, n: t.ngettext(
        "{n} round joins, apart from yours.",
        "{n} rounds join, apart from yours.",
        n,
    ),
    (Part.PLACE, Why.JOINS): lambda t, n: t.ngettext(
        "{n} mark on the seat map joins, apart from yours.",
        "{n} marks on the seat map join, apart from yours.",
        n,
    ),
    (Part.PHASE, Why.JOINS): lambda t, n: t.ngettext(
        "{n} start of a phase joins; where you both marked one, one counts.",
        "{n} starts of phases join; where you both marked one, one counts.",
        n,
    ),
    (Part.CASE, Why.JOINS): lambda t, n: t.ngettext(
        "{n} box of a case pupil joins, beside what you saw.",
        "{n} boxes of case pupils join, beside what you saw.",
        n,
    ),
    (Part.ROOM, Why.JOINS): lambda t, _n: t.gettext("The drawing of the room joins: you have none of your own."),
    (Part.GAP, Why.JOINS): lambda t, n: t.ngettext(
        "{n} gap joins: only that laptop could not note then.",
        "{n} gaps join: only that laptop could not note then.",
        n,
    ),
    (Part.END, Why.JOINS): lambda t, _n: t.gettext(
        "When that observer stopped comes with it; your visit ends when you say so."
    ),
    (Part.PRESS, Why.USED): lambda t, n: t.ngettext(
        "{n} press or answer stays in that visit: "
        "you used that part of the form too, and two counts of one lesson never add up.",
        "{n} presses and answers stay in that visit: "
        "you used those parts of the form too, and two counts of one lesson never add up.",
        n,
    ),
    (Part.TIMED, Why.USED): lambda t, n: t.ngettext(
        "{n} timed moment stays in that visit: you used the stopwatch too, and two of one lesson never add up.",
        "{n} timed moments stay in that visit: you used the stopwatch too, and two of one lesson never add up.",
        n,
    ),
    (Part.ROUND, Why.USED): lambda t, n: t.ngettext(
        "{n} round stays in that visit: you made rounds too, and the same pupils are never counted twice.",
        "{n} rounds stay in that visit: you made rounds too, and the same pupils are never counted twice.",
        n,
    ),
    (Part.PLACE, Why.USED): lambda t, n: t.ngettext(
        "{n} mark on the seat map stays in that visit: "
        "you marked there too, and two counts of one lesson never add up.",
        "{n} marks on the seat map stay in that visit: "
        "you marked there too, and two counts of one lesson never add up.",
        n,
    ),
    (Part.PRESS, Why.FORM): lambda t, n: t.ngettext(
        "{n} press or answer stays in that visit: your form does not ask that.",
        "{n} presses and answers stay in that visit: your form does not ask that.",
        n,
    ),
    (Part.TIMED, Why.FORM): lambda t, n: t.ngettext(
        "{n} timed moment stays in that visit: your form does not time that.",
        "{n} timed moments stay in that visit: your form does not time that.",
        n,
    ),
    (Part.ROUND, Why.FORM): lambda t, n: t.ngettext(
        "{n} round stays in that visit: your form does not have those categories.",
        "{n} rounds stay in that visit: your form does not have those categories.",
        n,
    ),
    (Part.PLACE, Why.FORM): lambda t, n: t.ngettext(
        "{n} mark on the seat map stays in that visit: in your form the seat map asks something else.",
        "{n} marks on the seat map stay in that visit: in your form the seat map asks something else.",
        n,
    ),
    (Part.PHASE, Why.DESIGN): lambda t, n: t.ngettext(
        "{n} start of a phase stays in that visit: your lesson design does not have that phase.",
        "{n} starts of phases stay in that visit: your lesson design does not have those phases.",
        n,
    ),
    (Part.CASE, Why.DESIGN): lambda t, n: t.ngettext(
        "{n} box of a case pupil stays in that visit: "
        "in another version of the lesson design the same letter can be another pupil.",
        "{n} boxes of case pupils stay in that visit: "
        "in another version of the lesson design the same letter can be another pupil.",
        n,
    ),
    (Part.PLACE, Why.ROOM): lambda t, n: t.ngettext(
        "{n} mark on the seat map stays in that visit: you drew the room otherwise, so the places are not the same.",
        "{n} marks on the seat map stay in that visit: you drew the room otherwise, so the places are not the same.",
        n,
    ),
    (Part.ROOM, Why.ROOM): lambda t, _n: t.gettext(
        "The drawing of the room stays in that visit: there can be one, and yours stays."
    ),
    (Part.TALK, Why.TALK): lambda t, n: t.ngettext(
        "{n} line of their own talk stays in that visit: what was said and agreed there belongs there.",
        "{n} lines of their own talk stay in that visit: what was said and agreed there belongs there.",
        n,
    ),
}


def join_words(translator: Translator, found: JoinPreview) -> Iterator[str]:
    """One sentence for each kind, first what joins; then what is here already."""
    for share in found.shares:
        if share.why is not Why.HERE:
            yield _share_words(translator, share)
    here = sum(share.n for share in found.shares if share.why is Why.HERE)
    if here:
        yield translator.ngettext(
            "{n} line is here already: it came from you, or by way of somebody else.",
            "{n} lines are here already: they came from you, or by way of somebody else.",
            here,
        )


def _share_words(translator: Translator, share: Share) -> str:
    return _SENTENCES[share.part, share.why](translator, share.n)


def bell_words(translator: Translator, found: JoinPreview) -> str:
    """Where the lines will stand in the lesson, and how they get there when a bell was not set."""
    _ = translator.gettext
    if not found.their_bell:
        return _(
            "In that visit the bell was not set: its lines stand where that laptop's clock puts them. "
            "Set there and sent again, they move to the right minute."
        )
    if not found.our_bell:
        return _(
            "In your visit the bell is not set: these lines stand where that laptop's clock puts them. "
            "As soon as you set it, they move to the right minute."
        )
    return _("The two bells lie over each other: every minute counts from the bell.")


def differs_words(translator: Translator, found: JoinPreview) -> Iterator[str]:
    """Where the two visits differ in what they say of the lesson. It refuses nothing: she said that it is one."""
    _, date_of = translator.gettext, translator.date
    if not (found.same_class and is_same_subject(found.ours, found.theirs)):
        here, there = (_lesson(visit) or _("not filled in") for visit in (found.ours, found.theirs))
        yield _(
            "Class here: {here}. Class there: {there}. Only you know that it is one lesson.", here=here, there=there
        )
    if found.ours.day != found.theirs.day:
        here, there = (date_of(visit.day, "EEEE d MMMM") for visit in (found.ours, found.theirs))
        yield _("Day here: {here}. Day there: {there}.", here=here, there=there)


def _lesson(visit: Visit) -> str:
    return seen(" ".join(part for part in (visit.class_name, visit.subject) if part.strip()))


def nothing_words(translator: Translator, found: JoinPreview) -> str:
    """Why there is nothing to take in."""
    _ = translator.gettext
    if any(share.why is Why.JOINS for share in found.shares):
        return _("Everything that can join is here already; there is nothing to take in.")
    return _("Nothing of that visit can join yours; it stays a visit of its own.")
