"""From a draft to an edition, its PDFs and its links, below the pages."""

from datetime import timedelta

import pytest
import rules
from django.conf import settings

from audit.models import Entry
from core.models import digest_of
from factsheets import content, proving, publishing
from factsheets.models import Edition, Factsheet, Proof, Rendition, ShareLink
from notifications.models import Notification
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.catalogue import SessionFactory, StateFactory, TermFactory
from tests.factories.factsheets import (
    AskFactory,
    ChosenFactory,
    FactsheetFactory,
    measure,
    publish,
    share,
)
from tests.factories.recommendations import RecommendationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_out(factsheet, cast, now):
    """Bob publishes; no gap is accepted unless he says so."""

    def out(*languages, accepts_gaps=False):
        return publishing.publish(
            factsheet_id=factsheet.pk,
            languages=languages or ["en", "ru"],
            accepts_gaps=accepts_gaps,
            actor=cast.bob,
            at=now,
        )

    return out


def change(factsheet, **columns):
    Factsheet.objects.filter(pk=factsheet.pk).update(**columns)


def refusal_of(call, *args, **kwargs):
    with pytest.raises(publishing.CannotPublish) as refused:
        call(*args, **kwargs)
    return str(refused.value)


# What stands in the way


def test_publish_refuses_no_language(put_out, factsheet):
    assert refusal_of(put_out, "xx") == "Choose at least one language."
    assert not factsheet.editions.exists()


@pytest.mark.parametrize("missing", ["title_en", "key_message_en"])
def test_publish_refuses_a_language_that_cannot_stand_alone(
    put_out, factsheet, missing
):
    change(factsheet, **{missing: "  "})

    assert refusal_of(put_out) == "EN: The title or the key message is missing."
    assert not factsheet.editions.exists()


def test_publish_refuses_an_ask_without_wording(put_out, factsheet):
    ask = AskFactory(factsheet=factsheet)
    ask.proposal.wording_ru, ask.proposal.status = " ", "agreed"
    ask.proposal.save()
    measure(factsheet)

    assert refusal_of(put_out) == "RU: 1 ask has no wording in this language."
    assert put_out("en", accepts_gaps=True).languages == ["en"]


@pytest.mark.parametrize("decided", ["agreed", "adopted"])
def test_publish_lets_an_ask_that_nobody_agreed_to_out_only_if_a_person_says_so(
    put_out, factsheet, decided
):
    proposals = [AskFactory(factsheet=factsheet).proposal for _ in range(2)]
    proposals[1].status = decided
    proposals[1].save()
    measure(factsheet)

    assert refusal_of(put_out, "en") == "EN: 1 ask is not agreed in the group yet."
    assert put_out("en", accepts_gaps=True).languages == ["en"]

    proposals[0].status = decided
    proposals[0].save()
    assert put_out("en").number == 2


def test_publish_refuses_a_page_that_is_too_long(put_out, factsheet):
    measure(factsheet, lines_over=7)

    assert refusal_of(put_out, accepts_gaps=True) == (
        "EN: The English side is 7 lines over the page. Shorten its text."
    )
    assert not factsheet.editions.exists()


def test_publish_refuses_letters_that_no_font_has(put_out, factsheet):
    measure(factsheet, unprintable="☃")

    assert refusal_of(put_out, "en") == (
        "EN: These characters cannot be printed; write them another way: ☃"
    )


def test_publish_waits_for_the_measure_and_orders_it(put_out, factsheet):
    assert refusal_of(put_out) == (
        "EN: The page is still being measured. Wait a moment."
    )
    assert {(proof.language, proof.state) for proof in factsheet.proofs.all()} == {
        ("en", "waiting"),
        ("ru", "waiting"),
    }


def test_publish_measures_again_what_could_not_be_drawn(put_out, factsheet, now):
    long_ago = now - timedelta(minutes=11)
    measure(factsheet, state=Proof.State.FAILED, finished_at=long_ago)

    assert refusal_of(put_out, "en").startswith("EN: The page is still being measured.")
    assert factsheet.proofs.get(language="en").state == "waiting"


