"""Where the visits lie, in words: what can go wrong there, and which place is better. For screens and commands."""

from lesvisit.domain.location import PlaceKind
from lesvisit.i18n import N_, Translator
from lesvisit.services.location import PlaceAdvice

_WHAT = {
    PlaceKind.SYNCED: N_("Your visits lie in a folder of {service}."),
    PlaceKind.NETWORK: N_("Your visits lie on a network drive."),
    PlaceKind.REMOVABLE: N_("Your visits lie on a stick or a loose disk."),
    PlaceKind.READ_ONLY: N_("Your visits lie where nothing can be written."),
}
_WHY = {
    PlaceKind.SYNCED: N_(
        "{service} copies the file while you write in it: notes can get lost or doubled, and they leave this laptop."
    ),
    PlaceKind.NETWORK: N_("When the connection drops in the middle of a lesson, notes can get lost."),
    PlaceKind.REMOVABLE: N_("When it is pulled out during a lesson, or goes missing, your notes are gone with it."),
    PlaceKind.READ_ONLY: N_("You can read them there, and note down nothing."),
}
_BETTER = N_("A better place, on this laptop itself: {folder}")
_ELSEWHERE = N_("Start LesVisit again: it then offers another folder, and copies your visits to it.")
_LEFT_BEHIND = N_("What {service} copied before stays in its online bin until you empty that.")
_NO_BETTER = N_("LesVisit knows no better place here. Ask your school's ICT for a folder on this laptop itself.")


def what(translator: Translator, advice: PlaceAdvice) -> str:
    """Where they lie, in one sentence."""
    return translator.gettext(_WHAT[advice.risk.kind], service=advice.risk.service)


def why(translator: Translator, advice: PlaceAdvice) -> str:
    """What can go wrong there."""
    return translator.gettext(_WHY[advice.risk.kind], service=advice.risk.service)


def better(translator: Translator, advice: PlaceAdvice) -> str:
    """Where they would lie well."""
    if advice.risk.kind is PlaceKind.READ_ONLY:
        return translator.gettext(_ELSEWHERE)
    if advice.better is None:
        return translator.gettext(_NO_BETTER)
    return translator.gettext(_BETTER, folder=advice.better)


def whole(translator: Translator, advice: PlaceAdvice) -> str:
    """All of that on one line, for whoever reads a command."""
    return " ".join((what(translator, advice), why(translator, advice), better(translator, advice)))


def left_behind(translator: Translator, advice: PlaceAdvice) -> str:
    """What moving can't undo; an empty text where there is nothing of the kind."""
    if advice.risk.kind is not PlaceKind.SYNCED:
        return ""
    return translator.gettext(_LEFT_BEHIND, service=advice.risk.service)
