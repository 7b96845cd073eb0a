from implementation.staff.views import files, listing, people

__all__ = ["files", "listing", "people"]
