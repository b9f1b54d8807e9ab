import pytest
from django.urls import reverse

from groups.models import Roadmap, RoadmapItem
from tests.factories import MembershipFactory, UserFactory
from tests.factories.feedback import ask_adviser, ask_guest
from tests.factories.roadmaps import StepFactory

pytestmark = pytest.mark.django_db


def of(group, name="roadmap", *args):
    return reverse(f"workspace:{name}", args=[group.review_id, group.pk, *args])


def test_an_empty_roadmap_says_what_to_do(client, cast):
    client.force_login(cast.bob)
    assert "Write the first one above" in client.get(of(cast.first)).text

    client.force_login(cast.alice)
    page = client.get(of(cast.first))
    assert "The rapporteur and the drafters of the group write it" in page.text
    assert page.context["form"] is None


def test_a_step_is_added_in_one_line(client, cast):
    client.force_login(cast.bob)

    response = client.post(
        of(cast.first),
        {"what": "  Write   the summary ", "who": cast.bob.pk, "due_on": "2027-01-31"},
    )

    step = RoadmapItem.objects.get()
    assert response.url.endswith(f"#i-{step.pk}")
    assert (step.what, step.who) == ("Write the summary", cast.bob)
    page = client.get(of(cast.first)).text
    assert "Write the summary" in page
    assert "Bob" in page


def test_only_who_is_in_the_group_can_be_named(client, cast):
    client.force_login(cast.bob)

    refused = client.post(of(cast.first), {"what": "Write", "who": cast.carol.pk})

    assert refused.context["form"].errors.keys() == {"who"}
    assert not RoadmapItem.objects.exists()


def test_steps_are_done_undone_and_moved(client, cast):
    first, second = (StepFactory(group=cast.first, order=n) for n in (1, 2))
    client.force_login(cast.bob)

    client.post(of(cast.first, "do-step", second.pk), {"do": "up"})
    client.post(of(cast.first, "do-step", first.pk), {"do": "done"})
    client.post(of(cast.first, "do-step", first.pk), {"do": "nonsense"})
    page = client.get(of(cast.first))
    assert [row.item for row in page.context["to_do"]] == [second]
    assert "Not done after all" in page.text

    client.post(of(cast.first, "do-step", first.pk), {"do": "undone"})
    page = client.get(of(cast.first))
    assert [row.item for row in page.context["to_do"]] == [second, first]


def test_a_step_is_changed_and_taken_out(client, cast):
    step, other = StepFactory(group=cast.first), StepFactory(group=cast.first)
    foreign = StepFactory(group=cast.second)
    client.force_login(cast.bob)
    address = of(cast.first, "step", step.pk)

    refused = client.post(address, {"what": "Write", "blocked_by": foreign.pk})
    assert refused.context["form"].errors.keys() == {"blocked_by"}
    client.post(address, {"what": "Write", "blocked_by": other.pk})
    step.refresh_from_db()
    assert (step.what, step.blocked_by) == ("Write", other)
    circle = client.post(
        of(cast.first, "step", other.pk), {"what": "x", "blocked_by": step.pk}
    )
    assert "wait for each other" in circle.text

    client.post(of(cast.first, "remove-step", step.pk))
    assert not RoadmapItem.objects.filter(pk=step.pk).exists()
    wrong = of(cast.first, "step", foreign.pk)
    assert client.get(wrong).status_code == 404


def test_steps_are_copied_from_where_one_may_read(client, cast):
    MembershipFactory(group=cast.second, user=cast.bob)
    StepFactory.create_batch(2, group=cast.second)
    client.force_login(cast.bob)
    assert "Nothing to copy from" not in client.get(of(cast.first, "roadmap-copy")).text

    refused = client.post(of(cast.first, "roadmap-copy"), {"source": cast.elsewhere.pk})
    assert refused.context["form"].errors
    client.post(of(cast.first, "roadmap-copy"), {"source": cast.second.pk})

    assert RoadmapItem.objects.filter(group=cast.first).count() == 2


def test_an_adviser_who_is_asked_reads_it_without_names(client, cast):
    StepFactory(group=cast.first, what="Write the summary", who=cast.bob)
    client.force_login(cast.eve)
    assert client.get(of(cast.first)).status_code == 404
    roadmap = Roadmap.objects.get(pk=cast.first.pk)
    asked = ask_adviser(roadmap, cast.eve, by=cast.bob, question="Is it enough?")

    page = client.get(of(cast.first)).text

    assert "Write the summary" in page
    assert "Is it enough?" in page
    assert "Bob" not in page
    answered = client.post(asked.get_absolute_url(), {"answer": "fine"})
    assert answered.status_code == 302
    assert client.post(of(cast.first), {"what": "Hers"}).status_code == 403


def test_a_guest_reads_it_by_link_and_answers(client, cast):
    StepFactory(group=cast.confidential, what="Write the summary", who=cast.grace)
    roadmap = Roadmap.objects.get(pk=cast.confidential.pk)
    asked, token = ask_guest(roadmap, by=cast.grace)
    address = reverse("roadmap_link:roadmap", args=[token])

    page = client.get(address).text

    assert "Write the summary" in page
    assert "Grace" not in page
    assert "The hidden theme" not in page
    client.post(address, {"answer": "fine"})
    asked.refresh_from_db()
    assert asked.is_answered
    wrong = reverse("roadmap_link:roadmap", args=["x" * 43])
    assert client.get(wrong).status_code == 404


def test_a_link_to_something_else_opens_no_roadmap(client, cast):
    from tests.factories.proposals import ProposalFactory  # noqa: PLC0415

    proposal = ProposalFactory(group=cast.first)
    _asked, token = ask_guest(proposal, by=cast.bob)

    assert client.get(reverse("roadmap_link:roadmap", args=[token])).status_code == 404


def test_the_group_page_shows_what_comes_next(client, cast):
    StepFactory.create_batch(4, group=cast.first)
    client.force_login(cast.bob)

    page = client.get(cast.first.get_absolute_url())

    assert len(page.context["next_steps"]) == 3
    assert "4 steps to do" in page.text


@pytest.mark.parametrize("address", ["roadmap", "group"])
def test_a_page_costs_the_same_with_more_steps(client, cast, queries_of, address):
    client.force_login(cast.bob)

    def fill(count):
        for _ in range(count):
            before = StepFactory(group=cast.first, who=UserFactory())
            StepFactory(group=cast.first, who=UserFactory(), blocked_by=before)

    path = of(cast.first) if address == "roadmap" else cast.first.get_absolute_url()
    fill(1)
    one = queries_of(client, path)
    fill(2)
    assert queries_of(client, path) == one


def test_hostile_words_are_words(client, cast):
    StepFactory(group=cast.first, what="<script>alert(1)</script>")
    client.force_login(cast.bob)

    assert "<script>alert" not in client.get(of(cast.first)).text
