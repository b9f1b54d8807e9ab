"""The look: tags, error pages and static files keep their promises."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

from core.styleguide import FAMILIES, SampleForm
from core.templatetags.ui import ICONS, MARKS, NoSuchShape

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"


def rendered(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).strip()


class Person(forms.Form):
    name = forms.CharField(help_text="As in <b>letters</b>.")
    where = forms.ChoiceField(
        choices=[("osh", "Osh"), ("naryn", "Naryn")], widget=forms.RadioSelect
    )
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    token = forms.CharField(widget=forms.HiddenInput)


# -- Shapes ---------------------------------------------------------------------


def test_mark_points_into_the_sprite():
    assert rendered('{% mark "part" %}') == (
        '<svg class="mark mark-part" aria-hidden="true">'
        '<use href="/static/marks.svg#m-part"/></svg>'
    )


def test_tag_mark_escapes_its_word():
    html = rendered('{% tag_mark "noted" word %}', word="<i>Noted</i>")

    assert "&lt;i&gt;Noted&lt;/i&gt;" in html


def test_tag_mark_without_a_word_says_its_own():
    assert "<span>In review</span>" in rendered('{% tag_mark "review" %}')


@pytest.mark.parametrize("tag", ["mark", "icon", "tag_mark"])
def test_unknown_shape_is_refused(tag):
    with pytest.raises(NoSuchShape):
        rendered("{% " + tag + ' "heart" %}')


def test_sprite_and_tags_know_the_same_shapes():
    sprite = (STATIC / "marks.svg").read_text(encoding="utf-8")

    assert set(re.findall(r'id="m-(\w+)"', sprite)) == set(MARKS)
    assert set(re.findall(r'id="i-(\w+)"', sprite)) == ICONS


def test_style_guide_shows_every_mark_once():
    shown = [name for _title, names in FAMILIES for name in names]

    assert sorted(shown) == sorted(MARKS)


# -- Bars -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "fill", "over"),
    [
        (0, "0.0", None),
        (700, "100.0", None),
        (1400, "200.0", None),
        (1498, "200.0", "14.0"),
        (9000, "200.0", "40.0"),
    ],
)
def test_bar_draws_a_budget_and_what_goes_over(part, fill, over):
    html = rendered("{% bar part 1400 %}", part=part)

    assert f'bar-fill" y="1" width="{fill}"' in html
    assert re.findall(r'bar-over" x="200" y="1" width="([\d.]+)"', html) == (
        [over] if over else []
    )
    assert 'bar-limit" x="199.0"' in html


def test_bar_with_a_tick_uses_the_whole_scale():
    html = rendered("{% bar 57 100 51 %}")

    assert 'bar-fill" y="1" width="136.8"' in html
    assert 'bar-limit" x="121.4"' in html


def test_bar_of_nothing_is_empty():
    assert 'bar-fill" y="1" width="0.0"' in rendered("{% bar 5 0 %}")


def test_bar_writes_points_in_every_language():
    with translation.override("ru"):
        assert 'width="136.8"' in rendered("{% bar 57 100 51 %}")


# -- Forms ----------------------------------------------------------------------


def test_field_ties_hint_and_error_to_the_control():
    html = rendered("{% field form.name %}", form=Person({"name": ""}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'class="field field-wrong"' in html


def test_field_without_hint_names_no_hint():
    html = rendered('{% field form.name hint="" %}', form=Person())

    assert "helptext" not in html


def test_field_escapes_label_and_hint():
    html = rendered(
        "{% field form.name label=label %}", form=Person(), label="<b>N</b>"
    )

    assert "&lt;b&gt;N&lt;/b&gt;" in html
    assert "As in &lt;b&gt;letters" in html


def test_field_says_in_which_language_its_words_are():
    assert 'lang="ky"' in rendered('{% field form.name lang="ky" %}', form=Person())


def test_field_of_choices_is_a_group_with_a_legend():
    html = rendered("{% field form.where %}", form=Person({"where": "osh"}))

    assert '<fieldset class="field"' in html
    assert "<legend>Where</legend>" in html
    assert html.count('<label class="choice">') == 2


def test_field_of_a_password_offers_to_show_it_only_with_a_script():
    html = rendered("{% field form.secret %}", form=Person())

    assert 'data-show-password="id_secret"' in html
    assert re.search(r"hidden>Show</button>", html)


def test_error_summary_leads_to_every_field():
    form = Person({"name": ""})
    form.add_error(None, "Choose again")

    html = rendered("{% error_summary form %}", form=form)

    assert "4 things to correct" in html
    assert re.findall(r'href="#(\w+)"', html) == [
        "id_name",  # no field's fault: the first visible one
        "id_name",
        "id_where",
        "id_name",  # hidden
    ]
    assert "Name: This field is required." in html


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("Name", "Name: This field is required."),
        ("Whom do you ask?", "Whom do you ask? This field is required."),
        ("I have read it.", "I have read it. This field is required."),
    ],
)
def test_error_summary_reads_like_a_sentence(label, line):
    form = Person({"name": "", "where": "osh"})
    form.fields["name"].label = label

    assert f">{line}</a>" in rendered("{% error_summary form %}", form=form)


def test_error_summary_of_a_right_form_is_nothing():
    assert rendered("{% error_summary form %}", form=Person()) == ""


def test_error_summary_targets_exist():
    form = SampleForm({})
    fields = "{% for bound in form %}{% field bound %}{% endfor %}"
    html = rendered("{% error_summary form %}" + fields, form=form)

    targets = re.findall(r'href="#(\w+)"', html)
    assert targets
    assert [target for target in targets if f'id="{target}"' not in html] == []


# -- Words ----------------------------------------------------------------------


def test_copy_button_carries_text_and_quotes_safely():
    html = rendered("{% copy_button text %}", text='He said "no" <b>')

    assert 'data-copy="He said &quot;no&quot; &lt;b&gt;"' in html
    assert " hidden>" in html


@pytest.mark.parametrize(
    ("level", "shape"), [("success", "ok"), ("warning", "watch"), ("error", "risk")]
)
def test_message_stands_beside_its_shape(level, shape):
    assert f"mark-{shape}" in rendered("{% message level 'Said' %}", level=level)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile Safari", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140) Firefox/140", "Firefox, Linux"),
        ("", "An unknown browser"),
    ],
)
def test_device_is_recognised(agent, said):
    assert rendered("{{ agent|device }}", agent=agent) == said


def test_time_in_says_the_date_of_that_place():
    moment = datetime(2029, 7, 18, 20, 0, tzinfo=UTC)

    assert rendered('{% time_in moment "Asia/Bishkek" %}', moment=moment) == (
        '<time datetime="2029-07-19T02:00+06:00">Thu 19 July 2029, 02:00</time>'
    )


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "18 июля 2029"), ("ky", "18 июль 2029")]
)
def test_time_in_says_months_as_they_stand_inside_a_line(language, said):
    moment = datetime(2029, 7, 18, 16, 0, tzinfo=UTC)
    with translation.override(language):
        html = rendered('{% time_in moment "Europe/Zurich" %}', moment=moment)

    assert said in html


# -- Pages that lead nowhere ----------------------------------------------------


@pytest.mark.parametrize("code", [400, 403, 404, 410, 413, 429])
def test_dead_end_carries_no_form_and_no_address(rf, code):
    html = render_to_string(f"{code}.html", request=rf.get("/r/secret-object/"))

    assert "<form" not in html
    assert "secret-object" not in html
    assert "csrf" not in html


def test_broken_page_needs_no_request_no_database_and_no_static_list(settings):
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = []

    html = get_template("500.html").render({})

    assert "/static/css/tokens.css" in html
    assert "<form" not in html


def test_language_links_keep_the_page_and_its_question(rf):
    request = rf.get("/f/", {"topic": "water", "lang": "en"})

    html = render_to_string("404.html", request=request)

    assert 'href="?topic=water&amp;lang=ru"' in html


# -- Style sheets, scripts, templates -------------------------------------------


def declarations(css: str, selector: str) -> list[str]:
    start = css.index(selector)
    block = css[css.index("{", start) + 1 : css.index("}", start)]
    return [line.strip() for line in block.strip().splitlines()]


def test_dark_by_hand_is_dark_by_device():
    css = (STATIC / "css/tokens.css").read_text(encoding="utf-8")

    by_device = declarations(css, ':root:not([data-theme="light"])')
    by_hand = declarations(css, ':root[data-theme="dark"]')

    assert by_device == by_hand


def test_every_token_that_is_used_exists():
    sheets = [path.read_text(encoding="utf-8") for path in (STATIC / "css").glob("*")]
    css = "\n".join(sheets)

    # --cut is set by components on the marks they hold.
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(
        re.findall(r"(--[\w-]+):", css)
    )


def test_every_address_in_a_style_sheet_is_a_file_beside_it():
    missing = [
        (path.name, address)
        for path in (STATIC / "css").glob("*.css")
        for address in re.findall(r'url\("([^"]+)"\)', path.read_text(encoding="utf-8"))
        if not address.startswith("../fonts/")  # cut at set-up: see test_fonts
        and not (path.parent / address).exists()
    ]

    assert missing == []


def test_styles_and_scripts_stay_within_their_budget():
    files = [*(STATIC / "css").glob("*.css"), *(STATIC / "js").glob("*.js")]
    weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)

    assert weight < 40_000


@pytest.mark.parametrize(
    "forbidden", [r"\sstyle=", r"<style", r"\son\w+=", r"<script(?![^>]*\ssrc=)"]
)
def test_no_template_writes_what_the_policy_of_content_forbids(forbidden):
    found = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(forbidden, path.read_text(encoding="utf-8"))
    ]

    assert found == []
