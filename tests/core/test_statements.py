"""Statements that the models put together once, and that are asked with other values."""

from datetime import UTC, datetime

import pytest
from django.db.models import Q
from django.db.models.expressions import RawSQL

from core import statements
from core.statements import SOMEBODY, SOMETHING, Kept, joined, kept, listed
from groups.models import Group, Membership
from reviews.models import Review
from tests.factories import GroupFactory, MembershipFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def of_review():
    return Group.objects.filter(review=SOMETHING).order_by("order", "pk")


def test_each_review_is_asked_for_its_own():
    first, second = GroupFactory(), GroupFactory()

    statement = kept(of_review().values_list("pk"), {"review": SOMETHING})

    assert statement.ask(review=first.review_id) == [(first.pk,)]
    assert statement.ask(review=second.review_id) == [(second.pk,)]


def test_what_is_written_into_it_stays_as_it_was_meant(db):
    group = GroupFactory(name_en="100 % of 'them' %s")
    rows = of_review().filter(name_en="100 % of 'them' %s").values_list("pk")

    statement = kept(rows, {"review": SOMETHING})

    assert statement.ask(review=group.review_id) == [(group.pk,)]


def test_models_come_with_what_was_annotated_and_without_what_was_deferred(
    django_assert_num_queries,
):
    group = GroupFactory(name_ru="Жильё")
    MembershipFactory(group=group)
    rows = of_review().defer("name_ru").annotate(is_thematic=Q(kind="thematic"))
    statement = kept(rows, {"review": SOMETHING})

    with django_assert_num_queries(1):
        (found,) = statement.ask_for(Group, review=group.review_id)

    assert found == group
    assert found.is_thematic is True
    assert found.created_at == group.created_at
    assert "name_ru" in found.get_deferred_fields()
    assert found.name_ru == "Жильё"
    assert statement.ask_for(Group, review=ReviewFactory(cycle=2).pk) == []


def test_ids_are_given_as_a_list():
    groups = GroupFactory.create_batch(3)
    rows = Group.objects.filter(pk__in=RawSQL("SELECT id FROM wanted", []))

    statement = joined(
        "WITH wanted (id) AS {wanted} {rows}",
        wanted=listed("groups"),
        rows=kept(rows.order_by("pk").values_list("pk"), {}),
    )

    given = sorted(group.pk for group in groups[:2])
    assert statement.ask(groups=given) == [(pk,) for pk in given]
    assert statement.ask(groups=[]) == []


def test_several_are_one():
    seat = MembershipFactory()
    of_person = Membership.objects.filter(user=SOMEBODY).order_by()

    statement = joined(
        "WITH mine (id) AS {mine} SELECT count(*) FROM {groups} AS known (id, review)"
        " WHERE id IN (SELECT id FROM mine) AND review = {review}",
        groups=kept(of_review().values_list("pk", "review"), {"review": SOMETHING}),
        mine=kept(of_person.values_list("group"), {"user": SOMEBODY}),
        review=Kept("SELECT %s::uuid", ["review"]),
    )

    assert statement.names == ["user", "review", "review"]
    assert statement.ask(user=seat.user_id, review=seat.group.review_id) == [(1,)]
    assert statement.ask(user=SOMEBODY, review=seat.group.review_id) == [(0,)]


def test_a_moment_without_a_stand_in_is_refused():
    """It would be that of the first question for ever."""
    rows = of_review().filter(created_at__lt=datetime(2026, 1, 1, tzinfo=UTC))

    with pytest.raises(TypeError, match="2026"):
        kept(rows, {"review": SOMETHING})


def test_a_stand_in_within_a_list_is_refused():
    rows = Review.objects.extra(where=["id = ANY(%s)"], params=[[SOMETHING]])

    with pytest.raises(TypeError, match="stand-in"):
        kept(rows, {"review": SOMETHING})


def test_a_stand_in_that_stands_nowhere_is_refused():
    with pytest.raises(LookupError, match="user"):
        kept(of_review(), {"review": SOMETHING, "user": SOMEBODY})


def test_it_is_put_together_once_until_it_is_forgotten():
    made = []

    @statements.once
    def build() -> Kept:
        made.append(1)
        return kept(of_review(), {"review": SOMETHING})

    build()
    build()
    assert len(made) == 1
    statements.forget()
    build()
    assert len(made) == 2
