"""What a diplomat sees, without an account."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factsheets import actions, publishing
from factsheets.models import Factsheet, Rendition, ShareLink
from tests.factories.catalogue import TermFactory
from tests.factories.factsheets import (
    PDF,
    AskFactory,
    ChosenFactory,
    FactsheetFactory,
    draw,
    publish,
    share,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    """The review has opened its public page."""
    cast.review.is_public = True
    cast.review.coalition_name_en = "Open Valley"
    cast.review.contact_email = "desk@example.org"
    cast.review.save()
    return cast.review


@pytest.fixture
def out(opened, factsheet):
    """The factsheet is published in an open review."""
    factsheet.review.refresh_from_db()
    return publish(factsheet)


def address(factsheet, name="factsheet", *args):
    return reverse(f"public:{name}", args=[factsheet.pk, *args])


def by_link(token, name="factsheet", *args):
    return reverse(f"link:{name}", args=[token, *args])


def status(client, url):
    answer = client.get(url)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


FILES = [("factsheet",), ("pdf", "en"), ("pdf", "en-ru"), ("docx", "en")]


# The page


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Nobody came back to see."), ("ru", "Никто не вернулся проверить.")],
)
def test_page_in_the_language_of_the_reader(client, factsheet, out, language, words):
    page = client.get(address(factsheet), {"lang": language})

    assert page.status_code == 200
    assert words in page.text
    assert f'<html lang="{language}"' in page.text
    assert f'<div lang="{language}">' in page.text


def test_page_in_english_where_the_readers_language_is_not_published(
    client, factsheet, out
):
    page = client.get(address(factsheet), {"lang": "ky"}).text

    assert '<html lang="ky"' in page
    assert '<div lang="en">' in page
    assert "Nobody came back to see." in page


def test_page_in_the_only_language_there_is(client, opened, cast):
    sheet = FactsheetFactory(group=cast.first)
    publish(sheet)

    assert '<div lang="ru">' in client.get(address(sheet), {"lang": "en"}).text


def test_page_has_each_ask_to_copy_with_its_source(client, opened, factsheet):
    ask = AskFactory(factsheet=factsheet)
    ask.proposal.wording_en = "*Open* shelters by 2030"
    ask.proposal.save()
    ask.proposal.terms.set([TermFactory(name_en="Shelters")])
    factsheet.review.refresh_from_db()
    publish(factsheet)

    page = client.get(address(factsheet)).text

    assert "<b>Open</b> shelters by 2030" in page
    assert "Open shelters by 2030\n(Shelters · Open Valley)" in page


def test_page_shows_contact_and_no_person(client, factsheet, opened, cast):
    publish(factsheet, actor=cast.bob)
    page = client.get(address(factsheet)).text

    assert "desk@example.org" in page
    assert "Bob" not in page


def test_page_shows_words_of_people_as_words(client, opened, factsheet):
    Factsheet.objects.filter(pk=factsheet.pk).update(
        key_message_en="<script>alert(1)</script> & *bold*"
    )
    publish(factsheet)

    page = client.get(address(factsheet)).text

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <b>bold</b>" in page


def test_page_links_every_file(client, factsheet, out):
    page = client.get(address(factsheet)).text

    for name in FILES[1:]:
        assert address(factsheet, *name) in page


def test_page_may_be_kept_for_five_minutes(client, factsheet, out):
    kept = client.get(address(factsheet))["Cache-Control"]

    assert {part.strip() for part in kept.split(",")} == {
        "public",
        "max-age=300",
        "must-revalidate",
    }


def test_page_of_somebody_signed_in_is_kept_by_no_one(as_bob, factsheet, out):
    assert "no-store" in as_bob.get(address(factsheet))["Cache-Control"]


# What is not public


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_a_closed_review(client, factsheet, name):
    publish(factsheet)

    assert status(client, address(factsheet, *name)) == 404


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("now_in", ["draft", "review"])
def test_nothing_of_a_draft(client, opened, factsheet, name, now_in):
    Factsheet.objects.filter(pk=factsheet.pk).update(status=now_in)

    assert status(client, address(factsheet, *name)) == 404


def test_a_missing_factsheet_looks_like_a_draft(client, opened, factsheet):
    draft = client.get(address(factsheet))
    missing = client.get(reverse("public:factsheet", args=[uuid4()]))

    assert draft.status_code == missing.status_code == 404
    assert draft.text.replace(str(factsheet.pk), "") == draft.text
    assert len(draft.text) == len(missing.text)


def test_what_is_written_after_publication_stays_inside(client, factsheet, out):
    Factsheet.objects.filter(pk=factsheet.pk).update(
        title_en="Written later", key_message_en="Written later"
    )
    ChosenFactory(factsheet=factsheet, headline_en="Written later")
    draw(out)

    assert "Written later" not in client.get(address(factsheet)).text
    word = client.get(address(factsheet, "docx", "en")).content
    assert "Written later" not in text_of_word(word)


@pytest.mark.parametrize(
    "name", [("pdf", "ky"), ("pdf", "de"), ("docx", "ky"), ("docx", "x")]
)
def test_no_file_in_a_language_that_was_not_published(client, factsheet, out, name):
    assert status(client, address(factsheet, *name)) == 404


# Withdrawn


@pytest.mark.parametrize("name", FILES)
def test_withdrawn_is_gone(client, factsheet, out, cast, name):
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=timezone.now())

    assert status(client, address(factsheet, *name)) == 410


@pytest.mark.parametrize("name", FILES)
def test_withdrawn_stays_gone_while_it_is_worked_on(client, factsheet, out, cast, name):
    now = timezone.now()
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=now)
    actions.send_for_review(factsheet_id=factsheet.pk, actor=cast.bob, at=now)
    assert status(client, address(factsheet, *name)) == 410

    actions.reopen(factsheet_id=factsheet.pk, actor=cast.bob, at=now)
    assert status(client, address(factsheet, *name)) == 410


def test_gone_says_so_and_names_nothing(client, factsheet, out, cast):
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=timezone.now())
    page = client.get(address(factsheet))

    assert "This has been withdrawn" in page.text
    assert "Protection from violence" not in page.text
    assert "no-cache" in page["Cache-Control"]


def test_published_again_it_is_back(client, factsheet, out, cast):
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=timezone.now())
    publish(factsheet)

    assert status(client, address(factsheet)) == 200


# Files


def test_pdf(client, factsheet, out):
    answer = client.get(address(factsheet, "pdf", "en"))

    assert answer.getvalue() == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        'inline; filename="kgz-upr-protection-from-violence-en-v1.pdf"'
    )
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "max-age=300" in answer["Cache-Control"]
    assert answer["ETag"]


def test_pdf_names_itself_in_plain_latin_without_an_english_title(client, opened, cast):
    sheet = FactsheetFactory(group=cast.first)
    publish(sheet)
    answer = client.get(address(sheet, "pdf", "ru"))
    answer.getvalue()

    assert answer["Content-Disposition"] == 'inline; filename="kgz-upr-ru-v1.pdf"'


def test_pdf_known_already_is_not_sent_again(client, factsheet, out):
    first = client.get(address(factsheet, "pdf", "en"))
    first.getvalue()
    again = client.get(
        address(factsheet, "pdf", "en"), headers={"If-None-Match": first["ETag"]}
    )

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "code", "got", "where"),
    [
        ("bytes=0-3", 206, PDF[:4], f"bytes 0-3/{len(PDF)}"),
        ("bytes=5-", 206, PDF[5:], f"bytes 5-{len(PDF) - 1}/{len(PDF)}"),
        ("bytes=-4", 206, PDF[-4:], f"bytes {len(PDF) - 4}-{len(PDF) - 1}/{len(PDF)}"),
        (f"bytes={len(PDF)}-", 416, b"", f"bytes */{len(PDF)}"),
    ],
)
def test_pdf_in_parts(client, factsheet, out, asked, code, got, where):
    answer = client.get(address(factsheet, "pdf", "en"), headers={"Range": asked})

    assert (answer.status_code, answer.content) == (code, got)
    assert answer["Content-Range"] == where


def test_pdf_that_is_not_ready_is_promised(client, opened, factsheet):
    factsheet.review.refresh_from_db()
    publish(factsheet, drawn=False)
    answer = client.get(address(factsheet, "pdf", "en"))

    assert (answer.status_code, answer["Refresh"]) == (202, "3")
    assert "no-store" in answer["Cache-Control"]


def test_pdf_asked_after_the_review_opened_has_the_public_code(client, factsheet, cast):
    edition = publish(factsheet)
    cast.review.is_public = True
    cast.review.save()

    assert client.get(address(factsheet, "pdf", "en")).status_code == 202

    new = edition.renditions.get(languages="en", state=Rendition.State.WAITING)
    assert new.address == settings.SITE_URL + address(factsheet)


@pytest.mark.parametrize("name", FILES)
def test_search_engines_see_what_the_review_lets_them(client, factsheet, opened, name):
    factsheet.review.refresh_from_db()
    publish(factsheet)
    url = address(factsheet, *name)
    assert robots(client, url) == "noindex, nofollow"

    opened.may_be_indexed = True
    opened.save()

    assert robots(client, url) == ""


def robots(client, url):
    answer = client.get(url)
    if answer.streaming:
        answer.getvalue()
    return answer.headers.get("X-Robots-Tag", "")


def text_of_word(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def test_word(client, factsheet, out):
    answer = client.get(address(factsheet, "docx", "ru"))

    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["Content-Disposition"] == (
        'attachment; filename="kgz-upr-protection-from-violence-ru-v1.docx"'
    )
    assert "Никто не вернулся проверить." in text_of_word(answer.content)
    assert str(factsheet.pk) in text_of_word(answer.content)
    known = client.get(
        address(factsheet, "docx", "ru"), headers={"If-None-Match": answer["ETag"]}
    )
    assert known.status_code == 304


# Links


@pytest.mark.parametrize("name", FILES)
def test_a_link_opens_what_is_not_public(client, factsheet, name):
    _link, token = share(publish(factsheet))
    answer = client.get(by_link(token, *name))
    if answer.streaming:
        answer.getvalue()

    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "public" not in answer["Cache-Control"]


def test_a_link_stays_out_of_search_engines_whatever_the_review_says(
    client, opened, factsheet
):
    opened.may_be_indexed = True
    opened.save()
    factsheet.review.refresh_from_db()
    _link, token = share(publish(factsheet))

    assert client.get(by_link(token))["X-Robots-Tag"] == "noindex, nofollow"


def test_a_link_shows_neither_its_label_nor_the_public_address(client, factsheet):
    _link, token = share(publish(factsheet))
    page = client.get(by_link(token)).text

    assert "Embassy" not in page
    assert address(factsheet) not in page
    assert by_link(token, "pdf", "en") in page


@pytest.mark.parametrize("name", FILES)
def test_a_link_ends_at_its_moment(client, factsheet, name):
    link, token = share(publish(factsheet))
    ShareLink.objects.filter(pk=link.pk).update(
        expires_at=timezone.now() + timedelta(seconds=30)
    )
    assert status(client, by_link(token, *name)) == 200

    ShareLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    answer = client.get(by_link(token, *name))
    assert answer.status_code == 410
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", FILES)
def test_a_revoked_link_was_never_there(client, factsheet, cast, name):
    link, token = share(publish(factsheet))
    publishing.revoke_link(link=link, actor=cast.bob, at=timezone.now())

    assert status(client, by_link(token, *name)) == 404


@pytest.mark.parametrize("name", FILES)
def test_a_link_to_what_is_withdrawn_is_gone(client, factsheet, cast, name):
    _link, token = share(publish(factsheet))
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=timezone.now())
    assert status(client, by_link(token, *name)) == 410

    publish(factsheet)
    assert status(client, by_link(token, *name)) == 410


@pytest.mark.parametrize("token", ["x", "0" * 64, "%00", "..", "ж", "a" * 2000])
def test_a_guessed_link_opens_nothing(client, factsheet, token):
    share(publish(factsheet))

    assert client.get(f"/s/{token}/").status_code == 404


def test_a_link_keeps_showing_its_own_edition(client, factsheet):
    _link, token = share(publish(factsheet))
    Factsheet.objects.filter(pk=factsheet.pk).update(title_en="The second edition")
    publish(factsheet)

    page = client.get(by_link(token)).text
    assert "Protection from violence" in page
    assert "The second edition" not in page
    pdf = client.get(by_link(token, "pdf", "en"))
    pdf.getvalue()
    assert pdf["Content-Disposition"].endswith('protection-from-violence-en-v1.pdf"')


def test_looking_uses_up_no_link(client, factsheet):
    _link, token = share(publish(factsheet))

    assert [status(client, by_link(token)) for _look in range(3)] == [200] * 3


# In few queries


@pytest.mark.parametrize("way", ["public", "link"])
def test_page_asks_as_much_for_many_rows_as_for_one(client, opened, cast, way):
    def asked(rows):
        sheet = FactsheetFactory(group=cast.first, bilingual=True)
        for _row in range(rows):
            ChosenFactory(factsheet=sheet)
            AskFactory(factsheet=sheet)
        sheet.review.refresh_from_db()
        _link, token = share(publish(sheet))
        url = address(sheet) if way == "public" else by_link(token)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    assert asked(1) == asked(3) <= 4


def test_pdf_asks_little(client, factsheet, out):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(factsheet, "pdf", "en")).getvalue()

    assert len(queries) <= 6
