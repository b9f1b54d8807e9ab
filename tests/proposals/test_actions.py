import pytest

from audit.models import Entry
from proposals import actions
from proposals.models import Proposal
from tests.factories.catalogue import TermFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory

pytestmark = pytest.mark.django_db

WORDS = {
    "kind": "question",
    "wording_en": "Open shelters",
    "wording_ru": "Открыть убежища",
    "wording_ky": "",
}


@pytest.fixture
def proposal(cast):
    return ProposalFactory(group=cast.first)


@pytest.fixture
def reword(proposal, cast, now):
    def reworded(*, version=None, terms=(), follows=(), **words):
        fresh = Proposal.objects.get(pk=proposal.pk)
        kept = {field: getattr(fresh, field) for field in actions.FIELDS}
        return actions.reword_proposal(
            proposal_id=proposal.pk,
            version=fresh.version if version is None else version,
            actor=cast.bob,
            at=now,
            words={**kept, **words},
            terms=terms,
            follows=follows,
        )

    return reworded


def fresh(proposal):
    return Proposal.objects.get(pk=proposal.pk)


def verbs(proposal):
    entries = Entry.objects.about(proposal).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_write_proposal(cast, now):
    term, made = TermFactory(), RecommendationFactory()
    written = actions.write_proposal(
        group=cast.first,
        actor=cast.bob,
        at=now,
        words=WORDS,
        terms=[term],
        follows=[made],
    )

    kept = fresh(written)
    assert {field: getattr(kept, field) for field in WORDS} == WORDS
    assert (kept.review, kept.group, kept.status) == (cast.review, cast.first, "draft")
    assert (list(kept.terms.all()), list(kept.follows.all())) == ([term], [made])
    assert verbs(kept) == ["proposal.written"]


def test_reword_proposal(proposal, reword):
    term, made = TermFactory(), RecommendationFactory()
    answer = reword(wording_en="Other words", terms=[term], follows=[made])

    kept = fresh(proposal)
    assert (kept.wording_en, kept.version, answer.version) == ("Other words", 2, 2)
    assert (list(kept.terms.all()), list(kept.follows.all())) == ([term], [made])
    assert verbs(kept) == ["proposal.reworded"]


def test_reword_proposal_never_overwrites(proposal, reword):
    reword(wording_en="Theirs")

    with pytest.raises(actions.CannotSave) as refusal:
        reword(version=1, wording_en="Mine")

    assert refusal.value.theirs.wording_en == "Theirs"
    assert fresh(proposal).wording_en == "Theirs"
    assert verbs(proposal) == ["proposal.reworded"]


@pytest.mark.parametrize("status", ["agreed", "adopted"])
@pytest.mark.parametrize(
    ("words", "after"),
    [
        ({"wording_ky": "Башка сөз"}, "draft"),
        ({"kind": "question"}, "draft"),
        ({}, None),
    ],
)
def test_what_was_agreed_to_is_a_draft_once_its_words_change(
    proposal, reword, status, words, after
):
    Proposal.objects.filter(pk=proposal.pk).update(status=status)

    reword(terms=[TermFactory()], **words)

    assert fresh(proposal).status == (after or status)


def test_line_ends_of_a_browser_are_no_change(proposal, reword):
    Proposal.objects.filter(pk=proposal.pk).update(
        status="agreed", wording_en="one\ntwo"
    )

    reword(wording_en="one\r\ntwo")

    assert (fresh(proposal).status, fresh(proposal).wording_en) == (
        "agreed",
        "one\ntwo",
    )


@pytest.fixture
def agree(proposal, cast, now):
    return lambda version=1: actions.agree_proposal(
        proposal_id=proposal.pk, version=version, actor=cast.bob, at=now
    )


@pytest.fixture
def adopt(proposal, cast, now):
    return lambda version=1: actions.adopt_proposal(
        proposal_id=proposal.pk, version=version, actor=cast.alice, at=now
    )


def test_agree_then_adopt(proposal, agree, adopt):
    agree()
    assert (fresh(proposal).status, fresh(proposal).version) == ("agreed", 2)

    adopt(version=2)
    assert fresh(proposal).status == "adopted"
    assert verbs(proposal) == ["proposal.agreed", "proposal.adopted"]


def test_who_still_edits_what_was_agreed_meanwhile_is_told(proposal, agree, reword):
    agree()

    with pytest.raises(actions.CannotSave):
        reword(version=1, wording_en="Mine")
    assert fresh(proposal).status == "agreed"


def test_nobody_agrees_to_words_changed_since_they_were_read(proposal, agree, reword):
    reword(wording_en="Changed meanwhile")

    with pytest.raises(actions.CannotMove) as refusal:
        agree(version=1)

    assert str(refusal.value) == "Somebody has changed this proposal. Read it again."
    assert fresh(proposal).status == "draft"


def test_adopt_refuses_what_the_group_has_not_agreed_to(proposal, adopt):
    with pytest.raises(actions.CannotAdopt) as refusal:
        adopt()

    assert str(refusal.value) == "The group has not agreed to this wording yet."
    assert verbs(proposal) == []


@pytest.mark.parametrize("status", ["agreed", "adopted"])
def test_agree_refuses_what_is_no_draft(proposal, agree, status):
    Proposal.objects.filter(pk=proposal.pk).update(status=status)

    with pytest.raises(actions.CannotAgree) as refusal:
        agree()

    assert str(refusal.value) == "This proposal is not a draft any more."
