"""What groups do with what was heard: nothing vanishes, nobody overwrites."""

import pytest
import rules
from django.urls import reverse

from audit.models import Entry
from consultations import enquiring, finding_words, sorting, triage
from consultations.enquiring import CannotAskBack
from consultations.finding_words import CannotReword
from consultations.models import Finding, Route
from consultations.sorting import CannotMerge, CannotTell
from consultations.triage import CannotSort
from groups.queries import trail_visible_to
from notifications.models import Notification
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.consultations import EventFactory, FindingFactory, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast):
    return EventFactory(review=cast.review)


@pytest.fixture
def finding(cast, event):
    return FindingFactory(event=event, groups=[cast.first], text_ky="Жол жок")


@pytest.fixture
def route(finding):
    return finding.routes.get()


def url(name, finding, *more):
    return reverse(f"findings:{name}", args=[finding.review_id, finding.pk, *more])


def verbs(finding):
    rows = Entry.objects.filter(subject_id=finding.pk).order_by("at", "pk")
    return list(rows.values_list("verb", flat=True))


def decided(client, route, do, **more):
    return client.post(
        url("decide", route.finding, route.pk),
        {"do": do, "seen": route.state, **more},
        follow=True,
    )


# What a group does with it


def test_a_rapporteur_reads_takes_up_sets_aside_and_opens_again(client, cast, route):
    client.force_login(cast.bob)
    states = []
    for do, more in (
        ("read", {}),
        ("take", {}),
        ("reopen", {}),
        ("aside", {"reason": "Бул башка топтун иши, өткөрөбүз"}),
        ("reopen", {}),
    ):
        decided(client, route, do, **more)
        route.refresh_from_db()
        states.append((route.state, route.reason, route.reason_language))

    assert states == [
        ("read", "", ""),
        ("taken", "", ""),
        ("read", "", ""),
        ("aside", "Бул башка топтун иши, өткөрөбүз", "ky"),
        ("read", "", ""),
    ]
    assert verbs(route.finding) == [
        f"finding.{verb}" for verb in ("read", "taken", "reopened", "aside", "reopened")
    ]


def test_without_a_reason_nothing_is_set_aside(client, cast, route):
    client.force_login(cast.bob)

    page = decided(client, route, "aside", reason="  ")

    route.refresh_from_db()
    assert route.state == "sent"
    assert "Write why. Whoever said it reads it." in page.text


def test_of_two_at_once_the_second_sees_what_the_first_did(cast, route, now):
    triage.take_up_finding(route=route, seen="sent", actor=cast.bob, at=now)

    with pytest.raises(CannotSort):
        triage.set_aside_finding(
            route=route, seen="sent", reason="No", language="en", actor=cast.bob, at=now
        )

    route.refresh_from_db()
    assert (route.state, route.reason) == ("taken", "")


def test_one_decides_for_one_s_own_group_only(client, cast, finding):
    other = Route.objects.create(
        finding=finding, group=cast.second, routed_at=finding.entered_at
    )
    client.force_login(cast.bob)

    assert decided(client, other, "take").status_code == 403
    page = client.get(url("detail", finding)).text
    own = finding.routes.get(group=cast.first)
    assert f'action="{url("decide", finding, own.pk)}"' in page
    assert f'action="{url("decide", finding, other.pk)}"' not in page


# Giving it to groups


def test_it_is_given_to_several_and_taken_back_while_nobody_read_it(
    client, cast, finding, now
):
    client.force_login(cast.bob)
    rapporteur = MembershipFactory(group=cast.second, role="rapporteur").user

    client.post(
        url("give", finding), {"groups": [cast.second.pk, cast.confidential.pk]}
    )

    assert set(finding.groups.all()) == {cast.first, cast.second, cast.confidential}
    told = Notification.objects.filter(kind="finding.waits")
    assert {notice.recipient for notice in told} == {rapporteur, cast.grace}
    mistaken = finding.routes.get(group=cast.second)
    client.post(url("ungive", finding, mistaken.pk))
    assert set(finding.groups.all()) == {cast.first, cast.confidential}
    with pytest.raises(CannotSort):  # of others
        triage.ungive_finding(
            route=finding.routes.get(group=cast.first), actor=cast.bob, at=now
        )
    kept = finding.routes.get(group=cast.confidential)
    triage.read_finding(route=kept, seen="sent", actor=cast.grace, at=now)
    with pytest.raises(CannotSort):
        triage.ungive_finding(route=kept, actor=cast.bob, at=now)


