"""A start where nothing can be written: another folder is asked for, and gone on in."""

from dataclasses import dataclass
from pathlib import Path

from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import Translator
from lesvisit.messages import sentence
from lesvisit.services import location
from lesvisit.services.profile import Profile, find_profile
from lesvisit.ui.elsewhere import ElsewhereBox
from lesvisit.ui.refusal import has_screen, tell_terminal


@dataclass(frozen=True, slots=True)
class WentElsewhere:
    """The profile that is open instead, and what to say of it once the window is there."""

    profile: Profile
    said: str


def go_elsewhere(refused: LesVisitError, data_dir: Path, translator: Translator) -> WentElsewhere | None:
    """Says that nothing can be saved here, and asks until a folder takes the visits. None: LesVisit is to close."""
    tell_terminal(sentence(refused, translator))
    if not has_screen():
        return None
    words = _told(data_dir, translator)
    better = location.better_place(location.Surroundings())
    while True:
        chosen = ElsewhereBox(translator, words, better).ask()
        if chosen is None:
            return None
        try:
            return _gone_to(data_dir, chosen, translator)
        except LesVisitError as error:
            words = sentence(error, translator)
            tell_terminal(words)


def _told(data_dir: Path, translator: Translator) -> str:
    _ = translator.gettext
    profile = find_profile(data_dir)
    if profile is None:
        return _("LesVisit can't write in {path}. Choose another folder for your visits.", path=data_dir)
    return _(
        "LesVisit can't write in {path}, so nothing that you note down would be saved. Go on in another folder: your "
        "visits are copied to it, and stay here as they are.",
        path=profile.folder.parent.parent,
    )


def _gone_to(data_dir: Path, chosen: Path, translator: Translator) -> WentElsewhere:
    _ = translator.gettext
    profile, copied = location.go_from_read_only(data_dir, chosen)
    folder = profile.folder.parent.parent
    if copied:
        said = _("Your visits are copied to {folder}. Those in {old} stay as they were.", folder=folder, old=data_dir)
    elif find_profile(data_dir) is not None:
        said = _("In {folder} there were visits already: these are open. Nothing was copied.", folder=folder)
    else:
        said = _("Your visits are now in {folder}.", folder=folder)
    return WentElsewhere(profile, said)
