"""The translations are complete and in step with the code, and the check that says so can see faults."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.tools import catalogues


def test_catalogues_are_complete_and_in_step_with_the_code() -> None:
    assert catalogues.problems() == []


@pytest.mark.parametrize(
    ("text", "translated", "wrong"),
    [
        ("Minute {minute}", "Minuut {minute}", False),
        ("Minute {minute}", "Minuut {minuut}", True),
        ("Minute {minute}", "Minuut", True),
        ("Save", "Bewaren", False),
        ("Save", "Bewaren {n}", True),
        (("{n} note", "{n} notes"), ("één notitie", "{n} notities"), False),
        (("{n} note", "{n} notes"), ("{n} notitie", "notities"), True),
        (("{n} note of {name}", "{n} notes of {name}"), ("één notitie", "{n} notities van {name}"), True),
        ("50 % {", "50 % {", False),
    ],
)
def test_other_placeholders_are_seen(
    text: str | tuple[str, str], translated: str | tuple[str, str], wrong: bool
) -> None:
    assert catalogues.misplaced(Message(text, translated)) is wrong


def test_texts_are_found_by_every_keyword(tmp_path: Path) -> None:
    code = """
_("one"); N_("two"); t.gettext("three"); t.ngettext("{n} four", "{n} fours", 4)
t.pgettext("verb", "five"); other("six")
"""
    (tmp_path / "some.py").write_text(code, encoding="utf-8")

    found = catalogues.keys(catalogues.extract(tmp_path))

    assert found == {(None, "one"), (None, "two"), (None, "three"), (None, "{n} four"), ("verb", "five")}


def test_an_untranslated_text_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, locale = tmp_path / "lesvisit", tmp_path / "locale"
    source.mkdir()
    (source / "some.py").write_text("_('Save')", encoding="utf-8")
    for name, value in {
        "SOURCE": source,
        "LOCALE": locale,
        "TEMPLATE": locale / "x.pot",
        "ROOT": tmp_path,
    }.items():
        monkeypatch.setattr(catalogues, name, value)

    assert catalogues.problems() == [
        "The texts in the code have changed: run `python3 dev.py i18n` and translate what is new."
    ]
    catalogues.update()
    assert catalogues.problems() == ["nl: not translated: 'Save'"]
    (source / "some.py").write_text("_('Save'); _('Close')", encoding="utf-8")
    assert len(catalogues.problems()) == 1