def test_an_institution_is_given_nothing(client, cast, finding):
    client.force_login(cast.bob)

    client.post(url("give", finding), {"groups": [cast.institution.pk]})

    assert set(finding.groups.all()) == {cast.first}


@pytest.mark.parametrize("host", ["confidential", "institution"])
def test_what_was_heard_behind_a_wall_only_its_rapporteurs_give_on(cast, host):
    finding = FindingFactory(
        event=EventFactory(host=cast[host]), groups=[cast[host], cast.first]
    )
    owner = {"confidential": cast.grace, "institution": cast.frank}[host]

    for perm in ("route", "widen"):
        may = f"consultations.{perm}_finding"
        assert rules.has_perm(may, owner, finding)
        assert not rules.has_perm(may, cast.bob, finding)
        known = Finding.objects.visible_to(cast.bob).get()
        assert not rules.has_perm(may, cast.bob, known)


def test_what_visible_to_said_of_one_person_is_not_believed_of_another(cast, finding):
    of_bob = Finding.objects.visible_to(cast.bob).get()

    for perm in ("route_finding", "sort_finding", "narrow_finding", "widen_finding"):
        assert rules.has_perm(f"consultations.{perm}", cast.bob, of_bob)
        assert not rules.has_perm(f"consultations.{perm}", cast.carol, of_bob)


def test_what_no_group_has_is_set_aside_and_waits_again_when_given(
    client, cast, event, now
):
    finding = FindingFactory(event=event)
    client.force_login(cast.alice)

    client.post(url("aside", finding), {"reason": "Said twice"})
    finding.refresh_from_db()
    assert (finding.aside_reason, finding.aside_language) == ("Said twice", "en")
    client.post(url("aside", finding), {"do": "reopen"})
    finding.refresh_from_db()
    assert finding.aside_at is None
    client.post(url("aside", finding), {"reason": "Said twice"})
    client.post(url("give", finding), {"groups": [cast.first.pk]})

    finding.refresh_from_db()
    assert (finding.aside_at, finding.aside_reason) == (None, "")
    with pytest.raises(CannotSort):
        triage.set_aside_ungiven(
            finding=finding, reason="No", language="en", actor=cast.alice, at=now
        )


# Merging


@pytest.fixture
def other(cast, event):
    return FindingFactory(event=event, groups=[cast.first], text_ky="Жолдор жок")


def test_both_are_kept_when_merged_and_stand_apart_again(client, cast, finding, other):
    client.force_login(cast.bob)

    client.post(url("merge", finding), {"into": other.pk})

    finding.refresh_from_db()
    assert finding.merged_into == other
    assert "Жол жок" in client.get(url("detail", other)).text
    assert "Жолдор жок" in client.get(url("detail", finding)).text
    listed = client.get(reverse("findings:list", args=[cast.review.pk])).text
    assert url("detail", other) in listed
    assert url("detail", finding) not in listed
    client.post(url("part", finding))
    finding.refresh_from_db()
    assert finding.merged_into is None
    assert verbs(finding) == ["finding.merged", "finding.parted"]


def merge(finding, into, cast, now):
    return sorting.merge_finding(finding=finding, into=into, actor=cast.bob, at=now)


def test_there_are_no_chains(cast, event, finding, other, now):
    third = FindingFactory(event=event, groups=[cast.first])
    merge(finding, other, cast, now)

    for row, into in ((finding, third), (third, finding), (other, third)):
        with pytest.raises(CannotMerge):
            merge(row, into, cast, now)
    with pytest.raises(CannotMerge):
        merge(third, third, cast, now)
    merge(third, other, cast, now)

    assert other.merged.count() == 2


def test_no_group_loses_a_point_by_merging(cast, finding, other, now):
    Route.objects.create(finding=finding, group=cast.second, routed_at=now)

    with pytest.raises(CannotMerge):
        merge(finding, other, cast, now)
    triage.give_finding(finding=other, groups=[cast.second], actor=cast.bob, at=now)
    merge(finding, other, cast, now)

    with pytest.raises(CannotSort):
        triage.ungive_finding(
            route=other.routes.get(group=cast.second), actor=cast.bob, at=now
        )
    sorting.part_finding(finding=finding, actor=cast.bob, at=now)
    triage.ungive_finding(
        route=other.routes.get(group=cast.second), actor=cast.bob, at=now
    )


