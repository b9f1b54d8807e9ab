import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from consultations import library, shipped, tasks
from consultations.models import Material
from notifications.models import Notification
from tests.factories import RoleFactory
from tests.factories.consultations import EventFactory
from tests.factories.events import MaterialFactory, file_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def of(material, name="material", *more):
    args = [material.review_id, material.pk, *more]
    return reverse(f"consultations:{name}", args=args)


def shelf(review, name="library", *more):
    return reverse(f"consultations:{name}", args=[review.pk, *more])


@pytest.fixture
def event(cast):
    return EventFactory(
        host=cast.first,
        facilitators=[cast.dan],
        materials_due_on=dt.date(2024, 2, 20),
    )


@pytest.fixture
def draft(event):
    return MaterialFactory(event=event, title_en="Before we meet")


def picture(side=8):
    raw = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(raw, "PNG")
    return SimpleUploadedFile("Anna Petrova.png", raw.getvalue(), "image/png")


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_the_library_ships_five_cards(client, cast, language):
    client.force_login(cast.carol)

    page = client.get(shelf(cast.review), {"lang": language})

    cards = shipped.cards()
    assert len(cards) == 5
    for key, card in cards.items():
        assert getattr(card, f"title_{language}") in page.text
        address = shelf(cast.review, "card", key)
        text = client.get(address, {"lang": language}).text
        assert getattr(card, f"text_{language}").partition("\n")[0][:40] in text
    assert client.get(shelf(cast.review, "card", "sixth")).status_code == 404


def test_a_coordinator_fills_the_shelf(client, cast):
    client.force_login(cast.alice)
    client.post(
        shelf(cast.review, "new-material"),
        {"title_ru": "Как провести встречу", "kind": "guide", "text_ru": "Шаг первый"},
    )
    material = Material.objects.get()
    client.force_login(cast.carol)
    assert "Как провести" not in client.get(shelf(cast.review)).text
    assert client.get(of(material)).status_code == 404

    client.force_login(cast.alice)
    client.post(of(material, "publish-material"))

    client.force_login(cast.carol)
    assert "Как провести встречу" in client.get(shelf(cast.review)).text
    page = client.get(of(material))
    assert "Шаг первый" in page.text
    assert 'lang="ru"' in page.text
    assert client.post(of(material, "withdraw-material")).status_code == 403
    client.force_login(cast.frank)
    assert client.get(of(material)).status_code == 404


def test_drafts_of_a_meeting_are_seen_by_whoever_prepares_it(client, draft, cast):
    for person, status in (
        (cast.bob, 200),
        (cast.dan, 200),
        (cast.alice, 200),
        (cast.carol, 404),
        (cast.frank, 404),
        (cast.heidi, 404),
    ):
        client.force_login(person)
        assert client.get(of(draft)).status_code == status
        page = client.get(draft.event.get_absolute_url())
        assert ("Before we meet" in page.text) == (status == 200)


def test_published_ones_are_read_by_whoever_may_know_of_the_meeting(
    client, draft, cast
):
    client.force_login(cast.dan)
    client.post(of(draft, "publish-material"))

    client.force_login(cast.carol)
    assert "Before we meet" in client.get(draft.event.get_absolute_url()).text
    assert client.get(of(draft)).status_code == 200
    client.force_login(cast.frank)
    assert client.get(of(draft)).status_code == 404


def test_a_new_one_of_a_meeting_is_due_when_the_meeting_says(client, event, cast):
    client.force_login(cast.bob)
    address = reverse(
        "consultations:new-event-material", args=[event.review_id, event.pk]
    )

    form = client.get(address).context["form"]
    assert form["due_on"].value() == dt.date(2024, 2, 20)
    assert str(form["owner"].value()) == str(cast.bob.pk)
    assert {user.full_name for user in form.fields["owner"].queryset} == {"Bob", "Dan"}

    client.post(
        address,
        {"title_en": "Agenda", "kind": "agenda", "url": "https://example.org/x"},
    )
    material = Material.objects.get()
    assert material.event == event
    assert material.published_at is None


@pytest.mark.parametrize(
    "wrong", [{"title_en": ""}, {"kind": "x"}, {"url": "javascript:alert(1)"}]
)
def test_what_is_wrong_is_said_and_nothing_kept(client, cast, wrong):
    client.force_login(cast.alice)
    words = {"title_en": "Guide", "kind": "guide"} | wrong

    response = client.post(shelf(cast.review, "new-material"), words)

    assert response.context["form"].errors
    assert not Material.objects.exists()


def test_what_people_write_is_text(client, draft, cast):
    Material.objects.update(
        text_en="<script>alert(1)</script>\n\nSecond", published_at=timezone.now()
    )
    client.force_login(cast.carol)

    page = client.get(of(draft)).text

    assert "&lt;script&gt;" in page
    assert "<p>Second</p>" in page


