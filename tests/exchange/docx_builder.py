"""Builds `.docx` files for tests by rule, as Word writes them and as nobody should."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="Mijn kop"/><w:basedOn w:val="Kop2"/></w:style>'
    "</w:styles>"
)


def run(text: str, *, bold: bool = False, hidden: bool = False) -> str:
    look = f"<w:rPr>{'<w:b/>' if bold else ''}{'<w:vanish/>' if hidden else ''}</w:rPr>"
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str = "", style: str = "", *, bold: bool = False, listed: int = -1, raw: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:numPr><w:ilvl w:val="{listed}"/><w:numId w:val="1"/></w:numPr>' if listed >= 0 else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr>{run(text, bold=bold) if text else ''}{raw}</w:p>"


def tc(content: str, *, span: int = 1, merge: str = "") -> str:
    """A cell of text (lines apart by newlines), or of WordprocessingML."""
    inner = content if content.startswith("<w:") else "".join(p(line) for line in content.split("\n"))
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    return f"<w:tc><w:tcPr>{grid}{merged}</w:tcPr>{inner}</w:tc>"


def tbl(*rows: Sequence[str]) -> str:
    made = "".join(
        "<w:tr>" + "".join(c if c.startswith("<w:tc>") else tc(c) for c in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def body(*blocks: str) -> str:
    return f"<w:document {W} {MORE}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"


def types(main: str = MAIN) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def rels(*entries: tuple[str, str], outside: Sequence[str] = ()) -> str:
    made = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{escape(target)}"/>'
        for n, (kind, target) in enumerate(entries)
    )
    made += "".join(
        f'<Relationship Id="x{n}" Type="{OFFICE}/hyperlink" Target="{escape(to)}" TargetMode="External"/>'
        for n, to in enumerate(outside)
    )
    return f'<Relationships xmlns="{PACKAGE}">{made}</Relationships>'


def docx(
    *blocks: str,
    parts: Mapping[str, str | bytes] | None = None,
    links: Sequence[tuple[str, str]] = (),
    outside: Sequence[str] = (),
    document: str = "",
) -> bytes:
    """The bytes of a file with this body; `parts` add to or take the place of what is in it."""
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": rels(("officeDocument", "word/document.xml")),
        "word/document.xml": document or body(*blocks),
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": rels(("styles", "styles.xml"), *links, outside=outside),
    }
    return zipped({**content, **(parts or {})})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


# Three lesson plans of different layout


def table_per_phase() -> bytes:
    """A heading per phase with a table of its own below it."""

    def phase(name: str, time: str, teacher: str, pupils: str, form: str) -> str:
        rows = (("Tijd", time), ("Docent doet", teacher), ("Leerlingen doen", pupils), ("Werkvorm", form))
        return p(name, "Kop2") + tbl(*rows)

    return docx(
        p("Lesvoorbereiding", "Titel"),
        tbl(("Vak:", "Nederlands", "Klas:", "1 vwo B"), ("Datum:", "12 januari", "Docent:", "Fatima en Joris")),
        tbl(("Onderwerp", "Een betoog schrijven"), ("Beginsituatie", "De klas kent\nhet verschil feit/mening.")),
        tbl(
            ("Lesdoel", "Succescriteria"),
            ("Ik kan een standpunt kiezen.", "noemt een standpunt\nschrijft één zin op"),
            ("Ik kan twee argumenten geven.", "onderstreept het argument"),
        ),
        p("Lesverloop", "Kop1"),
        phase("Introductie", "10 min", "Laat een filmpje zien", "Kijken en maken aantekeningen", "Klassikaal"),
        phase("Instructie", "15 min", "Doet hardop denkend voor", "Luisteren en vragen stellen", "Klassikaal"),
        phase("Verwerking", "20 min", "Loopt rond", "Schrijven het betoog", "Alleen, dan tweetallen"),
        phase("Afsluiting", "5 min", "Vraagt om één zin", "Lezen hun zin voor", "Kring"),
        p("Benodigdheden: schriften, digibord"),
        p("Huiswerk", "Kop1"),
        p("Betoog afmaken voor donderdag.", listed=0),
        parts={
            "word/header1.xml": f"<w:hdr {W}>{p('Sectie Nederlands, De Voorbeeldschool')}</w:hdr>",
            "word/footnotes.xml": f"<w:footnotes {W}><w:footnote>{p('Naar een idee van de vaksectie.')}</w:footnote>"
            "</w:footnotes>",
        },
        links=(("header", "header1.xml"), ("footnotes", "footnotes.xml")),
    )


def headings_and_lists() -> bytes:
    """Headings with lists below them, in English, with minutes in the headings."""
    return docx(
        p("Photosynthesis for beginners", "Titel"),
        p("Subject: biology"),
        p("Class: Year 8"),
        p("Learning objectives", "Kop1"),
        p("I can name what a leaf needs.", listed=0),
        p("points at light, water and air", listed=1),
        p("I can explain where the sugar comes from.", listed=0),
        p("uses the word 'energy' in a sentence", listed=1),
        p("draws the arrow the right way", listed=1),
        p("Prior knowledge", "Kop1"),
        p("Pupils know the parts of a plant."),
        p("Lesson plan", "Kop1"),
        p("Starter (0-5)", "Kop2"),
        p("Teacher: shows two plants", listed=0),
        p("Pupils: write down three differences", listed=0),
        p("Explanation (5-20)", "Kop2"),
        p("Teacher: draws the leaf on the board", listed=0),
        p("Pupils copy and label the drawing", listed=0),
        p("Expected: some think soil is food", listed=0),
        p("Independent work (20-45)", "Kop2"),
        p("Teacher: walks round, asks why", listed=0),
        p("Form of work: in pairs", listed=0),
        p("Exit ticket", "Kop1"),
        p("What does a plant eat?"),
        p("Differentiation", "Kop1"),
        p("Word list for those who need it."),
        p("Printed with", raw=run(" the old copier", hidden=True)),
    )


def edi_in_one_table() -> bytes:
    """One Dutch table for everything: facts, goals, and the phases of direct instruction with clock times."""
    head = ("Lesfase", "Tijd", "Leraar", "Leerlingen", "Verwacht leerlinggedrag", "Controle van begrip")
    return docx(
        p("EDI-lesplan rekenen", bold=True),
        tbl(
            (tc("Vak"), tc("rekenen", span=2), tc("Groep"), tc("7", span=2)),
            (tc("Lesdoel"), tc("De leerlingen kunnen breuken gelijknamig maken.", span=5)),
            (tc("Succescriteria"), tc("zegt wat de noemer is\nmaakt de noemers gelijk", span=5)),
            (tc("Voorkennis"), tc("Tafels tot en met 10", span=5)),
            tuple(tc(text) for text in head),
            ("Lesdoel", "09:00-09:03", "Leest het doel voor", "Lezen mee", "Eén kind vraagt wat gelijknamig is", ""),
            ("Voorkennis activeren", "09:03-09:10", "Stelt drie vragen", "Wisbordje", "", "Beurten met stokjes"),
            (
                tc("Instructie", merge="restart"),
                tc("09:10-09:25", merge="restart"),
                tc("Concept: strookjes"),
                tc("Kijken"),
                tc("Optellen van noemers"),
                tc("Duimen"),
            ),
            (
                tc("", merge="on"),
                tc("", merge="on"),
                tc("Vaardigheid: stap voor stap"),
                tc("Doen mee"),
                tc(""),
                tc(""),
            ),
            ("Begeleide inoefening", "09:25-09:40", "Twee sommen samen", "Maken op bordje", "", "Buurman legt uit"),
            ("Lesafsluiting", "09:40-09:45", "Exitticket", "Eén som alleen", "Meesten goed", "Ticket nakijken"),
            (tc("Evaluatie van de leraar: nog niet ingevuld", span=6),),
        ),
    )
