"""What a visit changed in a design: the panel with the version before at the left and the new one at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.design_diff import DesignDifference, FieldChange, PartChange, PartKind, design_difference
from lesvisit.i18n import N_, Translator
from lesvisit.reports.changed_line import compared
from lesvisit.reports.flow import Draw, Strip, tagged
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.parts import caps
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LEFT, LINE, PAPER, RIGHT, SANS, SEMIBOLD, SERIF_BOLD, SMALL_CAPS, SOFT, Style, mm
from lesvisit.reports.tagging import Tag, table_row
from lesvisit.reports.text import Para, Span, para

_HEAD = Style(SERIF_BOLD, 12, 14)
_SIDE = Style(SANS, 7.9, 10, SOFT)
_TEXT = Style(SANS, 8.7, 12)
_WHERE = Style(SEMIBOLD, 7.9, 11, SOFT)
_RIGHT_X, _HALF, _MIDDLE = 110 * mm, 77 * mm, 104.5 * mm
_PAD = 4 * mm
_MOST = 12  # changes told one by one; of a design that was written anew the rest is a number

FIELD_WORDS = {
    "name": N_("name"),
    "planned_min": N_("minutes"),
    "teacher_does": N_("teacher does"),
    "pupils_do": N_("pupils do"),
    "expected": N_("expected in pupils"),
    "activity": N_("form of work"),
    "misconception": N_("misconception"),
    "check": N_("how we check"),
    "discuss": N_("question for each other"),
    "text": N_("text"),
    "board_goal": N_("board goal"),
    "prior_knowledge": N_("prior knowledge"),
    "differentiation": N_("differentiation"),
    "focus_question": N_("observation question"),
    "class_name": N_("class"),
    "day": N_("date"),
    "keep": N_("keep"),
    "adapt": N_("adapt"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One change as it is printed: where, and both texts."""

    where: str
    was: str
    now: str


def changes(before: DesignVersion, after: DesignVersion, translator: Translator) -> tuple[Told, ...]:
    """What differs, phases first: that is what was observed."""
    found = design_difference(before, after)
    return tuple(_told(found, translator))


def _told(found: DesignDifference, translator: Translator) -> Sequence[Told]:
    _ = translator.gettext
    made: list[Told] = []
    for part in (*found.phases, *found.goals):
        made.extend(Told(_where(part, change, translator), change.was, change.becomes) for change in part.fields)
        if part.moved and not part.fields:
            made.append(Told(_("{what}: its place", what=_name(part, translator)), part.code_before, part.code_after))
    made.extend(Told(_(FIELD_WORDS.get(c.field, "text")), c.was, c.becomes) for c in found.texts)
    return made


def _where(part: PartChange, change: FieldChange, translator: Translator) -> str:
    _ = translator.gettext
    if part.kind is not PartKind.PHASE:
        return _name(part, translator)
    field = _(FIELD_WORDS.get(change.field, "text"))
    return _("{what}, {field}", what=_name(part, translator), field=field)


def _name(part: PartChange, translator: Translator) -> str:
    code = part.code_after or part.code_before
    if part.kind is PartKind.PHASE:
        return " ".join(word for word in (code, part.name) if word)
    return code


def change_strips(
    fonts: Fonts, translator: Translator, told: Sequence[Told], why: str, before: str, after: str
) -> list[Strip]:
    """The panel. `before` and `after` are the words above the two sides."""
    _ = translator.gettext
    if not told:
        return []
    strips = [_head(fonts, translator, told[0].where if len(told) == 1 else "")]
    table = Tag("Table")
    strips.append(_sides(before, after, table))
    for one in told[:_MOST]:
        if len(told) > 1:
            strips.append(_where_strip(fonts, one.where, table))
        strips.extend(_change(fonts, one, table))
    rest = len(told) - _MOST
    if rest > 0:
        more = translator.ngettext("and {n} more change", "and {n} more changes", rest)
        strips.extend(_text(para(fonts, more, _SIDE, RIGHT - LEFT - 2 * _PAD)))
    if why.strip():
        span = [Span(_("Why:") + " ", face=SEMIBOLD), Span(why)]
        strips.append(_on_panel(2 * mm, lambda sheet, y: None, keep=True))
        strips.extend(_text(para(fonts, span, _TEXT, RIGHT - LEFT - 2 * _PAD)))
    strips.append(_on_panel(3 * mm, lambda sheet, y: None))
    return strips


