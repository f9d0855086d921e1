"""The pair paper of the worked visit, beside a bare ReportLab document of the same text."""

import time
from collections.abc import Callable
from html import escape
from io import BytesIO

from lesvisit import paths
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.i18n import Translator
from lesvisit.reports import make_pair_paper
from lesvisit.services.desk import Desk
from lesvisit.services.system_clock import SystemClock
from tests.tools.bench_figures import Figure, Goal, median

WARM_UP = 2
FACE = "BenchFira"


def measure(samples: int) -> list[Figure]:
    """So many papers and as many bare documents, in turns."""
    view = worked_visit()
    lines = text_of(view)
    ours, bare = [], []
    for number in range(WARM_UP + samples):
        made, floor = _timed(lambda: pair_paper(view)), _timed(lambda: bare_document(lines))
        if number >= WARM_UP:
            ours.append(made)
            bare.append(floor)
    return [Figure("pair_paper", median(ours), median(bare), "ms", Goal(2))]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def worked_visit() -> VisitBook:
    """The sample as it stands in the app."""
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    return as_view(adapt(data, Desk(SystemClock(), "bench")))


def pair_paper(view: VisitBook) -> bytes:
    """The paper itself."""
    out = BytesIO()
    make_pair_paper(view, Translator("nl", paths.resources() / "locale"), paths.resources(), out)
    return out.getvalue()


def text_of(view: VisitBook) -> list[str]:
    """Every line of the paper's text, as a reader of the PDF finds it."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pair_paper(view)))
    return [line for page in reader.pages for line in page.extract_text().splitlines() if line.strip()]


def bare_document(lines: list[str]) -> bytes:
    """The same lines as plain paragraphs in the same face."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont(FACE, str(paths.resources() / "fonts" / "FiraSans-Regular.ttf")))
    style = ParagraphStyle("bare", fontName=FACE, fontSize=10, leading=13)
    out = BytesIO()
    SimpleDocTemplate(out).build([Paragraph(escape(line), style) for line in lines])
    return out.getvalue()


if __name__ == "__main__":
    from tests.tools.bench_figures import as_table

    print(as_table(measure(8)))
