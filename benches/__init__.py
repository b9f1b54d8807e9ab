"""What `bin/bench` measures: one module each, with `run()` yielding `measured(…)`.

Absolute times differ between machines; where there is a peer, the ratio of one run
decides and the figure is for reading.
"""

import gc
from functools import cache


@cache
def as_in_tests() -> None:
    """Let Django's test client in, once. Nothing else of `setup_test_environment`: it
    copies the context of each template, which would be measured. What is loaded stays,
    as in the web server (`deploy/gunicorn.conf.py`)."""
    from django.conf import settings  # noqa: PLC0415 -- settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    gc.collect()
    gc.freeze()


def measured(
    *,
    name: str,
    figure: float,
    unit: str,
    budget: float | None = None,
    peer: str = "",
    ratio: float | None = None,
) -> dict:
    """One line of the report. The budget is for the ratio where there is one, else
    for the figure; without a budget the line is for information."""
    judged = figure if ratio is None else ratio
    return {
        "name": name,
        "figure": round(figure, 3),
        "unit": unit,
        "peer": peer or None,
        "ratio": None if ratio is None else round(ratio, 3),
        "budget": budget,
        "ok": budget is None or judged <= budget,
    }
