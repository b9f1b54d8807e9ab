from django.contrib import admin

from recommendations.models import ImportBatch, ImportRow


class ReadOnlyAdmin(admin.ModelAdmin):
    """What came from a file is changed by another file, not by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "started_at", "state", *ImportRow.Outcome.values]
    list_filter = ["state", "is_demonstration"]
    ordering = ["-started_at", "pk"]


@admin.register(ImportRow)
class ImportRowAdmin(ReadOnlyAdmin):
    list_display = ["batch_id", "number", "outcome", "reason"]
    list_filter = ["outcome"]
    search_fields = ["=batch__id"]
    ordering = ["batch", "number"]
    show_full_result_count = False
