from change_mgmt.views.changes import change, deciding, limits, listing, provider, steps

__all__ = ["change", "deciding", "limits", "listing", "provider", "steps"]
