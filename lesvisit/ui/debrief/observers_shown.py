"""Two or three observers in the evidence list: who saw a line, and filtering by who did."""

from collections.abc import Sequence

from lesvisit.domain.evidence_filter import EvidenceLine, SeenBy
from lesvisit.domain.observers import Observer
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.filter_drop import Choice

TOGETHER, _ONLY = "together", "only:"


def observer_name(translator: Translator, observer: Observer) -> str:
    """The name, or "observer 2" for somebody whose name nobody knows."""
    return observer.name or translator.gettext("observer {number}", number=observer.number)


def asked_of(choice: str) -> tuple[str, SeenBy]:
    """The observer and the kind of seeing behind a choice of the filter."""
    if choice == TOGETHER:
        return "", SeenBy.TOGETHER
    if choice.startswith(_ONLY):
        return choice.removeprefix(_ONLY), SeenBy.ALONE
    return choice, SeenBy.ANY


class ObserversShown:
    """The words of the evidence list for this visit; nothing where one observed."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._names: dict[str, str] = {}
        self._any_together = False

    @property
    def shown(self) -> tuple[str, ...]:
        """The names the rows carry, none where one observed."""
        return tuple(self._names.values())

    def show(self, observers: Sequence[Observer], lines: Sequence[EvidenceLine]) -> None:
        """These observed."""
        several = observers if len(observers) > 1 else ()
        self._names = {o.person_id: observer_name(self._translator, o) for o in several}
        self._any_together = bool(several) and any(line.also for line in lines)

    def who(self, line: EvidenceLine) -> str:
        """Who saw this line: "Sam", or "Sam, and Kim too"."""
        name = self._names.get(line.observer_id, "")
        others = [self._names[i] for i in self._names if i in line.also]
        if not name or not others:
            return name
        return self._translator.gettext("{name}, and {others} too", name=name, others=", ".join(others))

    def choices(self) -> list[Choice]:
        """All of one, what only one saw, and what more saw."""
        _ = self._translator.gettext
        if not self._names:
            return []
        found: list[Choice] = [(i, name, name) for i, name in self._names.items()]
        for person_id, name in self._names.items():
            found.append((f"{_ONLY}{person_id}", _("only {name}", name=name), _("only {name} saw this", name=name)))
        both = _("both saw this") if len(self._names) == 2 else _("more than one saw this")
        return [*found, (TOGETHER, _("both") if len(self._names) == 2 else _("more"), both)]
