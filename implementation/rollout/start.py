from implementation.programme.crm_modules import MODULES
from implementation.programme.registry import on_start
from implementation.rollout.actions import add_module


@on_start(order=20)
def lay_out_modules(programme, by):
    """One record for each module wanted, in the order in which they are best rolled out."""
    for key in MODULES:
        if key in programme.modules_wanted:
            add_module(programme, key, by=None)
