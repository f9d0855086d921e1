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
    "board_nothing_shared": (
        N_("There is no line for the board yet."),
        N_("Put lines on team first: choose it at the line, or press T on it."),
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
    "not_printed": (
        N_("The printer took nothing."),
        N_("The paper is as it was. Look at the printer, or save it as PDF and print it elsewhere."),
        N_("Save as PDF"),
        "save",
    ),
    "folder_not_opened": (
        N_("The folder could not be opened here."),
        N_("The paper is saved in {path}."),
        "",
        "",
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
    reason = error.reason if isinstance(error, LesVisitError) else ""
    found = _WORDS.get(reason) or _WORDS.get(reason.removeprefix("board_"))
    if found is None or not isinstance(error, LesVisitError):
        return ErrorWords(sentence(error, translator))
    what, safe, button, remedy = found
    values = {k: str(v) for k, v in error.values.items()}
    said, sure = (_(text).format(**values) if "{" in text else _(text) for text in (what, safe))
    return ErrorWords(said, sure, _(button) if button else "", remedy)
