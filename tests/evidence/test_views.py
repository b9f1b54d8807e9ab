"""The shelf of a group: what lies on it, who sees it, who says that it may be shown."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from audit.models import Entry
from evidence import actions
from evidence.actions import CannotGive, CannotKeep, CannotShow
from evidence.models import Evidence, Gift
from tests.factories import MembershipFactory
from tests.factories.evidence import EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(cast):
    return EvidenceFactory(
        group=cast.first, title="Roads of Naryn", kind="figure", figure="60 km"
    )


def url(name, evidence):
    return reverse(f"evidence:{name}", args=[evidence.review_id, evidence.pk])


def new(group):
    return reverse("evidence:new", args=[group.review_id, group.pk])


def typed(**changed):
    return {
        "kind": "figure",
        "title": "Дороги Нарына",
        "language": "ru",
        "figure": "60 км",
        "text": "",
        "source": "Минтранс",
        "url": "",
        "dated_on": "",
        "version": 1,
        **changed,
    }


def picture():
    made = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(made, "JPEG", comment=b"canary camera")
    return SimpleUploadedFile("scan.jpg", made.getvalue())


def test_a_drafter_puts_a_figure_with_a_paper_on_the_shelf(client, cast):
    client.force_login(MembershipFactory(group=cast.first, role="drafter").user)

    client.post(new(cast.first), typed(file=picture()))

    evidence = Evidence.objects.get()
    assert (evidence.figure, evidence.group) == ("60 км", cast.first)
    paper = client.get(url("paper", evidence))
    assert paper["Content-Type"] == "image/png"
    assert b"canary" not in b"".join(paper)
    assert Entry.objects.filter(verb="evidence.added").count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "This field is required."),
        ({"figure": ""}, "Write the figure."),
        ({"kind": "link", "url": ""}, "Write the address."),
        ({"kind": "case", "file": True}, "A case has no papers"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ")}, "Only PDF, PNG and JPEG"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(client, cast, changed, said):
    client.force_login(cast.bob)
    if changed.get("file") is True:
        changed = changed | {"file": picture()}

    page = client.post(new(cast.first), typed(**changed))

    assert said in page.text
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "Айгуль Асанова Бекова кызы",
        "Иванова Мария Петровна",
        "+996 555 123 456",
        "a@b.kg",
    ],
)
def test_words_that_lead_to_a_person_are_looked_at_first(client, cast, words):
    client.force_login(cast.bob)
    case = typed(kind="case", figure="", text=f"К врачу пришла {words}.")

    page = client.post(new(cast.first), case)
    assert "These words may lead to a person" in page.text
    assert not Evidence.objects.exists()
    client.post(new(cast.first), case | {"looked": "1"})

    assert Evidence.objects.count() == 1


def test_nothing_is_overwritten_that_was_not_seen(client, cast, evidence):
    Evidence.objects.update(version=2, title="Somebody’s title")
    client.force_login(cast.bob)

    page = client.post(url("edit", evidence), typed(title="My title"))

    assert "Somebody’s title" in page.text
    assert "My title" in page.text
    evidence.refresh_from_db()
    assert evidence.title == "Somebody’s title"
    client.post(url("edit", evidence), typed(title="My title", version=2))
    evidence.refresh_from_db()
    assert (evidence.title, evidence.version) == ("My title", 3)


def test_other_words_are_looked_at_anew_before_they_are_shown(client, cast, evidence):
    client.force_login(cast.alice)
    client.post(url("clear", evidence), {"showing": "safe", "version": 1})
    evidence.refresh_from_db()
    assert evidence.showing == "safe"
    client.force_login(cast.bob)

    client.post(url("edit", evidence), typed(figure="70 км", version=2))

    evidence.refresh_from_db()
    assert evidence.showing == "undecided"


def test_what_nobody_vouches_for_is_not_shown(cast, now):
    evidence = EvidenceFactory(group=cast.first, source="")

    with pytest.raises(CannotShow):
        actions.say_whether_shown(
            evidence=evidence, showing="safe", version=1, actor=cast.bob, at=now
        )
    with pytest.raises(CannotShow):
        actions.say_whether_shown(
            evidence=evidence, showing="kept", version=9, actor=cast.bob, at=now
        )


def test_it_is_given_one_way(client, cast, evidence, now):
    EvidenceFactory(group=cast.first, title="Something else")
    client.force_login(cast.bob)
    client.post(url("give", evidence), {"groups": [cast.second.pk]})
    assert Gift.objects.count() == 1
    with pytest.raises(CannotGive):
        actions.give_evidence(
            evidence=evidence, groups=[cast.second, cast.first], actor=cast.bob, at=now
        )

    client.force_login(cast.carol)
    shelf = reverse("evidence:shelf", args=[cast.review.pk, cast.second.pk])
    page = client.get(shelf).text

    assert "Roads of Naryn" in page
    assert "Something else" not in page
    assert client.get(url("detail", evidence)).status_code == 200
    for name in ("edit", "clear", "give", "withdraw"):
        assert client.post(url(name, evidence), {}).status_code == 403


def test_nothing_is_given_to_an_institution(client, cast, evidence):
    client.force_login(cast.bob)

    page = client.post(url("give", evidence), {"groups": [cast.institution.pk]})

    assert page.status_code == 422
    assert not Gift.objects.exists()


def test_withdrawn_it_stays_and_says_so(client, cast, evidence):
    client.force_login(cast.bob)
    client.post(url("withdraw", evidence))
    assert "do not quote it any more" in client.get(url("detail", evidence)).text
    assert url("edit", evidence) not in client.get(url("detail", evidence)).text

    client.post(url("withdraw", evidence), {"do": "back"})

    evidence.refresh_from_db()
    assert evidence.withdrawn_at is None
    verbs = Entry.objects.filter(subject_id=evidence.pk).order_by("at", "pk")
    assert [row.verb for row in verbs] == ["evidence.withdrawn", "evidence.put_back"]


def test_a_case_has_no_paper(cast, now):
    evidence = Evidence(group=cast.first, kind="case", title="A case", language="en")

    with pytest.raises(CannotKeep):
        actions.add_evidence(
            evidence=evidence, paper=(b"x", "image/png"), actor=cast.bob, at=now
        )


def test_a_paper_that_becomes_a_case_is_gone(cast, evidence, now):
    actions.change_evidence(
        evidence=evidence,
        version=1,
        paper=(b"x", "image/png"),
        actor=cast.bob,
        at=now,
    )
    evidence.refresh_from_db()
    assert evidence.file
    evidence.kind = Evidence.Kind.CASE

    actions.change_evidence(evidence=evidence, version=2, actor=cast.bob, at=now)

    evidence.refresh_from_db()
    assert (evidence.kind, evidence.file) == ("case", None)


def test_shelves_say_first_what_to_do(client, cast):
    client.force_login(cast.bob)
    shelf = reverse("evidence:shelf", args=[cast.review.pk, cast.first.pk])

    assert new(cast.first) in client.get(shelf).text
    client.force_login(cast.eve)
    assert client.get(shelf).status_code == 404
    assert (
        "No group’s work is open"
        in client.get(reverse("evidence:list", args=[cast.review.pk])).text
    )


@pytest.mark.parametrize("page", ["list", "shelf", "detail"])
def test_pages_cost_the_same_for_one_and_for_three(
    client, cast, evidence, queries_of, now, page
):
    client.force_login(cast.bob)
    address = {
        "list": reverse("evidence:list", args=[cast.review.pk]),
        "shelf": reverse("evidence:shelf", args=[cast.review.pk, cast.first.pk]),
        "detail": url("detail", evidence),
    }[page]

    def more():
        EvidenceFactory(group=cast.first)
        given = EvidenceFactory(group=cast.second)
        Gift.objects.create(
            evidence=given, group=cast.first, given_by=cast.carol, given_at=now
        )

    more()
    one = queries_of(client, address)
    more()
    more()

    assert queries_of(client, address) == one
