from change_mgmt.contribution.models.point import PointKind, SoftPoint

__all__ = ["PointKind", "SoftPoint"]
