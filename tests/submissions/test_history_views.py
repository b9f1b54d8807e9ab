"""Pages about what a text was: who may read them, what they say, what they cost."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from accounts.models import Opening
from submissions import history
from submissions.models import Section, Suggestion, Text, Version
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.docx import Package, in_russian
from tests.submissions.writing import change, lines, paragraphs, read, type_in, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(cast, now):
    """Bob's and Grace's groups write it; Bob wrote a version, Grace another."""
    submission = SubmissionFactory(
        review=cast.review, groups=[cast.first, cast.confidential]
    )
    text = text_of(SectionFactory(submission=submission))
    write(text, paragraphs("Охранный ордер выдан."), author=cast.bob, at=now)
    keep(text, now, kind="named", label="Для советника", actor=cast.bob)
    write(text, paragraphs("Убежищ нет."), author=cast.grace, at=now)
    keep(text, now)
    change(text, type_in(0, " Проверен."), author=cast.bob, at=now)
    return text


def keep(text, at, *, kind="status", label="", actor=None):
    return history.keep_version(
        text_id=text.pk, kind=kind, label=label, actor=actor, at=at
    )


def at(name, text, *more):
    return reverse(f"submissions:{name}", args=[review_of(text), text.pk, *more])


def review_of(text):
    return text.section.submission.review_id


def first(text):
    return text.versions.get(number=1)


def page(client, person, address):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# Versions


def test_versions_say_who_wrote_them_as_the_reader_may_know(client, cast, text):
    html = page(client, cast.bob, at("versions", text))

    assert "Для советника" in html
    assert "Bob" in html
    assert "Grace" not in html
    assert str(cast.confidential.neutral_name) in html
    assert "Grace" in page(client, cast.grace, at("versions", text))


def test_versions_are_empty_at_first(client, cast, text):
    Version.objects.all().delete()

    assert "No version yet" in page(client, cast.bob, at("versions", text))


def test_naming_a_version_keeps_the_text_as_it_stands(client, cast, text):
    client.force_login(cast.bob)
    response = client.post(at("versions", text), {"label": "Отправлено"})

    assert response.status_code == 302
    kept = text.versions.newest_first()[0]
    assert (kept.number, kept.label, kept.kind) == (3, "Отправлено", "named")
    assert (kept.kept_by, kept.document) == (cast.bob, read(text))


def test_naming_what_has_a_name_is_refused_with_a_sentence(client, cast, text):
    client.force_login(cast.bob)
    client.post(at("versions", text), {"label": "Отправлено"})
    client.force_login(cast.grace)
    response = client.post(at("versions", text), {"label": "Другое"})

    assert response.status_code == 200
    assert "has a name already" in response.content.decode()
    assert text.versions.count() == 3


def test_versions_cost_the_same_for_one_and_three(client, cast, text, now, queries_of):
    client.force_login(cast.bob)
    text.versions.filter(number=2).delete()
    one = queries_of(client, at("versions", text))
    for number in range(2):
        write(text, paragraphs(f"Ещё {number}"), author=cast.grace, at=now)
        keep(text, now)

    assert text.versions.count() == 3
    assert queries_of(client, at("versions", text)) == one


def test_comparing_costs_the_same_for_one_and_three(
    client, cast, text, now, queries_of
):
    client.force_login(cast.bob)
    address = f"{at('compare', text)}?from={first(text).pk}"
    text.versions.filter(number=2).delete()
    one = queries_of(client, address)
    for number in range(2):
        write(text, paragraphs(f"Ещё {number}"), author=cast.grace, at=now)
        keep(text, now)

    assert queries_of(client, address) == one


def test_a_version_is_shown_as_it_was(client, cast, text):
    html = page(client, cast.bob, at("version", text, first(text).pk))

    assert "Охранный ордер выдан." in html
    assert "Проверен" not in html


def test_a_version_of_another_text_is_not_there(client, cast, text):
    other = text_of(text.section, "en")
    client.force_login(cast.bob)

    for name in ("version", "restore"):
        assert client.get(at(name, other, first(text).pk)).status_code == 404


GUARDED = ["versions", "version", "compare", "restore", "purge"]


@pytest.mark.parametrize("name", GUARDED)
def test_who_was_opened_a_text_does_not_read_what_it_was(client, cast, text, now, name):
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=cast.ivan,
        level=Opening.Level.COMMENT,
        until=now + timedelta(days=1),
    )
    more = [first(text).pk] if name in {"version", "restore"} else []
    client.force_login(cast.ivan)

    assert Text.objects.visible_to(cast.ivan).filter(pk=text.pk).exists()
    assert client.get(at(name, text, *more)).status_code == 403


# Comparing


def test_compare_shows_words_put_in_and_taken_out(client, cast, text):
    html = page(client, cast.bob, f"{at('compare', text)}?from={first(text).pk}")

    assert " <ins>Проверен.</ins>" in html
    assert "<ins>Убежищ нет.</ins>" in html
    assert 'lang="ru"' in html


def test_compare_stands_side_by_side_when_asked(client, cast, text):
    address = f"{at('compare', text)}?from={first(text).pk}&view=beside"
    html = page(client, cast.bob, address)

    assert '<table class="beside">' in html
    assert " <ins>Проверен.</ins>" in html


def test_compare_takes_two_versions(client, cast, text):
    two = text.versions.get(number=2)
    address = f"{at('compare', text)}?from={first(text).pk}&to={two.pk}"
    html = page(client, cast.bob, address)

    assert "Убежищ нет." in html
    assert "Проверен" not in html


@pytest.mark.parametrize("asked", ["from=x", "to=x", "from=now"])
def test_compare_knows_no_other_versions(client, cast, text, asked):
    client.force_login(cast.bob)

    assert client.get(f"{at('compare', text)}?{asked}").status_code == 404


def test_compare_without_versions_leads_to_the_list(client, cast, text):
    Version.objects.all().delete()
    client.force_login(cast.bob)

    assert client.get(at("compare", text)).url == at("versions", text)


def test_compare_says_when_nothing_changed(client, cast, text, now):
    keep(text, now)

    assert "Nothing changed" in page(client, cast.bob, at("compare", text))


def test_compare_escapes_what_people_wrote(client, cast, text, now):
    node = paragraphs("<script>alert(1)</script>")[0]
    link = {"type": "link", "attrs": {"href": 'javascript:"<b>'}}
    node["content"].append({"type": "text", "text": "тут", "marks": [link]})
    write(text, [node], author=cast.bob, at=now)
    for view in ("", "&view=beside"):
        address = f"{at('compare', text)}?from={first(text).pk}{view}"
        html = page(client, cast.bob, address)

        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html
        assert 'href="javascript' not in html


def test_compare_shows_footnotes_in_brackets_whatever_changed(client, cast, text, now):
    node = paragraphs("Слово")[0]
    said = [{"type": "text", "text": "Отчёт <b>"}]
    node["content"].append({"type": "footnote", "attrs": {"id": "b9"}, "content": said})
    write(text, [node], author=cast.bob, at=now)
    html = page(client, cast.bob, f"{at('compare', text)}?from={first(text).pk}")

    assert (
        '<ins>Слово <small class="in-note">[Footnote: </small>'
        '<small class="in-note">Отчёт &lt;b&gt;</small></ins>'
        '<small class="in-note">]</small>'
    ) in html


# Bringing back


def test_restore_asks_first_and_says_what_would_change(client, cast, text, now):
    html = page(client, cast.bob, at("restore", text, first(text).pk))

    assert " <del>Проверен.</del>" in html
    assert text.versions.count() == 2


def test_restore_brings_the_version_back(client, cast, text):
    client.force_login(cast.bob)
    response = client.post(at("restore", text, first(text).pk), follow=True)

    assert "as in version 1 again" in response.content.decode()
    assert lines(text) == ["Охранный ордер выдан."]


def test_restore_says_which_suggestions_go(client, cast, text, now):
    row = Suggestion.objects.create(text=text, author=cast.bob, suggested_at=now)
    mark = {"type": "insertion", "attrs": {"id": str(row.pk)}}
    node = paragraphs("Срок")[0]
    node["content"].append({"type": "text", "text": " сутки", "marks": [mark]})
    write(text, [node], author=cast.bob, at=now)

    html = page(client, cast.bob, at("restore", text, first(text).pk))

    assert "1 suggestion that waits in the text goes" in html


def test_restore_in_an_agreed_section_is_refused_with_a_sentence(client, cast, text):
    Section.objects.update(status="agreed")
    html = page(client, cast.bob, at("restore", text, first(text).pk))
    assert "This section is agreed" in html

    response = client.post(at("restore", text, first(text).pk), follow=True)

    assert "This section is agreed" in response.content.decode()
    assert len(lines(text)) == 2


@pytest.mark.parametrize("role", ["reader", "translator"])
def test_who_does_not_write_keeps_and_restores_nothing(client, cast, text, role):
    cast.first.memberships.filter(user=cast.bob).update(role=role)
    client.force_login(cast.bob)

    assert client.get(at("versions", text)).status_code == 200
    assert client.post(at("versions", text), {"label": "Имя"}).status_code == 403
    assert client.get(at("restore", text, first(text).pk)).status_code == 403
    assert client.post(at("restore", text, first(text).pk)).status_code == 403
    assert text.versions.count() == 2


def test_a_translator_keeps_versions_of_translations(client, cast, text, now):
    english = text_of(text.section, "en")
    write(english, paragraphs("A protection order."), author=cast.bob, at=now)
    cast.first.memberships.filter(user=cast.bob).update(role="translator")
    client.force_login(cast.bob)

    assert client.post(at("versions", english), {"label": "Sent"}).status_code == 302


# Removing


def test_purge_says_what_goes_and_needs_a_tick(client, cast, text):
    html = page(client, cast.bob, at("purge", text))
    assert "2 versions: nobody can read them" in html

    response = client.post(at("purge", text), {"words": ""})

    assert response.status_code == 200
    assert text.versions.count() == 2


def test_purge_removes_the_history(client, cast, text):
    client.force_login(cast.bob)
    asked = {"words": "тайна\n\n", "understood": "on"}
    response = client.post(at("purge", text), asked, follow=True)

    assert "The history of this text is gone." in response.content.decode()
    assert not text.versions.exists()
    assert Text.objects.get(pk=text.pk).epoch == 2


def test_purge_refuses_words_that_stand_and_keeps_the_form(client, cast, text):
    client.force_login(cast.bob)
    asked = {"words": "ордер", "understood": "on"}
    html = client.post(at("purge", text), asked).content.decode()

    assert "Some of these words still stand in the text." in html
    assert text.versions.count() == 2


def test_a_drafter_purges_nothing(client, cast, text):
    cast.first.memberships.filter(user=cast.bob).update(role="drafter")
    client.force_login(cast.bob)

    assert client.get(at("purge", text)).status_code == 403
    assert client.post(at("purge", text), {"understood": "on"}).status_code == 403
    assert text.versions.count() == 2


# Taking it along


def download(client, text, language="ru"):
    submission = text.section.submission
    address = reverse(
        "submissions:download", args=[submission.review_id, submission.pk, language]
    )
    return client.get(address)


def test_download_has_every_section_as_it_stands_now(client, cast, text):
    SectionFactory(submission=text.section.submission, heading_ru="Пустой раздел")
    client.force_login(cast.bob)
    response = download(client, text)

    said = [p.text for p in Document(BytesIO(response.content)).paragraphs]
    assert "Охранный ордер выдан. Проверен." in said
    assert any("Пустой раздел" in line for line in said)
    assert "filename=" in response["Content-Disposition"]


def test_download_has_the_languages_of_the_submission_only(client, cast, text):
    client.force_login(cast.bob)

    assert download(client, text, "en").status_code == 200
    assert download(client, text, "ky").status_code == 404


def test_who_was_opened_one_text_downloads_nothing(client, cast, text, now):
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=cast.ivan,
        level=Opening.Level.COMMENT,
        until=now + timedelta(days=1),
    )
    client.force_login(cast.ivan)

    assert download(client, text).status_code == 403


def test_download_is_not_there_for_strangers(client, cast, text):
    client.force_login(cast.carol)

    assert download(client, text).status_code == 404


# What changed, in Word


def changes(client, text, **asked):
    return client.get(at("redline", text), asked)


def test_redline_shows_what_the_comparison_shows(client, cast, text):
    client.force_login(cast.bob)
    response = changes(client, text, **{"from": first(text).pk})
    package = Package(response.content)

    package.check(with_changes=True)
    assert "Охранный ордер выдан. Проверен." in package.lines()
    assert "Убежищ нет." in package.lines()
    rejected = package.lines(accepted=False)
    assert rejected[2:] == ["Охранный ордер выдан."]
    since = in_russian("What changed since version %(number)d", number=1)
    assert rejected[1] == since
    assert 'filename="changes-ru.docx"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"


def test_redline_is_between_any_two_versions(client, cast, text):
    client.force_login(cast.bob)
    asked = {"from": first(text).pk, "to": text.versions.get(number=2).pk}
    package = Package(changes(client, text, **asked).content)

    assert package.lines()[1:] == [
        in_russian(
            "What changed from version %(number)d to version %(other)d",
            number=1,
            other=2,
        ),
        "Охранный ордер выдан.",
        "Убежищ нет.",
    ]


def test_redline_names_nobody_who_wrote(client, cast, text):
    client.force_login(cast.bob)
    content = changes(client, text, **{"from": first(text).pk}).content
    package = Package(content)

    for name in ("Bob", "Grace", cast.bob.email, str(cast.bob.pk)):
        assert not any(name in package.text(part) for part in package.parts)


def test_redline_of_a_foreign_version_or_of_none_is_not_there(client, cast, text):
    other = text_of(SectionFactory(submission=text.section.submission))
    write(other, paragraphs("Другое."), author=cast.bob)
    keep(other, text.versions.get(number=1).kept_at)
    client.force_login(cast.bob)

    foreign = {"from": other.versions.get().pk}
    assert changes(client, text, **foreign).status_code == 404
    Version.objects.all().delete()
    assert changes(client, text).status_code == 404


def test_comparison_leads_to_its_redline(client, cast, text):
    html = page(client, cast.bob, at("compare", text))

    assert at("redline", text) in html