def test_what_could_not_be_drawn_is_said(factsheet):
    measure(factsheet, state=Proof.State.FAILED)
    fresh = Factsheet.objects.get(pk=factsheet.pk)

    said = [row.sentence for row in proving.obstacles(fresh, ["en"])]

    assert said == ["The page could not be drawn. Try again."]


def test_publish_of_changed_words_needs_a_new_measure(put_out, factsheet):
    measure(factsheet)
    change(factsheet, situation_en="A new line")

    assert refusal_of(put_out).startswith("EN: The page is still being measured.")


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"title_ru": "Другое"}, "EN: 1 text is older than its source."),
        ({"situation_ru": "Ново"}, "EN: 1 text is not translated."),
    ],
)
def test_publish_lets_gaps_out_only_if_a_person_says_so(
    put_out, factsheet, columns, sentence
):
    change(factsheet, **columns)
    measure(factsheet)

    assert refusal_of(put_out) == sentence
    assert put_out(accepts_gaps=True).languages == ["en", "ru"]


def test_the_source_language_alone_has_no_gap(put_out, factsheet):
    change(factsheet, situation_ru="Ново")
    measure(factsheet)

    assert put_out("ru").languages == ["ru"]


# The proof


def test_a_proof_is_ordered_once_for_the_same_words(factsheet):
    fresh = Factsheet.objects.get(pk=factsheet.pk)
    first = proving.order_proof(factsheet=fresh, language="en")

    assert proving.order_proof(factsheet=fresh, language="en") == first
    assert factsheet.proofs.count() == 1


def test_a_new_proof_drops_those_of_older_words_in_its_language(factsheet):
    measure(factsheet)
    change(factsheet, title_en="Other")

    proving.order_proof(factsheet=Factsheet.objects.get(pk=factsheet.pk), language="en")

    states = factsheet.proofs.order_by("language").values_list("language", "state")
    assert list(states) == [("en", "waiting"), ("ru", "ready")]


@pytest.mark.parametrize("is_public", [True, False])
def test_a_proof_has_a_code_as_long_as_the_page_will_have(
    factsheet, cast, now, is_public
):
    cast.review.is_public = is_public
    cast.review.save()
    fresh = Factsheet.objects.get(pk=factsheet.pk)
    measured = proving.order_proof(factsheet=fresh, language="en").content["address"]

    edition = publish(factsheet)

    printed = edition.renditions.get(languages="en").address
    assert len(measured) == len(printed)
    assert (measured == printed) is is_public


# The edition


def test_publish_numbers_editions(put_out, factsheet):
    for number in (1, 2, 3):
        change(factsheet, title_en=f"Title {number}")
        measure(factsheet)
        assert put_out(accepts_gaps=True).number == number

    assert Factsheet.objects.get(pk=factsheet.pk).status == "published"


def test_publish_orders_a_pdf_for_each_language_and_both(put_out, factsheet):
    measure(factsheet)
    edition = put_out()

    assert sorted(edition.renditions.values_list("languages", "state")) == [
        ("en", "waiting"),
        ("en-ru", "waiting"),
        ("ru", "waiting"),
    ]


def test_publish_tells_the_group_and_leaves_one_entry(put_out, factsheet, cast):
    reader = MembershipFactory(group=cast.first, role="reader").user
    measure(factsheet)
    put_out()

    told = Notification.objects.filter(kind="factsheet.is_out")
    assert [notice.recipient for notice in told] == [reader]
    entries = Entry.objects.about(factsheet)
    assert [(entry.verb, entry.actor_id) for entry in entries] == [
        ("factsheet.published", cast.bob.pk)
    ]


