"""The page on which a text is written, as the server draws it."""

import json
import re
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Opening
from submissions import copying, desk, schema, store, words, ydoc
from submissions.models import Section
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db
EDITOR = Path(settings.BASE_DIR) / "editor"
BUNDLE = Path(settings.BASE_DIR) / "static" / "editor" / "draft.js"
BUNDLE_AT_MOST = 110_000  # bytes, brotli


@pytest.fixture
def group(db):
    return GroupFactory()


@pytest.fixture
def submission(group):
    return SubmissionFactory(review=group.review, groups=[group])


@pytest.fixture
def text(submission):
    return text_of(SectionFactory(submission=submission, heading_ru="Убежища"))


def write(text, *paragraphs):
    doc = store.load(text.pk).doc()
    nodes = [ydoc.paragraph(words) for words in paragraphs]
    update = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), nodes))
    from django.db import transaction  # noqa: PLC0415 -- slow import

    with transaction.atomic():
        store.add(store.lock(text.pk), update, author=None, at=timezone.now())


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member(group, role="drafter"):
    return MembershipFactory(group=group, role=role).user


def reader_of(text):
    """Somebody outside to whom this text alone was opened."""
    reader = UserFactory()
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=reader,
        level=Opening.Level.READ,
        until=timezone.now() + timedelta(days=1),
    )
    return reader