def test_what_somebody_else_saved_is_shown_and_not_overwritten(client, draft, cast):
    client.force_login(cast.bob)
    words = {"kind": "guide", "version": 1}
    address = of(draft, "edit-material")
    client.post(address, words | {"title_en": "Theirs", "text_ky": "Алардын сөзү"})

    response = client.post(address, words | {"title_en": "Mine"})

    assert "Theirs" in response.text
    assert "Алардын сөзү" in response.text
    assert "Mine" in response.text
    draft.refresh_from_db()
    assert draft.title_en == "Theirs"


def test_a_file_is_drawn_anew_and_sent(client, draft, cast):
    client.force_login(cast.bob)
    client.post(of(draft, "add-file"), {"language": "ky", "file": picture()})
    client.post(of(draft, "publish-material"))

    client.force_login(cast.carol)
    response = client.get(of(draft, "file", "ky"))

    assert response.status_code == 200
    assert b"".join(response).startswith(b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert "Petrova" not in response["Content-Disposition"]
    assert client.get(of(draft, "file", "en")).status_code == 404


def test_one_file_to_a_language(client, draft, cast):
    file_of(draft, "ky")
    client.force_login(cast.bob)

    response = client.post(of(draft, "add-file"), {"language": "ky", "file": picture()})
    assert response.status_code == 422
    assert draft.files.count() == 1

    client.post(of(draft, "remove-file", "ky"))
    assert draft.files.count() == 0
    assert client.post(of(draft, "remove-file", "ky")).status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"MZ", b"<svg onload=alert(1)>", b"%PDF-1.7 broken", b"PK\x03\x04"]
)
def test_what_is_no_paper_is_refused(client, draft, cast, content):
    client.force_login(cast.bob)
    upload = SimpleUploadedFile("x.pdf", content, "application/pdf")

    response = client.post(of(draft, "add-file"), {"language": "ky", "file": upload})

    assert response.status_code == 422
    assert response.context["file_form"].errors["file"]
    assert not draft.files.exists()


def test_whoever_prepares_a_late_one_hears_of_it_once(cast, event):
    today = timezone.now()
    late = MaterialFactory(event=event, due_on=today.date() - DAY, owner=cast.dan)
    MaterialFactory(event=event, due_on=today.date(), owner=cast.bob)
    MaterialFactory(event=event, due_on=today.date() - DAY, owner=None)
    MaterialFactory(
        event=event, due_on=today.date() - DAY, owner=cast.bob, published=True
    )

    tasks.remind()
    tasks.remind()
    library.remind_of_late(at=today + DAY / 2)

    notice = Notification.objects.get(kind="material.late", recipient=cast.dan)
    assert notice.subject() == late


def test_a_new_day_is_reminded_of_anew_and_an_old_one_no_more(cast, event, now):
    late = MaterialFactory(event=event, due_on=now.date() - DAY, owner=cast.dan)
    library.remind_of_late(at=now)
    Material.objects.filter(pk=late.pk).update(due_on=now.date())
    library.remind_of_late(at=now + DAY)
    assert Notification.objects.filter(kind="material.late").count() == 2

    MaterialFactory(event=event, due_on=now.date() - 40 * DAY, owner=cast.bob)
    library.remind_of_late(at=now)
    assert not Notification.objects.filter(recipient=cast.bob).exists()


def test_a_removed_one_is_gone(client, draft, cast):
    file_of(draft)
    client.force_login(cast.bob)
    response = client.post(of(draft, "remove-material"))
    assert response.url == draft.event.get_absolute_url()
    assert not Material.objects.exists()


def test_what_is_published_is_taken_back_before_it_is_removed(client, draft, cast):
    client.force_login(cast.bob)
    client.post(of(draft, "publish-material"))
    response = client.post(of(draft, "remove-material"))
    assert response.url == draft.get_absolute_url()
    assert Material.objects.exists()

    client.post(of(draft, "withdraw-material"))
    client.post(of(draft, "remove-material"))
    assert not Material.objects.exists()


def test_a_coordinator_removes_from_the_shelf(client, cast):
    material = MaterialFactory(event=None, review=cast.review)
    client.force_login(RoleFactory(review=cast.review).user)
    response = client.post(of(material, "remove-material"))
    assert response.url == shelf(cast.review)


def test_the_library_costs_the_same_however_much_there_is(client, cast, queries_of):
    client.force_login(cast.carol)

    def fill():
        material = MaterialFactory(event=None, review=cast.review, published=True)
        file_of(material, "en")
        file_of(material, "ru", b"%PDF-1.8")
        return material

    material = fill()
    few = [queries_of(client, shelf(cast.review)), queries_of(client, of(material))]
    fill()
    fill()
    file_of(material, "ky", b"%PDF-1.9")

    many = [queries_of(client, shelf(cast.review)), queries_of(client, of(material))]
    assert many == few
