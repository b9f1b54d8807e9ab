import pytest

from tests.factories import NotificationFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/me/notices/"


def test_list_shows_unread_first_and_ones_own_only(client):
    role = RoleFactory()
    about = {"recipient": role.user, "subject": role.review}
    read = NotificationFactory(**about, rung="first", read=True)
    old = NotificationFactory(**about, rung="second")
    new = NotificationFactory(**about, rung="third")
    NotificationFactory()
    client.force_login(role.user)

    response = client.get(LIST)

    assert [notice.pk for notice in response.context["notices"]] == [
        new.pk,
        old.pk,
        read.pk,
    ]


def test_empty_list_says_so(client):
    client.force_login(UserFactory())

    assert "Nothing to tell you" in client.get(LIST).text


def test_opening_marks_as_read_and_leads_to_the_subject(client):
    notice = NotificationFactory()
    client.force_login(notice.recipient)

    client.head(notice.get_absolute_url())
    notice.refresh_from_db()
    assert notice.read_at is None

    response = client.get(notice.get_absolute_url())
    notice.refresh_from_db()
    assert response["Location"] == f"/r/{notice.subject_id}/"
    assert notice.read_at is not None


def test_opening_what_became_invisible_says_so(client):
    role = RoleFactory()
    notice = NotificationFactory(recipient=role.user, subject=role.review)
    role.delete()
    client.force_login(notice.recipient)

    response = client.get(notice.get_absolute_url())

    assert response.status_code == 410
    assert "no longer open to you" in response.text
    assert str(role.review.pk) not in response.text


def test_notice_of_somebody_else_does_not_exist(client):
    notice = NotificationFactory()
    client.force_login(UserFactory())

    assert client.get(notice.get_absolute_url()).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_strangers_sign_in_first(client):
    notice = NotificationFactory()

    for address in (LIST, notice.get_absolute_url()):
        assert client.get(address)["Location"].startswith("/accounts/login/?next=")


def test_mark_all_read_is_asked_by_post(client):
    notice = NotificationFactory()
    client.force_login(notice.recipient)

    assert client.get("/me/notices/read/").status_code == 405
    client.post("/me/notices/read/")

    notice.refresh_from_db()
    assert notice.read_at is not None


def test_list_costs_the_same_however_many(client, queries_of):
    role = RoleFactory()
    about = {"recipient": role.user, "subject": role.review}
    NotificationFactory(**about)
    client.force_login(role.user)
    with_one = queries_of(client, LIST)

    for rung in ("second", "third"):
        NotificationFactory(**about, rung=rung)

    assert queries_of(client, LIST) == with_one
