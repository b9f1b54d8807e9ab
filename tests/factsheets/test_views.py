"""The desk: from the list to a published factsheet and its links."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from core.translations import digest
from factsheets import actions, publishing
from factsheets.models import Factsheet, Rendition, ShareLink
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.factsheets import (
    PDF,
    AskFactory,
    ChosenFactory,
    FactsheetFactory,
    measure,
    publish,
    share,
)
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory

pytestmark = pytest.mark.django_db

NONSENSE = ["", "\x00", "’; DROP TABLE", "-1", "9" * 5000, "null", "<b>", "1.5"]


@pytest.fixture
def url(factsheet):
    def of(name, *args):
        return reverse(
            f"factsheets:{name}", args=[factsheet.review_id, factsheet.pk, *args]
        )

    return of


@pytest.fixture
def listed(cast):
    return reverse("factsheets:list", args=[cast.review.pk])


@pytest.fixture
def started(cast):
    return reverse("factsheets:start", args=[cast.review.pk])


def fresh(factsheet):
    return Factsheet.objects.get(pk=factsheet.pk)


def words_on(response):
    return " ".join(response.text.split())


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# The list


def test_list_shows_own_drafts_and_what_others_have_published(
    client, cast, listed, factsheet
):
    published = FactsheetFactory(
        group=cast.second, bilingual=True, title_en="Out in the open"
    )
    FactsheetFactory(group=cast.second, title_en="Still a draft of others")
    FactsheetFactory(group=cast.elsewhere, title_en="Of another review")
    publish(published)
    client.force_login(cast.bob)

    page = words_on(client.get(listed))

    assert "Protection from violence" in page
    assert "Out in the open" in page
    assert "Still a draft of others" not in page
    assert "Of another review" not in page


@pytest.mark.parametrize("name", ["bob", "frank"])
def test_list_shows_others_the_title_that_was_published(client, cast, listed, name):
    sheet = FactsheetFactory(group=cast.second, bilingual=True)
    publish(sheet)
    Factsheet.objects.filter(pk=sheet.pk).update(
        title_en="Being written", title_ru="Пишется", title_ky="Жазылууда"
    )
    pages = {}
    for reader in (name, "carol"):
        client.force_login(cast[reader])
        pages[reader] = client.get(f"{listed}?lang=en").text

    assert "Protection from violence" in pages[name]
    assert not any(
        word in pages[name] for word in ("Being written", "Пишется", "Жазылууда")
    )
    assert "Being written" in pages["carol"]


def test_list_names_a_confidential_group_as_the_reader_may_know_it(
    client, cast, listed
):
    sheet = FactsheetFactory(group=cast.confidential, title_en="Published by them")
    Factsheet.objects.filter(pk=sheet.pk).update(status="published")
    seen = {}
    for name in ("alice", "grace"):
        client.force_login(cast[name])
        page = client.get(listed).text
        seen[name] = ("Equality" in page, "The hidden theme" in page)

    assert seen == {"alice": (True, False), "grace": (False, True)}


def test_list_offers_a_start_to_those_who_write(client, cast, listed, started):
    offered = {}
    for name in ("alice", "bob", "carol", "dan", "frank"):
        client.force_login(cast[name])
        offered[name] = started in client.get(listed).text

    assert offered == {
        "alice": False,
        "bob": True,
        "carol": True,
        "dan": False,
        "frank": True,
    }


def test_list_of_another_review_is_missing(client, cast, listed):
    client.force_login(cast.heidi)

    assert client.get(listed).status_code == 404


# Starting


def test_start_leads_to_the_editor(client, cast, started):
    client.force_login(cast.bob)
    answer = client.post(
        started,
        {"source_language": "ky", "title": "Коргоо", "key_message": "Эч ким"},
    )

    made = Factsheet.objects.get()
    assert answer.url == reverse("factsheets:edit", args=[cast.review.pk, made.pk])
    assert (made.group, made.title_ky, made.source_language) == (
        cast.first,
        "Коргоо",
        "ky",
    )


def test_start_asks_which_group_only_of_those_in_several(client, cast, started):
    client.force_login(cast.bob)
    assert 'name="group"' not in client.get(started).text

    MembershipFactory(group=cast.second, user=cast.bob)
    assert 'name="group"' in client.get(started).text


def test_start_in_the_group_chosen(client, cast, started):
    MembershipFactory(group=cast.second, user=cast.bob)
    client.force_login(cast.bob)
    client.post(
        started,
        {"group": cast.second.pk, "source_language": "ru", "title": "Озеро"},
    )

    assert Factsheet.objects.get().group == cast.second


@pytest.mark.parametrize("role", ["reader", "translator"])
def test_start_lists_no_group_in_which_one_only_reads(client, cast, started, role):
    MembershipFactory(group=cast.second, user=cast.bob, role=role)
    client.force_login(cast.bob)
    client.post(
        started,
        {"group": cast.second.pk, "source_language": "ru", "title": "Озеро"},
    )

    assert Factsheet.objects.get().group == cast.first


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": ""},
        {"title": "   "},
        {"title": "x" * 121},
        {"title": "x" * 1_000_000},
        {"title": "with \x00"},
        {"title": "Good", "source_language": "de"},
        {"title": "Good", "key_message": "y" * 301},
    ],
)
def test_start_says_what_is_wrong(client, cast, started, fields):
    client.force_login(cast.bob)
    page = client.post(started, {"source_language": "ru", **fields, "csrf": "x"})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert 'class="errors"' in page.text
    assert not Factsheet.objects.exists()


@pytest.mark.parametrize("group", ["second", "confidential", "elsewhere"])
def test_start_in_a_group_of_others_is_refused(client, cast, started, group):
    MembershipFactory(group=GroupFactory(review=cast.review), user=cast.bob)
    client.force_login(cast.bob)
    page = client.post(
        started,
        {"group": getattr(cast, group).pk, "source_language": "ru", "title": "x"},
    )

    assert page.status_code == 200
    assert not Factsheet.objects.exists()


@pytest.mark.parametrize("name", ["alice", "dan", "eve", "heidi", "ivan"])
def test_start_is_missing_for_those_who_write_nowhere(client, cast, started, name):
    client.force_login(cast[name])

    assert client.get(started).status_code == 404


# Where it stands


def test_detail_names_no_author_and_shows_the_draft(as_bob, url):
    page = words_on(as_bob.get(url("detail")))

    assert "Protection from violence" in page
    assert "Draft" in page
    assert "Bob" not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("alice", 200),
        ("bob", 200),
        ("carol", 404),
        ("dan", 404),
        ("eve", 404),
        ("frank", 404),
        ("grace", 404),
        ("heidi", 404),
        ("ivan", 404),
    ],
)
def test_a_draft_is_known_to_its_group_and_coordinator(client, cast, url, name, status):
    client.force_login(cast[name])

    assert client.get(url("detail")).status_code == status


def test_a_published_one_shows_others_the_edition(client, cast, url, factsheet):
    publish(factsheet)
    client.force_login(cast.carol)

    answer = client.get(url("detail"), follow=True)

    assert answer.redirect_chain == [(url("edition"), 302)]
    assert "Protection from violence" in answer.text


@pytest.mark.parametrize("name", ["eve", "frank"])
def test_a_factsheet_opened_to_one_person_is_read_by_that_person(
    client, cast, url, factsheet, name
):
    Opening.objects.create(
        subject_label="factsheets.factsheet",
        subject_id=factsheet.pk,
        user=cast[name],
        until=timezone.now() + timedelta(days=1),
    )
    client.force_login(cast[name])

    assert client.get(url("detail")).status_code == 200
    assert client.get(url("preview", "en")).status_code == 200
    assert client.get(url("edit")).status_code == 403


def test_review_and_back(as_bob, url, factsheet):
    as_bob.post(url("send-for-review"))
    assert fresh(factsheet).status == "review"

    as_bob.post(url("reopen"))
    assert fresh(factsheet).status == "draft"


def test_a_move_that_is_not_possible_is_said(as_bob, url):
    answer = as_bob.post(url("reopen"))

    assert said(answer) == ["This factsheet is not in review."]
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "name", ["send-for-review", "reopen", "withdraw", "make-link", "save", "judge"]
)
def test_what_changes_something_cannot_be_asked_for_by_a_link(as_bob, url, name):
    assert as_bob.get(url(name)).status_code == 405


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize(
    "name", ["edit", "pick", "asks", "options", "publish", "detail", "save"]
)
def test_no_page_answers_other_methods(as_bob, url, name, method):
    assert getattr(as_bob, method)(url(name)).status_code == 405


# Publishing


def test_publish_offers_what_has_words(as_bob, url, factsheet):
    measure(factsheet)
    page = words_on(as_bob.get(url("publish")))

    assert page.count("Complete, and it fits the page.") == 2
    assert 'value="ky"' not in page


def test_publish_orders_the_measure_and_comes_back_by_itself(as_bob, url, factsheet):
    page = words_on(as_bob.get(url("publish")))

    assert page.count("The page is still being measured. Wait a moment.") == 2
    assert "data-wait" in page
    assert factsheet.proofs.count() == 2


def test_publish_puts_it_out(as_bob, url, factsheet):
    measure(factsheet)
    answer = as_bob.post(url("publish"), {"languages": ["en", "ru"]})

    assert answer.url == url("detail")
    assert said(answer) == ["Published. The PDFs are being made."]
    assert factsheet.editions.get().languages == ["en", "ru"]


def test_publish_says_why_not(as_bob, url, factsheet):
    measure(factsheet, lines_over=7)
    page = words_on(as_bob.post(url("publish"), {"languages": ["en"]}))

    assert "The English side is 7 lines over the page. Shorten its text." in page
    assert not factsheet.editions.exists()


def test_publish_asks_about_gaps(as_bob, url, factsheet):
    Factsheet.objects.filter(pk=factsheet.pk).update(situation_ru="Ново")
    measure(factsheet)
    refused = as_bob.post(url("publish"), {"languages": ["en"]})
    assert "EN: 1 text is not translated." in words_on(refused)

    accepted = as_bob.post(url("publish"), {"languages": ["en"], "accepts_gaps": "on"})
    assert accepted.status_code == 302


@pytest.mark.parametrize("language", [*NONSENSE, "de", "ky"])
def test_publish_of_no_language_is_a_sentence(as_bob, url, factsheet, language):
    measure(factsheet)
    page = as_bob.post(url("publish"), {"languages": [language]})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not factsheet.editions.exists()


def test_publish_twice_by_a_double_click_publishes_once(as_bob, url, factsheet):
    measure(factsheet)
    seen = as_bob.get(url("publish")).context["form"]["seen"].value()
    codes = [
        as_bob.post(url("publish"), {"languages": ["en"], "seen": seen}).status_code
        for _click in range(2)
    ]

    assert codes == [302, 302]
    assert [edition.number for edition in factsheet.editions.all()] == [1]


def test_words_written_after_the_look_do_not_go_out_unread(
    as_bob, url, factsheet, cast, now
):
    measure(factsheet)
    seen = as_bob.get(url("publish")).context["form"]["seen"].value()
    actions.write_block(
        factsheet_id=factsheet.pk,
        key="sources",
        language=factsheet.source_language,
        text="Somebody else wrote this",
        base=digest(factsheet.text_of("sources", factsheet.source_language)),
        actor=cast.carol,
        at=now,
    )
    answer = as_bob.post(
        url("publish"), {"languages": ["en"], "seen": seen}, follow=True
    )

    assert "changed or published while you were looking" in answer.text
    assert not factsheet.editions.exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [("alice", 200), ("bob", 200), ("carol", 404), ("eve", 404), ("heidi", 404)],
)
def test_publish_is_for_those_who_answer(client, cast, url, name, status):
    client.force_login(cast[name])

    assert client.get(url("publish")).status_code == status


def test_a_drafter_does_not_publish(client, cast, url, factsheet):
    client.force_login(MembershipFactory(group=cast.first).user)
    measure(factsheet)

    codes = {
        client.post(url(name), {"languages": ["en"], "days": 3}).status_code
        for name in ("publish", "withdraw", "make-link")
    }

    assert codes == {403}
    assert not factsheet.editions.exists()


def test_detail_says_when_the_words_have_changed(as_bob, url, factsheet):
    ask = AskFactory(factsheet=factsheet)
    publish(factsheet)
    warning = "The words have changed since the last version was published."
    assert warning not in words_on(as_bob.get(url("detail")))

    ask.proposal.wording_en = "Ask for more"
    ask.proposal.save()

    assert warning in words_on(as_bob.get(url("detail")))


# Withdrawing and links


def test_withdraw(as_bob, url, factsheet):
    publish(factsheet)
    answer = as_bob.post(url("withdraw"))

    assert said(answer) == ["Withdrawn. Its addresses now answer that it is gone."]
    assert fresh(factsheet).status == "withdrawn"
    assert as_bob.get(url("edition")).status_code == 404
    assert as_bob.get(url("edition-pdf", "en")).status_code == 404
    assert as_bob.get(url("detail")).status_code == 200


def test_a_link_is_shown_once_and_works(as_bob, client, url, factsheet, settings):
    publish(factsheet)
    as_bob.post(url("make-link"), {"label": "The embassy", "days": "3"})

    page = as_bob.get(url("detail"))
    address = page.context["new_link"]
    assert address.startswith(f"{settings.SITE_URL}/s/")
    assert page.text.count(address) >= 1
    assert "The embassy" in page.text
    assert address not in as_bob.get(url("detail")).text
    client.logout()
    assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        *({"days": row} for row in NONSENSE),
        {"days": "0"},
        {"days": "181"},
        {"days": "3", "label": "x" * 81},
        {"days": "3", "label": "\x00"},
        {},
    ],
)
def test_a_link_for_nonsense_is_a_sentence(as_bob, url, factsheet, fields):
    publish(factsheet)
    answer = as_bob.post(url("make-link"), fields)

    assert answer.status_code == 302
    assert len(said(answer)) == 1
    assert not ShareLink.objects.filter(is_printed=False).exists()


def test_no_link_to_what_was_never_published(as_bob, url):
    assert as_bob.post(url("make-link"), {"days": "3"}).status_code == 404


def test_no_link_to_what_is_withdrawn(as_bob, url, cast, factsheet):
    publish(factsheet)
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=timezone.now())

    assert said(as_bob.post(url("make-link"), {"days": "3"})) == [
        "This edition has been withdrawn."
    ]


def test_revoke_link(as_bob, url, factsheet):
    link, token = share(publish(factsheet))
    as_bob.post(url("revoke-link", link.pk))

    assert as_bob.get(reverse("link:factsheet", args=[token])).status_code == 404
    assert link.label not in as_bob.get(url("detail")).text


def test_revoke_link_of_another_factsheet_is_missing(as_bob, url, cast):
    link, _token = share(publish(FactsheetFactory(group=cast.second, bilingual=True)))

    assert as_bob.post(url("revoke-link", link.pk)).status_code == 404
    assert ShareLink.objects.get(pk=link.pk).revoked_at is None


# The edition, for members of the review


def test_edition_shows_what_was_published(as_bob, url, factsheet):
    publish(factsheet)
    Factsheet.objects.filter(pk=factsheet.pk).update(title_en="Written later")

    page = as_bob.get(url("edition")).text

    assert "Protection from violence" in page
    assert "Written later" not in page


def test_edition_pdf_is_kept_from_strangers(client, cast, url, factsheet):
    publish(factsheet)
    codes = {}
    for name in ("carol", "eve", "frank", "heidi", "ivan"):
        client.force_login(cast[name])
        answer = client.get(url("edition-pdf", "en"))
        codes[name] = answer.status_code
        if answer.streaming:
            answer.getvalue()

    assert codes == {"carol": 200, "eve": 200, "frank": 200, "heidi": 404, "ivan": 404}


def test_edition_pdf_that_is_being_made_comes_back_by_itself(as_bob, url, factsheet):
    publish(factsheet, drawn=False)
    answer = as_bob.get(url("edition-pdf", "en"))

    assert (answer.status_code, answer["Refresh"]) == (202, "3")
    assert "no-store" in answer["Cache-Control"]
    assert "The PDF is being made" in answer.text


def test_edition_pdf_that_failed_is_tried_again(as_bob, url, factsheet):
    edition = publish(factsheet)
    edition.renditions.update(
        state=Rendition.State.FAILED,
        file=None,
        finished_at=timezone.now() - timedelta(hours=1),
    )

    assert as_bob.get(url("edition-pdf", "en")).status_code == 202
    assert edition.renditions.get(languages="en").state == "waiting"


def test_edition_pdf(as_bob, url, factsheet):
    publish(factsheet)
    answer = as_bob.get(url("edition-pdf", "en-ru"))

    assert (answer.status_code, answer.getvalue()) == (200, PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        'inline; filename="kgz-upr-protection-from-violence-en-ru-v1.pdf"'
    )
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in answer["Cache-Control"]
    known = as_bob.get(
        url("edition-pdf", "en-ru"), headers={"If-None-Match": answer["ETag"]}
    )
    assert known.status_code == 304


@pytest.mark.parametrize("name", ["de", "ky", "ru-en", "en-ky", "x"])
def test_edition_pdf_exists_in_the_sets_that_are_made(as_bob, url, factsheet, name):
    publish(factsheet)

    assert as_bob.get(url("edition-pdf", name)).status_code == 404


# In few queries


@pytest.fixture
def queries(as_bob):
    """How many a page asks, once it is warm."""

    def of(address):
        as_bob.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert as_bob.get(address).status_code == 200
        return len(asked)

    return of


def test_list_asks_as_much_for_many_as_for_one(queries, cast, listed):
    def add():
        publish(FactsheetFactory(group=cast.first, bilingual=True), actor=cast.bob)

    add()
    one = queries(listed)
    add()
    add()

    assert queries(listed) == one <= 12


@pytest.mark.parametrize(
    "name", ["detail", "edit", "pick", "asks", "publish", "edition", "proof", "preview"]
)
def test_a_page_asks_as_much_for_many_rows_as_for_one(
    queries, url, factsheet, cast, name
):
    def add():
        made = RecommendationFactory()
        ChosenFactory(factsheet=factsheet, recommendation=made)
        proposal = ProposalFactory(group=cast.first, follows=[made])
        AskFactory(factsheet=factsheet, proposal=proposal)
        RecommendationFactory()
        share(publish(factsheet, actor=cast.bob))
        measure(factsheet)

    address = url(name, "en") if name in {"proof", "preview"} else url(name)
    add()
    one = queries(address)
    add()
    add()

    assert queries(address) == one <= 12


def test_detail_asks_little_of_coordinators_too(client, cast, url, factsheet):
    ChosenFactory(factsheet=factsheet)
    AskFactory(factsheet=factsheet)
    share(publish(factsheet))
    client.force_login(cast.alice)
    client.get(url("detail"))

    with CaptureQueriesContext(connection) as asked:
        client.get(url("detail"))

    assert len(asked) <= 12
