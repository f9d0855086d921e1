"""Refusals of the share step: what happened, what is safe, one thing to do."""

from dataclasses import dataclass

from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import N_, Translator
from lesvisit.messages import sentence


@dataclass(frozen=True)
class ErrorWords:
    """`remedy` names what the button does."""

    what: str
    safe: str = ""
    button: str = ""
    remedy: str = ""


_WORDS: dict[str, tuple[str, str, str, str]] = {
    "no_consent": (
        N_("The visited teacher has not agreed to this paper yet."),
        N_("Nothing was saved. Read the lines aloud; then her or his name makes it valid."),
        N_("Read it aloud"),
        "read",
    ),
    "consent_changed": (
        N_("Something changed since the visited teacher agreed."),
        N_("Nothing was saved. Read the changed lines aloud and ask again."),
        N_("Read it aloud"),
        "read",
    ),
    "nothing_shared": (
        N_("There is no line for the team yet."),
        N_("Put lines on team first: with the button above the lines, or with T on a line."),
        N_("To the lines"),
        "lines",
    ),
    "no_visited": (
        N_("This visit does not say whose lesson it was."),
        N_("Only the visited teacher can agree. Fill in the name first."),
        N_("To Prepare"),
        "prepare",
    ),
    "words_wait": (
        N_("A line for the team still holds a name or a case letter."),
        N_("It stays here until you say what the team may read."),
        N_("Show the line"),
        "waiting",
    ),
    "no_printer": (
        N_("No printer was found."),
        N_("The paper can be saved as PDF and printed elsewhere."),
        N_("Save as PDF"),
        "save",
    ),
    "paper_not_opened": (
        N_("The paper could not be opened here."),
        N_("It is saved. Open it yourself from its folder."),
        "",
        "",
    ),
    "file_failed": (
        N_("{path} could not be written ({detail})."),
        N_("What stood there is as it was, and nothing of the visit is lost."),
        N_("Choose another place"),
        "save",
    ),
}


def error_words(translator: Translator, error: BaseException) -> ErrorWords:
    """The words for an error; what isn't known here is said as everywhere."""
    _ = translator.gettext
    found = _WORDS.get(error.reason) if isinstance(error, LesVisitError) else None
    if found is None or not isinstance(error, LesVisitError):
        return ErrorWords(sentence(error, translator))
    what, safe, button, remedy = found
    said = _(what).format(**{k: str(v) for k, v in error.values.items()}) if "{" in what else _(what)
    return ErrorWords(said, _(safe), _(button) if button else "", remedy)
