"""Promises: what each kind needs to be entered, how it reads, and how it changes from a day on."""
