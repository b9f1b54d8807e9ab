import pytest
import rules
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Proposal
from tests.factories import MembershipFactory
from tests.factories.catalogue import StateFactory, TermFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory

pytestmark = pytest.mark.django_db

PEOPLE = ("alice", "bob", "carol", "dan", "eve", "frank", "grace", "heidi", "ivan")
ABROAD = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "evil",
    "\x00/",
    "",
]


@pytest.fixture
def proposal(cast):
    return ProposalFactory(group=cast.first, wording_en="Open shelters by 2030")


@pytest.fixture
def as_bob(client, cast):
    client.force_login(cast.bob)
    return client


@pytest.fixture
def new(cast):
    return reverse("proposals:new", args=[cast.review.pk, cast.first.pk])


def url(proposal, name="detail"):
    return reverse(f"proposals:{name}", args=[proposal.review_id, proposal.pk])


def words(proposal=None, **changed):
    """The form as a browser sends it."""
    return {
        "kind": "recommendation",
        "wording_en": proposal.wording_en if proposal else "Open shelters",
        "wording_ru": proposal.wording_ru if proposal else "",
        "wording_ky": proposal.wording_ky if proposal else "",
        "version": proposal.version if proposal else "",
        **changed,
    }


def words_on(response):
    return " ".join(response.text.split())


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Who may


@pytest.mark.parametrize(
    ("group", "sees", "changes", "agrees", "adopts"),
    [
        ("first", {"alice", "bob"}, {"bob"}, {"bob"}, {"alice"}),
        ("second", {"alice", "carol"}, {"carol"}, set(), {"alice"}),
        ("institution", {"frank"}, {"frank"}, {"frank"}, set()),
        ("confidential", {"grace"}, {"grace"}, {"grace"}, set()),
        ("elsewhere", {"heidi"}, set(), set(), {"heidi"}),
    ],
)
def test_who_may_what(cast, group, sees, changes, agrees, adopts):
    proposal = ProposalFactory(group=getattr(cast, group))

    def who(may):
        return {name for name in PEOPLE if may(cast[name])}

    assert who(lambda user: proposal in Proposal.objects.visible_to(user)) == sees
    for verb, expected in (("change", changes), ("agree", agrees), ("adopt", adopts)):
        perm = f"proposals.{verb}_proposal"
        assert who(lambda user, perm=perm: rules.has_perm(perm, user, proposal)) == (
            expected
        )
    assert not Proposal.objects.visible_to(cast.anonymous).exists()


@pytest.mark.parametrize("name", ["carol", "dan", "eve", "frank", "heidi"])
def test_a_proposal_of_others_is_missing(client, cast, proposal, name):
    client.force_login(cast[name])

    codes = [client.get(url(proposal, page)).status_code for page in ("detail", "edit")]
    codes += [
        client.post(url(proposal, page), words(proposal)).status_code
        for page in ("edit", "agree", "adopt")
    ]
    assert set(codes) == {404}
    assert Proposal.objects.get(pk=proposal.pk).version == 1


def test_list_shelves_what_is_open(client, cast):
    for group in ("first", "second", "confidential", "elsewhere"):
        ProposalFactory(group=getattr(cast, group), wording_en=f"Of the {group}")
    seen = {}
    for name in ("alice", "bob", "grace", "dan"):
        client.force_login(cast[name])
        page = client.get(reverse("proposals:list", args=[cast.review.pk])).text
        seen[name] = {
            group
            for group in ("first", "second", "confidential", "elsewhere")
            if f"Of the {group}" in page
        }

    assert seen == {
        "alice": {"first", "second"},
        "bob": {"first"},
        "grace": {"confidential"},
        "dan": set(),
    }


# Writing


def test_write(as_bob, new, cast):
    topic = TermFactory()
    answer = as_bob.post(new, words(kind="question", terms=[topic.pk]))

    made = Proposal.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.group, made.kind, made.wording_en) == (
        cast.first,
        "question",
        "Open shelters",
    )
    assert list(made.terms.all()) == [topic]


