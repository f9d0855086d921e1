"""The translations are complete and in step with the code, and the check that says so can see faults."""

import ast
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


def written(source: Path) -> set[str]:
    """Every text in the code that is given to gettext by one of its names."""
    calls = (n for path in source.rglob("*.py") for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = ((call, call.func) for call in calls if isinstance(call, ast.Call) and call.args)
    known = (call.args[0] for call, f in named if getattr(f, "attr", getattr(f, "id", "")) in catalogues.KEYWORDS)
    return {a.value for a in known if isinstance(a, ast.Constant) and isinstance(a.value, str) and a.value}


def plurals(source: Path) -> set[str]:
    """The singulars of every call with a singular and a plural that count."""
    calls = (n for path in source.rglob("*.py") for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    found = (call.args[:2] for call in calls if isinstance(call, ast.Call) and len(call.args) > 2)
    texts = ([a.value for a in two if isinstance(a, ast.Constant) and isinstance(a.value, str)] for two in found)
    return {two[0] for two in texts if len(two) == 2 and all("{n}" in text for text in two)}


def test_every_text_is_found_whatever_its_module_calls_ngettext_and_wherever_it_stands() -> None:
    """Not inside an f-string or another text's call: there the extractor doesn't look, and it stays English."""
    found = {text for _context, text in catalogues.keys(catalogues.extract())}
    texts = written(catalogues.SOURCE) | plurals(catalogues.SOURCE)
    assert len(texts) > 2000
    assert texts - found == set()
