"""One moment of the lesson, large enough for two chairs: the minute, what was seen, and what was said to it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.evidence_filter import EvidenceLine
from lesvisit.domain.replay import Moment
from lesvisit.domain.shapes import Shape
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import SHAPES, capital
from lesvisit.ui.theme import BOLD, REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget, name_widget
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.marks import paint_mark

_LONG, _LONGER = 120, 260  # letters: a longer text is set smaller, so that it stands whole on the screen


class _Mark(ThemedWidget):
    """The shape of the note."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, name="replayMark")
        self._shape, self._letter = Shape.DISC, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_shape(self, shape: Shape, letter: str) -> None:
        self._shape, self._letter = shape, letter
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(30), self.theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter: QPainter = self._painter()
        side = self.theme.px(26)
        rect = QRectF(0, (self.height() - side) / 2, side, side)
        paint_mark(painter, rect, self._shape, self.theme.colour("ink"), self._letter)
        painter.end()


class MomentFace(QWidget):
    """The minute at the left, the words beside it; answers under them with the name of who gave them."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme = talk, talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        name_widget(self, "replayMoment")
        self.minute = PlainLabel(self.theme, px=56, weight=BOLD, wrap=False, name="replayMinute")
        self.about = PlainLabel(self.theme, px=15, tone="muted", name="replayAbout")
        self.mark = _Mark(self.theme)
        self.text = PlainLabel(self.theme, px=30, name="replayText")
        self.effect = PlainLabel(self.theme, px=22, tone="muted", name="replayEffect")
        self.answers = PlainLabel(self.theme, px=20, name="replayAnswers")
        self._build()

    def _build(self) -> None:
        words = QVBoxLayout()
        first = QHBoxLayout()
        first.setSpacing(self.theme.px(12))
        top = QVBoxLayout()
        top.addWidget(self.mark)
        top.addStretch(1)
        first.addLayout(top)
        first.addWidget(self.text, 1)
        words.addLayout(first)
        for widget in (self.effect, self.answers, self.about):
            words.addWidget(widget)
        words.addStretch(1)
        words.setSpacing(self.theme.px(10))
        left = QVBoxLayout()
        left.addWidget(self.minute)
        left.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(left)
        self._row.addLayout(words, 1)
        self._row.setSpacing(self.theme.px(24))

    def show_moment(self, moment: Moment) -> None:
        """Shows this moment."""
        line = moment.line
        self.minute.setText(line.time or "–")
        self.mark.show_shape(line.shape, line.letter)
        self.text.set_type(_size(line.text), REGULAR if line.is_fact else SEMIBOLD)
        self.text.setText(line.text)
        self.effect.setText(self._("Effect: {effect}", effect=line.effect) if line.effect.strip() else "")
        self.effect.setVisible(bool(line.effect.strip()))
        somebody = self._("somebody")
        said = [f"{self.talk.name(a.author_id) or somebody}: {a.text}" for a in line.answers]
        self.answers.setText("\n".join(said))
        self.answers.setVisible(bool(said))
        self.about.setText(self._about(line))

    def _about(self, line: EvidenceLine) -> str:
        codes = self.talk.view.codes
        refs = sorted(codes[ref] for ref in line.refs if ref in codes)
        kind = capital(self._(SHAPES[line.shape]))
        parts = [kind, self.talk.name(line.author_id), *refs]
        if self.talk.ref and line.id in self.talk.evidence:
            parts.append(self._("evidence for {code}", code=codes.get(self.talk.ref, "")).strip())
        return " · ".join(p for p in parts if p)


def _size(text: str) -> float:
    if len(text) > _LONGER:
        return 20
    return 24 if len(text) > _LONG else 30


class PlannedFace(QWidget):
    """What the design planned for this phase: the teacher does, pupils do, expected, and where they may go wrong."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme = talk, talk.workspace.theme
        self._ = _ = talk.workspace.translator.gettext
        name_widget(self, "replayPlanned")
        self.title = PlainLabel(self.theme, px=17, weight=SEMIBOLD, name="replayPhase")
        self.nothing = PlainLabel(self.theme, px=15, tone="muted", name="replayNoPhase")
        self.texts = {
            name: PlainLabel(self.theme, px=17, name=f"replay_{name}")
            for name in ("teacher_does", "pupils_do", "expected", "misconception")
        }
        heads = {
            "teacher_does": _("Teacher does"),
            "pupils_do": _("Pupils do"),
            "expected": _("Expected"),
            "misconception": _("Misconception"),
        }
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(self.theme.px(24))
        self._heads: list[PlainLabel] = []
        for place, (name, label) in enumerate(self.texts.items()):
            head = PlainLabel(self.theme, heads[name], px=13, weight=SEMIBOLD, tone="muted")
            self._heads.append(head)
            self._grid.addWidget(head, 0, place)
            self._grid.addWidget(label, 1, place, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self.theme.px(10), 0, 0)
        column.setSpacing(self.theme.px(6))
        column.addWidget(Rule(self.theme))
        column.addWidget(self.title)
        column.addWidget(self.nothing)
        column.addLayout(self._grid)

    def show_moment(self, moment: Moment) -> None:
        """Shows the plan around this moment."""
        _, span, phase = self._, moment.span, moment.phase
        self.title.setVisible(phase is not None)
        texts = {name: (str(getattr(phase, name)) if phase is not None else "") for name in self.texts}
        written = any(t.strip() for t in texts.values())
        for place, (name, label) in enumerate(self.texts.items()):
            shown = written and (name != "misconception" or bool(texts[name].strip()))
            label.setText(texts[name] or "–")
            label.setVisible(shown)
            self._heads[place].setVisible(shown)
            self._grid.setColumnStretch(place, int(shown or not written))
        self.nothing.setVisible(not written)
        self.nothing.setText(
            _("This moment belongs to no phase of the design.")
            if phase is None
            else _("The design says nothing about this phase.")
        )
        if span is not None and phase is not None:
            name = f"{span.code} {phase.name}".strip()
            parts = [name]
            if span.planned_start is not None and phase.planned_min is not None:
                begin, end = span.planned_start, span.planned_start + phase.planned_min
                parts.append(_("planned from minute {begin} to {end}", begin=begin, end=end))
            self.title.setText(" · ".join(parts))