def test_a_point_does_not_go_where_fewer_may_know_it(cast, finding, other, now):
    Finding.objects.filter(pk=other.pk).update(sensitivity="confidential")

    with pytest.raises(CannotMerge):
        merge(finding, other, cast, now)
    merge(other, finding, cast, now)

    assert Finding.objects.get(pk=other.pk).merged_into == finding


def test_a_merged_confidential_one_shows_to_those_alone_who_may_know_it(
    client, cast, finding, other, now
):
    Finding.objects.filter(pk=other.pk).update(
        sensitivity="confidential", text_ky="Сыр сөз"
    )
    merge(other, finding, cast, now)
    reader = MembershipFactory(group=cast.first, role="reader").user

    for person, sees in ((cast.bob, True), (reader, False), (cast.alice, False)):
        client.force_login(person)
        assert ("Сыр сөз" in client.get(url("detail", finding)).text) == sees


def test_what_says_the_same_is_suggested(client, cast, event, finding):
    same = FindingFactory(
        event=event, groups=[cast.first], text_ky="Айылда мектепке баруучу жол жок"
    )
    FindingFactory(event=event, groups=[cast.first], text_ky="Суу таза эмес")
    secret = FindingFactory(
        event=event,
        groups=[cast.second],
        text_ky="Айылда мектепке баруучу жол жок",
        sensitivity="confidential",
    )
    Finding.objects.filter(pk=finding.pk).update(
        text_ky="Айылда мектепке жол жок, баруучу жер алыс"
    )
    client.force_login(cast.bob)

    page = client.get(url("merge", finding))

    assert [row.pk for row in page.context["rows"]] == [same.pk]
    assert str(secret.pk) not in page.text
    found = client.get(url("merge", finding), {"q": "суу"})
    assert len(found.context["rows"]) == 1
    refused = client.post(url("merge", finding), {"into": secret.pk})
    assert refused.status_code == 200
    assert Finding.objects.exclude(merged_into=None).count() == 0


def test_the_likest_stands_first_and_what_was_translated_is_no_less_like(
    client, cast, event, finding
):
    rows = [
        FindingFactory(event=event, groups=[cast.first], text_ky=words)
        for words in (
            "Балдар мектепке жөө барат, автобус келбейт",
            "Мектепке автобус келбейт, балдар жөө барат, жолдо көпүрө бузук",
        )
    ]
    Finding.objects.filter(pk=finding.pk).update(
        text_ky="Мектепке автобус келбейт, балдар барат",
        text_ru="Автобус до школы отменили прошлой зимой, дети ходят пешком вдоль трассы",
    )
    client.force_login(cast.bob)

    page = client.get(url("merge", finding))

    assert [row.pk for row in page.context["rows"]] == [row.pk for row in rows]


# Who may know it


def tell(finding, sensitivity, by, now, *, was_asked=False):
    return sorting.say_who_may_know(
        finding=finding,
        sensitivity=sensitivity,
        version=Finding.objects.get(pk=finding.pk).version,
        was_asked=was_asked,
        may_widen=rules.has_perm("consultations.widen_finding", by, finding),
        actor=by,
        at=now,
    )


def test_fewer_is_said_at_once_more_only_after_asking(cast, finding, now):
    tell(finding, "confidential", cast.bob, now)
    with pytest.raises(CannotTell):
        tell(finding, "group", cast.bob, now)
    tell(finding, "coalition", cast.bob, now, was_asked=True)

    assert Finding.objects.get(pk=finding.pk).sensitivity == "coalition"
    assert verbs(finding) == ["finding.narrowed", "finding.widened"]


def test_a_coordinator_says_only_that_fewer_may(client, cast, finding, now):
    with pytest.raises(CannotTell):
        tell(finding, "open", cast.alice, now, was_asked=True)
    client.force_login(cast.alice)
    page = client.get(url("known", finding))
    offered = [
        value for value, _label in page.context["form"]["sensitivity"].field.choices
    ]
    assert offered == ["group", "confidential"]

    answer = client.post(url("known", finding), {"sensitivity": "open", "version": 1})

    assert answer.status_code == 200
    finding.refresh_from_db()
    assert finding.sensitivity == "group"


