"""What the fields of a lesson design are called in a document, and where a document is sorted into one."""

from lesvisit.exchange.lesson_text import Part
from lesvisit.i18n import N_

FIELD_LABELS = {
    Part.SUBJECT: N_("Subject"),
    Part.YEAR: N_("Year and level"),
    Part.CLASS: N_("Class"),
    Part.DAY: N_("Date"),
    Part.MINUTES: N_("Lesson minutes"),
    Part.MAKERS: N_("Made by"),
    Part.BOARD_GOAL: N_("Board goal"),
    Part.PRIOR: N_("Prior knowledge"),
    Part.DIFFERENTIATION: N_("Differentiation"),
    Part.CHECK: N_("How understanding is checked"),
    Part.QUESTION: N_("Observation question"),
    Part.KEEP: N_("Keep"),
    Part.ADAPT: N_("Adapt"),
}
PHASE_LABELS = {
    "name": N_("Phase"),
    "teacher_does": N_("Teacher does"),
    "pupils_do": N_("Pupils do"),
    "activity": N_("Form of work"),
    "expected": N_("Expected in pupils"),
    "misconception": N_("Misconception"),
    "check": N_("How we check"),
    "discuss": N_("Question for each other"),
}