def shown(text, user, **query) -> str:
    response = signed_in(user).get(text.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


def attribute(page, name):
    return re.search(rf'data-{name}="([^"]*)"', page).group(1)


def test_the_page_shows_what_was_written_a_moment_ago(text, group):
    write(text, "В Нарыне <нет> убежища")

    page = shown(text, member(group))

    assert "В Нарыне &lt;нет&gt; убежища" in page
    assert "<span data-count>4</span>" in page


def test_the_page_of_a_copied_text_reads_the_copy_alone(
    text, group, django_assert_num_queries
):
    write(text, "Слово")
    copying.write_copy(text.pk, at=timezone.now())
    text.refresh_from_db()

    with django_assert_num_queries(1):
        document = desk.fresh_documents([text])[text.pk]

    assert document["content"][0]["content"][0]["text"] == "Слово"


@pytest.mark.parametrize(
    ("role", "status", "level"),
    [
        ("rapporteur", "drafting", 4),
        ("drafter", "drafting", 4),
        ("drafter", "agreed", 3),
        ("reader", "drafting", 3),
        ("translator", "drafting", 3),  # the text is in the language of the source
    ],
)
def test_the_page_tells_the_editor_what_the_person_may_do(
    text, group, role, status, level
):
    Section.objects.filter(pk=text.section_id).update(status=status)

    page = shown(text, member(group, role))

    assert attribute(page, "level") == str(level)
    assert ("data-agreed" in page) is (status == "agreed")
    assert attribute(page, "epoch") == "1"
    assert attribute(page, "schema") == str(schema.VERSION)


def test_who_may_only_read_is_offered_no_suggestions(text):
    write(text, "Слово")
    reader = reader_of(text)

    page = shown(text, reader)

    assert attribute(page, "level") == "1"
    assert 'class="suggest"' not in page


def test_a_browser_keeps_drafts_under_a_name_that_tells_nothing(text, group):
    one, other = member(group), member(group)

    names = [attribute(shown(text, user), "owner") for user in (one, other, one)]

    assert names[0] == names[2] != names[1]
    assert str(one.pk) not in shown(text, one)


def test_the_other_language_stands_beside_only_when_asked(submission, group):
    section = SectionFactory(submission=submission)
    write(text_of(section, "en"), "English words")
    russian = text_of(section, "ru")

    assert "English words" not in shown(russian, member(group))
    beside = shown(russian, member(group), beside="en")
    assert "English words" in beside
    assert "draft-beside" in beside


def test_another_text_is_not_shown_beside_for_a_made_up_language(text, group):
    page = shown(text, member(group), beside="../../en")

    assert "draft-beside" not in page


def test_a_text_alone_that_was_opened_shows_no_other_section(submission, text):
    SectionFactory(submission=submission, heading_ru="Тайный раздел")
    reader = reader_of(text)

    page = shown(text, reader, lang="ru")

    assert "Убежища" in page
    assert "Тайный раздел" not in page


@pytest.mark.parametrize(
    ("depths", "numbers"),
    [
        ([1, 1, 1], ["1", "2", "3"]),
        ([1, 2, 2, 1, 2], ["1", "1.1", "1.2", "2", "2.1"]),
        ([1, 2, 3, 2, 1], ["1", "1.1", "1.1.1", "1.2", "2"]),
        ([2, 1], ["1.1", "1"]),  # begun below: nothing breaks
    ],
)
def test_sections_are_numbered_by_their_depth(depths, numbers):
    sections = [Section(depth=depth) for depth in depths]

    assert list(desk.numbered(sections).values()) == numbers


@pytest.mark.parametrize("sections", [1, 3])
def test_the_page_asks_as_much_for_three_sections_as_for_one(
    submission, group, django_assert_max_num_queries, sections
):
    texts = [text_of(SectionFactory(submission=submission)) for _ in range(sections)]
    for text in texts:
        write(text, "Слово")
        copying.write_copy(text.pk, at=timezone.now())
    client = signed_in(member(group))
    client.get(texts[0].get_absolute_url())

    with django_assert_max_num_queries(12):
        client.get(texts[0].get_absolute_url(), {"beside": "en"})


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_read(text, group, method):
    client = signed_in(member(group))

    assert getattr(client, method)(text.get_absolute_url()).status_code == 405


# What the editor says


def test_every_state_of_the_bar_has_its_sentence():
    source = (EDITOR / "status.js").read_text()
    states = set(
        re.findall(r'"([a-z]+(?:_[a-z]+)*)"', source.partition("const SHAPES")[0])
    )
    phases = re.findall(r'[A-Z_]+: "([a-z-]+)"', (EDITOR / "provider.js").read_text())
    states |= {phase.replace("-", "_") for phase in phases}
    # What is live, offline or missing is said by another name.
    states -= {"live", "offline", "missing", "use"}
    wanted = {state for state in states if not state.startswith(("data", "status"))}

    missing = {state for state in wanted if state not in words.STATES}

    assert len(wanted) >= 14
    assert not missing


def test_every_word_the_editor_asks_for_comes_with_the_page(text, group):
    page = shown(text, member(group))
    given = json.loads(
        re.search(r'id="editor-words"[^>]*>(.*?)</script>', page).group(1)
    )
    sources = [path.read_text() for path in EDITOR.glob("*.js")]
    found = {
        name
        for source in sources
        for name in re.findall(r"\bwords\.([a-z_]+)\b", source)
    }
    asked = found - {"append", "content", "lang", "trim"}  # elements called `words`

    assert asked - given.keys() == set()


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_sentences_of_the_editor_keep_their_placeholders(language):
    with translation.override(language):
        said = words.for_editor()

    assert "%(time)s" in said["saved"]
    assert "%(names)s" in said["here"]


# What a phone loads


def test_the_editor_is_light(capsys):
    packed = len(brotli.compress(BUNDLE.read_bytes()))

    with capsys.disabled():
        print(f"\nThe editor's bundle: {packed / 1000:.1f} kB in brotli")
    assert packed <= BUNDLE_AT_MOST


def test_only_the_draft_page_loads_the_editor(text, group):
    client = signed_in(member(group))
    review = text.section.submission.review
    others = [
        review.get_absolute_url(),
        reverse("submissions:decisions", args=[review.pk]),
    ]

    assert b"editor/draft" in client.get(text.get_absolute_url()).content
    for address in others:
        assert b"editor/draft" not in client.get(address).content
