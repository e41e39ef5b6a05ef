"""Periods as texts give them."""
