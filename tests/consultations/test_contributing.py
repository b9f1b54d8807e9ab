"""Somebody without an account says what is wrong."""

import datetime as dt
import logging
import uuid

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from consultations import contributing_doors as doors
from consultations.contributing import CannotContribute, Said, contribute
from consultations.digits import code_for, digits_of, in_fours, read
from consultations.models import Code, Finding, Photo, Route
from core.models import derived_token
from tests.factories import GroupFactory, RoleFactory
from tests.factories.catalogue import TermFactory
from tests.factories.consultations import ContributionLinkFactory, EventFactory

pytestmark = pytest.mark.django_db
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944"
    "4154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def link(db):
    return ContributionLinkFactory()


def address_of(link) -> str:
    return link.secret_path()


def said(link, *, ago=30, **more) -> dict:
    """What a browser sends that has had the page open for so many seconds."""
    made_at = timezone.now() - dt.timedelta(seconds=ago)
    return {
        "key": str(uuid.uuid4()),
        "stamp": doors.stamp(link, at=made_at),
        "text": "Айылда акушерка жок. Төрөткө алыс барабыз.",
        **more,
    }


def send(link, *, client=None, lang="ky", **fields):
    return (client or Client()).post(f"{address_of(link)}?lang={lang}", fields)


# What is kept


def test_what_was_said_reaches_the_groups_that_the_address_names(link):
    group = GroupFactory(review=link.review)
    link.groups.set([group])

    answer = send(link, **said(link, change="Акушерка келсин"))

    finding = Finding.objects.get()
    code = Code.objects.get(finding=finding)
    assert answer.status_code == 200
    assert in_fours(digits_of(code)) in answer.text
    assert (finding.said_in, finding.text_ky) == (
        "ky",
        "Айылда акушерка жок. Төрөткө алыс барабыз.",
    )
    assert finding.change_ky == "Акушерка келсин"
    assert (finding.link, finding.event, finding.entered_by) == (link, link.event, None)
    assert finding.sensitivity == Finding.Sensitivity.GROUP
    route = Route.objects.get(finding=finding)
    assert (route.group, route.state) == (group, "sent")
    entry = Entry.objects.get(verb="finding.contributed")
    assert (entry.actor_id, entry.review_id) == (None, link.review_id)


def test_it_concerns_older_people_or_everyone(link):
    for key in ("older", "other", "women"):
        TermFactory(vocabulary__key="topics", key=key)
    page = Client().get(address_of(link), {"lang": "en"}).text
    assert "Older people" in page
    assert "Everyone" in page

    send(link, **said(link, whom=["older", "other"]))

    assert {term.key for term in Finding.objects.get().terms.all()} == {
        "older",
        "other",
    }


def test_what_is_heard_behind_a_wall_stays_behind_it():
    host = GroupFactory(confidential=True)
    link = ContributionLinkFactory(event=EventFactory(host=host))

    send(link, **said(link))

    finding = Finding.objects.get()
    assert finding.host == host
    outside = RoleFactory(review=host.review).user  # coordinates
    assert not Finding.objects.visible_to(outside).exists()


def test_the_region_is_that_of_the_meeting_unless_somebody_says_another(link):
    regions = list(link.review.state.regions.all()[:2]) or [None, None]
    link.event.region = regions[0]
    link.event.save(update_fields=["region"])
    page = Client().get(address_of(link)).text

    send(link, **said(link, region=getattr(regions[1], "pk", "")))

    assert Finding.objects.get().region == regions[1]
    if regions[0]:
        assert f'<option value="{regions[0].pk}" selected>' in page


def test_the_same_key_gives_the_same_code_and_writes_nothing(link):
    once = said(link)

    first, second = send(link, **once), send(link, **(once | {"text": "Башка сөз"}))

    assert Finding.objects.count() == Code.objects.count() == Route.objects.count() + 1
    digits = in_fours(digits_of(Code.objects.get()))
    assert digits in first.text
    assert digits in second.text
    assert "Башка" not in Finding.objects.get().text_ky
    assert Entry.objects.filter(verb="finding.contributed").count() == 1


