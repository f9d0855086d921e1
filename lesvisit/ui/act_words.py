"""The acts of the observe page in words and in groups: for its list of keys, and for where the keys are changed."""

from lesvisit.domain.keymap import COUNT_ACTS, LINK_ACTS, Act
from lesvisit.i18n import N_, Translator

_WORDS = {
    Act.HOLD: N_("holds this moment: an empty line to fill in later"),
    Act.BACK: N_("ten seconds back"),
    Act.NEXT_PHASE: N_("next phase"),
    Act.TAKE_BACK: N_("takes back the last press"),
    Act.NEXT_BLOCK: N_("to the next part of the form, and back to the notes"),
    Act.NEXT_GROUP: N_("the next six codes get the keys"),
    Act.EXPAND: N_("writes the abbreviation before the cursor out"),
    Act.NAME_CODE: N_("puts a place code in the place of a pupil's name"),
    Act.QUIET: N_("quiet screen"),
    Act.HIDE_PUPILS: N_("hides pupil codes"),
    Act.KEYS: N_("this list"),
}
_NAMES = {**_WORDS, Act.KEYS: N_("the list of all keys")}  # away from that list

LIVE = (Act.HOLD, Act.BACK, Act.NEXT_PHASE, Act.TAKE_BACK, Act.NEXT_BLOCK, Act.NEXT_GROUP)
TYPING = (Act.EXPAND, Act.NAME_CODE)
SCREEN = (Act.QUIET, Act.HIDE_PUPILS, Act.KEYS)

_GROUPS = (
    (N_("Where does it belong?"), LINK_ACTS),
    (N_("Tally"), (*COUNT_ACTS, Act.TAKE_BACK, Act.NEXT_GROUP)),
    (N_("Moments"), (Act.HOLD, Act.BACK, Act.NEXT_PHASE)),
    (N_("The line"), TYPING),
    (N_("Screen"), (Act.NEXT_BLOCK, *SCREEN)),
)


def act_words(translator: Translator, act: Act) -> str:
    """What a key does, as the list of keys on the observe page says it."""
    return translator.gettext(_WORDS[act]) if act in _WORDS else act_name(translator, act)


def act_name(translator: Translator, act: Act) -> str:
    """An act by name, where no visit says which criterion or counter it is."""
    _ = translator.gettext
    if act in LINK_ACTS:
        return _("criterion or observation question {n}", n=act.place + 1)
    if act in COUNT_ACTS:
        return _("counter or code {n} of the form", n=act.place + 1)
    return _(_NAMES[act]) if act in _NAMES else act.value.replace("_", " ")


def act_groups(translator: Translator) -> list[tuple[str, tuple[Act, ...]]]:
    """Every act there is, in groups with their titles."""
    _ = translator.gettext
    groups = [(_(title), acts) for title, acts in _GROUPS]
    grouped = {act for _title, acts in groups for act in acts}
    others = tuple(act for act in Act if act not in grouped)
    return [*groups, (_("Other keys"), others)] if others else groups
