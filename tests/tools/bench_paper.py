"""The pair paper of the worked visit, and of visits of many notes, beside a bare document of the same text."""

import time
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any

from lesvisit import paths
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.i18n import Translator
from lesvisit.reports import make_pair_paper
from lesvisit.services.desk import Desk
from lesvisit.services.system_clock import SystemClock
from tests.tools.bench_figures import VALUE, Figure, Goal, median

WARM_UP = 1
FACE = "BenchFira"
FEW, MANY, TWICE = 40, 400, 800
MOST_KB = 150.0
STRAIGHT = 1.15  # twice the notes may cost this much more than twice the time


def measure(samples: int) -> list[Figure]:
    """So many papers and as many bare documents, in turns: 40 notes, 400, and whether 800 cost twice as much."""
    few, many, twice = (visit_of(count) for count in (FEW, MANY, TWICE))
    turns = max(2, samples // 3)
    whole, bare = beside_bare(worked_visit(), samples)
    ours_40, bare_40 = beside_bare(few, samples)
    ours_400, bare_400 = beside_bare(many, turns)
    ours_800 = median([_timed(lambda: pair_paper(twice)) for _ in range(turns)])
    return [
        Figure("pair_paper", whole, bare, "ms", Goal(1.5)),
        Figure("pair_paper_40", ours_40, bare_40, "ms", Goal(1.5)),
        Figure("pair_paper_400", ours_400, bare_400, "ms", Goal(1.5)),
        Figure("pair_paper_800", ours_800, 2 * ours_400, "ms", Goal(STRAIGHT)),
        _size(),
    ]


def _size() -> Figure:
    """How large the file of the worked visit is."""
    view = worked_visit()
    made, bare = len(pair_paper(view)), len(bare_document(text_of(view)))
    return Figure("pair_paper_size", made / 1024, bare / 1024, "KB", Goal(MOST_KB, VALUE))


def beside_bare(view: VisitBook, samples: int) -> tuple[float, float]:
    """The middle time of the paper, and that of a bare document with its text on as many pages."""
    pages = text_of(view)
    ours, bare = [], []
    for number in range(WARM_UP + samples):
        made, floor = _timed(lambda: pair_paper(view)), _timed(lambda: bare_document(pages))
        if number >= WARM_UP:
            ours.append(made)
            bare.append(floor)
    return median(ours), median(bare)


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()  # one thread draws: what other programs do to the wall clock says nothing of it
    work()
    return (time.process_time() - began) * 1000


def worked_visit() -> VisitBook:
    """The sample as it stands in the app."""
    return _view(_sample())


def visit_of(count: int) -> VisitBook:
    """The sample with so many notes: its own, again and again, evenly over the lesson."""
    data = _sample()
    own = data["notes"]
    for number in range(count):
        if number >= len(own):
            own.append(own[number % 48] | {"id": f"x{number}"})
    data["notes"] = [
        note | {"t": f"{n * 49 // count:02d}:{n * 2940 // count % 60:02d}"} for n, note in enumerate(own[:count])
    ]
    return _view(data)


def _sample() -> dict[str, Any]:
    return read_sample(paths.resources() / "samples" / "sample_visit.json")


def _view(data: dict[str, Any]) -> VisitBook:
    return as_view(adapt(data, Desk(SystemClock(), "bench")))


def pair_paper(view: VisitBook) -> bytes:
    """The paper itself."""
    out = BytesIO()
    make_pair_paper(view, Translator("nl", paths.resources() / "locale"), paths.resources(), out)
    return out.getvalue()


def text_of(view: VisitBook) -> list[list[str]]:
    """Every line of the paper's text per page, as a reader of the PDF finds it."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pair_paper(view)))
    return [[line for line in page.extract_text().splitlines() if line.strip()] for page in reader.pages]


def bare_document(pages: list[list[str]]) -> bytes:
    """The same lines as plain paragraphs in the same face, on as many pages."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont(FACE, str(paths.resources() / "fonts" / "FiraSans-Regular.ttf")))
    style = ParagraphStyle("bare", fontName=FACE, fontSize=6, leading=6.2)
    story: list[Any] = []
    for page in pages:
        story += [Paragraph(escape(line), style) for line in page]
        story.append(PageBreak())
    out = BytesIO()
    SimpleDocTemplate(out, topMargin=20, bottomMargin=20, leftMargin=30, rightMargin=30).build(story)
    return out.getvalue()


if __name__ == "__main__":
    from tests.tools.bench_figures import as_table

    print(as_table(measure(8)))
