"""Facts come from the data files; staff may better their names here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.models import (
    Cycle,
    Region,
    Session,
    State,
    StateAlias,
    Term,
    TermMapping,
    Treaty,
    Turn,
    Vocabulary,
)

LANGUAGES = ("en", "ru", "ky")


def in_every_language(*fields):
    return [f"{field}_{language}" for field in fields for language in LANGUAGES]


class StaffMayRead:
    """Being staff is the whole permission: the catalogue holds no secrets."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class StaffMayEdit(StaffMayRead):
    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)


class NamedAdmin(StaffMayEdit, admin.ModelAdmin):
    list_display = in_every_language("name")
    search_fields = in_every_language("name")
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).listed()


class StateAliasInline(StaffMayEdit, admin.TabularInline):
    model = StateAlias
    fields = ["alias"]
    extra = 1

    def has_add_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_module_permission(request)


@admin.register(State)
class StateAdmin(NamedAdmin):
    list_display = ["iso3", *in_every_language("name"), "regional_group"]
    list_filter = ["regional_group", "is_member", "organisations"]
    search_fields = ["iso3", *in_every_language("name"), "aliases__alias"]
    fields = [
        "iso3",
        "iso2",
        "is_member",
        "regional_group",
        *in_every_language("name", "formal_name"),
        "member_of",
    ]
    readonly_fields = ["iso3", "iso2", "is_member", "regional_group", "member_of"]
    inlines = [StateAliasInline]

    @admin.display(description=_("organisations"))
    def member_of(self, state):
        return ", ".join(str(term) for term in state.organisations.listed())


@admin.register(Region)
class RegionAdmin(NamedAdmin):
    list_display = ["code", *in_every_language("name"), "kind"]
    search_fields = ["code", *in_every_language("name")]
    fields = ["code", "state", "kind", "order", *in_every_language("name")]
    readonly_fields = ["code", "state", "kind", "order"]

    def get_queryset(self, request):
        return Region.objects.select_related("state").in_order()


@admin.register(Vocabulary)
class VocabularyAdmin(NamedAdmin):
    list_display = ["key", "version", *in_every_language("name")]
    fields = ["key", "version", "source", *in_every_language("name")]
    readonly_fields = ["key", "version", "source"]


@admin.register(Term)
class TermAdmin(NamedAdmin):
    list_display = ["key", *in_every_language("name"), "vocabulary"]
    list_filter = ["vocabulary"]
    list_select_related = ["vocabulary"]
    search_fields = ["key", *in_every_language("name")]
    fields = [
        "vocabulary",
        "key",
        "order",
        *in_every_language("name", "definition"),
        "aliases",
    ]
    readonly_fields = ["vocabulary", "key", "order"]

    def get_queryset(self, request):
        return Term.objects.in_order()


@admin.register(TermMapping)
class TermMappingAdmin(StaffMayRead, admin.ModelAdmin):
    list_display = ["source", "target"]
    list_select_related = ["source", "target"]
    ordering = ["source", "target", "pk"]


@admin.register(Treaty)
class TreatyAdmin(NamedAdmin):
    list_display = ["abbreviation", *in_every_language("name")]
    fields = [
        "key",
        "abbreviation",
        "adopted_year",
        "order",
        *in_every_language("name"),
        "body_abbreviation",
        *in_every_language("body_name"),
    ]
    readonly_fields = [
        "key",
        "abbreviation",
        "adopted_year",
        "order",
        "body_abbreviation",
    ]


@admin.register(Cycle)
class CycleAdmin(StaffMayEdit, admin.ModelAdmin):
    list_display = [
        "number",
        "first_session",
        "last_session",
        "first_year",
        "last_year",
    ]
    ordering = ["number"]


@admin.register(Session)
class SessionAdmin(StaffMayEdit, admin.ModelAdmin):
    list_display = ["number", "year", "starts_on", "ends_on", "is_projected"]
    ordering = ["-number"]

    def has_add_permission(self, request):
        return self.has_module_permission(request)


@admin.register(Turn)
class TurnAdmin(StaffMayEdit, admin.ModelAdmin):
    list_display = ["state", "cycle", "session", "reviewed_on", "is_projected"]
    list_filter = ["cycle", "is_projected"]
    list_select_related = ["state"]
    search_fields = ["state__iso3", "state__name_en", "state__name_ru"]
    ordering = ["-cycle", "session", "pk"]
    fields = ["state", "cycle", "session", "reviewed_on", "is_projected", "source"]
    readonly_fields = ["state", "cycle"]
