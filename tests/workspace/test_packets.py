"""Sending for translation, and what comes back into its place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import openings
from accounts.models import Opening
from audit.models import Entry
from core.translations import BlockState, Handed, digest
from factsheets import actions as writing
from notifications.models import Notification
from proposals import actions as proposing
from proposals.models import Proposal
from submissions import arranging, store, ydoc
from submissions.models import Section, Submission, Suggestion, Text, Update
from tests.factories import MembershipFactory, RoleFactory
from tests.factories.packets import send, send_by_link
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.writing import change, type_in, write
from tests.workspace import packet_cast
from tests.workspace.packet_cast import lines
from workspace import gathering, packets
from workspace.models import Packet, PacketItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(cast):
    return RoleFactory(
        user__full_name="Tamara", role="translator", review=cast.review
    ).user


def handed(item, text, *, base=""):
    return Handed(text=text, source_digest=item.source_digest, base=digest(base))


def save(packet, number, text, *, by, at=None, base=""):
    item = packet.items.get(order=number)
    return packets.save_item(
        packet=packet,
        order=number,
        handed=handed(item, text, base=base),
        by=by,
        at=at or timezone.now(),
    )


# What goes in


def test_a_group_sends_all_that_is_missing_or_stale(cast, translator):
    packet_cast.sections(cast.first, "Первый абзац.", "Второй абзац.")
    packet_cast.proposal(cast.first)
    sheet = packet_cast.factsheet(cast.first, title_en="A title")
    packet = send(cast.first, translator, by=cast.bob)

    found = [(item.kind, item.target_text) for item in packet.items.order_by("order")]
    assert found == [
        ("paragraph", ""),
        ("paragraph", ""),
        ("recommendation", ""),
        ("key_message", ""),
    ]
    assert sheet.block("title", "en").state == BlockState.REVIEW
    assert sum(packet.items.values_list("words", flat=True)) == 2 + 2 + 2 + 4


def test_of_another_group_nothing_goes_in(cast, translator):
    packet_cast.proposal(cast.second, "Чужое")
    packet_cast.proposal(cast.first, "Своё")
    packet = send(cast.first, translator, by=cast.bob)

    assert [item.source_text for item in packet.items.all()] == ["Своё"]


def test_of_a_joint_submission_a_group_sends_its_own_sections(cast, translator):
    groups = [cast.first, cast.second]
    submission = SubmissionFactory(review=cast.review, groups=groups)
    for group in groups:
        section = SectionFactory(submission=submission, group=group)
        write(text_of(section), [ydoc.paragraph(f"Пишет {group.name_en}")])
    packet = send(cast.first, translator, by=cast.bob)

    assert [item.source_text for item in packet.items.all()] == ["Пишет Women’s rights"]
    whole = send(submission, translator, by=cast.alice)
    assert [item.source_text for item in whole.items.all()] == ["Пишет Environment"]
    assert whole.group is None


def test_a_factsheet_goes_with_what_it_asks(cast, translator):
    sheet = packet_cast.factsheet(cast.first)
    asked = packet_cast.proposal(cast.first, "Спросить")
    packet_cast.proposal(cast.first, "Не спрошено")
    sheet.asks.create(proposal=asked, place=1)
    packet = send(sheet, translator, by=cast.bob)

    kinds = set(packet.items.values_list("kind", flat=True))
    assert kinds == {"recommendation", "title", "key_message"}


def test_what_somebody_is_at_is_not_sent_again(cast, translator):
    packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    with pytest.raises(packets.CannotSend):
        send(cast.first, translator, by=cast.bob)

    packets.close_packet(packet=packet, actor=cast.bob, at=timezone.now())
    assert send(cast.first, translator, by=cast.bob).items.count() == 1


def test_a_day_that_is_over_is_refused(cast, translator):
    packet_cast.proposal(cast.first)
    with pytest.raises(packets.CannotSend, match="over"):
        send(cast.first, translator, by=cast.bob, days=-2)
    with pytest.raises(packets.CannotSend, match="180"):
        send(cast.first, translator, by=cast.bob, days=400)
    assert not Packet.objects.exists()


def test_the_trail_and_the_notice_hold_no_words(cast, translator):
    packet_cast.proposal(cast.first, "Тайное слово")
    packet = send(cast.first, translator, by=cast.bob)

    notice = Notification.objects.get(recipient=translator)
    assert (notice.kind, notice.subject()) == ("packet.given", packet)
    verbs = set(Entry.objects.about(packet).values_list("verb", flat=True))
    assert verbs == {"packet.sent"}


# What comes back


def test_a_paragraph_lands_in_the_shared_text_in_review(cast, translator):
    _source, target = packet_cast.sections(cast.first, "Первый.", "Второй.")
    packet = send(cast.first, translator, by=cast.bob)
    assert save(packet, 2, "Second.", by=translator).is_kept
    assert save(packet, 1, "First.", by=translator).is_kept

    assert lines(target) == ["First.", "Second."]
    target.refresh_from_db()
    assert target.behind == 0
    last = Update.objects.filter(text=target).latest("seq")
    assert (last.via, last.author) == ("translated", translator)
    (one, _other) = gathering.standing(packet.items.all(), into="en").values()
    assert one.state == BlockState.REVIEW


def test_a_proposal_and_a_factsheet_take_theirs(cast, translator):
    proposal = packet_cast.proposal(cast.first)
    sheet = packet_cast.factsheet(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    for number, words in enumerate(["Build shelters", "Title", "Nobody came"], 1):
        assert save(packet, number, words, by=translator).is_kept

    proposal.refresh_from_db()
    sheet.refresh_from_db()
    assert proposal.wording_en == "Build shelters"
    assert (sheet.title_en, sheet.key_message_en) == ("Title", "Nobody came")
    assert proposal.ready_in == ["en"]
    assert sheet.ready_in == ["en"]
    assert sheet.block("title", "en").state == BlockState.REVIEW


def test_the_sender_hears_once_when_all_is_done(cast, translator):
    packet_cast.sections(cast.first, "Первый.", "Второй.")
    packet = send(cast.first, translator, by=cast.bob)
    save(packet, 1, "First.", by=translator)
    heard = Notification.objects.filter(recipient=cast.bob, kind="packet.done")
    assert not heard.exists()
    save(packet, 2, "Second.", by=translator)
    save(packet, 2, "The second.", by=translator, base="Second.")

    assert heard.count() == 1
    packet.refresh_from_db()
    assert packet.done_at


def test_a_changed_source_is_shown_and_asked(cast, translator):
    source, target = packet_cast.sections(cast.first, "Четыре приюта.")
    packet = send(cast.first, translator, by=cast.bob)
    change(source, type_in(0, " И ещё один."))

    saved = save(packet, 1, "Four shelters.", by=translator)
    assert saved.asks
    assert saved.now.source == "Четыре приюта. И ещё один."
    item = packet.items.get()
    assert (item.state, item.offered) == ("asks", "Four shelters.")
    assert item.source_text == "Четыре приюта."
    assert lines(target) == [""]

    again = packets.save_item(
        packet=packet,
        order=1,
        handed=Handed(
            text="Four shelters. And one more.",
            source_digest=digest("Четыре приюта. И ещё один."),
            base=digest(""),
        ),
        by=translator,
        at=timezone.now(),
    )
    assert again.is_kept
    assert lines(target) == ["Four shelters. And one more."]


def test_what_somebody_wrote_meanwhile_is_never_overwritten(cast, translator):
    proposal = packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    proposing.reword_proposal(
        proposal_id=proposal.pk,
        version=proposal.version,
        actor=cast.bob,
        at=timezone.now(),
        words={"wording_en": "Bob’s own", "wording_ru": proposal.wording_ru},
    )
    saved = save(packet, 1, "Tamara’s", by=translator)

    assert saved.now.text == "Bob’s own"
    proposal.refresh_from_db()
    assert proposal.wording_en == "Bob’s own"
    assert save(packet, 1, "Tamara’s", by=translator, base="Bob’s own").is_kept
    proposal.refresh_from_db()
    assert proposal.wording_en == "Tamara’s"


def test_a_paragraph_written_meanwhile_is_not_overwritten(cast, translator):
    _source, target = packet_cast.sections(cast.first, "Один.")
    packet = send(cast.first, translator, by=cast.bob)
    write(target, [ydoc.paragraph("By hand.")])

    saved = save(packet, 1, "By packet.", by=translator)
    assert saved.now.text == "By hand."
    assert lines(target) == ["By hand."]


def test_a_text_that_was_taken_out_is_said_to_be_gone(cast, translator):
    source, _target = packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)

    def drop(doc):
        del store.fragment(doc).children[0:1]

    change(source, drop)
    saved = save(packet, 1, "One.", by=translator)

    assert "taken out" in saved.refusal
    assert packet.items.get(order=1).state == PacketItem.State.GONE


def test_an_agreed_section_takes_what_is_missing_only(cast, translator):
    _source, target = packet_cast.sections(cast.first, "Один.")
    Section.objects.update(status="agreed")
    packet = send(cast.first, translator, by=cast.bob)
    assert save(packet, 1, "One.", by=translator).is_kept

    refused = save(packet, 1, "Another.", by=translator, base="One.")
    assert "agreed" in refused.refusal
    assert lines(target) == ["One."]


def test_a_frozen_text_takes_nothing_and_the_words_wait(cast, translator):
    _source, target = packet_cast.sections(cast.first, "Один.")
    packet = send(cast.first, translator, by=cast.bob)
    Submission.objects.update(stage="frozen")

    refused = save(packet, 1, "One.", by=translator)

    assert "frozen" in refused.refusal
    assert packet.items.get(order=1).offered == "One."
    assert not any(lines(target))


def test_an_open_suggestion_is_decided_first(cast, translator):
    from submissions import documents, suggesting  # noqa: PLC0415 -- one test

    _source, target = packet_cast.sections(cast.first, "Один.")
    write(target, [ydoc.paragraph("One.")])
    block = next(documents.blocks(documents.document_of(store.load(target.pk).doc())))
    suggesting.suggest(
        text_id=target.pk,
        block=block.id,
        base=digest("One."),
        words="One or two.",
        author=cast.bob,
        at=timezone.now(),
    )
    packet = send(cast.first, translator, by=cast.bob)
    saved = save(packet, 1, "Only one.", by=translator, base="One.")

    assert "suggestion" in saved.refusal
    assert Suggestion.objects.get().state == "open"


def test_a_stale_translation_that_still_says_the_same_is_confirmed(cast, translator):
    _source, target = packet_cast.sections(cast.first, "Один.")
    write(target, [ydoc.paragraph("One.")])
    packet = send(cast.first, translator, by=cast.bob)
    before = Text.objects.get(pk=target.pk).head
    assert save(packet, 1, "One.", by=translator, base="One.").is_kept

    target.refresh_from_db()
    assert (target.head, target.behind) == (before, 0)


def test_a_wording_that_is_replaced_is_a_draft_again(cast, translator):
    proposal = packet_cast.proposal(cast.first)
    Proposal.objects.update(status="adopted")
    packet = send(cast.first, translator, by=cast.bob)
    save(packet, 1, "Build", by=translator)
    proposal.refresh_from_db()
    assert proposal.status == "adopted"

    save(packet, 1, "Build more", by=translator, base="Build")
    proposal.refresh_from_db()
    assert proposal.status == "draft"


def test_what_is_too_long_for_the_page_is_refused_and_kept_in_the_packet(
    cast, translator
):
    packet_cast.factsheet(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    saved = save(packet, 1, "x" * 121, by=translator)

    assert "120" in saved.refusal
    assert packet.items.get(order=1).offered == "x" * 121


def test_agreeing_agrees_to_every_language_that_is_up_to_date(cast, translator):
    proposal = packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    save(packet, 1, "Build", by=translator)
    proposal.refresh_from_db()
    proposing.agree_proposal(
        proposal_id=proposal.pk,
        version=proposal.version,
        actor=cast.bob,
        at=timezone.now(),
    )
    proposal.refresh_from_db()
    assert proposal.block("wording", "en").state == BlockState.AGREED


def test_what_is_said_of_a_past_recommendation_is_kept_in_step(cast, translator):
    from tests.factories.factsheets import ChosenFactory  # noqa: PLC0415 -- one test

    sheet = packet_cast.factsheet(cast.first, title_en="T", key_message_en="K")
    row = ChosenFactory(factsheet=sheet, headline_ru="Приюты")
    packet = send(sheet, translator, by=cast.bob)
    save(packet, 1, "Shelters", by=translator)
    row.refresh_from_db()
    assert row.headline_en == "Shelters"

    writing.write_block(
        factsheet_id=sheet.pk,
        key=f"past.{row.pk}.headline",
        language="ru",
        text="Приюты и центры",
        base=digest("Приюты"),
        actor=cast.bob,
        at=timezone.now(),
    )
    sheet.refresh_from_db()
    assert sheet.ready_in == []


# Who sees it, until when


def test_a_packet_is_seen_by_who_sends_and_who_translates(cast, translator):
    packet_cast.proposal(cast.first)
    drafter = MembershipFactory(group=cast.first, role="drafter").user
    other = MembershipFactory(group=cast.first, role="translator").user
    packet = send(cast.first, translator, by=cast.bob)

    seen = {
        person: Packet.objects.visible_to(person).filter(pk=packet.pk).exists()
        for person in (cast.bob, cast.alice, translator, other, drafter, cast.carol)
    }
    assert list(seen.values()) == [True, True, True, True, False, False]


def test_of_a_confidential_group_nobody_else_sees_it(cast, translator):
    packet_cast.proposal(cast.confidential, "Скрытое")
    packet = send(cast.confidential, cast.grace, by=cast.grace)

    for person in (cast.alice, cast.bob, cast.dan, translator, cast.heidi):
        assert not Packet.objects.visible_to(person).exists()
    assert list(Packet.objects.visible_to(cast.grace)) == [packet]


def test_it_ends_with_the_role_by_which_it_was_opened(cast, translator):
    packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    role = translator.roles.get()
    openings.withdraw_through(role.pk, actor=cast.alice, at=timezone.now())

    with pytest.raises(packets.CannotSave):
        save(packet, 1, "Late", by=translator)
    assert not Packet.objects.asked_of(translator).exists()


def test_a_closed_packet_takes_nothing(cast, translator):
    packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    packets.close_packet(packet=packet, actor=cast.bob, at=timezone.now())
    packets.close_packet(packet=packet, actor=cast.bob, at=timezone.now())

    with pytest.raises(packets.CannotSave):
        save(packet, 1, "Late", by=cast.bob)
    assert Entry.objects.about(packet).filter(verb="packet.closed").count() == 1


def test_a_link_ends_with_its_day(cast):
    packet_cast.proposal(cast.first)
    packet, token = send_by_link(cast.first, by=cast.bob, days=2)
    opening = packet.opening
    assert save(packet, 1, "In time", by=opening).is_kept
    late = timezone.now() + timedelta(days=40)

    assert Opening.objects.opened_with(token, at=late) is None
    with pytest.raises(packets.CannotSave):
        save(packet, 1, "Too late", by=opening, at=late, base="In time")


def test_the_link_of_one_packet_does_not_write_in_another(cast):
    packet_cast.proposal(cast.first)
    packet_cast.proposal(cast.second)
    MembershipFactory(group=cast.second, role="rapporteur", user=cast.alice)
    packet, _token = send_by_link(cast.first, by=cast.bob)
    other, _token = send_by_link(cast.second, by=cast.alice)

    with pytest.raises(packets.CannotSave):
        save(packet, 1, "Foreign", by=other.opening)


def test_what_a_guest_writes_is_written_by_nobody(cast):
    _source, target = packet_cast.sections(cast.first, "Один.")
    packet, _token = send_by_link(cast.first, by=cast.bob)
    save(packet, 1, "One.", by=packet.opening)

    assert Update.objects.filter(text=target).latest("seq").author is None
    entry = Entry.objects.filter(verb="text.translated").get()
    assert (entry.actor_id, entry.via) == (None, "guest link")


def test_who_may_be_asked_is_known_to_the_sender(cast, translator):
    from workspace.packet_forms import SendForm  # noqa: PLC0415 -- one test

    groups = [cast.first, cast.confidential]
    submission = SubmissionFactory(review=cast.review, groups=groups)
    form = SendForm(subject=submission, sender=cast.bob)
    said = str(form["whom"])

    assert "Tamara" in said
    assert "Bob" in said
    assert "Grace" not in said
    assert "Tamara" not in str(SendForm(subject=cast.institution, sender=cast.frank))


def test_agreeing_to_a_section_agrees_to_a_translation_made_by_hand(cast, translator):
    source, target = packet_cast.sections(cast.first, "Один.")
    write(target, [ydoc.paragraph("One.")])
    arranging.agree_section(
        section_id=source.section_id, actor=cast.bob, at=timezone.now()
    )
    target.refresh_from_db()
    assert target.behind == 0
    with pytest.raises(packets.CannotSend):
        send(cast.first, translator, by=cast.bob)