def test_of_two_at_once_the_slower_is_given_the_code_of_the_quicker(link, now):
    what = Said(key=uuid.uuid4(), text="Жол жок")
    both = [contribute(link=link, said=what, language="ky", at=now) for _time in "ab"]

    assert both[0] == both[1]
    assert Finding.objects.count() == 1


def test_the_key_of_what_came_in_at_another_address_gives_no_code(link, now):
    other = ContributionLinkFactory()
    what = Said(key=uuid.uuid4(), text="Жол жок")
    contribute(link=other, said=what, language="ky", at=now)

    with pytest.raises(CannotContribute):
        contribute(link=link, said=what, language="ky", at=now)
    answer = send(link, **said(link, key=str(what.key)))

    assert answer.status_code == 422
    assert in_fours(digits_of(Code.objects.get())) not in answer.text


def test_each_page_has_a_key_of_its_own_for_browsers_without_scripts(link):
    pages = [Client().get(address_of(link)).text for _time in range(2)]

    keys = [page.partition('name="key" value="')[2][:36] for page in pages]
    assert uuid.UUID(keys[0]) != uuid.UUID(keys[1])


def test_the_code_opens_what_was_kept(link):
    send(link, **said(link))

    code = Code.objects.get()
    assert code_for(read(in_fours(digits_of(code)))) == code


def test_a_script_is_told_the_code_alone(link):
    answer = Client().post(
        f"{address_of(link)}?lang=ru",
        said(link),
        headers={"accept": "application/json"},
    )

    kept = answer.json()["kept"]
    assert in_fours(digits_of(Code.objects.get())) in kept
    assert "<svg" in kept
    assert "<html" not in kept


# Who is sent away, and keeps the words


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Write what is happening."),
        ({"key": "7"}, "Enter a valid UUID."),
        ({"topic_line": "buy"}, "Leave the last field empty, and send again."),
        ({"stamp": ""}, "This page was too old. Press “Send” once more."),
        ({"stamp": "1:x"}, "This page was too old. Press “Send” once more."),
        ({"change": "x" * 1001}, "1000"),
        ({"region": "nowhere"}, "Choose one of those offered."),
        ({"whom": "everybody"}, "Select a valid choice"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(link, fields, sentence):
    typed = said(link, change="Мектеп керек") | fields

    answer = send(link, lang="en", **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert typed["change"] in answer.text
    assert not Finding.objects.exists()


def test_whoever_sends_at_the_speed_of_a_machine_is_asked_to_send_again(link):
    answer = send(link, lang="en", **said(link, ago=0))

    assert answer.status_code == 422
    assert "That was very quick" in answer.text
    assert not Finding.objects.exists()


def test_a_stamp_is_good_for_its_own_address_only(link):
    other = said(ContributionLinkFactory())

    assert send(link, **other).status_code == 422


def test_a_page_that_was_open_for_a_month_may_still_be_sent(link):
    assert send(link, **said(link, ago=40 * 24 * 3600)).status_code == 200


def test_a_flood_is_stopped_and_keeps_its_words(link, monkeypatch):
    monkeypatch.setattr(
        doors, "A_MINUTE", doors.Rate(name="t", at_most=2, seconds=86400)
    )

    answers = [send(link, lang="en", **said(link)) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert "Wait a minute" in answers[2].text
    assert "акушерка" in answers[2].text


def test_whoever_sends_the_same_again_is_not_counted(link, monkeypatch):
    monkeypatch.setattr(
        doors, "A_MINUTE", doors.Rate(name="t", at_most=1, seconds=86400)
    )
    once = said(link)

    answers = [send(link, **once) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3


def test_a_village_behind_one_line_may_send_at_once(link):
    """Three hundred, each twice: what the figures must let through."""
    assert min(doors.A_MINUTE.at_most, doors.A_LINE.at_most) >= 600
    assert doors.A_DAY.at_most >= 1000


def test_a_body_that_is_too_large_is_refused_before_it_is_read(link):
    answer = Client().generic(
        "POST",
        address_of(link),
        b"x",
        content_type="multipart/form-data; boundary=x",
        headers={
            "content-length": str(doors.BODY_AT_MOST + 1),
            "accept-language": "en",
        },
    )

    assert answer.status_code == 413
    assert "too much at once" in answer.text


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("multipart/form-data", b"--x\r\n", 400),
        ("application/x-www-form-urlencoded", b"a=1&" * 1100, 400),
        ("application/x-www-form-urlencoded", b"text=" + b"x" * 3_000_000, 413),
        ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfet\x00", 400),
        ("application/json", b'{"text": "x"}', 422),
        ("", b"", 422),
    ],
)
def test_an_odd_body_is_refused_in_a_sentence(link, content_type, body, status):
    answer = Client().generic(
        "POST", f"{address_of(link)}?lang=en", body, content_type=content_type
    )

    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert 'name="text"' in answer.text


def test_another_language_is_chosen_without_losing_the_words(link):
    typed = said(link, language="ru", whom="women", text="Сөз", is_by_a_minor="on")

    answer = send(link, lang="ru", **typed)

    assert answer.status_code == 200
    assert 'lang="ru"' in answer.text
    assert "Сөз</textarea>" in answer.text
    assert answer.text.count(" checked") == 2
    assert not Finding.objects.exists()


# Under 18, and photos


def photo(raw=PIXEL, name="p.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="image/png")


def test_photos_are_not_asked_for_unless_the_address_takes_them(link):
    page = Client().get(address_of(link)).text
    send(link, **said(link), photos=photo())

    assert "photos" not in page
    assert Finding.objects.count() == 1
    assert not Photo.objects.exists()


def test_photos_are_drawn_anew():
    link = ContributionLinkFactory(takes_photos=True)

    answer = send(link, **said(link), photos=[photo(), photo(PIXEL + b"secret")])

    assert answer.status_code == 200
    kept = list(Photo.objects.all())
    assert len(kept) == 2
    assert {one.file.content_type for one in kept} == {"image/png"}


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"%PDF-1.4", "Only PNG and JPEG photos can be added."),
        (b"\x89PNG\r\n\x1a\nnothing", "This photo could not be read."),
        (b"<svg onload=alert(1)>", "Only PNG and JPEG photos can be added."),
    ],
)
def test_what_is_no_photo_is_refused(raw, sentence):
    link = ContributionLinkFactory(takes_photos=True)

    answer = send(link, lang="en", **said(link), photos=photo(raw))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Finding.objects.exists()


