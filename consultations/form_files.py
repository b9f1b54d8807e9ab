"""The form that is filled without a line, as an .xlsx and as a .docx: the same form,
the same bytes. It names no meeting and no person."""

from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt

from consultations.form_words import COLUMNS, INTRODUCTIONS, TITLES
from core import word

ROWS = 40  # on the paper one
FONT = "Noto Sans"
A_DAY = datetime(2000, 1, 1, tzinfo=UTC)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# 0: as usual; 1: a heading; 2: a cell to write in.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2">'
    '<font><sz val="11"/><name val="Arial"/></font>'
    '<font><b/><sz val="11"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyFont="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
        for font in (1, 0)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def sheet(language: str) -> bytes:
    """Each heading explains itself on its second line."""
    columns = list(COLUMNS.values())
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{column.width}" style="2" customWidth="1"/>'
        for at, column in enumerate(columns, start=1)
    )
    headings = [
        f"{column.headings[language]}\n{column.hints[language]}" for column in columns
    ]
    cells = "".join(
        f'<c r="{chr(64 + at)}1" s="1" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(text)}</t></is></c>'
        for at, text in enumerate(headings, start=1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETS}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEETS}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet '
        f'name="{escape(TITLES[language])}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView '
        f'workbookViewId="0">{pane}</sheetView></sheetViews><cols>{widths}</cols>'
        f'<sheetData><row r="1">{cells}</row></sheetData></worksheet>',
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, word.THE_BEGINNING)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, f"{HEAD}\n{content}")
    return out.getvalue()


def document(language: str) -> bytes:
    """On paper, across the page: it can be filled by hand as well."""
    made = Document()
    word.set_font(made.styles["Normal"], FONT)
    made.styles["Normal"].font.size = Pt(9)
    word.set_language(made, language)
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(1.5)
    page.top_margin = page.bottom_margin = Cm(1.5)
    title = made.add_paragraph()
    run = title.add_run(TITLES[language])
    run.bold, run.font.size = True, Pt(16)
    made.add_paragraph(INTRODUCTIONS[language])
    columns = list(COLUMNS.values())
    table = made.add_table(rows=1 + ROWS, cols=len(columns), style="Table Grid")
    table.autofit = False
    whole = sum(column.width for column in columns)
    for at, column in enumerate(columns):
        width = Cm(26.7 * column.width / whole)
        table.columns[at].width = width
        cell = table.rows[0].cells[at]
        cell.width = width
        cell.paragraphs[0].add_run(column.headings[language]).bold = True
        hint = cell.add_paragraph().add_run(column.hints[language])
        hint.font.size = Pt(7.5)
    for row in table.rows[1:]:
        row.height = Cm(1.1)
    word.say_nothing(made, title=TITLES[language], language=language, at=A_DAY)
    return word.saved(made)


KINDS = {
    "xlsx": (sheet, f"{SHEETS}.sheet"),
    "docx": (
        document,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