def test_an_edition_is_frozen(factsheet, cast):
    """Whatever changes later, in whichever app, what was published stays."""
    norway = StateFactory(name_en="Norway")
    SessionFactory(number=8, year=2010)
    made = RecommendationFactory(made_by=[norway], wording_en="Open shelters")
    chosen = ChosenFactory(
        factsheet=factsheet, recommendation=made, outcome_en="Two opened", level="part"
    )
    ask = AskFactory(factsheet=factsheet)
    ask.proposal.follows.set([made])
    ask.proposal.terms.set([TermFactory(name_en="Shelters")])
    edition = publish(factsheet)
    before = content.facts_in(Edition.objects.get(pk=edition.pk), "en")

    change(factsheet, title_en="Other", key_message_en="Other", source_language="en")
    chosen.outcome_en, chosen.level = "All opened", "full"
    chosen.save()
    ask.proposal.wording_en = "Ask for something else"
    ask.proposal.save()
    ask.proposal.terms.clear()
    made.wording_en = "Reworded"
    made.save()
    norway.name_en = "Elsewhere"
    norway.save()
    made.positions.update(kind="noted")
    cast.review.coalition_name_en = "Another coalition"
    cast.review.contact_email = "new@example.org"
    cast.review.save()

    frozen = Edition.objects.get(pk=edition.pk)
    assert content.facts_in(frozen, "en") == before
    assert (before.title, before.past[0].outcome, before.past[0].level) == (
        "Protection from violence",
        "Two opened",
        "part",
    )
    assert before.past[0].headline == "Open shelters"
    assert (before.past[0].made_by, before.past[0].year) == (("Norway",), 2010)
    assert before.past[0].position == "supported"
    assert before.asks[0].source_line == "Follows: Norway, 2010 · Shelters"


def test_an_edition_holds_only_the_languages_chosen(put_out, factsheet):
    measure(factsheet)

    assert set(put_out("ru").content) == {"ru"}


def test_the_legal_notice_is_off_unless_asked_for(factsheet, cast):
    cast.first.organisation = OrganisationFactory(legal_notice_en="Registered as.")
    cast.first.save()
    assert content.facts_in(publish(factsheet), "en").legal_notice == ""

    change(factsheet, shows_legal_notice=True)
    assert content.facts_in(publish(factsheet), "en").legal_notice == "Registered as."


# Withdrawing


def test_withdraw_takes_every_edition_back(factsheet, cast, now):
    publish(factsheet)
    publish(factsheet)

    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    assert set(factsheet.editions.values_list("withdrawn_at", flat=True)) == {now}
    assert Factsheet.objects.get(pk=factsheet.pk).status == "withdrawn"
    assert (
        Entry.objects.about(factsheet).newest_first()[0].verb == "factsheet.withdrawn"
    )


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_withdraw_refuses_what_is_not_published(factsheet, cast, now, status):
    change(factsheet, status=status)

    with pytest.raises(publishing.CannotWithdraw):
        publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=now)


def test_what_was_withdrawn_can_be_published_again(factsheet, cast, now):
    old = publish(factsheet)
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    new = publish(factsheet, at=now + timedelta(minutes=1))

    assert new.number == 2
    assert list(Edition.objects.current()) == [new]
    assert Edition.objects.get(pk=old.pk).is_withdrawn


def test_no_edition_is_current_once_the_newest_is_withdrawn(factsheet, cast, now):
    publish(factsheet)
    assert Edition.objects.current().count() == 1

    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=now)

    assert not Edition.objects.current().exists()


# PDFs


def test_a_pdf_asked_twice_is_rendered_once(factsheet, now):
    edition = publish(factsheet)
    ready = edition.renditions.get(languages="en")

    again = publishing.order_rendition(edition=edition, languages="en", at=now)

    assert (again, again.state) == (ready, "ready")


@pytest.mark.parametrize(
    ("minutes", "found"), [(11, ("waiting", 0)), (1, ("failed", 5))]
)
def test_a_pdf_that_failed_is_tried_again_but_not_at_every_look(
    factsheet, now, minutes, found
):
    edition = publish(factsheet)
    edition.renditions.update(
        state=Rendition.State.FAILED,
        attempts=5,
        finished_at=now - timedelta(minutes=minutes),
    )

    publishing.order_rendition(edition=edition, languages="en", at=now)

    row = edition.renditions.get(languages="en")
    assert (row.state, row.attempts) == found


def test_the_code_leads_to_the_public_page_where_there_is_one(factsheet, cast, now):
    edition = publish(factsheet)
    closed = edition.renditions.get(languages="en")
    cast.review.is_public = True
    cast.review.save()

    fresh = Edition.objects.get(pk=edition.pk)
    opened = publishing.order_rendition(edition=fresh, languages="en", at=now)

    assert opened != closed
    assert opened.address == f"{settings.SITE_URL}/f/{factsheet.pk}/"
    assert closed.address.startswith(f"{settings.SITE_URL}/s/")