def test_more_than_two_photos_are_refused():
    link = ContributionLinkFactory(takes_photos=True)

    answer = send(link, lang="en", **said(link), photos=[photo() for _n in "abc"])

    assert "Two photos at most." in answer.text
    assert not Finding.objects.exists()


def test_somebody_under_18_is_told_to_ask_an_adult_and_adds_no_photo():
    link = ContributionLinkFactory(takes_photos=True)
    page = Client().get(f"{address_of(link)}?lang=en").text

    refused = send(link, lang="en", **said(link, is_by_a_minor="on"), photos=photo())
    kept = send(link, lang="en", **said(link, is_by_a_minor="on"))

    assert "ask an adult whom you trust" in page
    assert "Under 18: please send it without a photo." in refused.text
    assert kept.status_code == 200
    assert Finding.objects.get().is_by_a_minor


# What is not kept


@pytest.mark.parametrize("lang", ["", "?lang=ru", "?lang=ky"])
def test_no_page_sets_a_cookie_or_begins_a_session(link, lang):
    client = Client()
    sent = [
        client.get(address_of(link) + lang),
        client.post(address_of(link) + lang, said(link)),
        client.post(address_of(link) + lang, {}),
        client.get(f"/v/unknown/{lang}"),
        client.get(f"/v/worker.js{lang}"),
        client.get(address_of(link).rstrip("/") + lang),
    ]

    assert [answer.status_code for answer in sent] == [*(200, 200, 422, 404, 200, 301)]
    assert not client.cookies
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)


def test_whoever_is_signed_in_elsewhere_leaves_no_trace_either(link):
    client = Client()
    client.force_login(RoleFactory().user)
    before = client.cookies["session"].value

    answers = [client.get(f"{address_of(link)}?lang=ru"), send(link, client=client)]

    assert all(not answer.cookies for answer in answers)
    assert client.cookies["session"].value == before


