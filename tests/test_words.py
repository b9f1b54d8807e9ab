from contextlib import contextmanager
from types import SimpleNamespace

import polib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.utils.translation import gettext, ngettext, override

from core.middleware import LanguageMiddleware
from core.wording.catalogues import path_of, plural_forms

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy as marked

GREETING = _("Good morning, %(name)s.")
MARK = marked("a mark", "Full")


def told(n):
    return ngettext("%(n)s letter", "%(n)s letters", n) % {"n": n}
"""
PAGE = """{% load i18n %}
  <p title="{% translate "A title" %}">{% some_tag "x" _("An argument (with brackets)") %}
    {% blocktranslate trimmed with who=person.name context "by post" %}
      {{ who }} wrote.
    {% endblocktranslate %}
  {{ word|default:_("Nothing") }}</p>
"""
TRANSLATED = {
    "Good morning, %(name)s.": "Доброе утро, %(name)s.",
    "Full": "Полностью",
    "A title": "Заголовок",
    "An argument (with brackets)": "Аргумент (в скобках)",
    "%(who)s wrote.": "Пишет %(who)s.",
    "Nothing": "Ничего",
}


class Project:
    """Two files with words in them, and complete catalogues."""

    def __init__(self, folder):
        self.root = folder
        self.code = folder / "letters" / "views.py"
        self.page = folder / "templates" / "letters" / "list.html"
        for path, text in ((self.code, CODE), (self.page, PAGE)):
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
        self.update()
        for language, letters in (
            ("ru", ["письмо", "письма", "писем", "писем"]),
            ("ky", ["кат"]),
        ):
            with self.catalogue(language) as catalogue:
                for entry in catalogue:
                    if entry.msgid_plural:
                        forms = enumerate(letters)
                        entry.msgstr_plural = {i: f"%(n)s {form}" for i, form in forms}
                    else:
                        entry.msgstr = TRANSLATED[entry.msgid]

    def path(self, language):
        return path_of(language, self.root / "locale")

    @contextmanager
    def catalogue(self, language):
        opened = polib.pofile(str(self.path(language)))
        yield opened
        self.path(language).write_text(str(opened), encoding="utf-8")

    def entry(self, language, text):
        return polib.pofile(str(self.path(language))).find(text)

    def add(self, code):
        self.code.write_text(f"{CODE}{code}\n", encoding="utf-8")

    def update(self):
        self.call()

    def check(self, capsys):
        """The lines that `--check` says before it fails."""
        capsys.readouterr()
        with pytest.raises(CommandError):
            self.call("--check")
        return capsys.readouterr().out.splitlines()[:-1]

    def call(self, *arguments):
        locale = self.root / "locale"
        call_command("words", *arguments, f"--root={self.root}", f"--locale={locale}")


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_our_catalogues_are_complete():
    call_command("words", "--check")


@pytest.mark.parametrize(
    ("language", "exit_word", "address"),
    [
        ("en", "Leave quickly", "E-mail address"),
        ("ru", "Быстро уйти", "Адрес электронной почты"),
        ("ky", "Тез чыгуу", "Электрондук почта дареги"),
    ],
)
def test_compiled_words_are_loaded_and_win_over_borrowed_ones(
    language, exit_word, address
):
    with override(language):
        assert gettext("Leave quickly") == exit_word
        assert gettext("Email address") == address


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "%(n)s recommendation in the record"),
        ("en", 2, "%(n)s recommendations in the record"),
        ("ru", 21, "%(n)s рекомендация в базе"),
        ("ru", 3, "%(n)s рекомендации в базе"),
        ("ru", 11, "%(n)s рекомендаций в базе"),
        ("ky", 1, "Базада %(n)s сунуштама"),
        ("ky", 2, "Базада %(n)s сунуштама"),
    ],
)
def test_numbers_bend_words(language, number, expected):
    with override(language):
        sentence = ngettext(
            "%(n)s recommendation in the record",
            "%(n)s recommendations in the record",
            number,
        )
    assert sentence == expected


def test_plural_rules_are_those_of_django():
    assert plural_forms("ru").startswith("nplurals=4;")
    assert plural_forms("ky") == "nplurals=1; plural=0;"


def test_words_finds_every_form_of_message(project):
    with project.catalogue("ru") as catalogue:
        found = {(entry.msgid, entry.msgctxt) for entry in catalogue}
    assert found == {
        ("Good morning, %(name)s.", None),
        ("%(n)s letter", None),
        ("Full", "a mark"),
        ("A title", None),
        ("An argument (with brackets)", None),
        ("%(who)s wrote.", "by post"),
        ("Nothing", None),
    }


def test_a_complete_catalogue_passes_and_is_written_the_same_again(project):
    before = project.path("ru").read_text(encoding="utf-8")
    project.call("--check")
    project.update()
    assert project.path("ru").read_text(encoding="utf-8") == before


def test_check_misses_a_new_message(project, capsys):
    project.add('_("Good night")')
    assert project.check(capsys) == [
        f"{language}: “Good night” is missing" for language in ("en", "ru", "ky")
    ]


def test_check_names_a_message_no_longer_used(project, capsys):
    project.page.write_text(PAGE.replace('_("Nothing")', "''"), encoding="utf-8")
    assert project.check(capsys) == [
        f"{language}: “Nothing” is not used any more" for language in ("en", "ru", "ky")
    ]


def test_check_refuses_an_empty_translation(project, capsys):
    with project.catalogue("ky") as catalogue:
        catalogue.find("Nothing").msgstr = ""
    assert project.check(capsys) == ["ky: “Nothing” is not translated"]


@pytest.mark.parametrize(("language", "form"), [("en", 1), ("ru", 2), ("ky", 0)])
def test_check_refuses_an_empty_plural(project, capsys, language, form):
    with project.catalogue(language) as catalogue:
        catalogue.find("%(n)s letter").msgstr_plural[form] = ""
    assert project.check(capsys) == [f"{language}: “%(n)s letter” is not translated"]


def test_check_refuses_a_fuzzy_translation(project, capsys):
    with project.catalogue("ru") as catalogue:
        catalogue.find("Nothing").flags = ["fuzzy"]
    assert project.check(capsys) == [
        "ru: “Nothing” is fuzzy: look at it, then remove the mark"
    ]


@pytest.mark.parametrize("wrong", ["Доброе утро, %(nane)s.", "Доброе утро, {name}."])
def test_check_compares_placeholders(project, capsys, wrong):
    with project.catalogue("ru") as catalogue:
        catalogue.find("Good morning, %(name)s.").msgstr = wrong
    assert project.check(capsys) == [
        f"ru: “Good morning, %(name)s.” has other placeholders in “{wrong}”"
    ]


@pytest.mark.parametrize(
    "call",
    ['_(f"Hello {GREETING}")', '_("Hello {}".format(1))', '_("Hello %s" % GREETING)'],
)
def test_check_refuses_text_put_together_before_it_is_translated(project, capsys, call):
    project.add(call)
    assert project.check(capsys) == [
        "letters/views.py:10: the text given to gettext() is put together first"
    ]


def test_check_refuses_an_untrimmed_block(project, capsys):
    project.page.write_text(PAGE.replace(" trimmed", ""), encoding="utf-8")
    assert (
        "templates/letters/list.html:3: blocktranslate without “trimmed”"
        in project.check(capsys)
    )


def test_check_refuses_another_order(project, capsys):
    with project.catalogue("ru") as catalogue:
        catalogue.reverse()
    assert project.check(capsys) == [
        "ru: the file is not as `bin/manage words` writes it"
    ]


def test_a_reworded_message_keeps_its_translation_until_somebody_looks(project):
    project.code.write_text(CODE.replace("Good morning,", "Good morning"), "utf-8")
    project.update()
    entry = project.entry("ru", "Good morning %(name)s.")
    assert entry.msgstr == "Доброе утро, %(name)s."
    assert entry.fuzzy
    assert entry.previous_msgid == "Good morning, %(name)s."
    assert project.entry("ru", "Good morning, %(name)s.") is None


@pytest.mark.parametrize(
    ("asked", "kept", "own", "expected"),
    [
        ("ky", "ru", "en", "ky"),
        ("", "ru", "ky", "ru"),
        ("", "", "ky", "ky"),
        ("", "", None, "ru"),
        ("xx", "yy", "ky", "ky"),
    ],
)
def test_language_is_asked_then_kept_then_ones_own_then_the_browsers(
    rf, asked, kept, own, expected
):
    request = rf.get("/", {"lang": asked}, headers={"accept-language": "ru,en;q=0.5"})
    request.COOKIES["language"] = kept
    request.user = (
        SimpleNamespace(is_authenticated=True, language=own) if own else AnonymousUser()
    )
    respond = LanguageMiddleware(lambda _request: HttpResponse(gettext("Sign out")))
    response = respond(request)
    sign_out = {"ru": "Выйти", "ky": "Чыгуу"}
    assert response.content.decode() == sign_out[expected]
    assert response.headers["Content-Language"] == expected
    assert ("language" in response.cookies) == (asked == "ky")
