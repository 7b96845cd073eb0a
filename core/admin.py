"""The admin pages are for the one who keeps the installation: people may be mended there, the record may only be read."""

from django.contrib import admin

from core.models import AuditEntry, Notification, OutgoingMail, User


class ReadOnly(admin.ModelAdmin):
    """Everything may be looked at, nothing changed: what happens to records happens in the product, on record."""

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ["name", "email", "language", "is_active", "last_login"]
    search_fields = ["name", "email"]
    fields = ["email", "name", "language", "is_active", "is_superuser"]

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly):
    list_display = ["at", "chain", "number", "actor_name", "actor_role", "verb", "title"]
    list_select_related = ["chain"]
    search_fields = ["title", "actor_name"]


admin.site.register([Notification, OutgoingMail], ReadOnly)