def test_nothing_of_the_line_and_no_word_is_in_a_table_or_in_the_logs(link, caplog):
    line, word = "203.0.113.77", "Canarysaid"
    caplog.set_level(logging.DEBUG)
    client = Client(REMOTE_ADDR=line, HTTP_USER_AGENT="Canaryphone")

    kept = said(link, text=f"{word} жок")
    send(link, client=client, **kept)
    send(link, client=client, **said(link, text=word, key="x"))

    found = {
        table
        for table in connection.introspection.table_names()
        if any(sign in everything_in(table) for sign in (line, "Canaryphone", word))
    }
    assert found == {"consultations_finding"}
    assert line not in everything_in("consultations_finding")
    logged = "\n".join(f"{record.__dict__}" for record in caplog.records)
    assert caplog.records
    for secret in (line, word, "Canaryphone", kept["key"], derived_token(link)):
        assert secret not in logged.replace(f"/v/{derived_token(link)}/", "")


def everything_in(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 -- our tables
        return "\n".join(row for (row,) in cursor.fetchall())


def test_the_address_is_told_to_nobody(link):
    answers = [Client().get(address_of(link)), send(link, **said(link))]

    for answer in answers:
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_revoked_address_is_like_one_that_never_was(link, now):
    type(link).objects.filter(pk=link.pk).update(revoked_at=now)

    revoked, unknown = Client().get(address_of(link)), Client().get("/v/unknown/")
    sent = Client().post(address_of(link), said(link))

    assert (revoked.status_code, sent.status_code) == (404, 404)
    assert revoked.content == unknown.content
    assert not Finding.objects.exists()


def test_an_address_whose_time_is_over_says_so(link, now):
    type(link).objects.filter(pk=link.pk).update(expires_at=now - dt.timedelta(days=1))

    answer = Client().get(f"{address_of(link)}?lang=en")

    assert answer.status_code == 410
    assert "Nothing is collected here any more" in answer.text
    assert Client().post(address_of(link), said(link)).status_code == 410


def test_the_page_names_who_collects_but_no_group_and_no_meeting():
    host = GroupFactory(confidential=True, name_en="Canarygroup")
    event = EventFactory(host=host, title="Canarymeeting", place="Canaryplace")
    link = ContributionLinkFactory(event=event, label="Canarylabel")

    page = Client().get(f"{address_of(link)}?lang=en").text

    assert host.review.coalition_name_en in page
    assert "Canary" not in page


# What it weighs


def test_a_page_costs_few_queries_however_many_groups_there_are(link, queries_of):
    counts = []
    for groups in (1, 3):
        link.groups.set([GroupFactory(review=link.review) for _n in range(groups)])
        counts.append(queries_of(Client(), address_of(link)))

    assert counts[0] == counts[1]
    assert counts[0] <= 4


def test_all_of_the_page_weighs_less_than_30_kb(record_property):
    import gzip  # noqa: PLC0415

    from consultations.contributing_views import ASSETS  # noqa: PLC0415

    link = ContributionLinkFactory(takes_photos=True)
    client = Client()
    parts = {
        lang: client.get(f"{address_of(link)}?lang={lang}").content
        for lang in dict(settings.LANGUAGES)
    }
    page = max(len(gzip.compress(part)) for part in parts.values())
    rest = [finders.find(name) for name in ASSETS]
    weights = {}
    for name in rest:
        with open(name, "rb") as file:  # noqa: PTH123
            weights[name.rpartition("/")[2]] = len(gzip.compress(file.read()))
    worker = len(gzip.compress(client.get("/v/worker.js").content))

    total = page + sum(weights.values()) + worker
    record_property("bytes, compressed", total)
    assert total <= 30_000, (page, worker, weights)


def test_the_worker_answers_for_these_pages_alone(client):
    answer = client.get("/v/worker.js")

    assert answer.headers["Content-Type"] == "text/javascript"
    assert "Service-Worker-Allowed" not in answer.headers
    assert "no-cache" in answer.headers["Cache-Control"]