def test_the_printed_code_of_a_closed_review_opens_a_page(factsheet, client):
    edition = publish(factsheet)
    address = edition.renditions.get(languages="ru").address

    page = client.get(address.removeprefix(settings.SITE_URL))

    assert page.status_code == 200
    assert "Protection from violence" in page.text


def test_one_edition_has_one_printed_link(factsheet, now):
    edition = publish(factsheet)
    for name in ("en", "ru", "en-ru"):
        publishing.order_rendition(edition=edition, languages=name, at=now)

    assert edition.share_links.filter(is_printed=True).count() == 1


def test_a_printed_link_is_renewed_while_its_page_is_asked_for(factsheet, now):
    edition = publish(factsheet)
    late = now + timedelta(days=300)

    publishing.order_rendition(edition=edition, languages="en", at=late)

    link = edition.share_links.get(is_printed=True)
    assert link.expires_at == late + publishing.PRINTED_LINK_LASTS
    assert edition.renditions.filter(languages="en").count() == 1


# Links


def test_make_link_gives_a_token_that_is_kept_nowhere(factsheet, cast, now):
    edition = publish(factsheet)
    link, token = publishing.make_link(
        edition=edition, label="Embassy", days=30, actor=cast.bob, at=now
    )

    assert len(token) == 43
    assert ShareLink.objects.get(pk=link.pk).token_digest == digest_of(token)
    assert link.expires_at == now + timedelta(days=30)
    assert token not in str(list(ShareLink.objects.values()))
    assert Entry.objects.about(factsheet).newest_first()[0].verb == "sharelink.made"


@pytest.mark.parametrize("days", [0, -1, 181])
def test_make_link_lasts_a_day_to_half_a_year(factsheet, cast, now, days):
    edition = publish(factsheet)

    with pytest.raises(publishing.CannotShare) as refusal:
        publishing.make_link(
            edition=edition, label="", days=days, actor=cast.bob, at=now
        )

    assert str(refusal.value) == "A link lasts from 1 to 180 days."


def test_make_link_refuses_a_withdrawn_edition(factsheet, cast, now):
    edition = publish(factsheet)
    publishing.withdraw(factsheet_id=factsheet.pk, actor=cast.bob, at=now)
    edition.refresh_from_db()

    with pytest.raises(publishing.CannotShare) as refusal:
        publishing.make_link(edition=edition, label="", days=1, actor=cast.bob, at=now)

    assert str(refusal.value) == "This edition has been withdrawn."


def test_revoke_link_is_recorded_once(factsheet, cast, now):
    link, _token = share(publish(factsheet))
    for minute in (0, 1):
        publishing.revoke_link(
            link=link, actor=cast.bob, at=now + timedelta(minutes=minute)
        )

    assert ShareLink.objects.get(pk=link.pk).revoked_at == now
    verbs = Entry.objects.about(factsheet).values_list("verb", flat=True)
    assert list(verbs).count("sharelink.revoked") == 1


def test_links_are_seen_by_those_to_whom_the_work_is_open(factsheet, cast):
    link, _token = share(publish(factsheet))
    sees = {
        name
        for name in ("alice", "bob", "carol", "dan", "eve", "frank", "grace", "heidi")
        if link in ShareLink.objects.visible_to(cast[name])
    }

    assert sees == {"alice", "bob"}


# Who may


@pytest.mark.parametrize(
    ("group", "publishers"),
    [
        ("first", {"alice", "bob"}),
        ("second", {"alice"}),
        ("institution", {"frank"}),
        ("confidential", {"grace"}),
        ("elsewhere", {"heidi"}),
    ],
)
def test_who_answers_for_a_factsheet(cast, group, publishers):
    sheet = FactsheetFactory(group=getattr(cast, group))
    people = ("alice", "bob", "carol", "dan", "eve", "frank", "grace", "heidi", "ivan")
    for verb in ("publish", "withdraw", "share"):
        may = {
            name
            for name in people
            if rules.has_perm(f"factsheets.{verb}_factsheet", cast[name], sheet)
        }
        assert may == publishers
    assert not rules.has_perm("factsheets.publish_factsheet", cast.anonymous, sheet)