def _on_panel(height: float, draw: Draw, gap: float = 0.0, keep: bool = False) -> Strip:
    """A strip of the tinted panel; strips below one another join."""

    def whole(sheet: Sheet, y: float) -> None:
        sheet.rect(LEFT, y - 0.2, RIGHT - LEFT, height + 0.4, fill=PAPER)
        draw(sheet, y)

    return Strip(height, whole, gap, keep)


def _head(fonts: Fonts, translator: Translator, where: str) -> Strip:
    side = para(fonts, where, _SIDE, 100 * mm)
    extra = max(len(side.lines) - 1, 0) * _SIDE.leading

    def draw(sheet: Sheet, y: float) -> None:
        with sheet.tag("H2"):
            sheet.text(LEFT + _PAD, y + 5.6 * mm, translator.gettext("What changes"), _HEAD)
        for place in range(len(side.lines)):
            part = side.part(place, place + 1)
            sheet.para(part, RIGHT - _PAD - part.widest, y + 2.9 * mm + place * _SIDE.leading)

    return _on_panel(8 * mm + extra, draw, gap=4 * mm, keep=True)


def _sides(before: str, after: str, table: Tag) -> Strip:
    was, now = table_row(table, 2, head=True)

    def draw(sheet: Sheet, y: float) -> None:
        with sheet.tag(was):
            caps(sheet, LEFT + _PAD, y + 3.4 * mm, before, SMALL_CAPS.but(color=SOFT))
        with sheet.tag(now):
            caps(sheet, _RIGHT_X, y + 3.4 * mm, after)

    return _on_panel(4.6 * mm, draw, keep=True)


def _where_strip(fonts: Fonts, where: str, table: Tag) -> Strip:
    words = para(fonts, where, _WHERE, RIGHT - LEFT - 2 * _PAD)
    head = Tag("TH", Tag("TR", table), scope="Row", span=2)

    def draw(sheet: Sheet, y: float) -> None:
        with sheet.tag(head):
            sheet.para(words, LEFT + _PAD, y + 1.4 * mm)

    return _on_panel(words.height + 1.4 * mm, draw, keep=True)


def _change(fonts: Fonts, told: Told, table: Tag) -> list[Strip]:
    """Both sides line by line, so that the longest texts go over the page too."""
    was, now = compared(told.was, told.now)
    left = para(fonts, was if told.was else "–", _TEXT.but(color=SOFT), _HALF)
    right = para(fonts, now if told.now else "–", _TEXT, _HALF)
    count = max(len(left.lines), len(right.lines))
    tags = [Tag("P", cell) for cell in table_row(table, 2)]
    return [_line(left, right, tags, n, keep=n in (0, count - 2)) for n in range(count)]


def _line(left: Para, right: Para, tags: Sequence[Tag], number: int, keep: bool) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.line(_MIDDLE, y - 0.3, _MIDDLE, y + _TEXT.leading + 0.3, 0.5, LINE)
        for tag, side, x in zip(tags, (left, right), (LEFT + _PAD, _RIGHT_X), strict=True):
            with sheet.tag(tag):
                sheet.para(side.part(number, number + 1), x, y)

    return _on_panel(_TEXT.leading, draw, keep=keep)


def _text(block: Para) -> list[Strip]:
    def line(number: int) -> Draw:
        return lambda sheet, y: sheet.para(block.part(number, number + 1), LEFT + _PAD, y)

    return tagged([_on_panel(block.style.leading, line(n)) for n in range(len(block.lines))], Tag("P"))