def test_nobody_hides_a_point_from_everybody(cast, event, now):
    lonely = FindingFactory(event=event, groups=[GroupFactory(review=cast.review)])

    with pytest.raises(CannotTell):
        tell(lonely, "confidential", cast.alice, now)


def test_who_may_know_it_is_said_of_what_was_read(client, cast, finding):
    Finding.objects.update(version=2)
    client.force_login(cast.bob)

    page = client.post(
        url("known", finding), {"sensitivity": "confidential", "version": 1}
    )

    assert "Somebody has changed it meanwhile" in page.text
    finding.refresh_from_db()
    assert finding.sensitivity == "group"


def test_the_trail_of_a_confidential_one_is_not_a_coordinator_s(cast, finding, now):
    tell(finding, "confidential", cast.bob, now)
    finding.refresh_from_db()
    triage.read_finding(route=finding.routes.get(), seen="sent", actor=cast.bob, at=now)
    triage.give_finding(finding=finding, groups=[cast.second], actor=cast.bob, at=now)

    def told(user):
        rows = trail_visible_to(user).filter(subject_id=finding.pk)
        return set(rows.values_list("verb", flat=True))

    assert "finding.narrowed" in told(cast.bob)
    assert told(cast.carol) == set()


# Words


def test_a_correction_leaves_translations_and_says_that_they_are_old(
    client, cast, finding
):
    client.force_login(cast.bob)
    client.post(url("translate", finding, "ru"), {"text": "Нет дороги", "version": 1})
    client.post(
        url("edit", finding), {"text": "Жол такыр жок", "change": "", "version": 2}
    )

    finding.refresh_from_db()
    assert (finding.text_ky, finding.text_ru) == ("Жол такыр жок", "Нет дороги")
    assert finding.block("text", "ru").state == "stale"
    assert "Of older words" in client.get(url("detail", finding)).text
    assert verbs(finding) == ["finding.translated", "finding.corrected"]


def test_a_translation_stands_beside_the_original(client, cast, finding):
    client.force_login(MembershipFactory(group=cast.first, role="drafter").user)

    client.post(
        url("translate", finding, "en"), {"text": "There is no road", "version": 1}
    )

    page = client.get(url("detail", finding)).text
    assert "Жол жок" in page
    assert "There is no road" in page
    assert client.get(url("translate", finding, "ky")).status_code == 404
    assert client.get(url("translate", finding, "xx")).status_code == 404


def state_of(finding, key="text", language="en"):
    finding.refresh_from_db()
    return finding.block(key, language).state


def translated(client, finding, **words):
    client.post(
        url("translate", finding, "en"),
        {"text": "There is no road", "change": "", **words, "version": finding.version},
    )
    finding.refresh_from_db()


def test_a_rapporteur_agrees_to_a_translation_until_either_is_rewritten(
    client, cast, finding
):
    client.force_login(cast.bob)
    translated(client, finding)
    assert state_of(finding) == "review"
    assert url("agree", finding, "en") in client.get(url("detail", finding)).text

    for _twice in range(2):
        client.post(url("agree", finding, "en"), {"version": finding.version})
    assert state_of(finding) == "agreed"
    assert verbs(finding).count("finding.translation_agreed") == 1
    assert url("agree", finding, "en") not in client.get(url("detail", finding)).text

    translated(client, finding, text="There is not one road")
    assert state_of(finding) == "review"
    client.post(url("agree", finding, "en"), {"version": finding.version})
    client.post(
        url("edit", finding),
        {"text": "Жол такыр жок", "change": "", "version": finding.version},
    )
    assert state_of(finding) == "stale"
    client.post(url("agree", finding, "en"), {"version": finding.version})
    assert state_of(finding) == "stale"


@pytest.mark.parametrize(
    ("language", "version"), [("en", 1), ("en", ""), ("en", "²"), ("ru", 2), ("ky", 2)]
)
def test_nothing_else_is_agreed_to(client, cast, finding, language, version):
    """Of other words than were read, what is not there, the original."""
    client.force_login(cast.bob)
    translated(client, finding)

    response = client.post(url("agree", finding, language), {"version": version})

    assert response.status_code == 302
    assert state_of(finding) == "review"
    assert "finding.translation_agreed" not in verbs(finding)


