import hashlib
import os
import socket
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
import weasyprint
from django.conf import settings
from django.utils.translation import override
from PIL import Image

from core.paper import CUTS, FontsMissing, NotOnTheShelf, Shelf, font_paths
from core.pdf_finish import StructureLost, finish
from factsheets import pdf
from factsheets.design import design
from factsheets.facts import Ask, ChartRow
from tests.factsheets.sample import ENGLISH, KYRGYZ, RUSSIAN

ASK = Ask(text="*publish the results* every year", source_line="New")
TOO_LONG = replace(RUSSIAN, challenges=RUSSIAN.challenges * 3)


@pytest.fixture(scope="module")
def both():
    return pdf.render([ENGLISH, RUSSIAN])


@pytest.fixture
def logo():
    file = BytesIO()
    Image.new("RGBA", (300, 90), "#0f3d4a").save(file, "PNG")
    return file.getvalue()


def opened(rendered):
    return pikepdf.open(BytesIO(rendered.content))


def elements(file, *kinds):
    """Structure elements of these kinds, in reading order."""

    def walk(node):
        children = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                yield from walk(child)

    return [e for e in walk(file.Root.StructTreeRoot) if str(e.S).strip("/") in kinds]


def words_of(rendered, page=0):
    text = pypdf.PdfReader(BytesIO(rendered.content)).pages[page].extract_text()
    return " ".join(text.replace("-\n", "").split())


# The page


def test_pdf_has_one_a4_side_per_language(both):
    assert (both.pages, both.fits, both.unprintable) == (2, True, "")
    with opened(both) as file:
        sizes = {tuple(round(float(n)) for n in page.MediaBox) for page in file.pages}
    assert sizes == {(0, 0, 595, 842)}


@pytest.mark.parametrize("sides", [[ENGLISH], [RUSSIAN], [KYRGYZ], [RUSSIAN, ENGLISH]])
def test_pdf_keeps_the_order_of_languages(sides):
    rendered = pdf.render(sides)
    assert rendered.pages == len(sides)
    for page, facts in enumerate(sides):
        assert facts.title in words_of(rendered, page)


def test_kyrgyz_extracts_as_text():
    rendered = pdf.render([KYRGYZ])
    text = words_of(rendered)
    assert {"ң", "ө", "ү", "Ү", "Ө"} <= set(text)
    assert "Үй-бүлөлүк зомбулуктан коргоо" in text
    assert "Чаткалдан эң жакын жайга" in text
    assert rendered.fits


def test_pdf_says_every_number_of_its_chart(both):
    english, russian = words_of(both, 0), words_of(both, 1)
    assert {"7,210", "3,020", "9,840"} <= set(english.split())
    assert "9 840" in russian.replace("\xa0", " ")


def test_a_line_that_just_fits_is_not_broken_after_its_first_word():
    outcome = "Since 2024 all of them fill in one form and read the same one."
    past = tuple(replace(row, outcome=outcome) for row in ENGLISH.past)
    rendered = pdf.render([replace(ENGLISH, past=past)])

    page = pypdfium2.PdfDocument(rendered.content)[0]
    lines = page.get_textpage().get_text_range().splitlines()
    assert outcome in [line.strip() for line in lines]


def test_pdf_stays_small(both):
    assert len(pdf.render([KYRGYZ]).content) < 60_000
    assert len(both.content) < 95_000


@pytest.mark.parametrize("number", range(7))
def test_any_number_of_asks_is_laid_out(number):
    rendered = pdf.render([replace(ENGLISH, asks=(ASK,) * number)])
    assert rendered.fits
    assert words_of(rendered).count("publish the results") == number


@pytest.mark.parametrize(
    "change",
    [
        {"chart": None},
        {"chart": None, "challenges": (), "framework": ""},
        {"chart": None, "challenges": (), "situation": ("One.", "Two.", "Three.")},
        {"challenges": (), "framework": "", "situation": ("Beside the chart.",)},
        {"challenges": (), "framework": ""},
        {"past": (), "key_figures": (), "sources": "", "contact": ()},
        {"address": "", "legal_notice": "Registered under the law of *1996*."},
        {"version_number": 0, "languages": (), "is_sample": False},
    ],
)
def test_page_does_without_any_of_its_parts(change):
    facts = replace(ENGLISH, **change)
    rendered = pdf.render([facts])
    assert (rendered.pages, rendered.overflow) == (1, ())
    for paragraph in facts.situation:
        assert paragraph in words_of(rendered)


def test_logo_is_an_image_with_words(logo):
    facts = replace(ENGLISH, logo=hashlib.sha256(logo).hexdigest())
    with opened(pdf.render([facts], logo=logo)) as file:
        assert any(
            isinstance(o, pikepdf.Stream) and o.get("/Width") == 300
            for o in file.objects
        )
        alts = [str(e.Alt) for e in elements(file, "Figure")]
    assert alts[0] == "Logo of Coalition Ачык Өрөөн · Open Valley"


