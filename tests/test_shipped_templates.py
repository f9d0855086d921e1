"""Every template that ships can be used, in Dutch and in English, and says where it comes from."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from lesvisit.blocks import TYPES, kind_of
from lesvisit.blocks.check import problems
from lesvisit.blocks.keys import quick_presses, slash_presses
from lesvisit.domain.keymap import COUNTERS
from lesvisit.domain.template import Taxonomy, Template, Timing
from lesvisit.exchange.template_file import dumps, loads, read_template
from lesvisit.paths import resources
from lesvisit.services import library

FOLDER = Path(__file__).parents[1] / "resources" / "templates"
FILES = sorted(FOLDER.glob("*.json"))
BY_NAME = {path.stem: read_template(path) for path in FILES}
SHIPPED = tuple(BY_NAME.values())
ADAPTED = (
    "This is an adaptation of an original work by The World Bank. Views and opinions expressed in the adaptation are "
    "the sole responsibility of the author or authors of the adaptation and are not endorsed by The World Bank."
)
TRANSLATED = (
    "This translation was not created by The World Bank and should not be considered an official World Bank "
    "translation. The World Bank shall not be liable for any content or error in this translation."
)


def texts_of(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text by language in a template, with its place."""
    if is_dataclass(value):
        for field in fields(value):
            if field.name != "options":
                yield from texts_of(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from texts_of(inner, f"{path}[{number}]")
    elif isinstance(value, dict):
        yield path, value


@pytest.fixture(params=BY_NAME.items(), ids=lambda item: str(item[0]))
def template(request: pytest.FixtureRequest) -> Template:
    found: Template = request.param[1]
    return found


def test_all_are_listed_in_the_order_of_their_numbers() -> None:
    assert library.templates(resources()) == SHIPPED
    assert [int(path.stem[:2]) for path in FILES] == list(range(1, len(FILES) + 1))
    assert len({template.id for template in SHIPPED}) == len(SHIPPED)


def test_what_the_issue_names_is_there() -> None:
    used = {block.type for template in SHIPPED for block in template.all_blocks}
    assert used >= set(TYPES) - {"rating", "check"}
    assert [template.name["nl"] for template in SHIPPED if template.more] == ["COPUS: 13 + 12 codes"]
    assert len(SHIPPED) == 17


def test_it_can_be_used(template: Template) -> None:
    assert problems(template) == ()


def test_its_file_gives_it_back(template: Template) -> None:
    assert loads(dumps(template)) == template


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_its_file_is_written_as_the_app_writes_it(path: Path) -> None:
    assert path.read_bytes() == dumps(read_template(path))


def test_every_text_is_there_in_both_languages(template: Template) -> None:
    for path, texts in texts_of(template):
        assert not texts or (texts.keys() == {"nl", "en"} and all(text.strip() for text in texts.values())), path


def test_it_tells_what_it_is_for(template: Template) -> None:
    assert template.description
    assert template.good_for
    assert template.taxonomy in list(Taxonomy)
    assert template.learn_min
    assert template.visit_min
    assert template.attribution
    assert template.licence


def test_it_begins_with_the_notes(template: Template) -> None:
    first = template.all_blocks[0]
    assert (first.id, first.type, first.timing) == ("notes", "note", Timing.DURING)


def test_its_keys_do_not_clash(template: Template) -> None:
    during = [b for b in template.all_blocks if b.timing == Timing.DURING]
    quick = [p for b in during if (kind := kind_of(b.type)) and kind.quick for p in kind.presses(b)]
    assert len(quick) <= COUNTERS
    assert quick_presses(template) == tuple(quick)
    codes = [p.code.lower() for b in during if (kind := kind_of(b.type)) for p in kind.presses(b) if p.code]
    assert len(slash_presses(template, ())) == len(codes) == len(set(codes))


def test_the_two_that_were_there_first_kept_themselves() -> None:
    first, second = SHIPPED[:2]
    assert (first.id[-2:], second.id[-2:]) == ("01", "02")
    counters = ["q-whiteboard", "q-talk", "q-oral", "t-hand", "t-stick", "t-call"]
    assert [block.id for block in second.blocks("tally")] == counters


def test_teach_primary_is_cited_with_both_disclaimers() -> None:
    template = BY_NAME["16-tijd-om-te-leren"]
    assert template.licence == "CC BY 4.0 IGO"
    assert "Teach Primary (Second Edition). Washington, DC: The World Bank." in template.attribution
    for text in template.disclaimer.values():
        assert ADAPTED in text
        assert TRANSLATED in text
    assert "eigen ontwikkeling" in template.disclaimer["nl"]


def test_copus_has_its_codes_and_its_citation() -> None:
    template = BY_NAME["17-copus"]
    items = template.all_blocks[1].items
    assert [sum(item.group["en"] == who for item in items) for who in ("students", "instructor")] == [13, 12]
    assert "CBE-Life Sciences Education 12(4)" in template.attribution
    assert template.all_blocks[1].options["seconds"] == 120


def test_the_school_preset_has_six_and_six() -> None:
    items = BY_NAME["14-twaalf-codes"].all_blocks[1].items
    assert [sum(item.group["en"] == who for item in items) for who in ("pupils", "teacher")] == [6, 6]


def test_nothing_speaks_of_marks_or_of_good_and_bad_teachers(template: Template) -> None:
    said = " ".join(text for _, texts in texts_of(template) for text in texts.values()).casefold()
    for word in ("score", "cijfer", "ranking", "onvoldoende", "gemiddeld"):
        assert word not in said