def test_half_a_translation_is_not_agreed_to(client, cast, finding):
    Finding.objects.update(change_ky="Жол керек")
    finding.refresh_from_db()
    client.force_login(cast.bob)
    translated(client, finding)

    client.post(url("agree", finding, "en"), {"version": finding.version})

    assert state_of(finding) == "review"
    assert state_of(finding, "change") == "missing"


@pytest.mark.parametrize("who", ["alice", "drafter"])
def test_only_rapporteurs_of_its_groups_agree(client, cast, finding, who):
    people = {
        "alice": cast.alice,
        "drafter": MembershipFactory(group=cast.first, role="drafter").user,
    }
    client.force_login(cast.bob)
    translated(client, finding)
    client.force_login(people[who])

    assert client.post(url("agree", finding, "en"), {"version": 2}).status_code == 403
    assert state_of(finding) == "review"


@pytest.mark.parametrize("name", ["edit", "translate"])
def test_nothing_is_overwritten_that_was_not_seen(client, cast, finding, name):
    language = {"edit": "ky", "translate": "ru"}[name]
    Finding.objects.update(version=2, **{f"text_{language}": "Менин сөзүм"})
    client.force_login(cast.bob)
    more = ["ru"] if name == "translate" else []
    mine = {"text": "Моё слово", "change": "", "version": 1}

    page = client.post(url(name, finding, *more), mine)

    assert "Менин сөзүм" in page.text
    assert "Моё слово" in page.text
    finding.refresh_from_db()
    assert finding.text_of("text", language) == "Менин сөзүм"
    client.post(url(name, finding, *more), mine | {"version": 2})
    finding.refresh_from_db()
    assert finding.text_of("text", language) == "Моё слово"


def test_the_original_cannot_be_emptied(cast, finding, now):
    with pytest.raises(CannotReword):
        finding_words.correct_finding(
            finding=finding,
            version=1,
            text=" ",
            change="",
            region=None,
            terms=[],
            actor=cast.bob,
            at=now,
        )


# Asking back


def test_a_question_goes_to_the_code_and_its_answer_to_who_asked(
    client, cast, finding, now
):
    code_of(finding=finding)
    client.force_login(cast.bob)

    client.post(url("ask", finding), {"text": "Кайсы айылда, үй канча?"})
    enquiry = finding.enquiries.get()
    assert (enquiry.language, enquiry.group) == ("ky", cast.first)
    enquiring.answer_enquiry(enquiry=enquiry, text="Үчкүндө", language="ky", at=now)

    [notice] = Notification.objects.filter(kind="finding.answer")
    assert notice.recipient == cast.bob  # who asked, and a rapporteur: told once
    assert "Үчкүндө" in client.get(url("detail", finding)).text
    with pytest.raises(enquiring.CannotAnswer):
        enquiring.answer_enquiry(enquiry=enquiry, text="Жок", language="ky", at=now)


def test_rapporteurs_hear_of_an_answer_whoever_asked(cast, finding, now):
    code_of(finding=finding)
    second = MembershipFactory(group=cast.first, role="rapporteur").user
    gone = MembershipFactory(group=cast.first, role="rapporteur", user__is_active=False)
    enquiry = enquiring.ask_back(
        finding=finding,
        group=None,
        text="Where?",
        language="en",
        actor=cast.alice,
        at=now,
    )
    enquiring.answer_enquiry(enquiry=enquiry, text="There", language="en", at=now)

    told = Notification.objects.filter(kind="finding.answer")
    assert {row.recipient for row in told} == {cast.alice, cast.bob, second}
    assert told.count() == 3
    assert gone.user not in {row.recipient for row in told}
    assert all(row.subject() == finding for row in told)
    assert "There" not in str(told[0].sentence)


def test_nobody_is_asked_without_a_code_nor_pressed_with_questions(cast, finding, now):
    def ask():
        return enquiring.ask_back(
            finding=finding,
            group=cast.first,
            text="Where?",
            language="en",
            actor=cast.bob,
            at=now,
        )

    with pytest.raises(CannotAskBack):
        ask()
    code_of(finding=finding)
    ask()
    with pytest.raises(CannotAskBack):
        ask()

    assert finding.enquiries.count() == 1
