"""Small exports in each of the shapes they travel in, and the real ones where
the folder `shared/` lies beside the clone."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "data"
KYRGYZ_XLS = SHARED / "kyrgyzstan/raw/upr_info_export_sessions_6-9.xls"
KYRGYZ_CSV = KYRGYZ_XLS.with_suffix(".csv")
GLOBAL_CSV = SHARED / "global/upr_info_recommendations_sessions_1-17.csv.gz"

needs_shared = pytest.mark.skipif(
    not KYRGYZ_XLS.exists(),
    reason="the real exports are not beside this clone (../shared/data)",
)

EXPORT = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session"
DOUBLED = "SuR,Rgrp,Org,Recommendation,RS,Rgrp,Org,Response,Action,Issue,Session"
CLEAN = (
    "source_file,source_row,cycle,session,state_under_review,sur_regional_group,"
    "sur_organisations,recommending_state,rs_regional_group,rs_organisations,"
    "response,action_category,issues,recommendation"
)


def row(
    wording: str = "Ratify the protocol",
    *,
    to: str = "Kyrgyzstan",
    by: str = "Norway",
    response: str = "Accepted",
    action: str = "5",
    issues: str = "Torture and other CID treatment",
    session: str = "8",
) -> list[str]:
    return [to, "Asia", "", wording, by, "WEOG", "", response, action, issues, session]


def export(
    rows: Sequence[Sequence[str]],
    *,
    headers: str = EXPORT,
    encoding: str = "utf-8",
    delimiter: str = ",",
    line_end: str = "\n",
) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(headers.split(","))
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def spreadsheet(rows: Sequence[Sequence[str]], *, sheet_xml: str = "") -> bytes:
    """The least an .xlsx can be: one sheet of inline texts."""
    lines = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in cells
        )
        + "</row>"
        for cells in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
            f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Export" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
            f' Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet_xml
        or f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
