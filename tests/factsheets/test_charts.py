from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from factsheets import charts
from factsheets.facts import Chart, ChartRow
from tests.factsheets.sample import ENGLISH, RUSSIAN

SVG = "{http://www.w3.org/2000/svg}"
CHART = ENGLISH.chart


def drawing(chart, *, language="en", colours=charts.PAPER):
    svg = charts.draw(chart, language=language, colours=colours)
    return ET.fromstring(svg)  # noqa: S314 - ours


def texts(chart, **kwargs):
    return [text.text for text in drawing(chart, **kwargs).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (9840, "en", "9,840"),
        (9840, "ru", "9\xa0840"),
        (9840, "ky", "9\xa0840"),
        (1234567.5, "en", "1,234,567.5"),
        (1234567.5, "ru", "1\xa0234\xa0567,5"),
        (12.0, "en", "12"),
        (100, "en", "100"),
        (-3, "en", "−3"),
    ],
)
def test_number_is_written_as_the_language_writes_it(value, language, shown):
    assert charts.number(value, language) == shown


def test_chart_shows_every_label_and_number():
    assert texts(CHART)[:3] == ["2024", "3,020", "7,210"]
    assert len(texts(CHART)) == 15
    assert "9\xa0840" in texts(RUSSIAN.chart, language="ru")


def test_chart_is_read_aloud_by_its_title():
    title = drawing(CHART).find(f"{SVG}title").text
    assert title == charts.words(CHART, language="en")
    assert title.startswith("Orders grew, visits did not. 2024: all orders 7,210, ")


def test_chart_has_attributes_only():
    svg = charts.draw(CHART, language="en")
    assert "style" not in svg
    assert "currentColor" not in svg
    assert "class" not in svg.replace('class="chart"', "")


def test_bars_never_leave_the_drawing_or_meet_their_labels():
    chart = Chart(
        title="T",
        whole_label="w",
        part_label="p",
        rows=(
            ChartRow(label="Jalal-Abad oblast", whole=0, part=0),
            ChartRow(label="Osh", whole=1_000_000_000, part=999_999_999),
            ChartRow(label="Naryn", whole=3, part=5),
            ChartRow(label="Talas", whole=7),
        ),
    )
    for bar in drawing(chart).iter(f"{SVG}rect"):
        left, width = float(bar.get("x")), float(bar.get("width"))
        assert left >= len("Jalal-Abad oblast") * charts.LETTER
        assert width >= 0
        assert left + width <= charts.WIDTH


def test_number_too_wide_for_its_bar_stands_behind_it():
    rows = (
        ChartRow(label="a", whole=100, part=100),
        ChartRow(label="b", whole=1, part=1),
    )
    chart = replace(CHART, rows=rows)
    assert texts(chart) == ["a", "100", "100", "b", "1 / 1"]


def test_long_labels_stand_above_their_bars():
    row = ChartRow(label="Women who asked for a protection order", whole=5, part=2)
    drawn = drawing(replace(CHART, rows=(row,)))
    assert float(next(drawn.iter(f"{SVG}rect")).get("x")) == 0
    assert float(next(drawn.iter(f"{SVG}text")).get("y")) < float(
        next(drawn.iter(f"{SVG}rect")).get("y")
    )


def test_chart_without_rows_is_still_a_drawing():
    assert texts(replace(CHART, rows=())) == []


def test_hostile_labels_are_text():
    row = ChartRow(label="</text><script>x</script>", whole=1)
    svg = charts.draw(replace(CHART, title='"><script>', rows=(row,)), language="en")
    assert "<script" not in svg


def test_table_has_the_numbers_of_the_bars():
    table = charts.table(CHART, language="en")
    assert table.heads == ("", "all orders", "followed by a visit")
    assert table.rows[0] == ("2024", "7,210", "3,020")
    assert table.caption == "Protection orders issued, and those followed by a visit"


def test_table_leaves_out_the_column_of_parts_nobody_has():
    rows = (ChartRow(label="2024", whole=7210),)
    table = charts.table(replace(CHART, rows=rows), language="ru")
    assert table.heads == ("", "all orders")
    assert table.rows == (("2024", "7\xa0210"),)


def test_screen_colours_follow_the_design_tokens():
    bar = next(drawing(CHART, colours=charts.SCREEN).iter(f"{SVG}rect"))
    assert bar.get("fill") == "var(--heat-1)"
