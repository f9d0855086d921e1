"""One question about one colleague of the package: is that somebody who is known here? Nothing is chosen for you."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.people import Person
from lesvisit.domain.text import seen
from lesvisit.i18n import Translator
from lesvisit.services.arrival_who import ME
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.choice_cards import Choice, ChoiceCards
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import FieldFrame

HERE, NEW = "here", "new"


class WhoCard(Card):
    """`answer` is the id of who it is here, an empty text for somebody new, None while nothing was chosen."""

    answered = Signal()

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        person_id: str,
        name: str,
        known: Mapping[str, Person],
        me_id: str,
        namesakes: Sequence[str],
        *,
        perhaps_me: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        _ = translator.gettext
        mine = me_id in namesakes or not me_id or perhaps_me
        name = seen(name)
        title = _("{name}, is that you?", name=name) if mine else _("Who is {name}?", name=name)
        super().__init__(theme, title, padding=20, name=f"who_{person_id}", parent=parent)
        self.person_id, self.person_name, self._me = person_id, name, me_id
        self.cards = ChoiceCards(theme, name=f"whoCards_{person_id}")
        self.cards.set_words(title)
        others = {i: seen(p.name) for i, p in known.items() if i != me_id and not p.same_as and p.name}
        choices = [Choice(ME, _("That is me"), _("Also on this laptop, under my own name."))]
        if others:
            choices.append(Choice(HERE, _("A colleague who is known here"), _("Then choose who.")))
        choices.append(Choice(NEW, _("Somebody new"), _("Nobody here under another name.")))
        self.cards.set_choices(choices)
        self.people = DropDown(theme)
        self.people.setPlaceholderText(_("Choose a colleague"))
        self.frame = FieldFrame(theme, _("Which colleague"), self.people, name=f"whoIs_{person_id}")
        for person, words in sorted(others.items(), key=lambda item: (item[0] not in namesakes, item[1].casefold())):
            self.people.addItem(words, person)
        self.people.setCurrentIndex(-1)
        self.body.addWidget(self.cards)
        self.body.addWidget(self.frame)
        self.frame.hide()
        self.cards.choice_made.connect(self._on_choice)
        self.people.activated.connect(lambda _: self.answered.emit())

    @property
    def answer(self) -> str | None:
        """Who it is here."""
        match self.cards.value():
            case "me":
                return self._me or ME
            case "here":
                chosen = self.people.currentData()
                return str(chosen) if chosen else None
            case "new":
                return ""
        return None

    def _on_choice(self, choice: str) -> None:
        self.frame.setVisible(choice == HERE)
        if choice == HERE:
            self.people.setFocus()
        self.answered.emit()
