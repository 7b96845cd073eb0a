"""Registers found in the wild: uploaded, understood column by column and value by value, looked at, then brought in."""
