"""The report for donors and partners: whoever coordinates the review."""

from tests.access.rows import OK, Row
from tests.access.standing import COORDINATORS

ROWS: dict[str, list[Row]] = {
    "workspace:report": [Row(get=(COORDINATORS, OK))],
    "workspace:report-file": [
        Row(
            ids={"review_id": "review_id", "language": "=ru", "kind": f"={kind}"},
            get=(COORDINATORS, OK),
        )
        for kind in ("docx", "xlsx")
    ],
}