def test_logo_of_other_bytes_is_refused(logo):
    facts = replace(ENGLISH, logo="0" * 64)
    with pytest.raises(pdf.LogoMissing):
        pdf.render([facts], logo=logo)
    with pytest.raises(pdf.LogoMissing):
        pdf.render([facts])


# Too long


def test_too_long_is_said_in_lines_and_nothing_is_cut():
    rendered = pdf.render([ENGLISH, TOO_LONG])
    (overflow,) = rendered.overflow
    assert (overflow.language, rendered.pages, rendered.fits) == ("ru", 3, False)
    assert overflow.lines > 5
    text = words_of(rendered, 1) + words_of(rendered, 2)
    assert text.count("две матери рассказали") == 3
    assert "дважды в год публиковать" in text


def test_lines_over_the_page_are_the_lines_to_take_away():
    """Each of these paragraphs is one line; taking away as many as were said makes it fit."""

    def with_lines(number):
        situation = tuple(f"Line {n}." for n in range(number))
        return replace(ENGLISH, chart=None, past=ENGLISH.past[:1], situation=situation)

    over = 60
    rendered = pdf.render([with_lines(over)])
    gap = 1.5 / 25.4 * 96 / pdf.LINE  # a paragraph also has its margin
    too_many = rendered.overflow[0].lines / (1 + gap)
    assert pdf.render([with_lines(over - round(too_many) - 1)]).fits
    assert not pdf.render([with_lines(over - round(too_many) + 2)]).fits


def test_long_sources_push_the_asks_up_instead_of_falling_off_the_page():
    rendered = pdf.render([replace(RUSSIAN, sources=RUSSIAN.sources * 4)])
    assert not rendered.fits


def test_side_that_flows_on_says_its_language_on_each_page():
    with opened(pdf.render([TOO_LONG, ENGLISH])) as file:
        languages = [str(e.Lang) for e in elements(file, "Art")]
    assert languages == ["ru", "ru", "en"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (1, "The Russian side is 1 line over the page. Shorten its text."),
        (7, "The Russian side is 7 lines over the page. Shorten its text."),
    ],
)
def test_overflow_sentence_counts_lines(lines, sentence):
    with override("en"):
        overflow = pdf.Overflow(language="ru", lines=lines)
        assert pdf.overflow_sentence(overflow) == sentence


# What a screen reader gets


def test_pdf_is_tagged_and_titled(both):
    with opened(both) as file:
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.Root.Lang) == "en"
        assert [str(e.Lang) for e in elements(file, "Art")] == ["en", "ru"]
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == ENGLISH.title
            assert metadata["pdfuaid:part"] == "1"


def test_headings_begin_with_the_title_on_each_side(both):
    with opened(both) as file:
        headings = [str(e.S) for e in elements(file, "H1", "H2")]
    assert headings == ["/H1", "/H2", "/H2", "/H2", "/H2"] * 2


def test_table_headers_say_what_they_head(both):
    with opened(both) as file:
        scopes = [str(e.A.Scope) for e in elements(file, "TH")]
        cells = elements(file, "TD")
        assert all(len(cell.A.Headers) == 2 for cell in cells)
    assert scopes == (["/Column"] * 5 + ["/Row"] * 4) * 2


def test_every_figure_has_words_and_ornaments_are_none(both):
    with opened(both) as file:
        alts = [str(e.get("/Alt", "")) for e in elements(file, "Figure")]
    assert (
        len(alts) == 4
    )  # chart and QR code of each side; marks stand beside their words
    assert alts[0].startswith("Orders grew, visits did not. 2024: all orders 7,210")
    assert alts[1].startswith("QR code that leads to upr.example.org/f/")
    assert all(alts)


def test_fonts_are_ours_and_embedded(both):
    with opened(both) as file:
        for page in file.pages:
            for font in page.Resources.Font.values():
                assert "+Review-" in str(font.BaseFont)
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert {"/FontFile2", "/FontFile3", "/FontFile"} & set(
                    descriptor.keys()
                )


@pytest.mark.parametrize("languages", [["en"], ["en", "ru", "ky"]])
def test_finisher_refuses_a_structure_it_does_not_know(languages):
    html = "<html lang=en><article>x</article><article>y</article>"
    content = weasyprint.HTML(string=html, url_fetcher=Shelf({})).write_pdf(
        font_config=design().fonts, pdf_variant="pdf/ua-1"
    )
    with pytest.raises(StructureLost):
        finish(content, languages=languages)


# Who made it, and when


def test_pdf_names_no_person_tool_or_hour(both):
    with opened(both) as file:
        assert set(file.docinfo.keys()) <= {"/Title", "/Producer"}
        with file.open_metadata(set_pikepdf_as_editor=False) as metadata:
            for key in (
                "dc:creator",
                "xmp:CreateDate",
                "xmp:ModifyDate",
                "xmp:CreatorTool",
            ):
                assert key not in metadata


