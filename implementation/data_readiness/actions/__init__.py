from implementation.data_readiness.actions.samples import looked_at

__all__ = ["looked_at"]
