"""Refusals in the bar of the page: what happened, what is safe, and one thing to do."""

from collections.abc import Callable, Mapping

from lesvisit.i18n import Translator
from lesvisit.ui.widgets.error_bar import ErrorBar


class Refusals:
    """`remedies`: what the button of the bar does, by the name that the words give it."""

    def __init__(self, bar: ErrorBar, translator: Translator, remedies: Mapping[str, Callable[[], None]]) -> None:
        self.bar, self.translator, self.remedies = bar, translator, remedies
        self._remedy = ""
        bar.button_chosen.connect(self._on_button_chosen)

    def tell(self, error: BaseException) -> None:
        """Shows it."""
        from lesvisit.ui.share.error_words import error_words

        words = error_words(self.translator, error)
        self._remedy = words.remedy
        self.bar.show_error(words.what, words.safe, words.button)

    def _on_button_chosen(self) -> None:
        self.bar.clear()
        self.remedies.get(self._remedy, lambda: None)()