def test_write_leads_back_where_it_was_asked_for(as_bob, new):
    form = as_bob.get(new, {"next": "/r/somewhere/"})
    assert '<input type="hidden" name="next" value="/r/somewhere/">' in form.text

    assert as_bob.post(new, words(next="/r/somewhere/")).url == "/r/somewhere/"


@pytest.mark.parametrize("target", ABROAD)
def test_write_leads_to_no_page_that_is_not_ours(as_bob, new, target):
    form = as_bob.get(new, {"next": target})
    assert 'name="next"' not in form.text

    answer = as_bob.post(new, words(next=target))
    assert answer.url == Proposal.objects.get().get_absolute_url()


def test_write_continues_what_the_address_names(as_bob, new):
    made = RecommendationFactory(wording_en="Build more shelters")
    form = as_bob.get(new, {"follows": made.pk})
    assert "Build more shelters" in form.text

    as_bob.post(f"{new}?follows={made.pk}", words(follows=[made.pk]))
    assert list(Proposal.objects.get().follows.all()) == [made]


@pytest.mark.parametrize("named", ["", "x", "\x00", "9" * 5000, "null"])
def test_write_passes_over_nonsense_in_the_address(as_bob, new, named):
    assert as_bob.get(new, {"follows": named, "next": named}).status_code == 200


def test_write_follows_no_recommendation_of_another_state(as_bob, new):
    elsewhere = RecommendationFactory(state=StateFactory())
    page = as_bob.post(new, words(follows=[elsewhere.pk]))

    assert page.status_code == 200
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"wording_en": ""},
        {"wording_en": "   "},
        {"wording_en": "x" * 1001},
        {"wording_en": "x" * 1_000_000},
        {"wording_en": "\x00"},
        {"kind": ""},
        {"kind": "order"},
        {"terms": ["x"]},
        {"terms": ["99999999"]},
        {"follows": ["x"]},
    ],
)
def test_write_says_what_is_wrong_and_keeps_what_was_typed(as_bob, new, fields):
    page = as_bob.post(new, words(wording_ru="", **fields))

    assert page.status_code == 200
    assert 'class="errors"' in page.text
    assert not Proposal.objects.exists()


def test_a_topic_is_one_of_the_plain_topics(as_bob, new):
    issue = TermFactory(vocabulary__key="upr-info-issues")
    page = as_bob.post(new, words(terms=[issue.pk]))

    assert page.context["form"].errors.keys() == {"terms"}


@pytest.mark.parametrize(
    "group", ["second", "institution", "confidential", "elsewhere"]
)
def test_write_in_a_group_of_others_is_missing(as_bob, cast, group):
    address = reverse("proposals:new", args=[cast.review.pk, getattr(cast, group).pk])

    assert as_bob.post(address, words()).status_code == 404


@pytest.mark.parametrize("role", ["reader", "translator"])
def test_readers_write_none(client, cast, new, role):
    client.force_login(MembershipFactory(group=cast.first, role=role).user)

    assert client.post(new, words()).status_code == 403


def test_no_proposal_is_without_words():
    proposal = ProposalFactory()
    with (
        pytest.raises(IntegrityError, match="proposal_has_wording"),
        transaction.atomic(),
    ):
        Proposal.objects.filter(pk=proposal.pk).update(
            wording_en="", wording_ru="", wording_ky=""
        )


# Rewording


def test_reword(as_bob, proposal):
    answer = as_bob.post(url(proposal, "edit"), words(proposal, wording_en="Better"))

    assert answer.url == url(proposal)
    assert Proposal.objects.get(pk=proposal.pk).wording_en == "Better"


