"""A checklist while it is used: arrows choose the answer, Space goes round, Delete opens the item again."""

from lesvisit.blocks.answers import answers, time_text, timed
from lesvisit.blocks.checklist import ANSWERS, YES, answer_words, answered, next_answer
from lesvisit.blocks.kind import item_label
from lesvisit.domain.template import Item, Timing, text_in
from lesvisit.services.blocks import STEP
from lesvisit.ui.blocks.answer_row import AnswerBlock, AnswerHead, AnswerRow
from lesvisit.ui.blocks.choice_strip import ChoiceStrip


class Live(AnswerBlock):
    """A row for each item. An answer that becomes *yes* during the lesson has the minute of that moment."""

    def build(self) -> None:
        self.build_rows([(text_in(item.group, self.host.language), self._row(item)) for item in self.block.items])

    def _row(self, item: Item) -> AnswerRow:
        _, words = self.translator.gettext, item_label(self.block, item.id, self.translator)
        choices = [(key, _(text)) for key, text in ANSWERS.items()]
        name = f"check_{item.id}"
        strip = ChoiceStrip(self.theme, choices, lambda: self.target, arrows_choose=True, name=name, words=words)
        strip.picked.connect(lambda value: self._pick(item.id, value))
        strip.cycled.connect(lambda: self._pick(item.id, next_answer(strip.value)))
        help_text = text_in(item.help, self.host.language)
        head = AnswerHead(self.theme, words, help_text, strip, timed=self.block.timing == Timing.DURING)
        return AnswerRow(self.theme, item.id, head, f"row_{item.id}")

    def show_all(self) -> None:
        found = answers(self.host.view, self.block)
        for item_id, row in self.rows.items():
            record = found.get(item_id)
            value = record.payload.value if record is not None else ""
            minute = time_text(self.host.view, self.block, record)
            row.strip.set_value(value)
            row.head.show_minute(minute)
            row.strip.setAccessibleDescription(timed(answer_words(value, self.translator), minute))

    def _pick(self, item_id: str, value: str) -> None:
        record = answers(self.host.view, self.block).get(item_id)
        payload = answered(self.block, item_id, record.payload if record is not None else None, value)
        if record is None:
            if payload is not None:
                self.host.enter(self.block, payload)
        elif payload is None:
            self.host.take_away(record)
        elif value == YES and record.payload.value != YES and self.host.step == STEP:
            self.host.renew(self.block, record, payload)
        else:
            self.host.change(record, payload)
        self.show_all()
