from implementation.data_readiness.actions.clearing import delete_due, delete_strays
from implementation.data_readiness.actions.files import (
    bring_file,
    correct_columns,
    delete_rows,
    keep_rows,
    read_otherwise,
)
from implementation.data_readiness.actions.inventory import remove_domain, remove_source
from implementation.data_readiness.actions.profiles import ask_for_profile, run_profile, sweep
from implementation.data_readiness.actions.rules import take_rules
from implementation.data_readiness.actions.samples import looked_at

__all__ = [
    "ask_for_profile",
    "bring_file",
    "correct_columns",
    "delete_due",
    "delete_rows",
    "delete_strays",
    "keep_rows",
    "looked_at",
    "read_otherwise",
    "remove_domain",
    "remove_source",
    "run_profile",
    "sweep",
    "take_rules",
]