def test_same_facts_are_the_same_bytes_in_another_process(both):
    code = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from factsheets import pdf\n"
        "from tests.factsheets.sample import ENGLISH, RUSSIAN\n"
        "print(hashlib.sha256(pdf.render([ENGLISH, RUSSIAN]).content).hexdigest())\n"
        "print(pdf.design_digest())\n"
    )

    def run(seed):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": "Asia/Bishkek",
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        }
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    here = [hashlib.sha256(both.content).hexdigest(), pdf.design_digest()]
    assert run("1") == run("2") == here


def test_bytes_do_not_depend_on_the_readers_language(both):
    with override("ky"):
        assert pdf.render([ENGLISH, RUSSIAN]).content == both.content


def test_design_digest_changes_with_the_words_of_the_page(monkeypatch):
    before = pdf.design_digest.__wrapped__()
    monkeypatch.setattr(pdf.words, "version", lambda _facts: "Another word")
    assert pdf.design_digest.__wrapped__() != before


def test_missing_font_is_an_error_that_says_what_to_run(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(FontsMissing, match=r"sans-400\.ttf.*bin/lib/fonts\.py"):
        font_paths()
    assert len(CUTS) == 5


# Hostile text


def test_hostile_text_is_printed_as_text():
    attack = '</title></article><script>x</script><img src="file:///etc/passwd">*b*'
    facts = replace(
        ENGLISH,
        title="Title <b>",
        coalition=attack,
        key_message=attack,
        situation=(attack,),
        asks=(Ask(text=attack, source_line=attack),),
        contact=(attack,),
        chart=replace(
            ENGLISH.chart, title=attack, rows=(ChartRow(label=attack, whole=1),)
        ),
    )
    html = pdf.page_html([facts])
    assert "<script" not in html
    assert "<img" not in html
    assert "<script>x</script>" in words_of(pdf.render([facts]))


def test_space_between_bold_words_stays():
    facts = replace(ENGLISH, framework="*Law* *of* 2017", sources="*Ministry* *of* it")
    text = words_of(pdf.render([facts]))
    assert "National framework. Law of 2017" in text
    assert "Sources. Ministry of it" in text


def test_characters_without_a_letter_in_our_fonts_are_named():
    rendered = pdf.render([replace(ENGLISH, title="Peace ☮ and 和平")])
    assert rendered.unprintable == "☮和平"
    assert "Peace ? and ??" in words_of(rendered)
    with override("en"):
        assert pdf.unprintable_sentence("☮和").endswith("write them another way: ☮ 和")


ADDRESSES = [
    "http://127.0.0.1:{port}/x.png",
    "https://127.0.0.1:{port}/x.png",
    "//127.0.0.1:{port}/x.png",
    "ftp://127.0.0.1:{port}/x",
    "gopher://127.0.0.1:{port}/x",
    "HTTP://127.0.0.1:{port}/x",
    "file://{secret}",
    "file:{secret}",
    "FILE://{secret}",
    "file://localhost{secret}",
    "{secret}",
    r"\\127.0.0.1\share\x",
    "data:text/html,<p>x</p>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    "data:text/css,*{{color:red}}",
    "app:../../settings.py",
    "app:corner.svg?x",
    "app:unknown.svg",
    "jar:http://127.0.0.1:{port}/!/x",
    "javascript:alert(1)",
]
WAYS = [
    '<img src="{url}">',
    '<img srcset="{url} 2x">',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<iframe src="{url}"></iframe>',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<style>@import url("{url}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style><p>x</p>',
    '<p style="background: url({url})">x</p>',
    '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    '<p style="content: url({url})">x</p>',
    '<svg><image href="{url}" width="9" height="9"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="{url}#x"/></svg>',
    '<base href="{url}"><img src="x.png">',
]


@pytest.fixture
def listener():
    """A server on this machine; whoever calls it stays in its queue."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize("address", ADDRESSES)
def test_shelf_serves_nothing_but_itself(address, listener, tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>'
    )
    url = address.format(port=listener.getsockname()[1], secret=secret)
    shelf = design().shelf()
    for ask in (shelf.fetch, shelf.open, shelf):
        with pytest.raises(NotOnTheShelf):
            ask(url)
    html = "".join(way.format(url=url.replace('"', "%22")) for way in WAYS)
    content = weasyprint.HTML(
        string=f"<html lang=en>{html}", url_fetcher=shelf
    ).write_pdf(font_config=design().fonts, uncompressed_pdf=True)
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert b"SECRET" not in content
    text = pypdf.PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "SECRET" not in text
    assert b"EmbeddedFile" not in content


def test_shelf_serves_its_own_files():
    assert design().shelf().fetch("app:corner.svg").read().startswith(b"<svg")
    assert design().shelf(logo=b"png").fetch("app:logo").read() == b"png"


def test_fonts_are_left_where_they_lie():
    """WeasyPrint's own way copies them to a temporary folder that killed workers leave."""
    assert design().fonts._folder is None
    assert all(isinstance(path, Path) for path in font_paths().values())
