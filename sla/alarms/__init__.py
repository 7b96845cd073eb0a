"""Warnings before it is too late: a budget that runs out, a source that went quiet, a claim that lapses."""
