"""Which templates fit a question: by its words, in both languages."""

import pytest

from lesvisit.domain.template import Block, Section, Taxonomy, Template
from lesvisit.services.template_fit import best_fit


def made(name: str, taxonomy: Taxonomy, *types: str, learn: int = 5, more: bool = False) -> Template:
    blocks = tuple(Block(f"{name}-{n}", block_type) for n, block_type in enumerate(types))
    return Template(
        name, 1, {"nl": name}, sections=(Section({}, blocks),), taxonomy=taxonomy, learn_min=learn, more=more
    )


SHELF = (
    made("feit", Taxonomy.FREE, "note"),
    made("www", Taxonomy.FREE, "columns"),
    made("letterlijk", Taxonomy.FREE, "utterance"),
    made("wachttijd", Taxonomy.COUNT, "duration", "tally"),
    made("turven", Taxonomy.COUNT, "note", "tally", "tally"),
    made("taak", Taxonomy.INTERVAL, "sweep"),
    made("plattegrond", Taxonomy.COUNT, "seat_map"),
    made("casus", Taxonomy.STRUCTURED, "case_matrix", learn=20),
    made("raster", Taxonomy.INTERVAL, "interval_grid", learn=30),
    made("copus", Taxonomy.INTERVAL, "interval_grid", learn=90, more=True),
    made("schaal", Taxonomy.SCALE, "rating", learn=30),
)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Hoe vaak krijgen leerlingen een vraag?", "turven"),
        ("How often do pupils raise their hand?", "turven"),
        ("Hoeveel denktijd krijgen leerlingen na een vraag?", "wachttijd"),
        ("How long do pupils get to think, in seconds?", "wachttijd"),
        ("Wie zit waar in het lokaal, en wie komt aan het woord?", "plattegrond"),
        ("Which rows does the teacher walk past?", "plattegrond"),
        ("Hoeveel leerlingen zijn aan het werk met de taak?", "taak"),
        ("How many pupils are on task?", "taak"),
        ("Blijven leerlingen betrokken?", "taak"),
        ("Wat zegt zij letterlijk in de instructie?", "letterlijk"),
        ("What are the teacher's words, verbatim?", "letterlijk"),
        ("Wat doen de casusleerlingen bij opdracht 3?", "casus"),
        ("What do the three case pupils do?", "casus"),
        ("Hoe verloopt elke lesfase?", "raster"),
        ("In hoeverre sluit de les aan?", "schaal"),
        ("Wat doen leerlingen na de uitleg?", "feit"),
    ],
)
def test_the_words_of_the_question_point_to_a_way_of_looking(question: str, best: str) -> None:
    found = [template.id for template in best_fit(SHELF, [question])]
    assert found[0] == best
    assert len(found) == 5


def test_more_questions_are_one_search() -> None:
    found = [t.id for t in best_fit(SHELF, ["Wat zeggen zij letterlijk?", "Hoeveel denktijd krijgen zij?"])]
    assert set(found[:2]) == {"letterlijk", "wachttijd"}


def test_without_a_question_the_simple_ones_that_are_used_most() -> None:
    found = [t.id for t in best_fit(SHELF, ["", " "], {"plattegrond": 3, "www": 1, "copus": 9})]
    assert found == ["plattegrond", "www", "feit", "letterlijk", "wachttijd"]


def test_words_of_the_template_itself_count() -> None:
    own = Template("own", 1, {"nl": "Breuken op het wisbordje"}, sections=(Section({}, (Block("b", "field"),)),))
    assert best_fit((*SHELF, own), ["Breuken: wat staat er?"])[0] is own


def test_odd_questions_break_nothing() -> None:
    assert len(best_fit(SHELF, ["?" * 5000, "\U0001f600 [a-z]( \\"])) == 5
    assert best_fit((), ["Hoe vaak?"]) == ()
