from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ConstrainedModelForm
from groups.models import Group
from submissions import outlines, queries
from submissions.models import Section, Submission

TITLES = ["title_en", "title_ru", "title_ky"]


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, group):
        return str(group.name)


class GroupsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return str(group.name)


def languages_field():
    return forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each section gets a text of its own in each of them."),
    )


def two_lines(first, second):
    """A choice and what it means."""
    return format_html('{}<br><span class="quiet">{}</span>', first, second)


def as_in(submission):
    return _("The outline of “%(title)s”") % {"title": submission.title}


def said_of_review(review):
    return _("%(state)s, cycle %(cycle)d: headings and budgets, without the text") % {
        "state": review.state.name,
        "cycle": review.cycle,
    }


class StartForm(ConstrainedModelForm):
    """What it is called, who writes it, in which languages, from which outline."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("What you call it among yourselves. It can be changed."),
    )
    outline = forms.ChoiceField(
        label=_("Outline to begin from"), widget=forms.RadioSelect
    )

    class Meta:
        model = Submission
        fields = ["source_language", "languages"]
        widgets = {"source_language": forms.RadioSelect}

    def __init__(self, *args, user, review, led, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.review = review
        self.led = {group.pk for group in led}
        self.fields["languages"] = languages_field()
        self.fields["source_language"].choices = settings.LANGUAGES
        self.others = {
            f"s:{other.pk}": other
            for other in Submission.objects.open_to(user)
            .select_related("review__state")
            .order_by("-created_at", "pk")
        }
        kinds = {group.kind for group in led}
        self.fields["outline"].choices = [
            *(
                (key, two_lines(shipped.name, shipped.about))
                for key, shipped in outlines.shipped().items()
                if shipped.kind in kinds
            ),
            *(
                (key, two_lines(as_in(other), said_of_review(other.review)))
                for key, other in self.others.items()
            ),
            ("", _("None: we write our own headings")),
        ]
        self.fields["outline"].required = False
        groups = groups_of(user, review, kinds=kinds)
        if len(groups) > 1:
            self.fields["groups"] = GroupsChoice(
                queryset=groups,
                label=_("Groups that write it"),
                widget=forms.CheckboxSelectMultiple,
                help_text=_(
                    "Everybody in them can read and write all of it. Others can be"
                    " added later."
                ),
            )
        self.only_group = groups[0] if len(groups) == 1 else None
        self.order_fields(
            ["title", "groups", "outline", "source_language", "languages"]
        )

    def said_languages(self) -> str:
        """What is ticked now, the one it is written in first."""
        source = self["source_language"].value()
        chosen = {source, *(self["languages"].value() or [])}
        names = [
            (code != source, str(name))
            for code, name in settings.LANGUAGES
            if code in chosen
        ]
        return ", ".join(name for _is_other, name in sorted(names))

    def clean_groups(self):
        groups = self.cleaned_data["groups"]
        if self.led.isdisjoint(group.pk for group in groups):
            raise forms.ValidationError(
                _("Choose at least one group for which you answer.")
            )
        return groups

    def clean(self):
        """The first language is one of the languages, ticked or not; the title is
        in it."""
        cleaned = super().clean()
        source = cleaned.get("source_language")
        chosen = {*cleaned.get("languages", []), source}
        cleaned["languages"] = [
            code for code, _name in settings.LANGUAGES if code in chosen
        ]
        if source and cleaned.get("title"):
            setattr(self.instance, f"title_{source}", cleaned["title"])
        return cleaned

    @property
    def chosen_groups(self) -> list[Group]:
        if self.only_group:
            return [self.only_group]
        return list(self.cleaned_data["groups"])

    @property
    def chosen_outline(self):
        key = self.cleaned_data["outline"]
        return self.others.get(key) or outlines.shipped().get(key)


def groups_of(user, review, *, kinds):
    """Groups of the review that the person may know, on her side of the wall."""
    return (
        Group.objects.visible_to(user)
        .filter(review=review, kind__in=kinds)
        .for_listing()
    )


class SubmissionForm(ConstrainedModelForm):
    class Meta:
        model = Submission
        fields = [
            *TITLES,
            *("source_language", "languages", "is_joint", "word_budget"),
        ]
        widgets = {"source_language": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"] = languages_field()
        self.fields["source_language"].choices = settings.LANGUAGES


class SectionForm(ConstrainedModelForm):
    """Heading, what belongs there, level and budget. In the languages of the
    submission; of another only what is filled already."""

    class Meta:
        model = Section
        fields = [
            *("heading_en", "heading_ru", "heading_ky"),
            *("guidance_en", "guidance_ru", "guidance_ky"),
            *("depth", "word_budget", "part"),
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("guidance_en", "guidance_ru", "guidance_ky")
        }

    def __init__(self, *args, submission, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.submission = submission
        for code, _name in settings.LANGUAGES:
            for name in (f"heading_{code}", f"guidance_{code}"):
                is_filled = bool(getattr(self.instance, name))
                if code not in submission.languages and not is_filled:
                    del self.fields[name]
        self.fields["depth"] = forms.TypedChoiceField(
            label=_("Level"),
            coerce=int,
            choices=[
                (1, _("A heading of its own")),
                (2, _("Under the heading before it")),
                (3, _("One level deeper still")),
            ],
            initial=1,
        )


class NewSectionForm(SectionForm):
    def __init__(self, *args, submission, places, **kwargs):
        super().__init__(*args, submission=submission, **kwargs)
        self.places = {str(section.pk): section for section, _label in places}
        labels = [(str(section.pk), label) for section, label in places]
        self.fields["after"] = forms.ChoiceField(
            label=_("Where it stands"),
            required=False,
            choices=[("", _("At the end")), *labels],
        )

    @property
    def chosen_place(self) -> Section | None:
        return self.places.get(self.cleaned_data["after"])


AS_IT_IS = "same"


class AssignForm(forms.Form):
    """Whoever answers for it now but may not be called by this reader stays under
    “as it is”."""

    def __init__(self, *args, section, groups, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.section = section
        self.fields["group"] = GroupChoice(
            queryset=groups,
            label=_("Group that writes it"),
            required=False,
            initial=section.group_id,
            empty_label=_("All groups together"),
        )
        people = queries.owners_for(user, section.submission)
        choices = [
            ("", _("Nobody yet")),
            *((str(pk), name) for pk, name in people.items()),
        ]
        initial = str(section.owner_id or "")
        if section.owner_id and section.owner_id not in people:
            called = queries.names_for(
                user, section.submission, people=[section.owner_id]
            )
            choices.append((AS_IT_IS, called[section.owner_id].full))
            initial = AS_IT_IS
        self.fields["owner"] = forms.ChoiceField(
            label=_("Who answers for it"),
            required=False,
            choices=choices,
            initial=initial,
        )

    @property
    def chosen_owner(self):
        key = self.cleaned_data["owner"]
        if key == AS_IT_IS:
            return self.section.owner
        return User.objects.filter(pk=key).first() if key else None


class PartnerForm(forms.Form):
    """Another group of the review, on the same side of the wall."""

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"] = GroupChoice(
            queryset=groups,
            label=_("Group"),
            help_text=_("Everybody in it can read and write all of it."),
        )


class HeirForm(forms.Form):
    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["heir"] = GroupChoice(
            queryset=groups,
            label=_("Its sections go to"),
            required=False,
            empty_label=_("Nobody yet"),
        )