def test_reword_after_somebody_else_shows_both(as_bob, proposal):
    mine = words(proposal, wording_en="My own words")
    as_bob.post(url(proposal, "edit"), words(proposal, wording_en="Their words"))

    page = as_bob.post(url(proposal, "edit"), mine)

    assert page.status_code == 200
    assert "Somebody else changed this proposal while you were writing." in (
        words_on(page)
    )
    assert '<p class="words" lang="en">Their words</p>' in page.text
    assert "My own words</textarea>" in page.text
    assert Proposal.objects.get(pk=proposal.pk).wording_en == "Their words"

    again = as_bob.post(url(proposal, "edit"), {**mine, "version": version_in(page)})
    assert again.status_code == 302
    assert Proposal.objects.get(pk=proposal.pk).wording_en == "My own words"


def version_in(page):
    return page.context["form"]["version"].value()


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30, "\x00", "1.5"])
def test_reword_without_its_version_changes_nothing(as_bob, proposal, version):
    page = as_bob.post(
        url(proposal, "edit"), words(proposal, wording_en="Mine", version=version)
    )

    assert page.status_code == 200
    assert "Mine</textarea>" in page.text
    assert 'class="errors"' in page.text
    assert Proposal.objects.get(pk=proposal.pk).wording_en == "Open shelters by 2030"


def test_reword_keeps_what_it_follows(as_bob, cast):
    made = RecommendationFactory()
    proposal = ProposalFactory(group=cast.first, follows=[made])
    form = as_bob.get(url(proposal, "edit"))
    assert f'value="{made.pk}"' in form.text

    as_bob.post(url(proposal, "edit"), words(proposal, follows=[made.pk]))
    assert list(proposal.follows.all()) == [made]


# Standing behind it


def test_agree_and_adopt(client, cast, proposal):
    client.force_login(cast.bob)
    assert url(proposal, "agree") in client.get(url(proposal)).text
    client.post(url(proposal, "agree"), {"version": 1})
    assert Proposal.objects.get(pk=proposal.pk).status == "agreed"
    assert client.post(url(proposal, "adopt"), {"version": 2}).status_code == 403

    client.force_login(cast.alice)
    assert client.post(url(proposal, "agree"), {"version": 2}).status_code == 403
    client.post(url(proposal, "adopt"), {"version": 2})
    assert Proposal.objects.get(pk=proposal.pk).status == "adopted"


def test_the_page_knows_which_words_are_agreed_to(as_bob, proposal):
    Proposal.objects.filter(pk=proposal.pk).update(version=7)

    assert '<input type="hidden" name="version" value="7">' in (
        as_bob.get(url(proposal)).text
    )


@pytest.mark.parametrize("version", ["", "2", "x", "-1", "9" * 5000, "\x00", "²"])
def test_agreeing_to_other_words_is_refused(as_bob, proposal, version):
    answer = as_bob.post(url(proposal, "agree"), {"version": version})

    assert said(answer) == ["Somebody has changed this proposal. Read it again."]
    assert Proposal.objects.get(pk=proposal.pk).status == "draft"


def test_a_step_out_of_turn_is_said(client, cast, proposal):
    client.force_login(cast.alice)

    assert said(client.post(url(proposal, "adopt"))) == [
        "The group has not agreed to this wording yet."
    ]


@pytest.mark.parametrize("name", ["agree", "adopt"])
def test_a_step_is_not_taken_by_a_link(as_bob, proposal, name):
    assert as_bob.get(url(proposal, name)).status_code == 405


# In few queries


@pytest.mark.parametrize("page", ["list", "detail", "edit"])
def test_a_page_asks_as_much_for_many_rows_as_for_one(as_bob, cast, page):
    proposal = ProposalFactory(group=cast.first)
    address = (
        reverse("proposals:list", args=[cast.review.pk])
        if page == "list"
        else url(proposal, page)
    )

    def asked():
        as_bob.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert as_bob.get(address).status_code == 200
        return len(queries)

    def add():
        made = RecommendationFactory(made_by=StateFactory.create_batch(2))
        topic = TermFactory()
        ProposalFactory(group=cast.first, follows=[made], terms=[topic])
        proposal.follows.add(made)
        proposal.terms.add(topic)

    add()
    one = asked()
    add()
    add()

    assert asked() == one <= 12
